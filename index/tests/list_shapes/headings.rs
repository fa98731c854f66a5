//! Rows that name a place, a group or stars: they are no products, and hold for the rows below until the next of their
//! kind.

use ocop_index::source::problem::ProblemReason::{HeadingDisagrees, UnknownHeading};

use super::support::{Sheet, csv, excel, excel_sheet, read};

#[test]
fn headings_of_places_groups_and_stars_are_no_products() {
    for (district, group, other_district, stars) in [
        (
            "I | Huyện Đầm Hà",
            "A | Nhóm thực phẩm",
            "II | Cô Tô",
            "B | SẢN PHẨM ĐẠT 3 SAO",
        ),
        (
            "| HUYỆN ĐẦM HÀ",
            "| I. Nhóm thực phẩm",
            "| Huyện Cô Tô",
            "| Hạng 3 sao",
        ),
        ("I. | Đầm Hà", "1. | THỰC PHẨM", "II. | CÔ TÔ", "2. | 3 SAO"),
        (
            "| | Huyện Đầm Hà",
            "| Nhóm: Thực phẩm",
            "| | Huyện Cô Tô",
            "| Sản phẩm 3 sao",
        ),
    ] {
        let text = format!(
            "STT | Tên sản phẩm | Chủ thể | Hạng sao\n{district}\n{group}\n1 | Chè đinh non | HTX Nắng Sớm | 4\n\
             {other_district}\n{stars}\n2 | Tương nếp | HTX Đồi Xanh | 3"
        );
        for bytes in [excel_sheet(&text), csv(&text).into_bytes()] {
            let list = read(bytes);
            list.assert_lines(&[
                "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Đầm Hà · nhóm I",
                // The group stood inside the first district, and ends with it.
                "Tương nếp · HTX Đồi Xanh · 3 sao · H. Cô Tô",
            ])
            .assert_every_row_is_accounted_for();
            assert_eq!(list.summary.tables[0].headings, 4, "{district}");
        }
    }
}

#[test]
fn a_heading_may_stand_in_the_column_of_numbers_and_be_merged_over_the_row() {
    for (first, second) in [
        ("I. HUYỆN ĐẦM HÀ", "II. THÀNH PHỐ CẨM PHẢ"),
        ("Huyện Đầm Hà", "Thành phố Cẩm Phả"),
        ("I- Huyện Đầm Hà", "II- TP Cẩm Phả"),
        ("A. Đầm Hà (1 sản phẩm)", "B. Cẩm Phả (1 sản phẩm)"),
    ] {
        let text = format!(
            "STT | Tên sản phẩm | Chủ thể | Hạng sao\n{first}\n1 | Chè đinh non | HTX Nắng Sớm | 4\n{second}\n\
             1 | Tương nếp | HTX Đồi Xanh | 3"
        );
        let merged = Sheet::new("DS", &text).merged(&["A2:D2", "A4:D4"]);
        for bytes in [
            excel(&[merged]),
            excel_sheet(&text),
            csv(&text).into_bytes(),
        ] {
            let list = read(bytes);
            list.assert_lines(&[
                "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Đầm Hà",
                "Tương nếp · HTX Đồi Xanh · 3 sao · H. Cẩm Phả",
            ])
            .assert_every_row_is_accounted_for();
        }
    }
}

#[test]
fn a_heading_holds_until_the_next_of_its_kind() {
    let list = read(excel_sheet(
        "STT | Tên sản phẩm | Chủ thể | Hạng sao
         A. NHÓM THỰC PHẨM
         | | Huyện Ba Chẽ: 2 sản phẩm
         | 1. Sản phẩm 4 sao
         1 | Chè đinh non | HTX Nắng Sớm | 4
         | 2. Sản phẩm 3 sao
         2 | Bún khô gạo lứt | HTX Nắng Sớm | 3
         B | NHÓM ĐỒ UỐNG
         | Phường Bãi Cháy (TP. Hạ Long)
         3 | Rượu nếp nương | HTX Đồi Xanh | 3
         III | Móng Cái
         4 | Nước mắm cá nục | Công ty TNHH Sóng Lành | 3",
    ));
    list.assert_every_row_is_accounted_for();
    let lines = list.lines();
    assert_eq!(
        lines[0],
        "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Ba Chẽ · nhóm I"
    );
    assert_eq!(
        lines[1],
        "Bún khô gạo lứt · HTX Nắng Sớm · 3 sao · H. Ba Chẽ · nhóm I"
    );
    assert!(
        lines[2].contains("Bãi Cháy") && lines[2].contains("nhóm II"),
        "{}",
        lines[2]
    );
    assert!(!lines[2].contains("Ba Chẽ"), "{}", lines[2]);
    assert!(
        lines[3].contains("Móng Cái") && !lines[3].contains("Bãi Cháy"),
        "{}",
        lines[3]
    );
    assert_eq!(lines.len(), 4);
}

#[test]
fn stars_that_only_headings_give_are_read() {
    for (four, three) in [
        (
            "I | SẢN PHẨM 4 SAO (01 sản phẩm)",
            "II | SẢN PHẨM ĐẠT 3 SAO",
        ),
        ("| Hạng 4 sao", "| Hạng 3 sao"),
        ("A | Sản phẩm xếp hạng 4 sao", "B | Sản phẩm xếp hạng 3 sao"),
    ] {
        let list = read(excel_sheet(&format!(
            "STT | Tên sản phẩm | Chủ thể | Huyện\n{four}\n1 | Chè đinh non | HTX Nắng Sớm | Hải Hà\n{three}\n\
             1 | Tương nếp | HTX Đồi Xanh | Ba Chẽ"
        )));
        list.assert_lines(&[
            "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
            "Tương nếp · HTX Đồi Xanh · 3 sao · H. Ba Chẽ",
        ]);
    }
}

#[test]
fn a_heading_that_is_not_understood_is_told_and_ends_the_place_above() {
    for heading in [
        "III | Vùng nước nóng",
        "C | Các đơn vị khác",
        "| CÁC ĐƠN VỊ KHÁC",
    ] {
        let list = read(excel_sheet(&format!(
            "STT | Tên sản phẩm | Chủ thể | Hạng sao\nI | Huyện Hải Hà\n1 | Chè đinh non | HTX Nắng Sớm | 4\n\
             {heading}\n2 | Tương nếp | HTX Đồi Xanh | 3"
        )));
        list.assert_lines(&[
            "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
            "Tương nếp · HTX Đồi Xanh · 3 sao",
        ]);
        assert_eq!(list.rows_of(UnknownHeading), [4], "{heading}");
    }
}

#[test]
fn a_cell_that_contradicts_its_heading_is_kept_and_told() {
    let list = read(excel_sheet(
        "STT | Tên sản phẩm | Chủ thể | Hạng sao\n| SẢN PHẨM 4 SAO\n1 | Chè đinh non | HTX Nắng Sớm | 4\n\
         2 | Tương nếp | HTX Đồi Xanh | 3",
    ));
    assert_eq!(list.rows_of(HeadingDisagrees), [4]);
    assert_eq!(list.product("Tương nếp").recognitions[0].star, Some(3));
}
