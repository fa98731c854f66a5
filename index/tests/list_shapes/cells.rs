//! Cells that mean more than they hold: merged over rows, marks for "as above", marks under stars, two tables beside
//! each other, columns without a label.

use ocop_index::source::problem::ProblemReason::{StarMarks, UnlabelledColumn};
use ocop_index::source::unreadable::UnreadableReason;

use super::support::{
    HEADER, Sheet, column_field, csv, detected, excel, excel_sheet, ods, ods_cell, ods_rows, read,
    try_read,
};

#[test]
fn a_merged_cell_fills_every_row_it_covers() {
    let text = "STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao | Số quyết định\n\
                1 | Chè đinh non | HTX Nắng Sớm | Hải Hà | 4 | 12/QĐ-UBND\n2 | Tương nếp | HTX Đồi Xanh\n\
                3 | Măng khô | Cơ sở Bà Lụa";
    let lines = [
        "Chè đinh non · HTX Nắng Sớm · 4 sao 12/QĐ-UBND · H. Hải Hà",
        "Tương nếp · HTX Đồi Xanh · 4 sao 12/QĐ-UBND · H. Hải Hà",
        "Măng khô · Cơ sở Bà Lụa · 4 sao 12/QĐ-UBND · H. Hải Hà",
    ];
    let merged = Sheet::new("DS", text).merged(&["D2:D4", "E2:E4", "F2:F4"]);
    read(excel(&[merged])).assert_clean(&lines);
    // OpenDocument counts the covered cells.
    let spanned = |text: &str| ods_cell(text, "table:number-rows-spanned=\"3\"");
    let covered = "<table:covered-table-cell table:number-columns-repeated=\"3\"/>";
    let rows = [
        ods_rows("STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao | Số quyết định"),
        ods_rows(&format!(
            "1 | Chè đinh non | HTX Nắng Sớm | {} | {} | {}",
            spanned("Hải Hà"),
            spanned("4"),
            spanned("12/QĐ-UBND")
        )),
        ods_rows(&format!("2 | Tương nếp | HTX Đồi Xanh | {covered}")),
        ods_rows(&format!("3 | Măng khô | Cơ sở Bà Lụa | {covered}")),
    ]
    .concat();
    read(ods(&[("DS", &rows)], &[])).assert_clean(&lines);
}

#[test]
fn an_old_workbook_has_its_merged_cells_too() {
    let list = read(include_bytes!("../books/merged_district.xls"));
    assert_eq!(list.products.len(), 3);
    for (_, _, product) in &list.products {
        assert_eq!(
            product.place.district.as_deref(),
            Some("Hải Hà"),
            "{}",
            product.name
        );
    }
}

#[test]
fn a_block_merged_over_rows_and_columns_belongs_to_its_first_column() {
    let list = read(excel(&[Sheet::new(
        "DS",
        "STT | Tên sản phẩm | Chủ thể | Địa chỉ | Huyện | Hạng sao
         1 | Chè đinh non | HTX Nắng Sớm | | Hải Hà | 4
         2 | Bún khô gạo lứt
         3 | Tương nếp | HTX Đồi Xanh | Thôn 3 | Ba Chẽ | 3
         4 | Măng khô | | | | 3",
    )
    .merged(&["C2:D3", "E2:E3", "F2:F3", "C4:C5", "D4:D5", "E4:E5"])]));
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
        "Bún khô gạo lứt · HTX Nắng Sớm · 4 sao · H. Hải Hà",
        "Tương nếp · HTX Đồi Xanh · 3 sao · Thôn 3 · H. Ba Chẽ",
        "Măng khô · HTX Đồi Xanh · 3 sao · Thôn 3 · H. Ba Chẽ",
    ]);
}

#[test]
fn a_merged_place_ends_at_the_end_of_its_range() {
    let list = read(excel(&[Sheet::new(
        "DS",
        "STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao
         1 | Chè đinh non | HTX Nắng Sớm | Hải Hà | 4
         2 | Tương nếp | HTX Đồi Xanh | | 3
         3 | Măng khô | Cơ sở Bà Lụa | | 3",
    )
    .merged(&["D2:D3"])]));
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
        "Tương nếp · HTX Đồi Xanh · 3 sao · H. Hải Hà",
        "Măng khô · Cơ sở Bà Lụa · 3 sao",
    ]);
}

#[test]
fn marks_for_as_above_mean_the_cell_above() {
    for mark in [
        "\"",
        "”",
        "〃",
        "''",
        "nt",
        "Nt.",
        "NT",
        "-nt-",
        "- nt -",
        "như trên",
        "Như trên",
        "(như trên)",
        "//",
        "-\"-",
        "-\" -",
    ] {
        let text = format!(
            "STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao | Số quyết định\n\
             1 | Chè đinh non | HTX Nắng Sớm | Hải Hà | 4 | 12/QĐ-UBND\n\
             2 | Tương nếp | {mark} | {mark} | {mark} | {mark}\n3 | Măng khô | {mark} | Ba Chẽ | 3 | {mark}"
        );
        let lines = [
            "Chè đinh non · HTX Nắng Sớm · 4 sao 12/QĐ-UBND · H. Hải Hà",
            "Tương nếp · HTX Nắng Sớm · 4 sao 12/QĐ-UBND · H. Hải Hà",
            "Măng khô · HTX Nắng Sớm · 3 sao 12/QĐ-UBND · H. Ba Chẽ",
        ];
        read(excel_sheet(&text)).assert_lines(&lines);
        read(csv(&text)).assert_lines(&lines);
    }
}

