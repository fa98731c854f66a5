//! XLSX, made by a library and by hand.

use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format, Url, Workbook as Writer, Worksheet};

use super::{TestBook, column_texts, formatted, open_book, read_rows, sheet_names, zip_parts};
use crate::source::list_cell::ListCell;
use crate::source::reader::archive_kind::WorkbookKind;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGES: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook whose sheets are filled in by `fill`.
fn written_book(fill: impl FnOnce(&mut Writer)) -> TestBook {
    let mut book = Writer::new();
    fill(&mut book);
    open_book(book.save_to_buffer().unwrap(), WorkbookKind::Excel)
}

fn write_texts(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        if !text.is_empty() {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

/// A workbook of one sheet whose XML after the opening tag is given, with its own relations.
fn book_of_xml(sheet: &str, relations: &str) -> TestBook {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGES}\"><Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let package = relation("rId1", "officeDocument", "xl/workbook.xml");
    let targets = relation("rId1", "worksheet", "worksheets/sheet1.xml");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>\
         </sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{sheet}</worksheet>");
    let parts = [
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", targets.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", relations.as_bytes()),
    ];
    open_book(zip_parts(&parts), WorkbookKind::Excel)
}

#[test]
fn a_district_merged_over_three_rows_stands_in_each() {
    let mut book = written_book(|book| {
        let sheet = book.add_worksheet();
        let plain = Format::new();
        write_texts(sheet, 0, &["Tên sản phẩm", "Chủ thể", "Huyện", "Sao"]);
        sheet.merge_range(1, 2, 3, 2, "Hải Hà", &plain).unwrap();
        write_texts(sheet, 1, &["Mật ong hoa rừng", "HTX Sao Mai", "", "4"]);
        write_texts(sheet, 2, &["Trà hoa cúc", "HTX Trăng Non"]);
        write_texts(sheet, 3, &["Ruốc tôm", "HTX Sóng Biếc"]);
        sheet.merge_range(4, 0, 5, 1, "Chả mực", &plain).unwrap();
        write_texts(sheet, 4, &["", "", "Cô Tô"]);
        write_texts(sheet, 5, &["", "", "Vân Đồn"]);
    });
    let rows = read_rows(&mut book, "Sheet1");
    assert_eq!(
        column_texts(&rows, 2),
        ["Huyện", "Hải Hà", "Hải Hà", "Hải Hà", "Cô Tô", "Vân Đồn"]
    );
    assert_eq!(rows[2].merged_from_above, [2]);
    assert_eq!(rows[5].merged_from_above, [0]);
    assert_eq!(column_texts(&rows[4..], 0), ["Chả mực", "Chả mực"]);
    assert_eq!(column_texts(&rows[4..], 1), ["", ""]);
    // The second look finds the same.
    assert_eq!(read_rows(&mut book, "Sheet1"), rows);
}

#[test]
fn hidden_sheets_and_rows_are_told() {
    let mut book = written_book(|book| {
        let visible = book.add_worksheet().set_name("Danh sách").unwrap();
        for row in 0..4 {
            write_texts(visible, row, &["Mật ong"]);
        }
        visible.set_row_hidden(1).unwrap();
        visible.set_row_hidden(2).unwrap();
        let hidden = book.add_worksheet().set_name("2019").unwrap();
        hidden.set_hidden(true);
        let deep = book.add_worksheet().set_name("Mã").unwrap();
        deep.set_very_hidden(true);
    });
    let expected = [("Danh sách", true), ("2019", false), ("Mã", false)];
    assert_eq!(
        sheet_names(&book),
        expected.map(|(name, is_visible)| (name.to_owned(), is_visible))
    );
    let rows = read_rows(&mut book, "Danh sách");
    let hidden: Vec<bool> = rows.iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [false, true, true, false]);
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let mut book = written_book(|book| {
        let sheet = book.add_worksheet();
        let cells = [
            ("0000000000", 203_456_789.0),
            ("0\"/QĐ-UBND\"", 12.0),
            ("@", 912_000_111.0),
            ("#,##0.00", 1_200.5),
            ("0%", 0.85),
            ("General", 4.0),
        ];
        for (column, (code, number)) in (0..).zip(cells) {
            let format = Format::new().set_num_format(code);
            sheet
                .write_number_with_format(0, column, number, &format)
                .unwrap();
        }
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = ExcelDateTime::from_ymd(2023, 5, 17).unwrap();
        sheet
            .write_datetime_with_format(0, 6, &moment, &day)
            .unwrap();
    });
    let rows = read_rows(&mut book, "Sheet1");
    assert_eq!(
        rows[0].cells,
        [
            formatted(203_456_789.0, "0203456789"),
            formatted(12.0, "12/QĐ-UBND"),
            formatted(912_000_111.0, "912000111"),
            ListCell::Number(1_200.5),
            formatted(0.85, "85%"),
            ListCell::Number(4.0),
            ListCell::Day(date(2023, 5, 17)),
        ]
    );
}

