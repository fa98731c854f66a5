//! Columns without a label that have values beside products. They are not read, and told once for each column.

use std::collections::BTreeMap;

use super::header::ListHeader;
use super::list_row::ListRow;
use super::problem::{ImportProblem, ProblemReason};

/// The unlabelled columns met so far, each with the row and value first seen in it.
#[derive(Debug, Default)]
pub(super) struct UnlabelledColumns(BTreeMap<usize, (u64, String)>);

impl UnlabelledColumns {
    /// Takes note of the values of a product's row that stand in columns without a label.
    pub(super) fn record_row(&mut self, header: &ListHeader, row: &ListRow) {
        for (column, cell) in row.cells.iter().enumerate() {
            let has_label = header
                .columns
                .get(column)
                .is_some_and(|column| !column.label.is_empty());
            if !has_label && !cell.is_blank() && !self.0.contains_key(&column) {
                self.0
                    .insert(column, (row.number, cell.text().into_owned()));
            }
        }
    }

    /// A problem for each column, by its letter.
    pub(super) fn into_problems(self) -> impl Iterator<Item = ImportProblem> {
        self.0.into_iter().map(|(column, (row, value))| {
            ImportProblem::new(
                row,
                &column_letters(column),
                &value,
                ProblemReason::UnlabelledColumn,
            )
        })
    }
}

/// The letters of a column as an office program shows them: `A`, `Z`, `AA`.
pub(super) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_office_programs() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
