//! Everything that was read from the files of one import. Must not: read.

use std::path::PathBuf;

use ocop_index::change::ProductDraft;
use ocop_index::source::SourceSummary;
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

/// The files, their products and their problems.
#[derive(Debug, Default)]
pub struct ImportedLists {
    /// The files with how they were read.
    pub files: Vec<(PathBuf, SourceSummary)>,
    /// The products.
    pub drafts: Vec<ProductDraft>,
    /// The problems with the number of their file, in the order of files and rows.
    pub problems: Vec<(usize, ImportProblem)>,
}

impl ImportedLists {
    /// How many rows are set aside.
    pub fn set_aside_count(&self) -> usize {
        let weighs =
            |problem: &ImportProblem| problem.reason.severity() == ProblemSeverity::SetAside;
        self.problems
            .iter()
            .filter(|(_, problem)| weighs(problem))
            .count()
    }

    /// The name of a file without its folders.
    pub fn file_name(&self, file: usize) -> String {
        let path = self.files.get(file).map(|(path, _)| path);
        let name = path.map(|path| {
            path.file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
        });
        name.map_or_else(String::new, |name| {
            crate::wording::sanitize::sanitize_text(&name)
        })
    }

    /// Also these problems; the order stays that of files and rows.
    pub fn add_problems(&mut self, mut problems: Vec<(usize, ImportProblem)>) {
        self.problems.append(&mut problems);
        self.problems
            .sort_by_key(|(file, problem)| (*file, problem.row));
    }
}
