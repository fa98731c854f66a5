//! The kinds of files that products are exported to. Must not: write them.

use clap::ValueEnum;

/// Kinds of files that products are written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Every field, for spreadsheets and for coming back.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// Whole records, one a line.
    Jsonl,
    /// A table in Markdown.
    Md,
    /// The workbook of 22 columns that offices keep.
    Workbook,
    /// The rows of `PTNT_OCOP`.
    Ptnt,
}
