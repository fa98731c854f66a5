//! Why a file as a whole cannot be read, and at which line.
//!
//! A reason is a key; the program has the sentence for it. What is wrong with one row or cell is an
//! [`ImportProblem`](super::problem::ImportProblem).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why and where a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableFile {
    /// The reason.
    pub why: UnreadableReason,
    /// Line or row, from 1; 0 when the reason does not concern a line.
    #[serde(default)]
    pub line: u64,
    /// Column or byte in the line, from 1; 0 when unknown.
    #[serde(default)]
    pub column: u64,
    /// A name or number for the sentence, cleaned.
    #[serde(default)]
    pub detail: String,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnreadableReason {
    /// The file is empty.
    Empty,
    /// Larger than a list of products can be.
    TooLarge,
    /// More parts than a workbook has.
    TooManyParts,
    /// Its parts inflate to more than a workbook can hold.
    Inflates,
    /// A workbook of Excel 97 to 2003 (`.xls`).
    OldWorkbook,
    /// A workbook protected by a password.
    Encrypted,
    /// A web page, whatever the file is called.
    WebPage,
    /// A truncated or damaged workbook.
    BrokenWorkbook,
    /// Neither text nor a workbook.
    Binary,
    /// No encoding fits its bytes.
    Undecodable,
    /// A line longer than a row can be; a quotation mark may be open.
    LongLine,
    /// More columns than a sheet can have.
    TooManyColumns,
    /// More rows than a sheet can have.
    TooManyRows,
    /// Not JSON.
    Json,
    /// No header with a product name in the first rows.
    NoHeader,
    /// No sheet of this name.
    NoSheet,
    /// The reader needed more memory than it may have.
    Memory,
    /// The reader took longer than it may.
    Time,
    /// The reader stopped without an error of its own.
    Stopped,
}

impl UnreadableReason {
    /// Every reason.
    pub const ALL: [Self; 19] = [
        Self::Empty,
        Self::TooLarge,
        Self::TooManyParts,
        Self::Inflates,
        Self::OldWorkbook,
        Self::Encrypted,
        Self::WebPage,
        Self::BrokenWorkbook,
        Self::Binary,
        Self::Undecodable,
        Self::LongLine,
        Self::TooManyColumns,
        Self::TooManyRows,
        Self::Json,
        Self::NoHeader,
        Self::NoSheet,
        Self::Memory,
        Self::Time,
        Self::Stopped,
    ];

    /// Its key in the table of sentences, after `unreadable.`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooManyParts => "too_many_parts",
            Self::Inflates => "inflates",
            Self::OldWorkbook => "old_workbook",
            Self::Encrypted => "encrypted",
            Self::WebPage => "web_page",
            Self::BrokenWorkbook => "broken_workbook",
            Self::Binary => "binary",
            Self::Undecodable => "undecodable",
            Self::LongLine => "long_line",
            Self::TooManyColumns => "too_many_columns",
            Self::TooManyRows => "too_many_rows",
            Self::Json => "json",
            Self::NoHeader => "no_header",
            Self::NoSheet => "no_sheet",
            Self::Memory => "memory",
            Self::Time => "time",
            Self::Stopped => "stopped",
        }
    }
}

impl UnreadableFile {
    /// An error that concerns no line.
    pub fn new(why: UnreadableReason) -> Self {
        Self::at_line(why, 0, 0)
    }

    /// An error at a line and a column, both from 1.
    pub(crate) fn at_line(why: UnreadableReason, line: u64, column: u64) -> Self {
        Self {
            why,
            line,
            column,
            detail: String::new(),
        }
    }

    /// Adds a name or number for the sentence.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = crate::clean::clean_text(&detail.to_string()).into_owned();
        self
    }
}

impl fmt::Display for UnreadableFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.why.key())?;
        if self.line > 0 {
            write!(f, " at line {}, column {}", self.line, self.column)?;
        }
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for UnreadableFile {}
