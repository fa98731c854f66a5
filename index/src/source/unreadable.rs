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
    /// The sheet of a workbook that the line is in, cleaned; empty when the reason concerns no single sheet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
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
    /// A text document: Word, OpenDocument text.
    TextDocument,
    /// A presentation.
    Presentation,
    /// A PDF.
    Pdf,
    /// Rich text (`.rtf`).
    RichText,
    /// A web page saved as one file (`.mht`), or a mail.
    WebArchive,
    /// An XML file: a spreadsheet of Excel 2003, flat OpenDocument, or another.
    XmlFile,
    /// A compressed file: gz, 7z, rar.
    Compressed,
    /// A zip archive that is no workbook.
    PlainZip,
    /// A document of Numbers or Pages.
    AppleDocument,
    /// A picture.
    Picture,
    /// JSON without a list of objects that is known.
    JsonShape,
    /// Letters were lost when the file was saved: `Tên s?n ph?m`.
    LostLetters,
    /// Typed with an old font: `.VnTime`, `VNI-Times`.
    OldFont,
    /// Only hidden sheets hold a list of products.
    OnlyHidden,
    /// Two tables beside each other whose columns cannot be told apart.
    SideBySide,
    /// A list of something else: people, a shop's goods.
    NotProducts,
    /// The reader needed more memory than it may have.
    Memory,
    /// The reader took longer than it may.
    Time,
    /// The system killed the reader, most often because memory was short.
    Killed,
    /// A signal ended the reader; its number is the detail.
    Signalled,
    /// The reader stopped without an error of its own.
    Stopped,
}

impl UnreadableReason {
    /// Every reason.
    pub const ALL: [Self; 36] = [
        Self::Empty,
        Self::TooLarge,
        Self::TooManyParts,
        Self::Inflates,
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
        Self::TextDocument,
        Self::Presentation,
        Self::Pdf,
        Self::RichText,
        Self::WebArchive,
        Self::XmlFile,
        Self::Compressed,
        Self::PlainZip,
        Self::AppleDocument,
        Self::Picture,
        Self::JsonShape,
        Self::LostLetters,
        Self::OldFont,
        Self::OnlyHidden,
        Self::SideBySide,
        Self::NotProducts,
        Self::Memory,
        Self::Time,
        Self::Killed,
        Self::Signalled,
        Self::Stopped,
    ];

    /// Its key in the table of sentences, after `unreadable.`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooManyParts => "too_many_parts",
            Self::Inflates => "inflates",
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
            Self::TextDocument => "text_document",
            Self::Presentation => "presentation",
            Self::Pdf => "pdf",
            Self::RichText => "rich_text",
            Self::WebArchive => "web_archive",
            Self::XmlFile => "xml_file",
            Self::Compressed => "compressed",
            Self::PlainZip => "plain_zip",
            Self::AppleDocument => "apple_document",
            Self::Picture => "picture",
            Self::JsonShape => "json_shape",
            Self::LostLetters => "lost_letters",
            Self::OldFont => "old_font",
            Self::OnlyHidden => "only_hidden",
            Self::SideBySide => "side_by_side",
            Self::NotProducts => "not_products",
            Self::Memory => "memory",
            Self::Time => "time",
            Self::Killed => "killed",
            Self::Signalled => "signalled",
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
            sheet: String::new(),
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

    /// Adds the sheet that the line is in.
    #[must_use]
    pub fn in_sheet(mut self, sheet: &str) -> Self {
        self.sheet = crate::clean::clean_text(sheet).into_owned();
        self
    }
}

impl fmt::Display for UnreadableFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.why.key())?;
        if !self.sheet.is_empty() {
            write!(f, " in sheet {}", self.sheet)?;
        }
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
