//! Documents as tests read them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use ocop::report::document::{Document, DocumentFormat, DocumentTable, write_document};
use ocop::report::table_file::ReportCell;

/// The bytes of a document in a format.
pub fn write(document: &Document, format: DocumentFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_document(document, format, &mut bytes).unwrap();
    bytes
}

/// A document as Markdown.
pub fn as_markdown(document: &Document) -> String {
    String::from_utf8(write(document, DocumentFormat::Md)).unwrap()
}

/// A part of a Word document or workbook.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

/// The table of this name.
pub fn table<'a>(document: &'a Document, name: &str) -> &'a DocumentTable {
    let mut tables = document.tables();
    let found = tables.find(|table| table.name == name);
    found.unwrap_or_else(|| panic!("no table {name}"))
}

/// The cells of each row of a table, joined; `-` for nothing.
pub fn rows(document: &Document, name: &str) -> Vec<String> {
    let table = table(document, name);
    let cells = |row: &Vec<ReportCell>| {
        let texts = row.iter().map(|cell| match cell {
            ReportCell::Text(text) | ReportCell::Heading(text) => text.clone(),
            ReportCell::Number(number) => number.to_string(),
            ReportCell::Day(day) => day.to_string(),
            ReportCell::Empty => "-".to_owned(),
        });
        texts.collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(cells).collect()
}
