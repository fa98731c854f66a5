//! The content of the files of one import, and what is counted over all of them.

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::civil::Date;
use ocop_index::change::ProductDraft;
use ocop_index::source::field::ProductField;
use ocop_index::source::problem::{ImportProblem, ProblemReason};
use ocop_index::source::{LabelledCell, SourceSummary};

use crate::wording::sanitize::sanitize_text;

/// The files, their products and their problems.
#[derive(Debug, Default)]
pub struct ImportedLists {
    /// The files, each with a summary of how it was read.
    pub files: Vec<(PathBuf, SourceSummary)>,
    /// Columns that an earlier import named, each with the index of its file.
    pub recalled_columns: Vec<(usize, RecalledColumn)>,
    /// The products, not yet compared with the catalogue.
    pub drafts: Vec<ProductDraft>,
    /// For each product the labelled cells of its row, where they were asked for.
    pub cells: Vec<Vec<LabelledCell>>,
    /// The problems, each with the index of its file, in the order of files, sheets and rows.
    pub problems: Vec<(usize, ImportProblem)>,
}

/// A column whose field `--map` named in an earlier import of a list with the same header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalledColumn {
    /// Its label, as it was given.
    pub label: String,
    /// The field it was said to hold.
    pub field: ProductField,
    /// The day of the import that named it, and the file; `None` when that was not noted.
    pub named_by: Option<(Date, String)>,
    /// A column that says by its own label that it holds the field; then the named one is not read as it.
    pub better_column: Option<String>,
}

/// How many rows are of a product that another row has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownProductRows {
    /// Merged into the history of the product.
    pub merged: usize,
    /// Equal to another row, and set aside.
    pub repeated: usize,
}

impl ImportedLists {
    /// How many rows are of a product that another row of the lists has.
    pub fn count_known_product_rows(&self) -> KnownProductRows {
        KnownProductRows {
            merged: self.count_reason(ProblemReason::Twice),
            repeated: self.count_reason(ProblemReason::Repeated),
        }
    }

    fn count_reason(&self, reason: ProblemReason) -> usize {
        let problems = self.problems.iter();
        problems
            .filter(|(_, problem)| problem.reason == reason)
            .count()
    }

    /// The name of a file without its folders, safe to print.
    pub fn file_name(&self, file: usize) -> String {
        let path = self.files.get(file).map(|(path, _)| path);
        let name = path.map(|path| {
            path.file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
        });
        name.map_or_else(String::new, |name| sanitize_text(&name))
    }

    /// Adds problems, keeping the order of files, sheets and rows.
    pub fn add_problems(&mut self, mut problems: Vec<(usize, ImportProblem)>) {
        let mut sheet_numbers: HashMap<(usize, &str), usize> = HashMap::new();
        for (file, (_, summary)) in self.files.iter().enumerate() {
            for (number, table) in summary.tables.iter().enumerate() {
                sheet_numbers.insert((file, &table.name), number);
            }
        }
        self.problems.append(&mut problems);
        self.problems.sort_by_cached_key(|(file, problem)| {
            let sheet = sheet_numbers.get(&(*file, problem.sheet.as_str()));
            (*file, sheet.copied(), problem.row)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop_index::source::{SourceFormat, TableSummary};

    fn problem(sheet: &str, row: u64, reason: ProblemReason) -> (usize, ImportProblem) {
        let mut problem = ImportProblem::new(row, "", "", reason);
        sheet.clone_into(&mut problem.sheet);
        (0, problem)
    }

    #[test]
    fn problems_come_in_the_order_of_sheets_and_then_of_rows() {
        let table = |name: &str| TableSummary {
            name: name.to_owned(),
            ..TableSummary::default()
        };
        let summary = SourceSummary {
            form: SourceFormat::Excel,
            encoding: None,
            samples: Vec::new(),
            tables: vec![table("Tiên Yên"), table("Ba Chẽ")],
            left_out: Vec::new(),
            unmatched_mapping: Vec::new(),
        };
        let mut lists = ImportedLists {
            files: vec![("ds.xlsx".into(), summary)],
            ..ImportedLists::default()
        };
        lists.add_problems(vec![problem("Ba Chẽ", 2, ProblemReason::Total)]);
        lists.add_problems(vec![
            problem("Tiên Yên", 9, ProblemReason::Twice),
            problem("Tiên Yên", 3, ProblemReason::Repeated),
        ]);
        let order: Vec<u64> = lists.problems.iter().map(|(_, found)| found.row).collect();
        assert_eq!(order, [3, 9, 2]);
        let known = lists.count_known_product_rows();
        assert_eq!((known.merged, known.repeated), (1, 1));
    }
}
