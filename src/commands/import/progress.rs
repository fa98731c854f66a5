//! How far a long reading is, on standard error, when that is a terminal. Must not: be seen in a pipe or for
//! a short file.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::settings::{Settings, safe};

/// Shorter readings say nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line is renewed so often at most.
const STEP: Duration = Duration::from_millis(200);

/// The line.
pub(super) struct Progress<'a> {
    settings: &'a Settings,
    name: String,
    next: Instant,
    shown: bool,
    wanted: bool,
}

impl<'a> Progress<'a> {
    pub(super) fn new(settings: &'a Settings, path: &Path) -> Self {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        Self {
            settings,
            name: safe(&name),
            next: Instant::now() + PATIENCE,
            shown: false,
            wanted: stderr().is_terminal(),
        }
    }

    /// So many products so far.
    pub(super) fn tell(&mut self, count: usize) {
        if !self.wanted || !count.is_multiple_of(64) || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + STEP;
        self.shown = true;
        let locale = &self.settings.locale;
        let line = locale.fill(
            "import.progress",
            &[("file", &self.name), ("n", &locale.number(count))],
        );
        let mut err = stderr();
        let _ = write!(err, "\r{line}");
        let _ = err.flush();
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if self.shown {
            let _ = write!(stderr(), "\r{}\r", " ".repeat(78));
            let _ = stderr().flush();
        }
    }
}

/// A line before a long catalogue is built.
pub(super) fn publishing(settings: &Settings, products: usize) {
    if products > LONG && stderr().is_terminal() {
        let locale = &settings.locale;
        let line = locale.fill("import.building", &[("n", &locale.number(products))]);
        let _ = writeln!(stderr(), "{line}");
    }
}

/// Products from which building takes long enough to say so.
const LONG: usize = 10_000;
