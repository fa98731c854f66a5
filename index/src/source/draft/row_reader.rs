//! Reads the cells of one row by field, and collects the problems found in them.

use crate::source::field::ProductField;
use crate::source::header::ListHeader;
use crate::source::list_cell::ListCell;
use crate::source::list_row::ListRow;
use crate::source::problem::{ImportProblem, ProblemReason};

/// A row, and the problems found so far.
pub(super) struct RowReader<'a> {
    pub(super) header: &'a ListHeader,
    row: &'a ListRow,
    pub(super) problems: Vec<ImportProblem>,
}

impl<'a> RowReader<'a> {
    /// Starts with the problems that were found when the row was split into cells.
    pub(super) fn new(header: &'a ListHeader, row: &'a ListRow) -> Self {
        let mut reader = Self {
            header,
            row,
            problems: Vec::new(),
        };
        for (column, reason) in &row.cell_problems {
            reader.add_column_problem(Some(*column), &row.cell(*column).text(), *reason);
        }
        reader
    }

    /// The cell of a field. A spreadsheet error is reported and counts as blank.
    pub(super) fn field_cell(&mut self, field: ProductField) -> ListCell {
        let Some(column) = self.header.column_of(field) else {
            return ListCell::Empty;
        };
        match self.row.cell(column) {
            ListCell::Fault(error) => {
                let error = error.clone();
                self.add_problem(field, &error, ProblemReason::Fault);
                ListCell::Empty
            }
            cell => cell.clone(),
        }
    }

    /// The text of a field; `None` when blank.
    pub(super) fn field_text(&mut self, field: ProductField) -> Option<String> {
        let cell = self.field_cell(field);
        (!cell.is_blank()).then(|| cell.text().into_owned())
    }

    /// The text of a field that can hold several values, with ` | ` between the lines of its cell.
    pub(super) fn multiline_text(&mut self, field: ProductField) -> Option<String> {
        let column = self.header.column_of(field)?;
        let mut multiline_cells = self.row.multiline_cells.iter();
        multiline_cells
            .find(|(cell_column, _)| *cell_column == column)
            .map(|(_, text)| text.clone())
            .or_else(|| self.field_text(field))
    }

    /// Reports a problem with the cell of a field.
    pub(super) fn add_problem(&mut self, field: ProductField, value: &str, reason: ProblemReason) {
        self.add_column_problem(self.header.column_of(field), value, reason);
    }

    fn add_column_problem(&mut self, column: Option<usize>, value: &str, reason: ProblemReason) {
        let column = column.and_then(|column| self.header.columns.get(column));
        let label = column.map_or("", |column| &column.label);
        self.problems
            .push(ImportProblem::new(self.row.number, label, value, reason));
    }
}
