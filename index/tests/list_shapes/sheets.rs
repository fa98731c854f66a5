//! Which sheets of a workbook are read: every visible one with the same kind of list. What is left out is named.

use ocop_index::source::LeftOutReason::{
    Hidden, NoProducts, NotNamed, OldCopy, OtherKind, Summary,
};
use ocop_index::source::problem::ProblemReason::SheetName;
use ocop_index::source::unreadable::UnreadableReason;
use ocop_index::source::{FileReadOptions, LeftOutReason, SheetSelection};

use super::support::{
    HEADER, Sheet, assert_refused, detected, excel, ods, ods_rows, of_sheets, read, read_with,
};

const TEA: &str = "1 | Chè đinh non | HTX Nắng Sớm | 4";
const SAUCE: &str = "1 | Tương nếp | HTX Đồi Xanh | 3";

fn list(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

#[test]
fn a_sheet_for_each_district_year_or_part_is_read() {
    for names in [
        ["Hải Hà", "Cẩm Phả"],
        ["Năm 2023", "Năm 2024"],
        ["Đợt 1", "Đợt 2"],
        ["Sheet1", "Sheet2"],
        ["Thực phẩm", "Đồ uống"],
    ] {
        let [first, second] = names;
        let book = excel(&[
            Sheet::new(first, &list(TEA)),
            Sheet::new(second, &list(SAUCE)),
        ]);
        let found = read(book);
        assert_eq!(found.names(), ["Chè đinh non", "Tương nếp"], "{names:?}");
        assert_eq!(found.sheets(), names);
        assert_eq!(found.left_out(), []);
        let sheets: Vec<&str> = found
            .products
            .iter()
            .map(|(sheet, ..)| sheet.as_str())
            .collect();
        assert_eq!(sheets, names);
    }
    // Each sheet has its own title, order of columns and number of header rows.
    let book = excel(&[
        Sheet::new("Hải Hà", &list(TEA)),
        Sheet::new(
            "Cẩm Phả",
            "PHỤ LỤC II\n\nTT | Chủ thể | Tên sản phẩm | Xếp hạng\n1 | HTX Đồi Xanh | Tương nếp | 3 sao",
        ),
    ]);
    let found = read(book);
    assert_eq!(found.names(), ["Chè đinh non", "Tương nếp"]);
    assert_eq!(found.product("Tương nếp").recognitions[0].star, Some(3));
}

#[test]
fn a_hidden_sheet_never_wins() {
    let old = "STT | Tên sản phẩm | Chủ thể | Hạng sao | Số quyết định\n1 | Chè cũ | HTX Xưa | 3 | 1/QĐ-UBND\n\
               2 | Tương cũ | HTX Xưa | 3 | 1/QĐ-UBND";
    let expected = [("Bản 2019", Hidden, 2)];
    for hidden_first in [false, true] {
        let visible = Sheet::new("Danh sách 2025", &list(TEA));
        let hidden = Sheet::new("Bản 2019", old).hidden();
        let book = if hidden_first {
            excel(&[hidden, visible])
        } else {
            excel(&[visible, hidden])
        };
        let found = read(book);
        assert_eq!(found.names(), ["Chè đinh non"]);
        assert_eq!(found.left_out(), expected);
    }
    // Hidden so deep that the office program does not even list it.
    let found = read(excel(&[
        Sheet::new("Danh sách 2025", &list(TEA)),
        Sheet::new("Bản 2019", old).and(|page| {
            page.set_very_hidden(true);
        }),
    ]));
    assert_eq!(found.names(), ["Chè đinh non"]);
    assert_eq!(found.left_out(), expected);
    let rows = [ods_rows(old), ods_rows(&list(TEA))];
    let book = ods(
        &[("Bản 2019", &rows[0]), ("Danh sách", &rows[1])],
        &["Bản 2019"],
    );
    let found = read(book);
    assert_eq!(found.names(), ["Chè đinh non"]);
    assert_eq!(found.left_out(), expected);
}

#[test]
fn a_workbook_whose_only_list_is_hidden_is_refused_with_its_name() {
    let book = excel(&[
        Sheet::new("Bìa", "BÁO CÁO NĂM 2025"),
        Sheet::new("Dữ liệu", &list(TEA)).hidden(),
    ]);
    assert_refused(&book, UnreadableReason::OnlyHidden);
    let found = read_with(&book, &of_sheets(&["dữ liệu"]));
    assert_eq!(found.names(), ["Chè đinh non"]);
}

#[test]
fn old_copies_and_drafts_are_left_out_until_asked_for() {
    let old = format!("{TEA}\n2 | Bánh cũ | HTX Xưa | 3\n3 | Miến cũ | HTX Xưa | 3")
        .replace("| 4", "| 3");
    for name in [
        "DS cũ 2021",
        "Bản nháp",
        "backup",
        "Danh sach (old)",
        "Bản sao DS",
        "Copy of DS",
    ] {
        let book = excel(&[
            Sheet::new("DS hiện hành", &list(TEA)),
            Sheet::new(name, &list(&old)),
        ]);
        let found = read(&book);
        assert_eq!(found.names(), ["Chè đinh non"], "{name}");
        assert_eq!(found.product("Chè đinh non").recognitions[0].star, Some(4));
        assert_eq!(found.left_out(), [(name, OldCopy, 3)]);
        let found = read_with(&book, &of_sheets(&[name]));
        assert_eq!(found.names(), ["Chè đinh non", "Bánh cũ", "Miến cũ"]);
        assert_eq!(found.left_out(), [("DS hiện hành", NotNamed, 1)]);
    }
    // The only list of a file is read, whatever its sheet is called.
    let found = read(excel(&[Sheet::new("DS cũ 2021", &list(&old))]));
    assert_eq!(found.products.len(), 3);
}

#[test]
fn instructions_summaries_and_lists_of_something_else_are_named_with_their_rows() {
    let guide = "HƯỚNG DẪN GHI BIỂU\nSTT | Tên cột | Nội dung\n1 | Tên sản phẩm | Ghi đầy đủ tên sản phẩm\n\
                 2 | Hạng sao | Ghi 3, 4 hoặc 5";
    let pivot = "Huyện | Số sản phẩm | 3 sao | 4 sao\nHải Hà | 2 | 1 | 1\nBa Chẽ | 2 | 2 | 0\nTổng | 4 | 3 | 1";
    let sheets = [
        Sheet::new("Hướng dẫn", guide),
        Sheet::new("Năm 2023", &list(TEA)),
        Sheet::new(
            "Năm 2024",
            &list(&format!("{SAUCE}\n2 | Măng khô | HTX Đồi Xanh | 4")),
        ),
        Sheet::new("Tổng hợp", pivot),
        Sheet::new("Sheet3", ""),
    ];
    let found = read(excel(&sheets));
    assert_eq!(found.names(), ["Chè đinh non", "Tương nếp", "Măng khô"]);
    let left_out = found.left_out();
    let of_name = |name: &str| left_out.iter().find(|(left, ..)| *left == name);
    assert_eq!(
        left_out.len(),
        2,
        "an empty sheet says nothing: {left_out:?}"
    );
    assert!(matches!(
        of_name("Hướng dẫn"),
        Some((_, NoProducts | OtherKind, 2..=4))
    ));
    assert!(matches!(
        of_name("Tổng hợp"),
        Some((_, NoProducts | Summary, 3..=4))
    ));
    // A summary that lists products again.
    let all = list(&format!("{TEA}\n{SAUCE}"));
    let found = read(excel(&[
        Sheet::new("Tổng hợp", &all),
        Sheet::new("Hải Hà", &list(TEA)),
        Sheet::new("Cẩm Phả", &list(SAUCE)),
    ]));
    assert_eq!(found.sheets(), ["Hải Hà", "Cẩm Phả"]);
    assert_eq!(found.left_out(), [("Tổng hợp", Summary, 2)]);
    // A list of shops beside the list of products.
    let found = read(excel(&[
        Sheet::new("Sản phẩm", &list(&format!("{TEA}\n{SAUCE}"))),
        Sheet::new(
            "Điểm bán",
            "STT | Tên điểm bán | Địa chỉ | Điện thoại\n1 | Cửa hàng Hạ Long | Bãi Cháy | 0203000001",
        ),
    ]));
    assert_eq!(found.sheets(), ["Sản phẩm"]);
    assert!(matches!(
        found.left_out()[..],
        [("Điểm bán", LeftOutReason::NoProducts | OtherKind, 1..=2)]
    ));
}

#[test]
fn all_sheets_and_named_sheets_are_read_when_asked_for() {
    let book = excel(&[
        Sheet::new("Hải Hà", &list(TEA)),
        Sheet::new("Ba Chẽ", &list(SAUCE)).hidden(),
        Sheet::new("Ghi chú", "Người lập: phòng Kinh tế"),
    ]);
    let all = FileReadOptions {
        sheets: SheetSelection::All,
        ..detected()
    };
    let found = read_with(&book, &all);
    assert_eq!(found.names(), ["Chè đinh non", "Tương nếp"]);
    assert_eq!(found.left_out(), [("Ghi chú", NoProducts, 1)]);
    // Without marks and in another case, several times.
    let found = read_with(&book, &of_sheets(&["ba che", "HẢI HÀ"]));
    assert_eq!(found.names(), ["Chè đinh non", "Tương nếp"]);
}

#[test]
fn stars_and_places_in_the_names_of_sheets_hold_for_their_rows() {
    let header = "STT | Tên sản phẩm | Chủ thể";
    let rows = |row: &str| format!("{header}\n{row}");
    let found = read(excel(&[
        Sheet::new("3 sao", &rows("1 | Tương nếp | HTX Đồi Xanh")),
        Sheet::new("4 sao", &rows("1 | Chè đinh non | HTX Nắng Sớm")),
    ]));
    found.assert_lines(&[
        "Tương nếp · HTX Đồi Xanh · 3 sao",
        "Chè đinh non · HTX Nắng Sớm · 4 sao",
    ]);
    let told: Vec<&str> = found
        .problems
        .iter()
        .filter(|problem| problem.reason == SheetName)
        .map(|problem| problem.sheet.as_str())
        .collect();
    assert_eq!(told, ["3 sao", "4 sao"]);
    let found = read(excel(&[
        Sheet::new("Huyện Hải Hà", &list(TEA)),
        Sheet::new("TP Cẩm Phả", &list(SAUCE)),
    ]));
    found.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao · H. Hải Hà",
        "Tương nếp · HTX Đồi Xanh · 3 sao · H. Cẩm Phả",
    ]);
}
