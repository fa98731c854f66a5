//! The file formats of an export, for the command line and the screen. They are written in
//! [`crate::commands::export`].

use clap::ValueEnum;

/// The file formats of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub enum ExportFormat {
    /// Every field, for spreadsheets and for importing back.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// Whole records as JSON, one per line.
    Jsonl,
    /// A Markdown table.
    Md,
    /// The workbook of 22 columns that provincial offices keep.
    Workbook,
    /// The ministry's table `PTNT_OCOP`.
    Ptnt,
}

impl ExportFormat {
    /// True for a format that a table of figures can have.
    pub const fn holds_figures(self) -> bool {
        match self {
            Self::Csv | Self::Xlsx | Self::Md => true,
            Self::Jsonl | Self::Workbook | Self::Ptnt => false,
        }
    }
}
