//! The help as a palette: every action by its name, in either language or by its key, and Enter does it.

use ocop::app::action::{ACTION_TABLE, Action, KeyContext, WindowAction};
use ocop::app::effect::Effect;
use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::{Facet, Sort};

use crate::support::screen::Screen;

#[test]
fn a_window_that_shrinks_keeps_the_cursor_in_sight() {
    let mut screen = Screen::new(80, 40);
    screen.press("<enter>?").press(&"<down>".repeat(20));
    let chosen = screen.lines("│> ").pop().unwrap();
    let name = chosen.split('>').nth(1).unwrap().split('│').next().unwrap();
    screen.send(Msg::Resize {
        width: 80,
        height: 12,
    });
    assert!(screen.shows(name.trim_end()), "{}", screen.text());
    let mut screen = Screen::new(80, 40);
    screen.model.saved_searches = (0..30).map(|n| format!("tra {n}")).collect();
    screen.press("<enter>B").press(&"<down>".repeat(20));
    screen.send(Msg::Resize {
        width: 80,
        height: 12,
    });
    assert!(screen.shows("tra 20"), "{}", screen.text());
}

#[test]
fn what_cannot_be_done_says_the_true_reason() {
    // In the first table there are no columns to change, though products there are.
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>s?cot ke<enter>");
    assert!(screen.shows("không có tiêu chí này"), "{}", screen.text());
    // An empty list without a way out.
    screen.press("<esc>/<ctrl-u>zzzz <enter>");
    let page = screen.model.page.as_mut().unwrap();
    page.suggestions.clear();
    screen.press("?cach khac<enter>");
    assert!(
        screen.shows("Thử từ khác, hoặc bỏ dấu"),
        "{}",
        screen.text()
    );
}

#[test]
fn typing_a_name_without_accents_and_enter_does_it() {
    for (words, key) in [
        ("xep theo ten", "ot"),
        ("sort", "o<space>"),
        ("phong to", "z"),
    ] {
        let mut by_name = Screen::new(100, 30);
        by_name.press("<esc>?").press(words).press("<enter>");
        let mut by_key = Screen::new(100, 30);
        by_key.press("<esc>").press(key);
        assert!(by_name.model.palette().is_none());
        assert_eq!(by_name.text(), by_key.text(), "{words}");
    }
    let mut english = Screen::with(100, 30, Language::En, ThemeName::Dark, false);
    english.press("<esc>:order<enter>");
    assert_ne!(english.model.query.sort, Sort::Relevance);
}

#[test]
fn a_key_finds_what_it_does_and_nothing_is_said_to_be_nothing() {
    let mut screen = Screen::new(100, 30);
    screen.press("<esc>?alt-y");
    assert!(screen.shows("chép câu tìm") && !screen.shows("phóng to"));
    screen.press("<ctrl-u>khong co viec nay");
    assert!(
        screen.shows("Không có thao tác nào tên như vậy"),
        "{}",
        screen.text()
    );
    screen.press("<enter>");
    assert!(screen.model.palette().is_some(), "there is nothing to do");
    screen.press("<ctrl-u>");
    assert!(
        screen.shows("hoàn tác câu tìm"),
        "all of it again: {}",
        screen.text()
    );
}

#[test]
fn what_cannot_be_done_now_says_why() {
    let mut screen = Screen::new(100, 30);
    for (words, reason) in [
        ("bo het loc", "Chưa có bộ lọc nào để bỏ"),
        ("mo danh muc moi", "Chưa có danh mục mới nào để mở"),
        ("loai tru", "Thao tác này chỉ dùng được trong bộ lọc"),
        ("thu cach khac", "Danh sách không trống"),
    ] {
        screen.press("<esc>?").press(words).press("<enter>");
        assert!(screen.shows(reason), "{words}: {}", screen.text());
        assert!(screen.model.palette().is_none());
    }
}

