//! The content of the files of one import.

use std::path::PathBuf;

use ocop_index::change::ProductDraft;
use ocop_index::source::SourceSummary;
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

use crate::wording::sanitize::sanitize_text;

/// The files, their products and their problems.
#[derive(Debug, Default)]
pub struct ImportedLists {
    /// The files, each with a summary of how it was read.
    pub files: Vec<(PathBuf, SourceSummary)>,
    /// The products, not yet compared with the catalogue.
    pub drafts: Vec<ProductDraft>,
    /// The problems, each with the index of its file, in the order of files and rows.
    pub problems: Vec<(usize, ImportProblem)>,
}

impl ImportedLists {
    /// The number of rows that are set aside.
    pub fn set_aside_count(&self) -> usize {
        self.problems
            .iter()
            .filter(|(_, problem)| problem.reason.severity() == ProblemSeverity::SetAside)
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

    /// Adds problems, keeping the order of files and rows.
    pub fn add_problems(&mut self, mut problems: Vec<(usize, ImportProblem)>) {
        self.problems.append(&mut problems);
        self.problems
            .sort_by_key(|(file, problem)| (*file, problem.row));
    }
}
