//! How far long work is, on standard error: read, compared, written, indexed.
//!
//! On a terminal one line is renewed, at most five times a second, and taken away at the end; elsewhere, and line by line,
//! plain lines follow one another, rarely. Must not: be seen for what is done at once.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use crate::locale::Locale;
use crate::settings::{Settings, safe};
use crate::text::cut_to;

/// Shorter work says nothing, and a line is renewed so often at most: in one line, and in plain ones.
const PATIENCE: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(3)];
const STEP: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(5)];

/// The clock is looked at so often.
const OFTEN: usize = 64;

/// Products from which the index takes long enough to say so.
const LONG: usize = 10_000;

/// Columns where nobody knows how many there are.
const COLUMNS: usize = 80;

/// What is done.
enum Work {
    /// A file is read, of nobody knows how many products.
    Read(String),
    /// So many are compared.
    Compare(usize),
    /// So many are written.
    Write(usize),
}

/// The line.
pub(crate) struct Progress<'a> {
    locale: &'a Locale,
    work: Work,
    /// Lines are plain, each a new one.
    plain: bool,
    columns: usize,
    next: Instant,
    /// Columns of the line that stands there.
    shown: usize,
}

impl<'a> Progress<'a> {
    /// Of reading a file.
    pub(super) fn reading(settings: &'a Settings, path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self::new(settings, Work::Read(safe(&name.to_string_lossy())))
    }

    /// Of comparing so many.
    pub(super) fn comparing(settings: &'a Settings, all: usize) -> Self {
        Self::new(settings, Work::Compare(all))
    }

    /// Of writing so many.
    pub(crate) fn writing(settings: &'a Settings, all: usize) -> Self {
        Self::new(settings, Work::Write(all))
    }

    fn new(settings: &'a Settings, work: Work) -> Self {
        let plain = settings.accessible || !stderr().is_terminal();
        Self {
            locale: &settings.locale,
            work,
            plain,
            columns: settings.width.unwrap_or(COLUMNS),
            next: Instant::now() + PATIENCE[usize::from(plain)],
            shown: 0,
        }
    }

    /// So many so far.
    pub(crate) fn tell(&mut self, count: usize) {
        // The index of what is written follows, and has no number to tell.
        if matches!(self.work, Work::Write(all) if all == count && all > LONG) {
            let n = self.locale.number(count);
            self.show(&self.locale.fill("import.building", &[("n", &n)]));
        } else if count.is_multiple_of(OFTEN) && Instant::now() >= self.next {
            self.next = Instant::now() + STEP[usize::from(self.plain)];
            self.show(&self.sentence(count));
        }
    }

    fn sentence(&self, count: usize) -> String {
        let n = self.locale.number(count);
        match &self.work {
            Work::Read(file) => {
                let values: [(&str, &dyn std::fmt::Display); 2] = [("file", file), ("n", &n)];
                self.locale.fill("import.progress", &values)
            }
            Work::Compare(all) | Work::Write(all) => {
                let all = self.locale.number(*all);
                let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("all", &all)];
                let key = if matches!(self.work, Work::Compare(_)) {
                    "import.comparing"
                } else {
                    "import.writing"
                };
                self.locale.fill(key, &values)
            }
        }
    }

    /// Nobody to tell is no reason to stop.
    fn show(&mut self, line: &str) {
        let mut err = stderr();
        if self.plain {
            let _ = writeln!(err, "{line}");
            return;
        }
        let line = cut_to(line, self.columns.saturating_sub(1), "...");
        let rest = " ".repeat(self.shown.saturating_sub(line.width()));
        self.shown = line.width();
        let _ = write!(err, "\r{line}{rest}");
        let _ = err.flush();
    }
}

impl Drop for Progress<'_> {
    /// Takes the line away.
    fn drop(&mut self) {
        if self.shown > 0 {
            let mut err = stderr();
            let _ = write!(err, "\r{}\r", " ".repeat(self.shown));
            let _ = err.flush();
        }
    }
}
