//! Columns that the user assigned: a label that no column has is told, and labels are known in any spelling.

use ocop_index::source::FileReadOptions;
use ocop_index::source::field::{ProductField, RecognitionField};

use super::support::{Sheet, csv, detected, excel, excel_sheet, read_with};

fn mapped(mapping: &[(&str, ProductField)]) -> FileReadOptions {
    let mapping = mapping
        .iter()
        .map(|(label, field)| ((*label).to_owned(), *field));
    FileReadOptions {
        mapping: mapping.collect(),
        ..detected()
    }
}

#[test]
fn a_mapping_that_fits_no_column_is_told() {
    let text = "STT | Tên sản phẩm | Chủ thể | Hạng sao\n1 | Chè đinh non | HTX Nắng Sớm | 4";
    for label in ["Chu the sx", "Người đại diện", "Tên sàn phẩm bán"] {
        let options = mapped(&[(label, ProductField::Representative)]);
        for bytes in [excel_sheet(text), csv(text).into_bytes()] {
            let list = read_with(bytes, &options);
            list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao"]);
            assert_eq!(list.summary.unmatched_mapping, [label]);
        }
    }
    // Only the labels that no sheet has.
    let book = excel(&[
        Sheet::new("A", &format!("{text}\n")),
        Sheet::new(
            "B",
            "Mặt hàng | Chủ thể | Hạng sao\nTương nếp | HTX Đồi Xanh | 3",
        ),
    ]);
    let options = mapped(&[
        ("Mặt hàng", ProductField::Name),
        ("Mặt hàn", ProductField::Note),
    ]);
    let list = read_with(book, &options);
    assert_eq!(list.names(), ["Chè đinh non", "Tương nếp"]);
    assert_eq!(list.summary.unmatched_mapping, ["Mặt hàn"]);
}

#[test]
fn labels_are_known_in_another_case_and_without_marks() {
    let text = "Mặt hàng | Đơn vị làm ra | Được mấy sao\nChè đinh non | HTX Nắng Sớm | 4";
    let star = ProductField::Recognition(0, RecognitionField::Star);
    for labels in [
        ["Mặt hàng", "Đơn vị làm ra", "Được mấy sao"],
        ["MẶT HÀNG", "don vi lam ra", "Được mấy sao "],
        ["mat hang", "ĐƠN VỊ LÀM RA", "duoc may sao"],
    ] {
        let options = mapped(&[
            (labels[0], ProductField::Name),
            (labels[1], ProductField::Producer),
            (labels[2], star),
        ]);
        let list = read_with(csv(text), &options);
        list.assert_clean(&["Chè đinh non · HTX Nắng Sớm · 4 sao"]);
        assert!(list.summary.unmatched_mapping.is_empty());
    }
}
