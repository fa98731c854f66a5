//! The foot of the screen in small windows: only whole hints, and each can be clicked.

use ocop::app::footer_line::footer_hints;
use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::screen::Screen;

/// Keys that lead to every footer of the catalogue's screen.
const FOOTERS: [&str; 18] = [
    "",
    "tra",
    "huyen:ha<tab>",
    "<enter>",
    "<enter>f",
    "<enter>f/",
    "<enter>f/ha",
    "<enter><enter>",
    "<enter>z",
    "<enter>s",
    "<enter>st",
    "<enter>stt",
    "<enter>?",
    "<enter>?excel",
    "<enter>B",
    "<enter>y",
    "<enter>e",
    "<enter>g",
];

/// The last row of the screen, or the row of a footer that stands higher.
fn footer_of(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

#[test]
fn no_footer_is_cut_in_the_middle_of_a_word() {
    for lang in [Language::Vi, Language::En] {
        for (width, height) in [(60, 20), (40, 10)] {
            for keys in FOOTERS {
                let mut wide = Screen::with(400, height, lang, ThemeName::Dark, false);
                wide.press(keys);
                let mut screen = Screen::with(width, height, lang, ThemeName::Dark, false);
                screen.press(keys);
                let footer = footer_of(&screen);
                let hints = footer_hints(&screen.model);
                assert!(!hints.is_empty(), "{keys} {width}: {footer}");
                let all = footer_hints(&wide.model);
                for hint in &hints {
                    let shown = format!("{} {}", hint.key, hint.words);
                    assert!(
                        footer.contains(shown.trim()),
                        "{keys} {width}: {shown} in {footer}"
                    );
                    assert!(all.contains(hint), "{keys} {width}: {shown}");
                }
                let words: usize = hints.iter().map(|hint| hint.words.split(' ').count()).sum();
                let keys_shown = hints.iter().filter(|hint| !hint.key.is_empty());
                let key_words: usize = keys_shown.map(|hint| hint.key.split(' ').count()).sum();
                assert_eq!(
                    footer.split_whitespace().count(),
                    words + key_words,
                    "{keys} {width}: nothing but whole hints in {footer}"
                );
                // The last one leaves, and is there in every window.
                assert_eq!(hints.last(), all.last(), "{keys} {width}: {footer}");
            }
        }
    }
}

fn click_footer(screen: &mut Screen, hint: &str) {
    let footer = screen.text().lines().last().unwrap().to_owned();
    let before = footer.split(hint).next().unwrap();
    assert!(before.len() < footer.len(), "{hint} in {footer}");
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column: before.chars().count() as u16,
        row: screen.text().lines().count() as u16 - 1,
    }));
}

#[test]
fn a_click_on_a_hint_presses_its_key() {
    let mut screen = Screen::new(80, 24);
    click_footer(&mut screen, "Enter");
    assert_eq!(screen.model.focus, Focus::List);
    click_footer(&mut screen, "/ tìm");
    assert_eq!(screen.model.focus, Focus::Input);
    screen.press("<enter>?");
    assert!(screen.model.palette().is_some());
    click_footer(&mut screen, "Esc đóng");
    assert!(screen.model.palette().is_none(), "{}", screen.text());
}
