//! Reads the cells of one row by field, and collects the problems found in them.

use crate::source::cell::lost_letters;
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
        if row
            .written_width
            .is_some_and(|width| width < header.columns.len())
        {
            reader.add_column_problem(None, "", ProblemReason::NarrowRow);
        }
        if row.is_hidden {
            reader.add_column_problem(None, "", ProblemReason::HiddenRow);
        }
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
            ListCell::UnsavedFormula => {
                self.add_problem(field, "", ProblemReason::FormulaUnsaved);
                ListCell::Empty
            }
            ListCell::Text(text) if lost_letters::has_lost_letters(text) => {
                let text = text.clone();
                self.add_problem(field, &text, ProblemReason::LostLettersCell);
                ListCell::Empty
            }
            cell => cell.clone(),
        }
    }

    /// True when the cell of a field is filled, even if it cannot be read.
    pub(super) fn has_cell(&self, field: ProductField) -> bool {
        let column = self.header.column_of(field);
        column.is_some_and(|column| *self.row.cell(column) != ListCell::Empty)
    }

    /// True when the list has a column for the field, and the row has nothing in it.
    pub(super) fn lacks_value(&self, field: ProductField) -> bool {
        self.header.lacks_value(self.row, field)
    }

    /// The text of a field; `None` when blank.
    pub(super) fn field_text(&mut self, field: ProductField) -> Option<String> {
        match self.field_cell(field) {
            ListCell::Text(text) => Some(text),
            cell if cell.is_blank() => None,
            cell => Some(cell.text().into_owned()),
        }
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

    /// The text of a field's cell with ` | ` between its lines; `None` for a cell of one line.
    pub(super) fn cell_lines(&self, field: ProductField) -> Option<&'a str> {
        let column = self.header.column_of(field)?;
        let row: &'a ListRow = self.row;
        let mut cells = row.multiline_cells.iter();
        cells
            .find(|(cell_column, _)| *cell_column == column)
            .map(|(_, text)| text.as_str())
    }

    /// The address behind the text of a field's cell.
    pub(super) fn cell_link(&self, field: ProductField) -> Option<&'a str> {
        let column = self.header.column_of(field)?;
        let row: &'a ListRow = self.row;
        let mut links = row.links.iter();
        links
            .find(|(cell_column, _)| *cell_column == column)
            .map(|(_, address)| address.as_str())
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
