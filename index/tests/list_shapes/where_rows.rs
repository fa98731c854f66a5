//! Every problem names the row that a person sees in the file, whatever ends its lines and whatever lies above it.

use ocop_index::source::problem::ProblemReason::StarOutside;

use super::support::{HEADER, Sheet, csv, excel, ods, ods_cell, ods_rows, read};

/// Two products of which the second has nine stars.
fn list_with_bad_star() -> String {
    csv(&format!(
        "{HEADER}\n1 | Chè đinh non | HTX Nắng Sớm | 4\n2 | Bún khô gạo lứt | HTX Nắng Sớm | 9"
    ))
}

#[test]
fn the_row_is_the_same_for_every_line_ending() {
    let text = list_with_bad_star();
    for ending in ["\n", "\r\n", "\r"] {
        // With and without an ending behind the last row, and with a mark of the encoding before the first.
        for text in [
            text.clone(),
            text.trim_end().to_owned(),
            format!("\u{feff}{text}"),
        ] {
            let list = read(text.replace('\n', ending));
            assert_eq!(list.rows_of(StarOutside), [3], "{ending:?}");
            assert_eq!(list.product_rows(), [2, 3], "{ending:?}");
            assert_eq!(list.summary.tables[0].header_row, 1, "{ending:?}");
        }
    }
    // The first row below the header, as in the file that Excel on Windows saves.
    let list = read(
        "STT;Tên sản phẩm;Chủ thể;Hạng sao\r\n1;Chè đinh non;HTX Nắng Sớm;9\r\n2;Tương nếp;HTX Nắng Sớm;4\r\n",
    );
    assert_eq!(list.rows_of(StarOutside), [2]);
}

#[test]
fn blank_lines_are_counted_as_rows() {
    let header = "STT,Tên sản phẩm,Chủ thể,Hạng sao";
    let good = "1,Chè đinh non,HTX Nắng Sớm,4";
    let bad = "2,Bún khô gạo lứt,HTX Nắng Sớm,9";
    for (lines, row) in [
        (vec![header, good, "", "", "", bad], 6),
        (vec![header, "", good, "", bad], 5),
        (vec!["", "", header, good, bad], 5),
        (vec![header, good, ",,,", ",,,", bad], 5),
        (vec!["DANH SÁCH SẢN PHẨM,,,", "", header, good, bad], 5),
        (vec![header, good, "   ", bad], 4),
    ] {
        for ending in ["\n", "\r\n", "\r"] {
            let list = read(lines.join(ending));
            assert_eq!(list.rows_of(StarOutside), [row], "{lines:?} {ending:?}");
            assert_eq!(list.names(), ["Chè đinh non", "Bún khô gạo lứt"]);
        }
    }
}

#[test]
fn a_row_of_several_lines_counts_as_the_row_where_it_begins_and_moves_none_below() {
    for ending in ["\n", "\r\n"] {
        let text = format!(
            "STT,Tên sản phẩm,Chủ thể,Địa chỉ,Hạng sao{ending}1,Chè đinh non,HTX Nắng Sớm,\"Thôn 2,{ending}xã Quảng \
             Sơn\",4{ending}2,Bún khô gạo lứt,HTX Nắng Sớm,Thôn 1,9{ending}"
        );
        let list = read(text);
        // An office program shows the broken cell as one row; a text editor shows the row below it on line 4.
        assert!(
            [[3], [4]].contains(&[list.rows_of(StarOutside)[0]]),
            "{:?}",
            list.problems
        );
        assert_eq!(list.names(), ["Chè đinh non", "Bún khô gạo lứt"]);
    }
}

#[test]
fn text_of_other_programs_has_the_same_rows() {
    // "Unicode Text" of Excel: UTF-16 with tabs, and a blank line.
    let text = "STT\tTên sản phẩm\tChủ thể\tHạng sao\r\n1\tChè đinh non\tHTX Nắng Sớm\t4\r\n\r\n2\tTương nếp\tHTX Đồi Xanh\t9\r\n";
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let list = read(bytes);
    assert_eq!(list.rows_of(StarOutside), [4]);
    assert_eq!(list.names(), ["Chè đinh non", "Tương nếp"]);
    // A first line that names the separator is a row of the file, though Excel hides it.
    let list = read(
        "sep=;\r\nSTT;Tên sản phẩm;Chủ thể;Hạng sao\r\n1;Chè đinh non;HTX Nắng Sớm;4\r\n2;Tương nếp;HTX Đồi Xanh;9\r\n",
    );
    let row = list.rows_of(StarOutside)[0];
    assert!(row == 3 || row == 4, "{row}");
    // JSON lines: the line.
    let list = read(
        "\u{feff}{\"ten_san_pham\":\"Chè đinh non\",\"chu_the\":\"HTX Nắng Sớm\",\"hang_sao\":4}\r\n\r\n\
         {\"ten_san_pham\":\"Tương nếp\",\"chu_the\":\"HTX Đồi Xanh\",\"hang_sao\":9}\r\n",
    );
    assert_eq!(list.rows_of(StarOutside), [3]);
}

#[test]
fn rows_of_workbooks_are_those_on_the_screen() {
    let header = "STT | Tên sản phẩm | Chủ thể | Hạng sao";
    let list = read(excel(&[Sheet::new(
        "DS",
        &format!(
            "{header}\n1 | Chè đinh non | HTX Nắng Sớm | 4\n\n\n2 | Tương nếp | HTX Đồi Xanh | 9"
        ),
    )]));
    assert_eq!(list.rows_of(StarOutside), [5]);
    // OpenDocument writes blank rows as one row with a count.
    let blank = format!(
        "<table:table-row table:number-rows-repeated=\"4\">{}</table:table-row>",
        ods_cell("", "table:number-columns-repeated=\"9\"")
    );
    let rows = [
        ods_rows(&format!("{header}\n1 | Chè đinh non | HTX Nắng Sớm | 4")),
        blank,
        ods_rows("2 | Tương nếp | HTX Đồi Xanh | 9"),
    ]
    .concat();
    let list = read(ods(&[("DS", &rows)], &[]));
    assert_eq!(list.rows_of(StarOutside), [7]);
    assert_eq!(list.product_rows(), [2, 7]);
}

#[test]
fn a_row_of_several_sheets_names_its_sheet() {
    let list = read(excel(&[
        Sheet::new(
            "Hải Hà",
            &format!("{HEADER}\n1 | Chè đinh non | HTX Nắng Sớm | 4"),
        ),
        Sheet::new(
            "Bình Liêu",
            &format!("DANH SÁCH\n\n{HEADER}\n1 | Tương nếp | HTX Đồi Xanh | 9"),
        ),
    ]));
    let bad = list
        .problems
        .iter()
        .find(|problem| problem.reason == StarOutside)
        .unwrap();
    assert_eq!((bad.sheet.as_str(), bad.row), ("Bình Liêu", 4));
    assert_eq!((bad.column.as_str(), bad.value.as_str()), ("Hạng sao", "9"));
    let places: Vec<(&str, u64)> = list
        .products
        .iter()
        .map(|(sheet, row, _)| (sheet.as_str(), *row))
        .collect();
    assert_eq!(places, [("Hải Hà", 2), ("Bình Liêu", 4)]);
    // A single sheet needs no name.
    let list = read(excel(&[Sheet::new(
        "DS",
        &format!("{HEADER}\n1 | Tương nếp | HTX Đồi Xanh | 9"),
    )]));
    assert_eq!(list.problems[0].sheet, "");
}