#[test]
fn every_action_of_a_place_can_be_done_from_the_palette_there() {
    for (focus, keys) in [("<esc>", KeyContext::List), ("<esc>f", KeyContext::Facets)] {
        for entry in ACTION_TABLE.iter().filter(|entry| {
            [keys, KeyContext::Anywhere].contains(&entry.context)
                && !matches!(
                    entry.action,
                    Action::Help | Action::Window(WindowAction::Suspend)
                )
        }) {
            let mut screen = Screen::new(120, 40);
            screen.press(focus).press("?").press("<ctrl-u>");
            screen.press(entry.name).press("<enter>");
            // Another action may have a longer name with these words; whatever was done, the palette is closed.
            assert!(screen.model.palette().is_none(), "{}", entry.name);
        }
    }
}

#[test]
fn the_cursor_walks_and_the_palette_fits_every_window() {
    let mut screen = Screen::new(80, 24);
    screen.press("<esc>f?");
    // It opens at what people do most.
    let text = screen.text();
    let common = [
        "Hay dùng",
        "tìm",
        "xem hồ sơ",
        "bộ lọc",
        "thống kê",
        "xuất bảng tính XLSX",
        "chép hồ sơ",
        "hoàn tác",
        "xếp theo",
        "câu tìm đã lưu",
        "đóng, thoát",
    ];
    for (row, name) in common.into_iter().enumerate() {
        let line = text.lines().nth(3 + row).unwrap();
        assert!(line.contains(name), "{name}: {text}");
    }
    screen.press("chon<enter>");
    assert!(
        screen.model.query.filter.is_chosen(Facet::Star, "5"),
        "what can be done here comes first"
    );
    screen.press("?<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>");
    assert!(
        screen.shows("tạm dừng"),
        "the end is reached: {}",
        screen.text()
    );
    screen.press("<up><esc>");
    assert!(screen.model.palette().is_none() && screen.model.focus == Focus::Facets);
    for (width, height) in [(40, 10), (41, 11), (60, 20), (200, 60)] {
        let mut screen = Screen::new(width, height);
        screen.press("<esc>?<pgdn>xoa");
        screen.text();
        screen.send(Msg::Resize {
            width: 45,
            height: 12,
        });
        screen.press("<down><down><enter>");
        screen.text();
    }
}

#[test]
fn what_is_pasted_narrows_and_leaving_works_from_inside() {
    let mut screen = Screen::new(100, 30);
    screen.press("<esc>?");
    screen.send(Msg::Paste("phóng to".into()));
    assert!(screen.shows("phóng to") && !screen.shows("trang sau"));
    screen.press("<ctrl-c>");
    assert_eq!(screen.wishes, [Effect::Quit]);
}

#[test]
fn an_action_is_found_by_other_words_for_it() {
    for (words, found) in [
        ("cach go", "chọn gợi ý"),
        ("sao chep", "chép tên"),
        ("bo go", "gõ dấu"),
    ] {
        let mut screen = Screen::new(100, 30);
        screen.press("<esc>?").press(words);
        assert!(screen.shows(found), "{words}: {}", screen.text());
    }
}

#[test]
fn it_finds_excel_and_changes_colours_language_and_symbols_at_once() {
    let mut screen = Screen::new(100, 30);
    screen.press("<esc>?excel");
    assert!(screen.shows("xuất bảng tính XLSX"), "{}", screen.text());
    screen.press("<esc>?mau<enter>");
    assert!(screen.shows("Màu: nền sáng"), "{}", screen.text());
    screen.press("?ngon ngu<enter>");
    assert!(screen.shows("Language: English"), "{}", screen.text());
    assert!(screen.shows("[ Products 1/"), "{}", screen.text());
    screen.press("?ascii<enter>");
    assert!(screen.shows("+[ Products 1/"), "{}", screen.text());
    screen.press("?language<enter>?ascii<enter>");
    assert!(screen.shows("┌[ Sản phẩm 1/"), "{}", screen.text());
    let looks = screen.wishes.iter();
    let looks = looks.filter(|wish| matches!(wish, Effect::UseLook { .. }));
    assert_eq!(looks.count(), 5, "each is remembered");
}
