//! How far long work is, on standard error: read, compared, written, indexed.
//!
//! On a terminal one line is renewed, at most five times a second, and taken away at the end; elsewhere, and line by line,
//! plain lines follow one another, rarely. Must not: be seen for what is done at once.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// Shorter work says nothing, and a line is renewed so often at most: in one line, and in plain ones.
const INITIAL_DELAY: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(3)];
const UPDATE_INTERVAL: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(5)];

/// The clock is looked at so often.
const CLOCK_CHECK_INTERVAL: usize = 64;

/// Products from which the index takes long enough to say so.
const MIN_INDEXING_NOTICE_PRODUCTS: usize = 10_000;

/// Columns where nobody knows how many there are.
const DEFAULT_COLUMNS: usize = 80;

/// What is done.
enum ProgressTask {
    /// A file is read, of nobody knows how many products.
    Read(String),
    /// So many are compared.
    Compare(usize),
    /// So many are written.
    Write(usize),
}

/// The line.
pub(crate) struct ProgressLine<'a> {
    locale: &'a Locale,
    work: ProgressTask,
    /// Lines are plain, each a new one.
    plain: bool,
    columns: usize,
    next_update: Instant,
    /// Columns of the line that stands there.
    drawn_width: usize,
}

impl<'a> ProgressLine<'a> {
    /// Of reading a file.
    pub(super) fn for_reading(settings: &'a Settings, path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self::new(
            settings,
            ProgressTask::Read(sanitize_text(&name.to_string_lossy())),
        )
    }

    /// Of comparing so many.
    pub(super) fn for_comparing(settings: &'a Settings, all: usize) -> Self {
        Self::new(settings, ProgressTask::Compare(all))
    }

    /// Of writing so many.
    pub(crate) fn for_writing(settings: &'a Settings, all: usize) -> Self {
        Self::new(settings, ProgressTask::Write(all))
    }

    fn new(settings: &'a Settings, work: ProgressTask) -> Self {
        let plain = settings.accessible || !stderr().is_terminal();
        Self {
            locale: &settings.locale,
            work,
            plain,
            columns: settings.width.unwrap_or(DEFAULT_COLUMNS),
            next_update: Instant::now() + INITIAL_DELAY[usize::from(plain)],
            drawn_width: 0,
        }
    }

    /// So many so far.
    pub(crate) fn update_count(&mut self, count: usize) {
        // The index of what is written follows, and has no number to tell.
        if matches!(self.work, ProgressTask::Write(all) if all == count && all > MIN_INDEXING_NOTICE_PRODUCTS)
        {
            let n = self.locale.format_number(count);
            self.write_line(&self.locale.fill("import.building", &[("n", &n)]));
        } else if count.is_multiple_of(CLOCK_CHECK_INTERVAL) && Instant::now() >= self.next_update {
            self.next_update = Instant::now() + UPDATE_INTERVAL[usize::from(self.plain)];
            self.write_line(&self.progress_text(count));
        }
    }

    fn progress_text(&self, count: usize) -> String {
        let n = self.locale.format_number(count);
        match &self.work {
            ProgressTask::Read(file) => {
                let values: [(&str, &dyn std::fmt::Display); 2] = [("file", file), ("n", &n)];
                self.locale.fill("import.progress", &values)
            }
            ProgressTask::Compare(all) | ProgressTask::Write(all) => {
                let all = self.locale.format_number(*all);
                let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("all", &all)];
                let key = if matches!(self.work, ProgressTask::Compare(_)) {
                    "import.comparing"
                } else {
                    "import.writing"
                };
                self.locale.fill(key, &values)
            }
        }
    }

    /// Nobody to tell is no reason to stop.
    fn write_line(&mut self, line: &str) {
        let mut err = stderr();
        if self.plain {
            let _ = writeln!(err, "{line}");
            return;
        }
        let line = truncate_to_width(line, self.columns.saturating_sub(1), "...");
        let rest = " ".repeat(self.drawn_width.saturating_sub(line.width()));
        self.drawn_width = line.width();
        let _ = write!(err, "\r{line}{rest}");
        let _ = err.flush();
    }
}

impl Drop for ProgressLine<'_> {
    /// Takes the line away.
    fn drop(&mut self) {
        if self.drawn_width > 0 {
            let mut err = stderr();
            let _ = write!(err, "\r{}\r", " ".repeat(self.drawn_width));
            let _ = err.flush();
        }
    }
}
