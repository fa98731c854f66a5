//! A document on its way: sections are numbered, columns and sentences come from the table of sentences.

use jiff::Timestamp;

use crate::report::document::{Block, Document, DocumentTable, Fact, HeadingLevel, TableColumn};
use crate::report::table_file::ReportCell;
use crate::wording::locale::Locale;
use crate::wording::vietnam_time::day_in_vietnam;

/// A column: the key of its label, and its width in letters.
pub(super) type Column = (&'static str, f64);

/// The id of a product.
pub(super) const ID: Column = ("handover.id", 10.0);
/// Its name.
pub(super) const PRODUCT: Column = ("handover.product", 30.0);
/// Its producer.
pub(super) const PRODUCER: Column = ("handover.producer", 28.0);
/// Its place.
pub(super) const PLACE: Column = ("handover.place", 22.0);
/// Who did something.
pub(super) const AUTHOR: Column = ("handover.author", 12.0);
/// On which day.
pub(super) const DAY: Column = ("handover.day", 12.0);

/// A document on its way.
pub(super) struct Paper<'a> {
    document: Document,
    locale: &'a Locale,
    sections: usize,
}

impl<'a> Paper<'a> {
    pub(super) fn new(document: Document, locale: &'a Locale) -> Self {
        Self {
            document,
            locale,
            sections: 0,
        }
    }

    pub(super) fn into_document(self) -> Document {
        self.document
    }

    /// Begins a section with a number of its own.
    pub(super) fn add_section(&mut self, key: &str) {
        self.sections += 1;
        let heading = format!("{}. {}", self.sections, self.locale.t(key));
        self.document
            .push(Block::Heading(HeadingLevel::Section, heading));
    }

    pub(super) fn add_paragraph(&mut self, text: String) {
        self.document.push(Block::Paragraph(text));
    }

    pub(super) fn add_facts(&mut self, facts: Vec<Fact>) {
        self.document.push(Block::Facts(facts));
    }

    /// Adds a table, or the sentence that says that there is nothing.
    pub(super) fn add_table(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: Vec<Vec<ReportCell>>,
        nothing: &str,
    ) {
        let table = build_table(self.locale, name, columns, rows);
        self.document.push_table(table, self.locale.t(nothing));
    }
}

/// A table whose name and labels are these sentences.
pub(super) fn build_table(
    locale: &Locale,
    name: &str,
    columns: &[Column],
    rows: Vec<Vec<ReportCell>>,
) -> DocumentTable {
    let columns = columns.iter();
    DocumentTable {
        name: locale.t(name).to_owned(),
        columns: columns
            .map(|(key, width)| TableColumn::new(locale.t(key), *width))
            .collect(),
        rows,
    }
}

/// A cell of text.
pub(super) fn text(text: impl Into<String>) -> ReportCell {
    text.into().into()
}

/// A number of things.
pub(super) fn number(count: usize) -> ReportCell {
    ReportCell::Number(count as f64)
}

/// The day of a moment in Vietnam.
pub(super) fn day_of(time: Timestamp) -> ReportCell {
    ReportCell::Day(day_in_vietnam(time))
}
