//! Rows below the header that are no products: totals, signatures, headers again, other tables. Each is set aside with
//! its reason, and products that only look like them are kept.

use ocop_index::source::problem::ProblemReason::{
    ColumnNumbers, OtherTable, RemarkRow, RepeatedHeader, RuleRow, Signature, TitleSays, Total,
};

use super::support::{HEADER, ReadList, Sheet, csv, excel, excel_sheet, read};

const TEA: &str = "1 | Chè đinh non | HTX Nắng Sớm | 4";
const SAUCE: &str = "2 | Tương nếp | HTX Đồi Xanh | 3";
const LINES: [&str; 2] = [
    "Chè đinh non · HTX Nắng Sớm · 4 sao",
    "Tương nếp · HTX Đồi Xanh · 3 sao",
];

/// The list of a grid, as a workbook and as text; both have to say the same.
fn read_both(text: &str) -> ReadList {
    let (sheet, csv) = (read(excel_sheet(text)), read(csv(text)));
    assert_eq!(sheet.lines(), csv.lines());
    assert_eq!(sheet.set_aside(), csv.set_aside());
    sheet.assert_every_row_is_accounted_for();
    csv
}

#[test]
fn signatures_below_the_list_are_set_aside() {
    for block in [
        "| NGƯỜI LẬP BIỂU | TRƯỞNG PHÒNG\n| (Ký, ghi rõ họ tên) | (Ký tên, đóng dấu)\n| Nguyễn Văn A | Trần Văn B",
        "| Người lập | Thủ trưởng đơn vị\n| (Đã ký) | (Ký, đóng dấu)\n| Lê Thị C | Phạm Văn D",
        "| Cán bộ tổng hợp | KT. CHỦ TỊCH\n| | PHÓ CHỦ TỊCH\n| Lê Thị C | Phạm Văn D",
        "| | Hải Hà, ngày 05 tháng 01 năm 2025\n| Nơi nhận: | TM. ỦY BAN NHÂN DÂN\n| - Như trên; | KT. CHỦ TỊCH\n\
         | - Phòng NN&MT (b/c); | PHÓ CHỦ TỊCH\n| - Lưu: VT. | (Đã ký)\n| Người lập: Phạm Thị Hoa | Vũ Văn Minh\n\
         | ĐT: 0912 000 111",
    ] {
        let list = read_both(&format!("{HEADER}\n{TEA}\n{SAUCE}\n{block}"));
        list.assert_lines(&LINES);
        let first = list.set_aside()[0];
        assert_eq!(first, (4, Signature), "{block}");
        assert_eq!(list.set_aside().len(), block.lines().count(), "{block}");
    }
}

#[test]
fn totals_and_sub_totals_are_set_aside_in_any_column() {
    for total in [
        "| Cộng huyện Hải Hà | | 4",
        "TỔNG CỘNG | 25 | 18 | 4",
        "| Cộng (I) | 1 | 4",
        "| Tổng: 1 SP",
        "| Tổng số sản phẩm 2 | HTX: 2 | 3",
        "| Trong đó: 4 sao: 1 sản phẩm; 3 sao: 1 sản phẩm",
        "| - Số chủ thể | 2",
        "| Cộng dồn từ đầu năm | 12 | 4",
        "| Lũy kế | 12 | 4",
        "Cộng | | 2",
        "| | Tổng cộng | 2",
        "| Tong cong | 12",
        "| Tổng số | 25 | 7",
    ] {
        let list = read_both(&format!("{HEADER}\n{TEA}\n{total}\n{SAUCE}"));
        list.assert_lines(&LINES);
        assert_eq!(list.set_aside(), [(3, Total)], "{total}");
    }
}

