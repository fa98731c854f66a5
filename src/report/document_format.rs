//! The file formats of a document, as plain values: screens choose one and write nothing.

use std::path::Path;

use clap::ValueEnum;

/// The file formats of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// Markdown, for a mail, a web page or a terminal.
    Md,
    /// A document for Word and LibreOffice.
    Docx,
    /// A workbook: one sheet with the facts, then one for each table.
    Xlsx,
}

impl DocumentFormat {
    /// The format that the name of a file asks for by its ending, in letters of any size.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::from_str(ending, true).ok()
    }
}
