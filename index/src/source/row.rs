//! A row of cells on its way from a reader to the list, and the limits every reader keeps.
//!
//! Readers push rows into a function and stop when it says so; nobody holds a whole table. Must not: know
//! what a column means.

use super::cell::{Cell, MAX_CHARS};
use super::problem::Reason;
use super::unreadable::Unreadable;
use crate::clean;
use crate::vietnamese::letter;

/// Columns that are read; a sheet can be absurdly wide with six of them used.
pub(super) const MAX_COLUMNS: usize = 400;

/// Rows of a table, as many as a sheet can have.
pub(super) const MAX_ROWS: u64 = 1_048_576;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the file as a person counts it, from 1.
    pub number: u64,
    /// Its cells; blank ones at the end may be missing.
    pub cells: Vec<Cell>,
    /// What was noticed while reading, by column.
    pub marks: Vec<(usize, Reason)>,
    /// Cells of several lines, the lines with a bar between them, by column.
    pub lines: Vec<(usize, String)>,
}

impl Row {
    /// A row without cells.
    pub fn new(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Puts a foreign text into a column; columns behind [`MAX_COLUMNS`] are only noticed.
    pub fn put_text(&mut self, column: usize, raw: &str) {
        if raw.is_empty() {
            return;
        }
        if raw.len() > MAX_CHARS && raw.chars().count() > MAX_CHARS {
            self.mark(column, Reason::TooLong);
            return;
        }
        if clean::is_plain(raw) {
            self.put(column, Cell::of(raw));
            return;
        }
        // A lone mark is a byte order mark or a slip of copying that hides nothing.
        if clean::acts_in(raw) && !raw.chars().all(letter::is_invisible) {
            self.mark(column, Reason::Acting);
        }
        let lines = raw.trim();
        if lines.contains('\n') {
            let lines: Vec<&str> = lines
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
            if let Cell::Text(text) = Cell::of(&lines.join(" | ")) {
                self.lines.push((column, text));
            }
        }
        self.put(column, Cell::of(raw));
    }

    /// Puts a cell into a column.
    pub fn put(&mut self, column: usize, cell: Cell) {
        if cell == Cell::Empty {
            return;
        }
        if column >= MAX_COLUMNS {
            if self
                .marks
                .iter()
                .all(|(_, mark)| *mark != Reason::TooManyCells)
            {
                self.mark(column, Reason::TooManyCells);
            }
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Empty);
        }
        self.cells[column] = cell;
    }

    fn mark(&mut self, column: usize, reason: Reason) {
        self.marks.push((column, reason));
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Whether a reader goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The next row.
    On,
    /// Enough was seen.
    Stop,
}

/// Takes rows.
pub(super) type Sink<'a> = dyn FnMut(Row) -> Result<Flow, Unreadable> + 'a;
