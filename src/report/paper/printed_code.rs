//! The code of an entry: the first of its texts that a phone can read at the size in which it is printed.

use super::printed_entry::PrintedEntry;
use crate::wording::qr_code::QrMatrix;
use crate::wording::qr_content::QrContent;

/// Smaller modules are hard to read off paper, in millimetres.
const MIN_MODULE: f64 = 0.36;

/// A code with what it says.
pub(super) struct PrintedCode<'a> {
    /// What it says.
    pub(super) content: &'a QrContent,
    /// Its modules.
    pub(super) matrix: QrMatrix,
}

/// The code of an entry for a square of this side in millimetres, with its quiet zone; `None` where none can be read.
pub(super) fn choose_code(entry: &PrintedEntry, side: f64) -> Option<PrintedCode<'_>> {
    let fits = |matrix: &QrMatrix| side / matrix.side_with_quiet_zone() as f64 >= MIN_MODULE;
    entry.codes.iter().find_map(|content| {
        let matrix = QrMatrix::find_fitting(&content.text, fits)?;
        Some(PrintedCode { content, matrix })
    })
}
