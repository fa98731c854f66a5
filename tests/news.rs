//! A newer catalogue while a screen is open: offered, opened with a key, and the selection kept.

use std::path::Path;

use ocop::app::action::{ACTION_TABLE, Action};
use ocop::app::effect::{Effect as Wish, WorkerRequest};
use ocop::app::model::SelectionAnchor;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::{Msg, ReloadOutcome};
use ocop_index::Error;

use crate::support::built_in::{all_products, of_all};
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
        [Wish::Request(WorkerRequest::CheckForNewCatalog)],
        "it is looked for"
    );
    screen.wishes.clear();
    screen.send(Msg::NewerCatalog(7));
    assert!(screen.shows("(bản 7): bấm R"), "{}", screen.text());
    screen.press("jjj");
    screen.send(Msg::NewerCatalog(8));
    assert_eq!(screen.model.selected, 3, "nothing moves by itself");
    assert!(
        offered(&screen, "Có danh mục mới (bản 8): bấm R"),
        "{}",
        screen.text()
    );
    screen.press("/");
    assert!(offered(&screen, "(bản 8): Esc rồi R"));
    screen.press("<esc>R");
    assert_eq!(screen.wishes, [Wish::Request(WorkerRequest::Reload)]);
    let name = screen.model.selected_hit().unwrap().product.id.clone();
    screen.send(Msg::Reloaded(ReloadOutcome::Opened {
        catalog_size: all_products() + 1,
        generation: Some(8),
        value_names: Box::new(screen.model.value_names.clone()),
    }));
    assert!(
        offered(&screen, &of_all("Đã mở bản 8: {one_more} sản phẩm")),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.selected_hit().unwrap().product.id, name);
    screen.press("k");
    assert!(offered(&screen, &of_all("{all} / {one_more} sản phẩm")) && !offered(&screen, "bản 8"));
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
    screen.send(Msg::Reloaded(ReloadOutcome::Opened {
        catalog_size: all_products(),
        generation: None,
        value_names: Box::new(screen.model.value_names.clone()),
    }));
    screen.model.selection_anchor.as_mut().unwrap().product_id = id.clone();
    screen.slow = false;
    screen.answer();
    assert_eq!(screen.model.selected, before + 30);
    assert_eq!(screen.model.selected_hit().unwrap().product.id, id);
}

#[test]
fn whoever_turns_the_wheel_meanwhile_is_not_taken_back_to_the_product_of_before() {
    let mut screen = Screen::new(120, 24);
    screen.press("<esc>j");
    screen.send(Msg::Reloaded(ReloadOutcome::Opened {
        catalog_size: all_products(),
        generation: None,
        value_names: Box::new(screen.model.value_names.clone()),
    }));
    screen.model.selection_anchor = Some(SelectionAnchor {
        product_id: "further down".to_owned(),
        selected: 1,
        list_offset: 0,
        detail_offset: 0,
        tells_loss: false,
    });
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::WheelDown,
        column: 60,
        row: 10,
    }));
    assert_eq!(
        (screen.model.selected, &screen.model.selection_anchor),
        (4, &None)
    );
}

#[test]
fn a_newer_catalogue_that_cannot_be_opened_is_a_notice() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>j");
    screen.send(Msg::NewerCatalog(8));
    let refused = std::io::Error::from_raw_os_error(13);
    let refused = Error::io_at(Path::new("disk"))(refused);
    screen.send(Msg::Reloaded(ReloadOutcome::Failed(refused)));
    assert!(
        screen.shows("vẫn dùng bản cũ: disk: không có quyền (lỗi hệ thống 13)"),
        "{}",
        screen.text()
    );
    screen.press("k");
    assert_eq!(screen.model.total(), all_products());
    assert!(screen.shows("bấm R"), "it can be tried again");
    assert!(
        ACTION_TABLE
            .iter()
            .any(|entry| entry.action == Action::Reload)
    );
}
