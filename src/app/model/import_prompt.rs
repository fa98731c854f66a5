//! The line that asks for the path of a list to import, what the path may become, and what came of reading it.
//!
//! Must not: look at a file.

use crate::app::action::Movement;
use crate::app::catalog_work::{PathCandidate, PathListing};
use crate::app::input_line::InputLine;
use crate::app::record_rows::wrap_text;
use crate::app::screen_area::{WindowSize, body_area};

/// Rows of the pane above the candidates: the line, and an empty row.
pub const PROMPT_HEADER_ROWS: usize = 2;

/// How far the import is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ImportStep {
    /// The path is typed.
    #[default]
    Typing,
    /// The list is read and compared; how far that is.
    Reading {
        /// The number of the attempt.
        attempt: u64,
        /// As a sentence, once it takes a while.
        progress: Option<String>,
    },
    /// The proposals of the store of work are compared with the catalogue; without a number what came of it is told.
    Proposals {
        /// The number of the attempt.
        attempt: Option<u64>,
    },
    /// The person is asked whether the text was decoded correctly.
    EncodingAsked {
        /// The number of the attempt.
        attempt: u64,
        /// What was decoded, and lines of it.
        lines: Vec<String>,
    },
    /// What was accepted is written; how far that is.
    Publishing {
        /// As a sentence, once it takes a while.
        progress: Option<String>,
    },
}

/// The open prompt.
#[derive(Clone, Debug, Default)]
pub struct ImportPrompt {
    /// The path.
    pub input: InputLine,
    /// How far the import is.
    pub step: ImportStep,
    /// What the path may become; older than the line for a moment.
    pub listing: PathListing,
    /// The candidate at the cursor, once one was moved to.
    pub cursor: Option<usize>,
    /// The first row shown of the candidates, or of what was told.
    pub offset: usize,
    /// Why the list could not be imported, or that it has nothing new.
    pub told: Option<String>,
}

impl ImportPrompt {
    /// The candidates of the path in the line, if they are here.
    pub fn known_listing(&self) -> Option<&PathListing> {
        (self.listing.typed == self.input.text()).then_some(&self.listing)
    }

    /// The candidate that was moved to.
    pub fn chosen_candidate(&self) -> Option<&PathCandidate> {
        self.known_listing()?.candidates.get(self.cursor?)
    }

    /// What was told, in rows of the window's width.
    pub fn told_rows(&self, size: WindowSize) -> Vec<String> {
        let width = usize::from(body_area(size).inner_area().width).saturating_sub(2);
        let lines = self.told.iter().flat_map(|text| text.lines());
        lines
            .flat_map(|line| wrap_text(line, width.max(1)))
            .collect()
    }

    /// Rows below the line.
    pub fn page_rows(size: WindowSize) -> usize {
        let inside = usize::from(body_area(size).inner_area().height);
        inside.saturating_sub(PROMPT_HEADER_ROWS).max(1)
    }

    /// Moves through the candidates, or scrolls what was told. Home and End are edits of the line.
    pub fn move_cursor(&mut self, movement: Movement, size: WindowSize) {
        let page = Self::page_rows(size);
        let by = match movement {
            Movement::First | Movement::Last => return,
            movement => movement.row_delta(page as isize),
        };
        if self.told.is_some() {
            let last = self.told_rows(size).len().saturating_sub(page);
            self.offset = self.offset.saturating_add_signed(by).min(last);
            return;
        }
        let count = self.listing.candidates.len();
        self.cursor = match self.cursor {
            _ if count == 0 => None,
            // One step above the first candidate is the line again.
            Some(0) if by < 0 => None,
            Some(cursor) => Some(cursor.saturating_add_signed(by).min(count - 1)),
            None if by > 0 => Some(0),
            None => None,
        };
        self.scroll_to_cursor(size);
    }

    /// Scrolls so that a window of this size shows the candidate at the cursor.
    pub fn scroll_to_cursor(&mut self, size: WindowSize) {
        let cursor = self.cursor.unwrap_or(0);
        let first = (cursor + 1).saturating_sub(Self::page_rows(size));
        self.offset = self.offset.clamp(first, cursor);
    }
}