#[test]
fn the_address_behind_a_text_is_read() {
    let mut book = written_book(|book| {
        let sheet = book.add_worksheet();
        let url = |address: &str| Url::new(address).set_text("Xem");
        sheet
            .write_url(0, 0, url("https://ocop.vn/1?a=1&b=2"))
            .unwrap();
        sheet.write_url(0, 1, url("internal:Sheet1!A5")).unwrap();
        sheet.write_url(0, 2, url("mailto:a@b.vn")).unwrap();
        sheet
            .write_formula(
                1,
                0,
                rust_xlsxwriter::Formula::new("HYPERLINK(\"https://ocop.vn/2\",\"Xem\")")
                    .set_result("Xem"),
            )
            .unwrap();
    });
    let rows = read_rows(&mut book, "Sheet1");
    assert_eq!(rows[0].links, [(0, "https://ocop.vn/1?a=1&b=2".to_owned())]);
    assert_eq!(rows[1].links, [(0, "https://ocop.vn/2".to_owned())]);
    assert_eq!(column_texts(&rows, 0), ["Xem", "Xem"]);
}

#[test]
fn a_formula_without_a_saved_value_is_told_from_a_blank_cell() {
    let rows = "<sheetData><row r=\"1\"><c r=\"A1\"><f>2+2</f><v></v></c><c r=\"B1\"><f>2+2</f></c>\
                <c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D1\"/><c r=\"E1\"><f>2+2</f><v>4</v></c></row>\
                <row><c><f t=\"shared\" si=\"0\"/></c><c t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>";
    let rows = read_rows(&mut book_of_xml(rows, ""), "S");
    assert_eq!(
        rows[0].cells,
        [
            ListCell::UnsavedFormula,
            ListCell::UnsavedFormula,
            ListCell::Empty,
            ListCell::Empty,
            ListCell::Number(4.0),
        ]
    );
    assert_eq!(
        rows[1].cells,
        [ListCell::UnsavedFormula, ListCell::Text("x".to_owned())]
    );
}

#[test]
fn merges_and_links_over_millions_of_cells_make_no_million_rows() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                 <row r=\"1048576\"><c r=\"B1048576\"><v>2</v></c></row></sheetData>\
                 <mergeCells><mergeCell ref=\"A1:A1048576\"/><mergeCell ref=\"XFD1:XFD1048576\"/></mergeCells>\
                 <hyperlinks><hyperlink ref=\"A1:XFD1048576\" r:id=\"rId1\"/></hyperlinks>";
    let relations = format!(
        "<Relationships xmlns=\"{PACKAGES}\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/hyperlink\" \
         Target=\"https://ocop.vn\" TargetMode=\"External\"/></Relationships>"
    );
    let rows = read_rows(&mut book_of_xml(sheet, &relations), "S");
    assert_eq!(column_texts(&rows, 0), ["1", "1"]);
    assert_eq!(rows[0].links, [(0, "https://ocop.vn".to_owned())]);
}
