//! A row of cells on its way from a reader to the list, and the limits every reader keeps.
//!
//! Readers push rows into a function and stop when it says so; nobody holds a whole table. Must not: know
//! what a column means.

use super::list_cell::{ListCell, MAX_CELL_CHARS};
use super::problem::ProblemReason;
use crate::clean;
use crate::source::reader::unreadable::UnreadableFile;
use crate::vietnamese::letter;

/// Columns that are read; a sheet can be absurdly wide with six of them used.
pub(super) const MAX_COLUMNS: usize = 400;

/// Rows of a table, as many as a sheet can have.
pub(super) const MAX_ROWS: u64 = 1_048_576;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListRow {
    /// Its number in the file as a person counts it, from 1.
    pub number: u64,
    /// Its cells; blank ones at the end may be missing.
    pub cells: Vec<ListCell>,
    /// What was noticed while reading, by column.
    pub cell_problems: Vec<(usize, ProblemReason)>,
    /// Cells of several lines, the lines with a bar between them, by column.
    pub multiline_cells: Vec<(usize, String)>,
}

impl ListRow {
    /// A row without cells.
    pub fn new(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Puts a foreign text into a column; columns behind [`MAX_COLUMNS`] are only noticed.
    pub fn set_text(&mut self, column: usize, raw: &str) {
        if raw.is_empty() {
            return;
        }
        if raw.len() > MAX_CELL_CHARS && raw.chars().count() > MAX_CELL_CHARS {
            self.add_problem(column, ProblemReason::TooLong);
            return;
        }
        if clean::is_plain_text(raw) {
            self.set_cell(column, ListCell::from_raw(raw));
            return;
        }
        // A lone mark is a byte order mark or a slip of copying that hides nothing.
        if clean::has_unsafe_char(raw) && !raw.chars().all(letter::is_invisible) {
            self.add_problem(column, ProblemReason::Acting);
        }
        let lines = raw.trim();
        if lines.contains('\n') {
            let lines: Vec<&str> = lines
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
            if let ListCell::Text(text) = ListCell::from_raw(&lines.join(" | ")) {
                self.multiline_cells.push((column, text));
            }
        }
        self.set_cell(column, ListCell::from_raw(raw));
    }

    /// Puts a cell into a column.
    pub fn set_cell(&mut self, column: usize, cell: ListCell) {
        if cell == ListCell::Empty {
            return;
        }
        if column >= MAX_COLUMNS {
            if self
                .cell_problems
                .iter()
                .all(|(_, mark)| *mark != ProblemReason::TooManyCells)
            {
                self.add_problem(column, ProblemReason::TooManyCells);
            }
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, ListCell::Empty);
        }
        self.cells[column] = cell;
    }

    fn add_problem(&mut self, column: usize, reason: ProblemReason) {
        self.cell_problems.push((column, reason));
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> &ListCell {
        self.cells.get(column).unwrap_or(&ListCell::Empty)
    }
}

/// Whether a reader goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFlow {
    /// The next row.
    Continue,
    /// Enough was seen.
    Stop,
}

/// Takes rows.
pub(super) type RowSink<'a> = dyn FnMut(ListRow) -> Result<ReadFlow, UnreadableFile> + 'a;