#[test]
fn a_check_mark_under_a_column_of_stars_gives_the_stars() {
    for mark in ["x", "X", "✓", "1", "v", "þ"] {
        // One row of labels.
        let one = format!(
            "STT | Tên sản phẩm | Chủ thể | 3 sao | 4 sao | 5 sao | Huyện\n\
             1 | Chè đinh non | HTX Nắng Sớm | | {mark} | | Hải Hà\n2 | Tương nếp | HTX Đồi Xanh | {mark} | | | Ba Chẽ"
        );
        read(excel_sheet(&one)).assert_lines(&[
            "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
            "Tương nếp · HTX Đồi Xanh · 3 sao · H. Ba Chẽ",
        ]);
        // Two rows of labels, the upper one merged.
        let two = format!(
            "STT | Tên sản phẩm | Chủ thể | Hạng sao\n | | | 3 sao | 4 sao | 5 sao\n\
             1 | Chè đinh non | HTX Nắng Sớm | | {mark} |\n2 | Tương nếp | HTX Đồi Xanh | {mark} | |"
        );
        let merged = Sheet::new("DS", &two).merged(&["A1:A2", "B1:B2", "C1:C2", "D1:F1"]);
        let lines = [
            "Chè đinh non · HTX Nắng Sớm · 4 sao",
            "Tương nếp · HTX Đồi Xanh · 3 sao",
        ];
        read(excel(&[merged])).assert_lines(&lines);
        read(excel_sheet(&two)).assert_lines(&lines);
    }
    let list = read(excel_sheet(
        "STT | Tên sản phẩm | Chủ thể | Hạng 3 sao | Hạng 4 sao\n1 | Chè đinh non | HTX Nắng Sớm | | x\n\
         2 | Tương nếp | HTX Đồi Xanh | x | x",
    ));
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao",
        "Tương nếp · HTX Đồi Xanh",
    ])
    .assert_told(&[(3, StarMarks)]);
}

#[test]
fn two_lists_beside_each_other_are_both_read() {
    let lines = [
        "Chè đinh non · HTX Nắng Sớm · 4 sao",
        "Tương nếp · HTX Đồi Xanh · 3 sao",
        "Măng khô · Cơ sở Bà Lụa · 3 sao",
    ];
    for (header, first, second) in [
        (
            format!("{HEADER} | | {HEADER}"),
            "1 | Chè đinh non | HTX Nắng Sớm | 4 | | 3 | Tương nếp | HTX Đồi Xanh | 3",
            "2 | Măng khô | Cơ sở Bà Lụa | 3",
        ),
        (
            format!("{HEADER} | {HEADER}"),
            "1 | Chè đinh non | HTX Nắng Sớm | 4 | 3 | Tương nếp | HTX Đồi Xanh | 3",
            "2 | Măng khô | Cơ sở Bà Lụa | 3",
        ),
        (
            "Tên sản phẩm | Chủ thể | Sao | | Tên sản phẩm | Chủ thể | Sao".to_owned(),
            "Chè đinh non | HTX Nắng Sớm | 4 | | Tương nếp | HTX Đồi Xanh | 3",
            "Măng khô | Cơ sở Bà Lụa | 3",
        ),
    ] {
        let list = read(excel_sheet(&format!("{header}\n{first}\n{second}")));
        list.assert_clean(&lines);
        assert_eq!(list.product_rows(), [2, 2, 3]);
    }
}

#[test]
fn a_table_of_something_else_beside_the_list_gives_it_nothing() {
    for other in [
        "STT | Tên chủ thể | Số điện thoại",
        "STT | Huyện | Số sản phẩm",
    ] {
        let read = try_read(
            excel_sheet(&format!(
                "{HEADER} | | {other}\n1 | Chè đinh non | HTX Nắng Sớm | 4 | | 1 | Cơ sở Minh Hà | 0912000333\n\
                 2 | Tương nếp | HTX Đồi Xanh | 3 | | 2 | Cơ sở Ba Hoa | 0912000444\n | | | | | 3 | Cơ sở Bà Lụa | 0912000555"
            )),
            &detected(),
        );
        match read {
            Ok(list) => {
                list.assert_lines(&[
                    "Chè đinh non · HTX Nắng Sớm · 4 sao",
                    "Tương nếp · HTX Đồi Xanh · 3 sao",
                ]);
            }
            Err(error) => assert_eq!(error.why, UnreadableReason::SideBySide, "{other}"),
        }
    }
}

#[test]
fn a_filled_column_without_a_label_is_told_by_its_letter() {
    for (header, row, letter) in [
        (
            "STT | Tên sản phẩm | Chủ thể | | Hạng sao",
            "1 | Chè đinh non | HTX Nắng Sớm | Huyện Hải Hà | 4",
            "D",
        ),
        (
            " | Tên sản phẩm | Chủ thể | Hạng sao",
            "Hải Hà | Chè đinh non | HTX Nắng Sớm | 4",
            "A",
        ),
        (
            "Tên sản phẩm | Chủ thể | Hạng sao | ",
            "Chè đinh non | HTX Nắng Sớm | 4 | đang hoàn thiện hồ sơ",
            "D",
        ),
    ] {
        for list in [
            read(excel_sheet(&format!("{header}\n{row}"))),
            read(csv(&format!("{header}\n{row}"))),
        ] {
            list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao"])
                .assert_told(&[(2, UnlabelledColumn)]);
            assert_eq!(list.problems[0].column, letter);
        }
    }
    // A blank column and a blank end of every row say nothing.
    let list = read("STT,Tên sản phẩm,Chủ thể,,Hạng sao,\n1,Chè đinh non,HTX Nắng Sớm,,4,\n");
    list.assert_clean(&["Chè đinh non · HTX Nắng Sớm · 4 sao"]);
    assert_eq!(column_field(&list, "Tên sản phẩm"), Some("name"));
}
