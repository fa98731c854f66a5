//! Workbooks made by the tests, read row by row.

mod binary_books;
mod excel_books;
mod open_document_books;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{SheetInfo, Workbook};
use crate::source::list_cell::ListCell;
use crate::source::list_row::{ListRow, ReadFlow};
use crate::source::reader::archive_kind::WorkbookKind;

pub(super) type TestBook = Workbook<Cursor<Vec<u8>>>;

/// An archive of parts.
pub(super) fn zip_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        archive.start_file(*name, packed).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(super) fn open_book(bytes: Vec<u8>, kind: WorkbookKind) -> TestBook {
    Workbook::open(Cursor::new(bytes), kind).unwrap()
}

/// Names of sheets, and which of them are visible.
pub(super) fn sheet_names(book: &TestBook) -> Vec<(String, bool)> {
    let sheets = book.sheets().into_iter();
    sheets
        .map(|SheetInfo { name, is_visible }| (name, is_visible))
        .collect()
}

pub(super) fn read_rows(book: &mut TestBook, sheet: &str) -> Vec<ListRow> {
    let mut rows = Vec::new();
    book.read_sheet_rows(sheet, &mut |row| {
        rows.push(row);
        Ok(ReadFlow::Continue)
    })
    .unwrap();
    rows
}

/// The texts of a column.
pub(super) fn column_texts(rows: &[ListRow], column: usize) -> Vec<String> {
    rows.iter()
        .map(|row| row.cell(column).text().into_owned())
        .collect()
}

pub(super) fn formatted(number: f64, shown: &str) -> ListCell {
    ListCell::FormattedNumber {
        number,
        shown: shown.to_owned(),
    }
}
