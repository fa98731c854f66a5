//! Orders by a menu and by the header, long lists by half pages, places, letters, and with a scroll bar.

use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::screen::Screen;

fn click(screen: &mut Screen, column: u16, row: u16) {
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column,
        row,
    }));
}

/// The column of a word in the header of the list, and the header's row.
fn header_position(screen: &Screen, word: &str) -> (u16, u16) {
    let text = screen.text();
    let (row, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(word) && line.contains("Tên"))
        .unwrap();
    let before = &line[..line.find(word).unwrap()];
    (before.chars().count() as u16, row as u16)
}

#[test]
fn o_opens_the_menu_of_orders_and_a_letter_takes_one() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter><esc>o");
    for order in [
        "xếp theo tên",
        "xếp theo hạn",
        "xếp theo huyện",
        "đảo thứ tự",
    ] {
        assert!(screen.shows(order), "{order}: {}", screen.text());
    }
    screen.press("t");
    assert!(screen.shows("xếp: tên") && !screen.shows("xếp theo huyện"));
    screen.press("ot");
    assert!(
        screen.shows("xếp: tên, đảo ngược"),
        "the same again reverses"
    );
    screen.press("oo");
    assert!(screen.shows("xếp: tên") && !screen.shows("đảo ngược"));
    screen.press("oh");
    assert!(screen.shows("xếp: hạn gần"));
    screen.press("o<esc>j");
    assert_eq!(
        (screen.model.focus, screen.model.selected),
        (Focus::List, 1)
    );
}

#[test]
fn a_click_on_a_header_sorts_by_it_and_another_reverses() {
    for width in [80, 120, 200] {
        let mut screen = Screen::new(width, 30);
        screen.press("<enter><esc>");
        let (column, row) = header_position(&screen, "Tên");
        click(&mut screen, column, row);
        assert!(screen.shows("xếp: tên"), "{width}: {}", screen.text());
        click(&mut screen, column + 2, row);
        assert!(screen.shows("xếp: tên, đảo ngược"), "{width}");
        let (column, row) = header_position(&screen, "Sao");
        click(&mut screen, column, row);
        assert!(screen.shows("xếp: sao"), "{width}");
        assert_eq!(screen.model.focus, Focus::List);
    }
}

#[test]
fn a_filter_on_time_left_offers_the_order_by_end_date() {
    let mut screen = Screen::new(100, 30);
    screen.press("trang_thai:due<enter>");
    assert!(screen.shows("(o h: hạn gần)"), "{}", screen.text());
    screen.press("oh");
    assert!(screen.shows("xếp: hạn gần") && !screen.shows("(o h"));
    let mut other = Screen::new(100, 30);
    other.press("sao:4<enter>");
    assert!(!other.shows("(o h"));
}

#[test]
fn half_a_page_goes_half_as_far_as_a_page() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter><esc><pgdn>");
    let page = screen.model.selected;
    screen.press("gg<ctrl-d>");
    let half = screen.model.selected;
    assert!(half * 2 >= page && half * 2 <= page + 1, "{half} of {page}");
    screen.press("<ctrl-d><ctrl-u><ctrl-u>");
    assert_eq!(screen.model.selected, 0);
    screen.press("<enter><ctrl-d>");
    let scrolled = screen.model.detail_offset;
    assert!(scrolled > 0 && screen.model.selected == 0);
    screen.press("<ctrl-u>");
    assert_eq!(screen.model.detail_offset, 0);
    let mut typing = Screen::new(80, 24);
    typing.press("ruou<ctrl-u>");
    assert_eq!(typing.model.input.text(), "", "while typing it erases");
}

#[test]
fn a_percent_sign_takes_a_row_a_percentage_or_a_letter() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter><esc>%");
    assert!(screen.shows("Đến dòng (120)"), "{}", screen.text());
    screen.press("120<enter>");
    assert!(screen.shows("Sản phẩm 120/"), "{}", screen.text());
    screen.press("%100%<enter>");
    let last = screen.model.total() - 1;
    assert_eq!(screen.model.selected, last);
    screen.press("%50%<enter>");
    assert_eq!(screen.model.selected, last / 2);
    screen.press("%c<enter>");
    assert!(
        screen.shows("Đến chữ cái chỉ khi xếp theo tên: o t"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.selected, last / 2);
    screen.press("ot%c<enter>");
    let first = screen.model.selected_hit().unwrap().product.name.clone();
    assert!(first.to_lowercase().starts_with('c'), "{first}");
    screen.press("k");
    let before = screen.model.selected_hit().unwrap().product.name.clone();
    assert!(!before.to_lowercase().starts_with('c'), "{before}");
    screen.press("%7<esc>");
    assert!(!screen.shows("Đến dòng") && screen.model.focus == Focus::List);
    screen.press("%-<enter>");
    assert!(screen.shows("Gõ số dòng"));
    screen.press("%");
    screen.send(Msg::Paste("3".to_owned()));
    screen.press("<enter>");
    assert_eq!(screen.model.selected, 2);
}

#[test]
fn a_scroll_bar_shows_where_in_a_long_list_one_is() {
    for (ascii, mark) in [(false, '▐'), (true, '#')] {
        let mut screen = Screen::with(60, 20, Language::Vi, ThemeName::Dark, ascii);
        screen.press("<enter><esc>");
        let rows = |screen: &Screen| -> Vec<usize> {
            let text = screen.text();
            let lines = text.lines().enumerate();
            let marked = lines.filter(|(_, line)| line.ends_with(mark));
            marked.map(|(row, _)| row).collect()
        };
        let at_top = rows(&screen);
        assert!(!at_top.is_empty(), "{}", screen.text());
        screen.press("G");
        let at_end = rows(&screen);
        assert!(at_end[0] > at_top[at_top.len() - 1]);
        screen.press("/cha muc<enter>");
        assert!(rows(&screen).is_empty(), "all rows are shown");
    }
}

#[test]
fn the_zoomed_record_says_its_place_in_the_list() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<enter><enter>zn");
    let total = screen.model.total();
    assert!(
        screen.shows(&format!("Hồ sơ 2/{total}")),
        "{}",
        screen.text()
    );
    screen.press("z");
    assert!(!screen.shows("Hồ sơ 2/"), "the list beside it says so");
}

#[test]
fn every_filter_keeps_the_selected_product_and_undo_brings_its_row_back() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter><esc>jjjjjjjjjj");
    let id = |screen: &Screen| screen.model.selected_hit().unwrap().product.id.clone();
    let (tenth, row) = (id(&screen), screen.model.selected);
    for keys in ["tc", "th", "ts", "tn"] {
        screen.press(keys);
        assert_eq!(id(&screen), tenth, "{keys}");
        screen.press("u");
        assert_eq!(
            (id(&screen), screen.model.selected),
            (tenth.clone(), row),
            "{keys}"
        );
    }
    // A filter that takes the product away, and back.
    screen.press("/qn-108<enter>");
    assert_ne!(id(&screen), tenth);
    screen.press("u");
    assert_eq!((id(&screen), screen.model.selected), (tenth, row));
}
