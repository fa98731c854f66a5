//! Where long work tells its progress and asks its questions: standard error and standard input, or a screen.
//!
//! While a screen is drawn nothing else may write to the terminal. Must not: print.

use std::fmt;
use std::sync::Arc;

/// A screen that long work reports to, from a thread of its own.
pub trait ScreenReports: Send + Sync {
    /// Shows how far the work has come; the next report replaces it.
    fn report_progress(&self, sentence: &str);

    /// Shows lines and waits for a yes or a no; a screen that is gone says no.
    fn confirm_lines(&self, lines: Vec<String>) -> bool;
}

/// Who is told.
#[derive(Clone, Default)]
pub struct WorkReports(Option<Arc<dyn ScreenReports>>);

impl WorkReports {
    /// Tells a screen.
    pub fn to_screen(screen: Arc<dyn ScreenReports>) -> Self {
        Self(Some(screen))
    }

    /// The screen, if one is told.
    pub fn screen(&self) -> Option<&dyn ScreenReports> {
        self.0.as_deref()
    }
}

impl fmt::Debug for WorkReports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.0.is_some() {
            "a screen"
        } else {
            "standard error"
        };
        f.write_str(name)
    }
}
