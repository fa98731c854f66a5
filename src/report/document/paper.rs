//! A document on its way: sections are numbered, columns and sentences come from the table of sentences.

use jiff::Timestamp;

use super::{Block, Document, DocumentTable, Fact, HeadingLevel, TableColumn};
use crate::report::table_file::ReportCell;
use crate::wording::locale::Locale;
use crate::wording::vietnam_time::day_in_vietnam;

/// A column: the key of its label, and its width in letters.
pub(in crate::report) type Column = (&'static str, f64);

/// The id of a product.
pub(in crate::report) const ID: Column = ("handover.id", 10.0);
/// Its name.
pub(in crate::report) const PRODUCT: Column = ("handover.product", 30.0);
/// Its producer.
pub(in crate::report) const PRODUCER: Column = ("handover.producer", 28.0);
/// Its place.
pub(in crate::report) const PLACE: Column = ("handover.place", 34.0);
/// The telephone of its producer.
pub(in crate::report) const PHONE: Column = ("handover.phone", 16.0);
/// Who did something.
pub(in crate::report) const AUTHOR: Column = ("handover.author", 12.0);
/// On which day.
pub(in crate::report) const DAY: Column = ("handover.day", 12.0);

/// A document on its way.
pub(in crate::report) struct Paper<'a> {
    document: Document,
    locale: &'a Locale,
    sections: usize,
}

impl<'a> Paper<'a> {
    pub(in crate::report) fn new(document: Document, locale: &'a Locale) -> Self {
        Self {
            document,
            locale,
            sections: 0,
        }
    }

    pub(in crate::report) fn into_document(self) -> Document {
        self.document
    }

    /// Begins a section with a number of its own.
    pub(in crate::report) fn add_section(&mut self, key: &str) {
        let locale = self.locale;
        self.add_titled_section(locale.t(key));
    }

    /// The same with a title that is no sentence of the table.
    pub(in crate::report) fn add_titled_section(&mut self, title: &str) {
        self.sections += 1;
        let heading = format!("{}. {title}", self.sections);
        self.document
            .push(Block::Heading(HeadingLevel::Section, heading));
    }

    pub(in crate::report) fn add_paragraph(&mut self, text: String) {
        self.document.push(Block::Paragraph(text));
    }

    pub(in crate::report) fn add_facts(&mut self, facts: Vec<Fact>) {
        self.document.push(Block::Facts(facts));
    }

    /// Adds a table, or the sentence that says that there is nothing.
    pub(in crate::report) fn add_table(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: Vec<Vec<ReportCell>>,
        nothing: &str,
    ) {
        let locale = self.locale;
        self.add_named_table(locale.t(name), columns, rows, nothing);
    }

    /// The same with a name that is no sentence of the table.
    pub(in crate::report) fn add_named_table(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: Vec<Vec<ReportCell>>,
        nothing: &str,
    ) {
        let columns = columns.iter();
        let columns = columns.map(|(key, width)| TableColumn::new(self.locale.t(key), *width));
        let table = DocumentTable {
            name: name.to_owned(),
            columns: columns.collect(),
            rows,
        };
        self.document.push_table(table, self.locale.t(nothing));
    }
}

/// A cell of text.
pub(in crate::report) fn text(text: impl Into<String>) -> ReportCell {
    text.into().into()
}

/// A number of things.
pub(in crate::report) fn number(count: usize) -> ReportCell {
    ReportCell::Number(count as f64)
}

/// The day of a moment in Vietnam.
pub(in crate::report) fn day_of(time: Timestamp) -> ReportCell {
    ReportCell::Day(day_in_vietnam(time))
}
