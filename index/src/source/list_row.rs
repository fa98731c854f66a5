//! A row of cells that a reader sends to the list parser, and the limits that every reader keeps.
//!
//! Readers push rows into a [`RowSink`] and stop when it returns [`ReadFlow::Stop`]; a whole table is never held.

use std::ops::Range;

use super::list_cell::{ListCell, MAX_CELL_CHARS};
use super::problem::{ProblemReason, ProblemSeverity};
use super::unreadable::UnreadableFile;
use crate::clean;
use crate::vietnamese::letter;

/// Columns that are read; a sheet can be thousands of columns wide and use six of them.
pub(super) const MAX_COLUMNS: usize = 400;

/// Most rows of a table: the limit of a sheet.
pub(super) const MAX_ROWS: u64 = 1_048_576;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ListRow {
    /// Its number in the file as an office program shows it, from 1.
    pub(crate) number: u64,
    /// Its cells; blank ones at the end may be missing.
    pub(crate) cells: Vec<ListCell>,
    /// Problems noticed while reading, by column.
    pub(crate) cell_problems: Vec<(usize, ProblemReason)>,
    /// Cells of several lines, joined by ` | `, by column.
    pub(crate) multiline_cells: Vec<(usize, String)>,
    /// Columns, ascending, whose cell was filled from the first row of a merged range above.
    pub(crate) merged_from_above: Vec<usize>,
    /// Addresses behind the text of cells, by column.
    pub(crate) links: Vec<(usize, String)>,
    /// The number of cells as written in a text file, blank ones at the end included; `None` for other formats, in
    /// which a row has no width of its own.
    pub(crate) written_width: Option<usize>,
    /// True for a row of a sheet that a filter or a person hid.
    pub(crate) is_hidden: bool,
}

impl ListRow {
    /// A row without cells.
    pub(crate) fn new(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Sets a cell from foreign text. A column beyond [`MAX_COLUMNS`] is only reported as a problem.
    pub(crate) fn set_text(&mut self, column: usize, raw: &str) {
        if raw.is_empty() {
            return;
        }
        if raw.len() > MAX_CELL_CHARS && raw.chars().count() > MAX_CELL_CHARS {
            self.add_problem(column, ProblemReason::TooLong);
            return;
        }
        if clean::needs_no_cleaning(raw) {
            self.set_cell(column, ListCell::from_raw(raw));
            return;
        }
        // A cell of invisible characters alone hides nothing: a byte order mark, or a slip in copying.
        if clean::has_unsafe_char(raw) && !raw.chars().all(letter::is_invisible) {
            self.add_problem(column, ProblemReason::Acting);
        }
        let trimmed = raw.trim();
        if trimmed.contains('\n') {
            let lines: Vec<&str> = trimmed
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

    /// The same for a text that nobody else needs: one that is clean is not copied.
    pub(crate) fn set_owned_text(&mut self, column: usize, raw: String) {
        if raw.len() <= MAX_CELL_CHARS && ListCell::is_plain_text(&raw) {
            self.set_cell(column, ListCell::Text(raw));
        } else {
            self.set_text(column, &raw);
        }
    }

    /// Sets a cell. A column beyond [`MAX_COLUMNS`] is only reported as a problem, once a row.
    pub(crate) fn set_cell(&mut self, column: usize, cell: ListCell) {
        if cell == ListCell::Empty {
            return;
        }
        if column >= MAX_COLUMNS {
            let mut problems = self.cell_problems.iter();
            if problems.all(|(_, reason)| *reason != ProblemReason::TooManyCells) {
                self.add_problem(column, ProblemReason::TooManyCells);
            }
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, ListCell::Empty);
        }
        self.cells[column] = cell;
    }

    /// The cells, without those that were filled from a merged range above.
    pub(crate) fn own_cells(&self) -> Vec<ListCell> {
        let mut cells = self.cells.clone();
        for column in &self.merged_from_above {
            if let Some(cell) = cells.get_mut(*column) {
                *cell = ListCell::Empty;
            }
        }
        cells
    }

    /// The part of the row in these columns, numbered from 0.
    pub(crate) fn slice(&self, columns: &Range<usize>) -> Self {
        let end = columns.end.min(self.cells.len());
        let shift = |column: usize| columns.contains(&column).then(|| column - columns.start);
        Self {
            number: self.number,
            cells: self
                .cells
                .get(columns.start..end)
                .unwrap_or_default()
                .to_vec(),
            cell_problems: shift_columns(&self.cell_problems, shift),
            multiline_cells: shift_columns(&self.multiline_cells, shift),
            merged_from_above: self
                .merged_from_above
                .iter()
                .copied()
                .filter_map(shift)
                .collect(),
            links: shift_columns(&self.links, shift),
            written_width: None,
            is_hidden: self.is_hidden,
        }
    }

    fn add_problem(&mut self, column: usize, reason: ProblemReason) {
        self.cell_problems.push((column, reason));
    }

    /// The first text with a letter, or else the first that is filled, for a problem with the whole row.
    pub(crate) fn first_text(&self) -> String {
        let mut texts = self.cells.iter().filter(|cell| !cell.is_blank());
        let any = self.cells.iter().find(|cell| **cell != ListCell::Empty);
        texts
            .find(|cell| cell.text().contains(char::is_alphabetic))
            .or(any)
            .map_or_else(String::new, |cell| cell.text().into_owned())
    }

    /// Why the reader wants the whole row set aside.
    pub(crate) fn set_aside_reason(&self) -> Option<ProblemReason> {
        let mut reasons = self.cell_problems.iter().map(|(_, reason)| *reason);
        reasons.find(|reason| reason.severity() == ProblemSeverity::SetAside)
    }

    /// The cell of a column.
    pub(crate) fn cell(&self, column: usize) -> &ListCell {
        self.cells.get(column).unwrap_or(&ListCell::Empty)
    }
}

fn shift_columns<T: Clone>(
    values: &[(usize, T)],
    shift: impl Fn(usize) -> Option<usize>,
) -> Vec<(usize, T)> {
    let values = values.iter();
    values
        .filter_map(|(column, value)| Some((shift(*column)?, value.clone())))
        .collect()
}

/// Whether a reader goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadFlow {
    /// Send the next row.
    Continue,
    /// No more rows are needed.
    Stop,
}

/// Receives the rows of a table.
pub(super) type RowSink<'a> = dyn FnMut(ListRow) -> Result<ReadFlow, UnreadableFile> + 'a;
