//! A cell of ODS: its value, the text that is shown, and the address behind it.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::cell_value::set_iso_day;
use super::number_format::cell_from_shown_number;
use super::sheet_notes::{address_of_formula, clean_web_address};
use super::xml_part::{attribute_value, broken_workbook, count_attribute, push_entity};
use crate::source::list_cell::{ListCell, MAX_CELL_CHARS};
use crate::source::list_row::ListRow;
use crate::source::unreadable::UnreadableFile;

/// A cell as the document has it.
pub(super) struct OpenDocumentCell {
    value: OpenDocumentValue,
    /// The text that is shown, paragraphs on lines of their own.
    shown: String,
    link: Option<String>,
    /// Rows that it covers, itself included.
    pub(super) spanned_rows: u64,
    /// Columns that it covers, itself included.
    pub(super) spanned_columns: u64,
}

enum OpenDocumentValue {
    /// No type: blank, or a text that a program wrote without one.
    None,
    /// A text, if it stands elsewhere than in the paragraphs.
    Text(Option<String>),
    Number(f64),
    Day(String),
    Flag(bool),
    UnsavedFormula,
}

impl OpenDocumentCell {
    /// True for a cell that sets nothing.
    pub(super) fn is_empty(&self) -> bool {
        let OpenDocumentValue::None = self.value else {
            return false;
        };
        self.shown.is_empty()
    }

    /// Sets the cell of a row.
    pub(super) fn set_in_row(&self, row: &mut ListRow, column: usize) {
        match &self.value {
            OpenDocumentValue::None => row.set_text(column, &self.shown),
            OpenDocumentValue::Text(text) => {
                row.set_text(column, text.as_ref().unwrap_or(&self.shown));
            }
            OpenDocumentValue::Number(number) => {
                row.set_cell(column, cell_from_shown_number(*number, &self.shown));
            }
            OpenDocumentValue::Day(day) => set_iso_day(row, column, day),
            OpenDocumentValue::Flag(flag) => {
                row.set_cell(column, ListCell::Text(flag.to_string()));
            }
            OpenDocumentValue::UnsavedFormula => row.set_cell(column, ListCell::UnsavedFormula),
        }
        if let Some(link) = &self.link
            && !row.cell(column).is_blank()
        {
            row.links.push((column, link.clone()));
        }
    }
}

/// Reads the cell that was just started, up to its end.
pub(super) fn read_cell<B: BufRead>(
    content: &mut quick_xml::Reader<B>,
    element: &BytesStart<'_>,
) -> Result<OpenDocumentCell, UnreadableFile> {
    let mut text = CellText::default();
    text.read_until_end(content)?;
    let formula = attribute_value(element, "formula");
    let value = read_value(element, formula.is_some(), &text.shown);
    let link = text
        .link
        .or_else(|| clean_web_address(address_of_formula(formula.as_deref()?)?));
    Ok(OpenDocumentCell {
        value,
        shown: text.shown,
        link,
        spanned_rows: count_attribute(element, "number-rows-spanned"),
        spanned_columns: count_attribute(element, "number-columns-spanned"),
    })
}

fn read_value(element: &BytesStart<'_>, is_formula: bool, shown: &str) -> OpenDocumentValue {
    // LibreOffice adds a type of its own, with the same local name, for errors.
    let mut kind = None;
    for attribute in element.attributes().with_checks(false).flatten() {
        if attribute.key.as_ref() == "office:value-type" {
            kind = Some(attribute.value.into_owned());
        }
    }
    match kind.as_deref() {
        Some("float" | "percentage" | "currency") => {
            let number = attribute_value(element, "value");
            match number.and_then(|number| number.trim().parse().ok()) {
                Some(number) => OpenDocumentValue::Number(number),
                None if is_formula && shown.is_empty() => OpenDocumentValue::UnsavedFormula,
                None => OpenDocumentValue::None,
            }
        }
        Some("date") => match attribute_value(element, "date-value") {
            Some(day) => OpenDocumentValue::Day(day),
            None => OpenDocumentValue::None,
        },
        Some("boolean") => match attribute_value(element, "boolean-value") {
            Some(flag) => OpenDocumentValue::Flag(flag.eq_ignore_ascii_case("true")),
            None => OpenDocumentValue::None,
        },
        Some("string") => {
            let text = attribute_value(element, "string-value");
            OpenDocumentValue::Text(text.filter(|text| !text.is_empty()))
        }
        None if is_formula && shown.is_empty() => OpenDocumentValue::UnsavedFormula,
        // A time of day is taken as it is shown.
        Some(_) | None => OpenDocumentValue::None,
    }
}

/// The paragraphs of a cell, without its comments and drawings.
#[derive(Default)]
struct CellText {
    shown: String,
    link: Option<String>,
    paragraphs: usize,
}

impl CellText {
    fn read_until_end<B: BufRead>(
        &mut self,
        content: &mut quick_xml::Reader<B>,
    ) -> Result<(), UnreadableFile> {
        let mut buffer = Vec::new();
        let mut depth = 0_usize;
        let mut skipped_from = None;
        loop {
            buffer.clear();
            let event = content
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?;
            match &event {
                Event::Start(element) => {
                    let is_paragraph = element.name().as_ref() == "text:p";
                    let is_comment = element.name().as_ref() == "office:annotation";
                    if skipped_from.is_none() && (is_comment || depth == 0 && !is_paragraph) {
                        skipped_from = Some(depth);
                    }
                    if skipped_from.is_none() {
                        self.start_element(element);
                    }
                    depth += 1;
                }
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => {
                    depth -= 1;
                    if skipped_from == Some(depth) {
                        skipped_from = None;
                    }
                }
                Event::Text(text) if depth > 0 && skipped_from.is_none() => {
                    self.shown.push_str(&text.xml10_content());
                }
                Event::CData(text) if depth > 0 && skipped_from.is_none() => {
                    self.shown.push_str(&text.xml10_content());
                }
                Event::GeneralRef(entity) if depth > 0 && skipped_from.is_none() => {
                    push_entity(&mut self.shown, entity);
                }
                Event::Eof => return Err(broken_workbook("table:table-cell")),
                _ => {}
            }
        }
    }

    fn start_element(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "text:p" => {
                if self.paragraphs > 0 {
                    self.shown.push('\n');
                }
                self.paragraphs += 1;
            }
            "text:line-break" => self.shown.push('\n'),
            "text:tab" => self.shown.push('\t'),
            "text:s" => {
                // Past the longest text of a cell, more spaces change nothing.
                let room = (2 * MAX_CELL_CHARS).saturating_sub(self.shown.len()) as u64;
                let spaces = count_attribute(element, "c").min(room);
                self.shown.extend(std::iter::repeat_n(' ', spaces as usize));
            }
            "text:a" if self.link.is_none() => {
                let address = attribute_value(element, "href");
                self.link = address.and_then(|address| clean_web_address(&address));
            }
            _ => {}
        }
    }
}
