//! ODS, made by hand.

use std::io::Cursor;

use jiff::civil::date;

use super::{TestBook, column_texts, formatted, open_book, read_rows, sheet_names, zip_parts};
use crate::source::list_cell::ListCell;
use crate::source::reader::archive_kind::WorkbookKind;
use crate::source::reader::workbook::Workbook;
use crate::source::unreadable::UnreadableReason;

fn content(tables: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

fn book(tables: &str) -> TestBook {
    let content = content(tables);
    let parts = [("content.xml", content.as_bytes())];
    open_book(zip_parts(&parts), WorkbookKind::OpenDocument)
}

/// The rows of a sheet with these rows.
fn rows_of(rows: &str) -> Vec<crate::source::list_row::ListRow> {
    let table = format!("<table:table table:name=\"S\">{rows}</table:table>");
    read_rows(&mut book(&table), "S")
}

fn text_cell(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

#[test]
fn a_district_merged_over_three_rows_stands_in_each() {
    let merged = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"3\" \
                  table:number-columns-spanned=\"2\"><text:p>Hải Hà</text:p></table:table-cell>\
                  <table:covered-table-cell/>";
    let covered = "<table:covered-table-cell table:number-columns-repeated=\"2\"/>";
    let rows = rows_of(&format!(
        "<table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row>{}{merged}{}</table:table-row><table:table-row>{}{covered}</table:table-row>\
         <table:table-row>{}{covered}{}</table:table-row><table:table-row table:number-rows-repeated=\"1048570\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text_cell("Tên"),
        text_cell("Huyện"),
        text_cell("Xã"),
        text_cell("Mật ong hoa rừng"),
        text_cell("4 sao"),
        text_cell("Trà hoa cúc"),
        text_cell("Ruốc tôm"),
        text_cell("3 sao"),
    ));
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 4, 5, 6]);
    assert_eq!(
        column_texts(&rows, 1),
        ["Huyện", "Hải Hà", "Hải Hà", "Hải Hà"]
    );
    assert_eq!(column_texts(&rows, 2), ["Xã", "", "", ""]);
    assert_eq!(column_texts(&rows, 3), ["", "4 sao", "", "3 sao"]);
    assert_eq!(rows[3].merged_from_above, [1]);
}

#[test]
fn values_are_read_as_they_are_shown() {
    let rows = rows_of(
        "<table:table-row>\
         <table:table-cell office:value-type=\"float\" office:value=\"203456789\">\
         <text:p>0203456789</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"1200.5\">\
         <text:p>1.200,50</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.85\">\
         <text:p>85%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2023-05-17\">\
         <text:p>17/05/23</text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=2+2\"/>\
         <table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"/>\
         <table:table-cell table:formula=\"of:=A9\" office:value-type=\"string\" office:string-value=\"\" \
         calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\">\
         <office:annotation><text:p>ghi chú</text:p></office:annotation>\
         <text:p>Mật<text:s text:c=\"2\"/>ong</text:p><text:p>hoa <text:span>rừng</text:span> &amp; cúc</text:p>\
         <draw:frame><text:p>hình</text:p></draw:frame></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\">\
         <text:p>TRUE</text:p></table:table-cell>\
         </table:table-row>",
    );
    let row = &rows[0];
    assert_eq!(
        row.cells,
        [
            formatted(203_456_789.0, "0203456789"),
            ListCell::Number(1_200.5),
            formatted(0.85, "85%"),
            ListCell::Day(date(2023, 5, 17)),
            ListCell::UnsavedFormula,
            ListCell::Empty,
            ListCell::Fault("#REF!".to_owned()),
            ListCell::Text("Mật ong hoa rừng & cúc".to_owned()),
            ListCell::Text("true".to_owned()),
        ]
    );
    assert_eq!(
        row.multiline_cells,
        [(7, "Mật ong | hoa rừng & cúc".to_owned())]
    );
}

#[test]
fn the_address_behind_a_text_is_read() {
    let rows = rows_of(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:a \
         xlink:href=\"https://ocop.vn/1?a=1&amp;b=2\">Xem</text:a></text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=HYPERLINK(&quot;https://ocop.vn/2&quot;;&quot;Xem&quot;)\" \
         office:value-type=\"string\" office:string-value=\"Xem\"><text:p>Xem</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\"><text:p><text:a xlink:href=\"#S.A1\">Xem</text:a></text:p>\
         </table:table-cell></table:table-row>",
    );
    assert_eq!(
        rows[0].links,
        [
            (0, "https://ocop.vn/1?a=1&b=2".to_owned()),
            (1, "https://ocop.vn/2".to_owned())
        ]
    );
}

#[test]
fn hidden_sheets_and_rows_are_told() {
    let row = |attributes: &str| {
        format!(
            "<table:table-row{attributes}>{}</table:table-row>",
            text_cell("x")
        )
    };
    let rows = [
        row(""),
        row(" table:visibility=\"filter\" table:number-rows-repeated=\"2\""),
        row(" table:visibility=\"collapse\""),
        row(""),
    ]
    .concat();
    let mut book = book(&format!(
        "<table:table table:name=\"Danh sách\">{rows}</table:table>\
         <table:table table:name=\"2019\" table:style-name=\"ta2\"/>\
         <table:table table:name=\"'file:///a.ods'#$S\"/>"
    ));
    let expected = [
        ("Danh sách", true),
        ("2019", false),
        ("'file:///a.ods'#$S", false),
    ];
    assert_eq!(
        sheet_names(&book),
        expected.map(|(name, is_visible)| (name.to_owned(), is_visible))
    );
    let rows = read_rows(&mut book, "Danh sách");
    let hidden: Vec<bool> = rows.iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [false, true, true, true, false]);
}

#[test]
fn a_password_and_a_cut_document_are_told() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
                    <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    for (parts, why) in [
        (
            [("content.xml", "x"), ("META-INF/manifest.xml", manifest)],
            UnreadableReason::Encrypted,
        ),
        (
            [("styles.xml", ""), ("META-INF/manifest.xml", "<a/>")],
            UnreadableReason::BrokenWorkbook,
        ),
    ] {
        let bytes = zip_parts(&parts.map(|(name, text)| (name, text.as_bytes())));
        let error = Workbook::open(Cursor::new(bytes), WorkbookKind::OpenDocument).err();
        assert_eq!(error.map(|error| error.why), Some(why));
    }
}

#[test]
fn a_long_row_repeated_a_million_times_is_refused() {
    let text = "x".repeat(30_000);
    let table = format!(
        "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>\
         </table:table>",
        text_cell(&text)
    );
    let error = book(&table)
        .read_sheet_rows("S", &mut |_| {
            Ok(crate::source::list_row::ReadFlow::Continue)
        })
        .unwrap_err();
    assert_eq!(error.why, UnreadableReason::Inflates);
}
