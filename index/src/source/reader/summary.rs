//! How a file should be read, and how it was read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::encoding::Encoding;
use crate::source::field::ProductField;
use crate::source::table_summary::{LeftOutTable, TableSummary};

/// How a file should be read.
#[derive(Clone, Debug)]
pub struct FileReadOptions {
    /// The sheets of a workbook.
    pub sheets: SheetSelection,
    /// Columns that the user assigned: header as written, field.
    pub mapping: Vec<(String, ProductField)>,
    /// The encoding, if the user named it; otherwise it is detected.
    pub encoding: Option<Encoding>,
    /// The day of the import.
    pub day: Date,
    /// Each product comes with all cells of its row that have a label: for a list with columns that are no fields of a
    /// product, such as prices.
    pub keeps_cells: bool,
}

impl FileReadOptions {
    /// Options that detect everything.
    pub fn new(day: Date) -> Self {
        Self {
            sheets: SheetSelection::Detected,
            mapping: Vec::new(),
            encoding: None,
            day,
            keeps_cells: false,
        }
    }
}

/// Which sheets of a workbook are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SheetSelection {
    /// Those that hold a list of products and are meant to be read: visible, and neither a summary nor an old copy.
    #[default]
    Detected,
    /// Every sheet with a list of products, hidden ones too.
    All,
    /// Those of these names, as written or in another spelling.
    Named(Vec<String>),
}

/// Formats of list files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// CSV, TSV and other delimited text.
    Delimited,
    /// XLSX, XLSM.
    Excel,
    /// XLSB.
    BinaryExcel,
    /// XLS.
    OldExcel,
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
    /// The tables that were read, in the order of the file.
    pub tables: Vec<TableSummary>,
    /// Sheets of a workbook, or lists of a JSON document, that were not read.
    pub left_out: Vec<LeftOutTable>,
    /// Labels of the user's mapping that no column has.
    pub unmatched_mapping: Vec<String>,
}

impl SourceSummary {
    pub(super) fn new(form: SourceFormat, tables: Vec<TableSummary>) -> Self {
        Self {
            form,
            encoding: None,
            samples: Vec::new(),
            tables,
            left_out: Vec::new(),
            unmatched_mapping: Vec::new(),
        }
    }

    /// The rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The products of all tables.
    pub fn products(&self) -> u64 {
        self.tables.iter().map(|table| table.products).sum()
    }
}