#[test]
fn products_and_places_that_begin_like_totals_are_kept() {
    let list = read(csv("STT | Tên sản phẩm | Địa chỉ
         1 | Mật mía vàng | Cổng chợ, xã Quảng Sơn
         2 | Cồng chiêng nhỏ | Thôn 2, xã Quảng Sơn
         3 | Tống quân rượu | Công viên bờ sông
         4 | Cống trắng khô | Cổng trời Bình Liêu
         5 | Tương nếp | Công ty TNHH Sóng Lành, thôn 3
         6 | Cộng sinh - trà hoa | Tổng kho chợ mới"));
    assert_eq!(
        list.names(),
        [
            "Mật mía vàng",
            "Cồng chiêng nhỏ",
            "Tống quân rượu",
            "Cống trắng khô",
            "Tương nếp",
            "Cộng sinh - trà hoa"
        ]
    );
    assert_eq!(list.set_aside(), []);
    // Names and producers that begin like job titles, places and remarks.
    let list = read(csv("STT | Tên sản phẩm | Chủ thể | Hạng sao
         1 | Ghi ta gỗ mít | HTX Tổng Hợp Tân Tiến | 3
         2 | Trà Giám Đốc | Công ty CP Cộng Đồng | 4
         3 | Hạ Long | Cơ sở Nguyễn Văn A | 3
         4 | Rượu Ba Chẽ | Hộ Trần Thị Ký | 3"));
    assert_eq!(list.products.len(), 4, "{:#?}", list.problems);
}

#[test]
fn the_header_again_is_set_aside() {
    for again in [
        "STT | Tên sản phẩm | Chủ thể | Hạng sao",
        "TT | TÊN SẢN PHẨM | CHỦ THỂ | HẠNG SAO",
        "Stt | Tên sản phẩm OCOP | Tên chủ thể | Số sao",
    ] {
        let list = read_both(&format!("{HEADER}\n{TEA}\n{again}\n{SAUCE}\n{again}"));
        list.assert_lines(&LINES);
        assert_eq!(
            list.set_aside(),
            [(3, RepeatedHeader), (5, RepeatedHeader)],
            "{again}"
        );
    }
    // A header of two rows.
    let two = "STT | Tên sản phẩm | Kết quả | \n | | Hạng sao | Số quyết định";
    let list = read(excel_sheet(&format!(
        "{two}\n1 | Chè đinh non | 4 | 12/QĐ-UBND\n{two}\n2 | Tương nếp | 3 | 13/QĐ-UBND"
    )));
    list.assert_lines(&[
        "Chè đinh non · 4 sao 12/QĐ-UBND",
        "Tương nếp · 3 sao 13/QĐ-UBND",
    ]);
    assert_eq!(list.set_aside(), [(4, RepeatedHeader), (5, RepeatedHeader)]);
}

#[test]
fn rows_below_a_header_in_another_order_are_read_by_it() {
    for (again, row) in [
        (
            "TT | Chủ thể | Tên sản phẩm | Hạng sao | Huyện",
            "1 | HTX Đồi Xanh | Tương nếp | 3 | Ba Chẽ",
        ),
        (
            "Tên sản phẩm | Huyện | Hạng sao | Tên chủ thể |",
            "Tương nếp | Ba Chẽ | 3 sao | HTX Đồi Xanh |",
        ),
    ] {
        let list = read_both(&format!(
            "STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao\n1 | Chè đinh non | HTX Nắng Sớm | Hải Hà | 4\n{again}\n{row}"
        ));
        list.assert_lines(&[
            "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
            "Tương nếp · HTX Đồi Xanh · 3 sao · H. Ba Chẽ",
        ]);
        assert_eq!(list.set_aside(), [(3, RepeatedHeader)], "{again}");
    }
}

#[test]
fn a_second_table_of_something_else_is_set_aside_whole() {
    for (title, other) in [
        (
            "DANH SÁCH CHỦ THỂ",
            "STT | Tên chủ thể | Người đại diện | Số điện thoại\n1 | HTX Nắng Sớm | Nguyễn Văn An | 0912000111\n\
             2 | HTX Đồi Xanh | Trần Thị Bình | 0912000222",
        ),
        (
            "BẢNG TỔNG HỢP",
            "STT | Huyện | Số sản phẩm | Số chủ thể\n1 | Hải Hà | 12 | 7\n2 | Ba Chẽ | 9 | 5",
        ),
    ] {
        let text = format!("DANH SÁCH SẢN PHẨM\n{HEADER}\n{TEA}\n{SAUCE}\n\n{title}\n{other}");
        let list = read(excel(
            &[Sheet::new("DS", &text).merged(&["A1:D1", "A6:D6"])],
        ));
        list.assert_lines(&LINES)
            .assert_every_row_is_accounted_for();
        assert_eq!(list.rows_of(OtherTable), [7, 8, 9], "{title}");
    }
}

#[test]
fn rows_that_only_draw_the_table_are_set_aside() {
    for (row, reason) in [
        ("(1) | (2) | (3) | (4)", ColumnNumbers),
        ("1 | 2 | 3 | 4", ColumnNumbers),
        ("A | B | C | D", ColumnNumbers),
        ("A | B | 1 | 2", ColumnNumbers),
        ("--- | --- | --- | ---", RuleRow),
        ("- | - | - | -", RuleRow),
        ("... | ... | ... | ...", RuleRow),
        ("===== | ===== | ===== | =====", RuleRow),
        ("| :--- | |", RuleRow),
    ] {
        let list = read_both(&format!("{HEADER}\n{row}\n{TEA}\n{SAUCE}"));
        list.assert_lines(&LINES);
        assert_eq!(list.set_aside(), [(2, reason)], "{row}");
    }
}

#[test]
fn a_table_of_markdown_is_read_without_its_rule() {
    for rule in ["|---|:---|---|---|", "| --- | :--- | :---: | ---: |"] {
        let list = read(format!(
            "| STT | Tên sản phẩm | Chủ thể | Hạng sao |\n{rule}\n| 1 | Chè đinh non | HTX Nắng Sớm | 4 |\n\
             | 2 | Tương nếp | HTX Đồi Xanh | 3 |\n"
        ));
        list.assert_lines(&LINES);
        assert_eq!(list.set_aside(), [(2, RuleRow)], "{rule}");
    }
}

#[test]
fn remarks_below_the_list_are_set_aside() {
    let list = read_both(&format!(
        "{HEADER}\n{TEA}\n{SAUCE}\n| Ghi chú: sản phẩm in nghiêng đang chờ công nhận\n\
         | * Số liệu tính đến ngày 31/12/2024\n| (*) Chủ thể đã đổi tên | HTX Nắng Sớm\n\
         | Nguồn: Văn phòng Nông thôn mới"
    ));
    list.assert_lines(&LINES);
    let rows = [4, 5, 6, 7].map(|row| (row, RemarkRow));
    assert_eq!(list.set_aside(), rows);
}

#[test]
fn stars_that_only_the_title_names_are_told() {
    for title in [
        "DANH SÁCH SẢN PHẨM OCOP ĐẠT 4 SAO NĂM 2024",
        "Phụ lục: sản phẩm đạt hạng 4 sao",
        "Danh sách sản phẩm 3 sao (Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2025)",
    ] {
        let list = read(excel_sheet(&format!(
            "{title}\n(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2025)\nSTT | Tên sản phẩm | Chủ thể\n\
             1 | Chè đinh non | HTX Nắng Sớm"
        )));
        list.assert_lines(&["Chè đinh non · HTX Nắng Sớm"])
            .assert_told(&[(1, TitleSays)]);
        assert_eq!(list.problems[0].value, title);
    }
    // A column of stars says more than the title.
    let list = read(excel_sheet(&format!(
        "SẢN PHẨM ĐẠT 3 SAO TRỞ LÊN\n{HEADER}\n{TEA}"
    )));
    list.assert_clean(&LINES[..1]);
}

#[test]
fn a_form_with_a_motto_and_a_header_of_three_rows_is_read() {
    let text = "UBND TỈNH QUẢNG NINH | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        VĂN PHÒNG ĐIỀU PHỐI | | | Độc lập - Tự do - Hạnh phúc
        ------- | | | ---------------

        DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN
        TT⏎(No.) | Tên sản phẩm/⏎Product name | Chủ thể/⏎Producer | Kết quả đánh giá/Result
        | | | Hạng sao/⏎Star | Quyết định/Decision
        | | | | Số | Ngày
        A | B | C | 1 | 2 | 3
        1 | Chè đinh non | HTX Nắng Sớm | 4 | 12/QĐ-UBND | 05/01/2025
        2 | Tương nếp | HTX Đồi Xanh | 3 | 13/QĐ-UBND | 06/01/2025";
    let list = read(excel(&[
        Sheet::new("Phụ lục", text).merged(&["A6:A8", "B6:B8", "C6:C8", "D6:F6", "D7:D8", "E7:F7"])
    ]));
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao 2025-01-05 12/QĐ-UBND",
        "Tương nếp · HTX Đồi Xanh · 3 sao 2025-01-06 13/QĐ-UBND",
    ])
    .assert_told(&[(9, ColumnNumbers)]);
}
