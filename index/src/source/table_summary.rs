//! What was read of a file: its tables with their columns, and the sheets and lists that were left out.

use serde::{Deserialize, Serialize};

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Its header.
    pub label: String,
    /// Key of the field it holds; `None` when it is not read.
    pub field: Option<String>,
}

/// A table that was read: a sheet, a list of a JSON document, a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSummary {
    /// The name of the sheet or of the list in the document, cleaned; empty for a text file.
    pub name: String,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// Its columns.
    pub columns: Vec<ColumnSummary>,
    /// The header as a key, under which the user's mapping is remembered.
    pub signature: String,
    /// Rows below the header.
    pub rows: u64,
    /// Products among them.
    pub products: u64,
    /// Headings of places, groups or stars among them, which hold for the rows below.
    pub headings: u64,
}

/// A sheet or list that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutTable {
    /// Its name, cleaned.
    pub name: String,
    /// Why.
    pub reason: LeftOutReason,
    /// Its rows that have a cell.
    pub rows: u64,
}

/// Why a sheet or list was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// The sheet is hidden.
    Hidden,
    /// It has no header with a product name: instructions, a summary.
    NoProducts,
    /// It lists something else than the tables that were read, or has another kind of header.
    OtherKind,
    /// It is a summary of the lists that were read.
    Summary,
    /// Its name says that it is an old copy or a draft.
    OldCopy,
    /// The user named other sheets.
    NotNamed,
}

impl LeftOutReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Hidden,
        Self::NoProducts,
        Self::OtherKind,
        Self::Summary,
        Self::OldCopy,
        Self::NotNamed,
    ];

    /// Its key in the table of sentences, after `left_out.`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::NoProducts => "no_products",
            Self::OtherKind => "other_kind",
            Self::Summary => "summary",
            Self::OldCopy => "old_copy",
            Self::NotNamed => "not_named",
        }
    }
}
