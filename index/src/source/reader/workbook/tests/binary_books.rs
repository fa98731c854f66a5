//! XLS, written by LibreOffice, and XLSB, whose records are made here.

use std::io::Cursor;

use jiff::civil::date;

use super::{column_texts, open_book, read_rows, sheet_names, zip_parts};
use crate::source::list_cell::ListCell;
use crate::source::reader::archive_kind::WorkbookKind;
use crate::source::reader::workbook::Workbook;
use crate::source::unreadable::UnreadableReason;

/// Three products of three producers; their district is merged over three rows; a hidden sheet `Cũ`.
const OLD_BOOK: &[u8] = include_bytes!("../../../../../tests/books/merged_district.xls");

#[test]
fn an_old_workbook_is_read_with_its_merged_district() {
    let mut book = open_book(OLD_BOOK.to_vec(), WorkbookKind::OldExcel);
    assert_eq!(
        sheet_names(&book),
        [("Danh sách".to_owned(), true), ("Cũ".to_owned(), false)]
    );
    let rows = read_rows(&mut book, "Danh sách");
    assert_eq!(
        column_texts(&rows, 1),
        [
            "Tên sản phẩm",
            "Mật ong hoa rừng",
            "Trà hoa cúc",
            "Ruốc tôm"
        ]
    );
    assert_eq!(
        column_texts(&rows, 3),
        ["Huyện", "Hải Hà", "Hải Hà", "Hải Hà"]
    );
    assert_eq!(rows[2].merged_from_above, [3]);
    assert_eq!(*rows[1].cell(4), ListCell::Number(4.0));
    assert_eq!(*rows[1].cell(5), ListCell::Day(date(2023, 5, 17)));
    assert_eq!(rows[1].links, [(6, "https://ocop.vn/1".to_owned())]);
}

#[test]
fn an_old_workbook_with_a_password_is_told() {
    // The record of the interface stands first; as a record of encryption it locks the rest.
    let mut bytes = OLD_BOOK.to_vec();
    let interface = [0xe1, 0, 2, 0];
    let position = bytes
        .windows(4)
        .position(|window| window == interface)
        .unwrap();
    bytes[position] = 0x2f;
    let error = Workbook::open(Cursor::new(bytes), WorkbookKind::OldExcel).err();
    assert_eq!(
        error.map(|error| error.why),
        Some(UnreadableReason::Encrypted)
    );
}

/// A record: its kind and its length, seven bits a byte, and its data.
fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in [kind, data.len() as u32] {
        let mut rest = number;
        while rest > 0x7f {
            bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
    }
    [bytes, data.to_vec()].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

fn wide_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    numbers(&[units.len() as u32])
        .into_iter()
        .chain(bytes)
        .collect()
}

/// A row with texts, hidden or not.
fn sheet_row(row: u32, is_hidden: bool, texts: &[&str]) -> Vec<u8> {
    let flags = if is_hidden { 0x10 } else { 0 };
    let mut bytes = record(
        0,
        &[&numbers(&[row, 0])[..], &[0, 0, 0, flags, 0, 0, 0, 0, 0]].concat(),
    );
    for (column, text) in (0..).zip(texts) {
        if !text.is_empty() {
            let cell = [numbers(&[column, 0]), wide_text(text)].concat();
            bytes.extend(record(6, &cell));
        }
    }
    bytes
}

/// The relations of a part: identifier, kind and target of each.
fn relations(relations: &[(&str, &str, &str)]) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations: Vec<String> = relations
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    let relations = relations.concat();
    format!("<Relationships>{relations}</Relationships>").into_bytes()
}

/// The list of two sheets, of which the second is hidden.
fn binary_book() -> Vec<u8> {
    let sheet_entry = |state: u32, id: &str, name: &str| {
        let entry = [numbers(&[state, 1]), wide_text(id), wide_text(name)].concat();
        record(156, &entry)
    };
    [
        record(131, b""),
        record(143, b""),
        sheet_entry(0, "rId1", "Danh sách"),
        sheet_entry(1, "rId2", "Cũ"),
        record(144, b""),
        record(157, &[0; 26]),
        record(132, b""),
    ]
    .concat()
}

/// Three products whose district is merged; the second row is hidden, and a link lies behind a text.
fn binary_sheet() -> Vec<u8> {
    let district = numbers(&[1, 3, 1, 1]);
    let link = [
        numbers(&[1, 1, 2, 2]),
        wide_text("rId1"),
        wide_text(""),
        wide_text(""),
        wide_text(""),
    ]
    .concat();
    [
        record(129, b""),
        record(148, &numbers(&[0, 3, 0, 2])),
        record(145, b""),
        sheet_row(0, false, &["Tên sản phẩm", "Huyện", "Nguồn"]),
        sheet_row(1, false, &["Mật ong hoa rừng", "Hải Hà", "Xem"]),
        sheet_row(2, true, &["Trà hoa cúc"]),
        sheet_row(3, false, &["Ruốc tôm"]),
        record(146, b""),
        record(177, &numbers(&[1])),
        record(176, &district),
        record(178, b""),
        record(494, &link),
        record(130, b""),
    ]
    .concat()
}

#[test]
fn a_binary_workbook_is_read_with_merges_links_and_hidden_rows() {
    let parts = [
        ("xl/workbook.bin", binary_book()),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "worksheet", "worksheets/sheet2.bin"),
            ]),
        ),
        ("xl/worksheets/sheet1.bin", binary_sheet()),
        (
            "xl/worksheets/_rels/sheet1.bin.rels",
            relations(&[("rId1", "hyperlink", "https://ocop.vn/1")]),
        ),
    ];
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let mut book = open_book(zip_parts(&parts), WorkbookKind::BinaryExcel);
    assert_eq!(
        sheet_names(&book),
        [("Danh sách".to_owned(), true), ("Cũ".to_owned(), false)]
    );
    let rows = read_rows(&mut book, "Danh sách");
    assert_eq!(
        column_texts(&rows, 1),
        ["Huyện", "Hải Hà", "Hải Hà", "Hải Hà"]
    );
    assert_eq!(rows[1].links, [(2, "https://ocop.vn/1".to_owned())]);
    let hidden: Vec<bool> = rows.iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [false, false, true, false]);
}
