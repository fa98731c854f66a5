//! Text over the whole window without borders, so that the terminal's own mouse selects nothing else.

use crate::app::record_rows::wrap_text;
use crate::app::screen_area::WindowSize;

/// The text, and how far it is scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// The first row shown.
    pub offset: usize,
}

impl PlainText {
    /// Its rows in a window of this width.
    pub fn build_rows(&self, width: u16) -> Vec<String> {
        let width = usize::from(width).max(1);
        let lines = self.text.lines();
        lines.flat_map(|line| wrap_text(line, width)).collect()
    }

    /// The rows that a window has for the text: all but the last, which names the keys.
    pub fn page_rows(window: WindowSize) -> usize {
        usize::from(window.height).saturating_sub(1).max(1)
    }

    /// True when not all rows fit.
    pub fn is_scrollable(&self, window: WindowSize) -> bool {
        self.build_rows(window.width).len() > Self::page_rows(window)
    }

    /// Scrolls by this many rows, as far as there are more.
    pub fn scroll(&mut self, delta: isize, window: WindowSize) {
        let rows = self.build_rows(window.width).len();
        let last = rows.saturating_sub(Self::page_rows(window));
        self.offset = self.offset.saturating_add_signed(delta).min(last);
    }
}
