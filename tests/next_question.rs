//! The next question: `/` selects the old words, `q` may begin a word, dead keys are told, pasted text is text.

use ocop::app::effect::Effect;
use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ratatui::style::Modifier;

use crate::support::screen::Screen;

/// The letters of the search line that are drawn as selected.
fn selected_letters(screen: &Screen) -> String {
    let buffer = screen.buffer();
    let row = buffer.content.iter().take(usize::from(buffer.area.width));
    let selected = row.filter(|cell| cell.modifier.contains(Modifier::REVERSED));
    selected.map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn a_slash_selects_the_old_words_and_the_first_letter_replaces_them() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<enter>");
    assert_eq!(selected_letters(&screen), "");
    screen.press("/");
    assert_eq!(selected_letters(&screen), "ruou");
    screen.press("mien dong");
    assert!(screen.shows("Tìm: mien dong"), "{}", screen.text());
    assert_eq!(selected_letters(&screen), "");
    screen.press("<esc>/tra");
    assert!(screen.shows("Tìm: tra"), "while typing too");
    screen.press("<enter>u");
    assert!(screen.shows("Tìm: mien dong"), "one step back");
}

#[test]
fn an_arrow_keeps_the_old_words_and_erasing_erases_them_all() {
    for (keys, line) in [
        ("<right> 4 sao", "Tìm: ruou 4 sao"),
        ("<end>x", "Tìm: ruoux"),
        ("<home>x", "Tìm: xruou"),
        ("<left>x", "Tìm: xruou"),
        ("<down>x", "Tìm: ruoux"),
        ("<backspace>", "Tìm: tên, nơi"),
        ("<delete>", "Tìm: tên, nơi"),
        ("<ctrl-u>x", "Tìm: x"),
        ("<enter>/x", "Tìm: x"),
        ("<esc>f<tab>jx", "Tìm: ruou"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press("ruou<enter>/").press(keys);
        let first = screen.text().lines().next().unwrap().to_owned();
        let is_hint = line.contains("tên, nơi");
        assert!(
            first
                .trim()
                .starts_with(if is_hint { "Tìm: " } else { line }),
            "{keys}: {first}"
        );
        assert!(!is_hint || !first.contains("ruou"), "{keys}: {first}");
    }
}

#[test]
fn telex_types_into_the_line_that_replaces_the_old_one() {
    let mut screen = Screen::new(80, 24);
    screen.press("<ctrl-g>ruwowuj<enter>/mieens");
    assert!(screen.shows("miến"), "{}", screen.text());
    assert!(!screen.lines("miến")[0].contains("rượu"));
}

#[test]
fn picked_filters_stay_with_the_next_question() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<enter>ts/mat ong");
    assert_eq!(screen.model.chips.len(), 1);
    assert!(screen.shows("Tìm: mat ong"));
}

#[test]
fn a_first_q_in_the_list_asks_and_a_second_or_enter_leaves() {
    for (language, told) in [
        (Language::Vi, "q lần nữa để thoát"),
        (Language::En, "q again to quit"),
    ] {
        for second in ["q", "<enter>", "Q", "<ctrl-c>"] {
            let mut screen = Screen::with(80, 24, language, ThemeName::Dark, false);
            screen.press("ruou<enter>q");
            assert!(screen.shows(told), "{}", screen.text());
            assert_eq!(screen.wishes, []);
            screen.press(second);
            assert_eq!(screen.wishes, [Effect::Quit], "{second}");
        }
    }
}

#[test]
fn a_word_that_begins_with_q_searches_and_other_keys_mean_what_they_mean() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<enter>quy");
    assert!(screen.shows("Tìm: quy") && screen.wishes.is_empty());
    assert_eq!(screen.model.focus, Focus::Input);
    screen.press("<enter>u");
    assert!(screen.shows("Tìm: ruou"), "the word is one step");
    screen.press("q<esc>q");
    assert!(screen.wishes.is_empty(), "Esc forgets the first one");
    screen.press("<down>q/");
    assert!(screen.wishes.is_empty() && screen.model.focus == Focus::Input);
    screen.press("<esc>q");
    screen.send(Msg::Paste("quả na".to_owned()));
    assert!(screen.shows("Tìm: quả na"), "{}", screen.text());
}

#[test]
fn a_dead_key_says_so_and_offers_the_search() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter><esc>Z");
    assert!(
        screen.shows("Phím Z không dùng ở đây; / để tìm"),
        "{}",
        screen.text()
    );
    screen.press("5");
    assert!(
        screen.shows("Phím 5 không dùng ở đây"),
        "no suggestion has this number"
    );
    screen.press("x");
    assert!(screen.shows("Chưa có bộ lọc nào để bỏ"));
    screen.press("fZ");
    assert!(screen.shows("Phím Z không dùng ở đây; / để tìm giá trị"));
    screen.press("j");
    assert!(!screen.shows("không dùng ở đây"));
}

#[test]
fn text_pasted_in_a_pane_is_a_new_question() {
    for place in ["", "<enter>", "<esc>f", "<esc>s", "z"] {
        let mut screen = Screen::new(80, 24);
        screen.press("ruou<enter>").press(place);
        screen.send(Msg::Paste("Qq jx mật ong".to_owned()));
        assert!(
            screen.shows("Tìm: Qq jx mật ong"),
            "{place}: {}",
            screen.text()
        );
        assert!(screen.wishes.is_empty());
    }
}
