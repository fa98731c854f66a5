//! A newer catalogue while a screen is open: offered, opened by a key, and the selected product found again.

use std::path::Path;

use ocop::app::action::{Action, TABLE};
use ocop::app::effect::{Effect as Wish, Request};
use ocop::app::model::Kept;
use ocop::app::mouse::{Deed, Mouse};
use ocop::app::msg::{Msg, Reloaded};
use ocop_index::Error;

use crate::support::screen::Screen;

#[test]
fn a_newer_catalogue_is_offered_and_opened_only_by_a_key() {
    let mut screen = Screen::new(120, 40);
    let offered = |screen: &Screen, text: &str| screen.shows(text);
    screen.press("R");
    assert_eq!(screen.model.input.text(), "R", "while typing it is text");
    screen.press("<ctrl-u><esc>R");
    assert!(screen.shows("Chưa có danh mục mới"), "{}", screen.text());
    assert_eq!(
        screen.wishes,
        [Wish::Ask(Request::Look)],
        "it is looked for"
    );
    screen.wishes.clear();
    screen.send(Msg::News(7));
    assert!(screen.shows("(bản 7): bấm R"), "{}", screen.text());
    screen.press("jjj");
    screen.send(Msg::News(8));
    assert_eq!(screen.model.selected, 3, "nothing moves by itself");
    assert!(
        offered(&screen, "Có danh mục mới (bản 8): bấm R"),
        "{}",
        screen.text()
    );
    screen.press("/");
    assert!(offered(&screen, "(bản 8): Esc rồi R"));
    screen.press("<esc>R");
    assert_eq!(screen.wishes, [Wish::Ask(Request::Reload)]);
    let name = screen.model.selected_hit().unwrap().product.id.clone();
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 131,
        number: Some(8),
        names: Box::new(screen.model.names.clone()),
    }));
    assert!(
        offered(&screen, "Đã mở bản 8: 131 sản phẩm"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.selected_hit().unwrap().product.id, name);
    screen.press("k");
    assert!(offered(&screen, "130 / 131 sản phẩm") && !offered(&screen, "bản 8"));
}

#[test]
fn the_selected_product_is_found_again_where_it_stands_now() {
    let mut screen = Screen::new(120, 24);
    screen.press("<esc>G<up>");
    let id = screen.model.selected_hit().unwrap().product.id.clone();
    // As if products had come before it: what is at its place now is another one.
    screen.model.selected -= 30;
    let before = screen.model.selected;
    screen.send(Msg::Resize {
        width: 120,
        height: 24,
    });
    let other = screen.model.selected_hit().unwrap().product.id.clone();
    assert_ne!(id, other);
    screen.slow = true;
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 130,
        number: None,
        names: Box::new(screen.model.names.clone()),
    }));
    screen.model.keep.as_mut().unwrap().id = id.clone();
    screen.slow = false;
    screen.answer();
    assert_eq!(screen.model.selected, before + 30);
    assert_eq!(screen.model.selected_hit().unwrap().product.id, id);
}

#[test]
fn whoever_turns_the_wheel_meanwhile_is_not_taken_back_to_the_product_of_before() {
    let mut screen = Screen::new(120, 24);
    screen.press("<esc>j");
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 130,
        number: None,
        names: Box::new(screen.model.names.clone()),
    }));
    screen.model.keep = Some(Kept {
        id: "further down".to_owned(),
        selected: 1,
        offset: 0,
        detail_offset: 0,
    });
    screen.send(Msg::Mouse(Mouse {
        deed: Deed::WheelDown,
        column: 60,
        row: 10,
    }));
    assert_eq!((screen.model.selected, &screen.model.keep), (4, &None));
}

#[test]
fn a_newer_catalogue_that_cannot_be_opened_is_a_notice() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>j");
    screen.send(Msg::News(8));
    let refused = std::io::Error::from_raw_os_error(13);
    let refused = Error::io(Path::new("disk"))(refused);
    screen.send(Msg::Reloaded(Reloaded::Refused(refused)));
    assert!(
        screen.shows("vẫn dùng bản cũ: disk: không có quyền (lỗi hệ thống 13)"),
        "{}",
        screen.text()
    );
    screen.press("k");
    assert_eq!(screen.model.total(), 130);
    assert!(screen.shows("bấm R"), "it can be tried again");
    assert!(TABLE.iter().any(|entry| entry.action == Action::Reload));
}
