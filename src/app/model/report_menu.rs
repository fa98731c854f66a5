//! The menu of formats that the report of a review can be written in, each with its letter.

use crate::report::document_format::DocumentFormat;

/// The formats, each with the letter that takes it and the key of its name.
pub const REPORT_FORMATS: [(char, DocumentFormat, &str); 3] = [
    ('m', DocumentFormat::Md, "reviewing.report_md"),
    ('x', DocumentFormat::Xlsx, "reviewing.report_xlsx"),
    ('d', DocumentFormat::Docx, "reviewing.report_docx"),
];

/// The open menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportMenu {
    /// The row of the cursor.
    pub cursor: usize,
}
