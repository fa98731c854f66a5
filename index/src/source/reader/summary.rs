//! How a file should be read, and how it was read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::encoding::Encoding;
use crate::source::field::ProductField;
use crate::source::list_parser::{ColumnSummary, ListSummary};

/// How a file should be read.
#[derive(Clone, Debug)]
pub struct FileReadOptions {
    /// The sheet of a workbook; when absent, the one that looks most like a list of products.
    pub sheet: Option<String>,
    /// Columns that the user assigned: header as written, field.
    pub mapping: Vec<(String, ProductField)>,
    /// The encoding, if the user named it; otherwise it is detected.
    pub encoding: Option<Encoding>,
    /// The day of the import.
    pub day: Date,
}

impl FileReadOptions {
    /// Options that detect everything.
    pub fn new(day: Date) -> Self {
        Self {
            sheet: None,
            mapping: Vec::new(),
            encoding: None,
            day,
        }
    }
}

/// Formats of list files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// CSV, TSV and other delimited text.
    Delimited,
    /// XLSX, XLSM.
    Excel,
    /// ODS.
    OpenDocument,
    /// JSON, JSON lines.
    Json,
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSummary {
    /// Its format.
    pub form: SourceFormat,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// Decoded lines for the user to confirm, when the text is not Unicode.
    pub samples: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
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
}

impl SourceSummary {
    pub(super) fn new(form: SourceFormat, list: ListSummary) -> Self {
        Self {
            form,
            encoding: None,
            samples: Vec::new(),
            sheet: None,
            header_row: list.header_row,
            columns: list.columns,
            signature: list.signature,
            rows: list.rows,
            products: list.products,
        }
    }
}
