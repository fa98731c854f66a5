//! What tripped a newcomer's hand: stories of the screen, the review of an import and exports.

use calamine::{Reader, Xlsx, open_workbook};
use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop_index::source::problem::{ImportProblem, ProblemReason};

use crate::support::changes::Changes;
use crate::support::home::Home;
use crate::support::screen::Screen;

#[test]
fn the_sheet_about_an_office_workbook_counts_only_the_products_of_the_list() {
    let home = Home::new();
    let file = home.path().join("o.xlsx");
    let query = [
        "export",
        "trang_thai:hết_hạn huyen:co_to",
        "--format",
        "workbook",
        "--out",
        file.to_str().unwrap(),
    ];
    let done = home.run(&query);
    assert!(done.err.is_empty() || file.is_file(), "{}", done.err);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let about = book.worksheet_range("Thông tin").unwrap();
    let rows: Vec<String> = about
        .rows()
        .map(|row| format!("{} {}", row[0], row[1]))
        .collect();
    let products = rows.iter().find(|row| row.starts_with("Số sản phẩm "));
    let all = products.unwrap().trim_start_matches("Số sản phẩm ");
    let states: Vec<&String> = rows
        .iter()
        .filter(|row| row.starts_with("Hiệu lực: "))
        .collect();
    assert_eq!(
        states.len(),
        1,
        "other values are none of the list: {rows:?}"
    );
    assert!(states[0].ends_with(&format!(" {all}")), "{rows:?}");
}

#[test]
fn a_row_with_a_cell_left_out_is_marked_and_says_which() {
    let mut screen = Changes::new(80, 24);
    let origin = screen.model.data.plan.entries[0].origin.clone().unwrap();
    let problem = ImportProblem::new(origin.row, "Hạng sao", "6", ProblemReason::StarOutside);
    screen.model = {
        let mut data = std::mem::take(&mut screen.model.data);
        data.problems.push((origin.file, problem));
        ocop::app::import_review::ImportReviewModel::new(screen.model.locale.clone(), data)
    };
    screen.send(Msg::Resize {
        width: 80,
        height: 24,
    });
    let text = screen.text();
    assert!(text.contains("[x]!Nấm linh chi vàng"), "{text}");
    assert!(
        text.contains("dòng│"),
        "the row numbers have a head: {text}"
    );
    assert!(text.contains("“6” không phải số sao"), "{text}");
}

#[test]
fn an_accepted_duplicate_is_named_before_anything_is_written() {
    let mut screen = Changes::new(120, 40);
    screen.press("w");
    let text = screen.text();
    assert!(
        text.contains("nghi trùng sẽ thành sản phẩm mới: "),
        "{text}"
    );
}

#[test]
fn only_filters_that_leave_nothing_are_no_words() {
    let mut screen = Screen::new(80, 24);
    screen.press("huyen:ba_che,binh_lieu con_han:90<enter>");
    let text = screen.text();
    assert!(
        text.contains("Không sản phẩm nào có đủ các bộ lọc này"),
        "{text}"
    );
    assert!(!text.contains("từ đã gõ"), "{text}");
}

#[test]
fn as_many_filters_as_fit_are_shown_and_the_others_are_counted_as_filters() {
    let line = "sao:4,3 huyen:co_to,ha_long,ba_che -nhom:II chu_the:htx,ho,dn \
                trang_thai:unclear nam:2023<enter>";
    for (width, least) in [(80, 3), (60, 1), (160, 5)] {
        let mut screen = Screen::new(width, 24);
        screen.press(line);
        let row = screen.text().lines().nth(1).unwrap().to_owned();
        assert!(row.matches(" x]").count() >= least, "{width}: {row}");
        let all_shown = row.matches(" x]").count() == 6;
        assert!(all_shown || row.contains(" bộ lọc "), "{width}: {row}");
    }
}

#[test]
fn keys_in_a_window_that_shows_nothing_do_nothing() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<enter>jj");
    let place = (screen.model.selected, screen.model.focus);
    screen.send(Msg::Resize {
        width: 30,
        height: 8,
    });
    screen.press("jjot<tab>");
    screen.send(Msg::Resize {
        width: 80,
        height: 24,
    });
    assert_eq!((screen.model.selected, screen.model.focus), place);
    assert_eq!(screen.model.focus, Focus::List);
}

#[test]
fn a_completed_field_offers_its_values_at_once() {
    let mut screen = Screen::new(80, 24);
    screen.press(":hu<tab>");
    let text = screen.text();
    assert_eq!(screen.model.input.text(), "huyen:", "{text}");
    assert!(text.contains("Gợi ý"), "{text}");
}

#[test]
fn the_menu_of_columns_says_how_to_see_what_has_no_room() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>C");
    assert!(!screen.shows("xem cột hết chỗ"), "{}", screen.text());
    screen.press("G k k k ");
    let text = screen.text();
    assert!(text.contains("xem cột hết chỗ: z hoặc >"), "{text}");
}

#[test]
fn two_filters_of_one_facet_say_how_they_were_joined() {
    for (line, told) in [
        ("sao:4 -sao:4", "trái nhau: chỉ dùng “-sao:4”"),
        ("sao:>=4 sao:3", "có một trong hai là đủ"),
    ] {
        let mut screen = Screen::new(120, 24);
        screen.press(line);
        assert!(screen.shows(told), "{line}: {}", screen.text());
    }
    let mut screen = Screen::new(120, 24);
    screen.press("sao:3 sao:4 -huyen:co_to");
    assert!(!screen.shows("một trong hai"), "{}", screen.text());
}
