//! A report as a plain document: made once, written as Markdown, as a Word document and as a workbook.
//!
//! The only writer of documents of the project; [`paper`] fills one section by section. Must not: know what a report
//! says, or what day it is.

mod document_text;
mod markdown_text;
mod page_widths;
pub(super) mod paper;
mod sheet_name;
mod word_file;
mod word_parts;
mod workbook_sheets;

use std::io::Write;

use jiff::civil::Date;

pub use super::document_format::DocumentFormat;
use super::table_file::ReportCell;
use crate::cli::exit::CommandFailure;
use crate::wording::locale::Locale;

/// A report, before it is a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// What stands above everything.
    pub title: String,
    /// The day of the report: the only date that the file says of itself.
    pub day: Date,
    /// The language, how numbers and dates are written.
    pub locale: Locale,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document with nothing but a title.
    pub fn new(title: impl Into<String>, day: Date, locale: &Locale) -> Self {
        Self {
            title: title.into(),
            day,
            locale: locale.clone(),
            blocks: Vec::new(),
        }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a table, or a line that says that there is nothing when it has no rows.
    pub fn push_table(&mut self, table: DocumentTable, nothing: impl Into<String>) {
        self.push(if table.rows.is_empty() {
            Block::Nothing(nothing.into())
        } else {
            Block::Table(table)
        });
    }

    /// The tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &DocumentTable> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(HeadingLevel, String),
    /// A paragraph.
    Paragraph(String),
    /// Facts, one below the other.
    Facts(Vec<Fact>),
    /// A list with a sign before each item.
    Bullets(Vec<String>),
    /// A table.
    Table(DocumentTable),
    /// A line that says that there is nothing here.
    Nothing(String),
}

/// How deep a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLevel {
    /// A section.
    Section,
    /// A part of a section.
    Part,
}

/// A fact: what it is about, and what is so.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What is so.
    pub value: ReportCell,
}

impl Fact {
    /// A fact in words or numbers.
    pub fn new(label: impl Into<String>, value: impl Into<ReportCell>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableColumn {
    /// Its label.
    pub label: String,
    /// Its width in letters in a workbook; on a page, its share of the width.
    pub width: f64,
}

impl TableColumn {
    /// A column.
    pub fn new(label: impl Into<String>, width: f64) -> Self {
        Self {
            label: label.into(),
            width,
        }
    }
}

/// A table of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentTable {
    /// The name of its sheet in a workbook; need not be one that a workbook accepts.
    pub name: String,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<ReportCell>>,
}

impl DocumentTable {
    /// True for a column of numbers, which stand on the right.
    fn is_numeric(&self, column: usize) -> bool {
        let mut has_number = false;
        for row in &self.rows {
            match row.get(column) {
                Some(ReportCell::Number(_)) => has_number = true,
                None | Some(ReportCell::Empty) => {}
                Some(_) => return false,
            }
        }
        has_number
    }
}

/// Writes the document in this format. The same document gives the same bytes, except that a workbook says when it
/// was written.
///
/// # Errors
///
/// When nothing can be written, or there is no space for the temporary files of a workbook.
pub fn write_document(
    document: &Document,
    format: DocumentFormat,
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    match format {
        DocumentFormat::Md => out.write_all(markdown_text::format_markdown(document).as_bytes())?,
        DocumentFormat::Docx => out.write_all(&word_file::build_word_file(document)?)?,
        DocumentFormat::Xlsx => out.write_all(&workbook_sheets::build_workbook(document)?)?,
    }
    Ok(())
}
