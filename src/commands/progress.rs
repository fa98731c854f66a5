//! The progress of long work on standard error: reading, comparing, writing, indexing.
//!
//! A screen gets the line as a message. On a terminal one line is redrawn, at most five times a
//! second, and erased at the end.
//! Elsewhere, and in the linear mode, plain lines are printed, at most one in five seconds. Work
//! that is done at once prints nothing.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::cli::work_reports::ScreenReports;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// The delay before the first line: redrawn in place, and plain. Shorter work prints nothing.
const INITIAL_DELAY: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(3)];
/// The least time between two updates: redrawn in place, and plain.
const UPDATE_INTERVAL: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(5)];

/// The clock is read once for this many counts.
const CLOCK_CHECK_INTERVAL: usize = 64;

/// From this many products on, indexing takes long enough for a line of its own.
const MIN_INDEXING_NOTICE_PRODUCTS: usize = 10_000;

/// The width when the terminal does not report one.
const DEFAULT_COLUMNS: usize = 80;

/// The work in progress.
enum ProgressTask {
    /// Reading the file of this name; the number of products is not known.
    Read(String),
    /// Comparing this many products.
    Compare(usize),
    /// Writing this many products.
    Write(usize),
}

/// The progress line of one task; dropping it erases the line.
pub(super) struct ProgressLine<'a> {
    locale: &'a Locale,
    /// The screen that shows the line instead of standard error.
    screen: Option<&'a dyn ScreenReports>,
    task: ProgressTask,
    /// Print plain lines instead of redrawing one.
    plain: bool,
    columns: usize,
    next_update: Instant,
    /// Columns of the line on the terminal now.
    drawn_width: usize,
}

impl<'a> ProgressLine<'a> {
    /// The progress of reading a file.
    pub(super) fn for_reading(settings: &'a Settings, path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self::new(
            settings,
            ProgressTask::Read(sanitize_text(&name.to_string_lossy())),
        )
    }

    /// The progress of comparing `total` products.
    pub(super) fn for_comparing(settings: &'a Settings, total: usize) -> Self {
        Self::new(settings, ProgressTask::Compare(total))
    }

    /// The progress of writing `total` products.
    pub(super) fn for_writing(settings: &'a Settings, total: usize) -> Self {
        Self::new(settings, ProgressTask::Write(total))
    }

    fn new(settings: &'a Settings, task: ProgressTask) -> Self {
        let screen = settings.reports.screen();
        let plain = screen.is_none() && (settings.accessible || !stderr().is_terminal());
        Self {
            locale: &settings.locale,
            screen,
            task,
            plain,
            columns: settings.width.unwrap_or(DEFAULT_COLUMNS),
            next_update: Instant::now() + INITIAL_DELAY[usize::from(plain)],
            drawn_width: 0,
        }
    }

    /// Reports that this many products are done.
    pub(super) fn update_count(&mut self, count: usize) {
        // After the last product the index is built, which reports no counts.
        let is_indexing = matches!(self.task, ProgressTask::Write(total) if total == count && total > MIN_INDEXING_NOTICE_PRODUCTS);
        if is_indexing {
            let n = self.locale.format_number(count);
            self.write_line(&self.locale.fill("import.building", &[("n", &n)]));
        } else if count.is_multiple_of(CLOCK_CHECK_INTERVAL) && Instant::now() >= self.next_update {
            self.next_update = Instant::now() + UPDATE_INTERVAL[usize::from(self.plain)];
            self.write_line(&self.progress_text(count));
        }
    }

    fn progress_text(&self, count: usize) -> String {
        let n = self.locale.format_number(count);
        match &self.task {
            ProgressTask::Read(file) => {
                let values: [(&str, &dyn std::fmt::Display); 2] = [("file", file), ("n", &n)];
                self.locale.fill("import.progress", &values)
            }
            ProgressTask::Compare(total) | ProgressTask::Write(total) => {
                let total = self.locale.format_number(*total);
                let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("all", &total)];
                let key = if matches!(self.task, ProgressTask::Compare(_)) {
                    "import.comparing"
                } else {
                    "import.writing"
                };
                self.locale.fill(key, &values)
            }
        }
    }

    /// Writes a line; a failure to write it does not stop the work.
    fn write_line(&mut self, line: &str) {
        if let Some(screen) = self.screen {
            screen.report_progress(line);
            return;
        }
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
    /// Erases the line.
    fn drop(&mut self) {
        if self.drawn_width > 0 {
            let mut err = stderr();
            let _ = write!(err, "\r{}\r", " ".repeat(self.drawn_width));
            let _ = err.flush();
        }
    }
}
