//! Characters that nobody sees come along with copied text: they mean nothing on any line that is typed, and are never
//! shown there.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use ocop::app::msg::Msg;

use crate::support::built_in::all_products;
use crate::support::home::{Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::screen::Screen;

/// Soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte order mark, direction marks, an embedding
/// and an override with their ends, an isolate, a variation selector, a combining joiner, a filler and a tag.
const INVISIBLE: &str = "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{200e}\u{200f}\u{61c}\u{202a}\u{202c}\u{202e}\
                         \u{2066}\u{2069}\u{fe0f}\u{34f}\u{3164}\u{e0041}";

/// The text with an invisible character before it, after it and behind each of its letters.
fn riddled(text: &str, sign: char) -> String {
    let letters: String = text.chars().flat_map(|letter| [letter, sign]).collect();
    format!("{sign}{letters}")
}

fn paste(screen: &mut Screen, text: &str) {
    screen.send(Msg::Paste(text.to_owned()));
    screen.send(Msg::Idle);
}

#[test]
fn a_pasted_soft_hyphen_or_zero_width_space_is_neither_searched_nor_shown() {
    for sign in INVISIBLE.chars() {
        let mut screen = Screen::new(120, 40);
        paste(&mut screen, &riddled("chả mực", sign));
        assert_eq!(screen.model.input.text(), "chả mực", "{sign:?}");
        assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
        assert!(
            !screen.shows("U+") && !screen.shows("gần đúng"),
            "{}",
            screen.text()
        );
        // It does not break a filter either, and one alone is no word.
        screen.press("<ctrl-u>");
        paste(&mut screen, &riddled("huyen:\"Ba Chẽ\" 4 sao", sign));
        assert_eq!(screen.model.input.text(), "huyen:\"Ba Chẽ\" 4 sao");
        assert!(screen.model.total() > 0 && screen.model.total() < all_products());
        screen.press("<ctrl-u>");
        paste(&mut screen, &sign.to_string());
        assert_eq!(
            (screen.model.input.text(), screen.model.total()),
            ("", all_products())
        );
        // Typed, as an input method may send one.
        screen.send(Msg::Key(
            ocop::app::keymap::parse_key_script("c").unwrap()[0],
        ));
        screen.press(&format!("ha{sign} muc"));
        assert_eq!(screen.model.input.text(), "cha muc");
    }
}

#[test]
fn a_control_character_is_still_visible_and_does_nothing() {
    let mut screen = Screen::new(120, 40);
    paste(&mut screen, "cha\u{1b}[31m\u{200b} mu\u{9b}c\nx");
    assert_eq!(screen.model.input.text(), "cha␛[31m mu<U+009B>c x");
}

#[test]
fn values_the_help_and_earlier_searches_are_narrowed_by_what_is_seen() {
    for sign in INVISIBLE.chars() {
        let mut screen = Screen::new(120, 40);
        screen.press("<tab>n/");
        paste(&mut screen, &riddled("hạ long", sign));
        let find = screen.model.facets.value_search.as_ref().unwrap();
        assert_eq!(
            (find.input.text(), find.matching_values.len()),
            ("hạ long", 1),
            "{sign:?}"
        );
        screen.press("<esc><esc>?");
        paste(&mut screen, &riddled("phóng to", sign));
        assert_eq!(screen.model.palette().unwrap().input.text(), "phóng to");
        assert!(screen.shows("phóng to") && !screen.shows("trang sau"));
        let mut screen = Screen::new(120, 40);
        screen.press("cha muc<enter>/<ctrl-u>nuoc mam<enter>B");
        paste(&mut screen, &riddled("chả", sign));
        assert!(
            screen.shows(">   cha muc") && !screen.shows("  nuoc mam"),
            "{}",
            screen.text()
        );
    }
}

#[test]
fn a_search_is_kept_without_them_and_one_in_the_file_loses_them() {
    let mut screen = Screen::new(120, 40);
    paste(&mut screen, "ch\u{ad}ả mực\u{200b}");
    screen.press("<enter>");
    assert_eq!(screen.kept, ["chả mực"]);
    let home = Home::new();
    let folder = home.path().join(".local/state/ocop");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("searches"), "nuoc\u{200b} mam\u{ad}\n").unwrap();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("\x10");
    terminal.until("the search of before", |seen| seen.shows("Tìm: nuoc mam"));
    assert!(!terminal.seen().shows("U+"));
}

fn converse(home: &Home, lines: &[String]) -> Ran {
    let mut command = home.command(&["--accessible"]);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(
        child
            .stdin
            .take()
            .unwrap()
            .write_all(lines.join("\n").as_bytes()),
    );
    Ran::from(child.wait_with_output().unwrap())
}

#[test]
fn the_linear_mode_and_the_command_line_find_what_is_seen() {
    let home = Home::new();
    let plain = ["chả mực", "w qn-108", "f 1", "+ sao:3", "q"].map(str::to_owned);
    let expected = converse(&home, &plain);
    assert!(
        expected.out.contains("2 sản phẩm cho “chả mực”"),
        "{}",
        expected.out
    );
    for sign in INVISIBLE.chars() {
        let lines = plain.each_ref().map(|line| riddled(line, sign));
        let ran = converse(&home, &lines);
        assert_eq!((ran.code, ran.out), (0, expected.out.clone()), "{sign:?}");
    }
    let search = |words: &str, district: &str| {
        home.run(&["search", words, "--district", district, "--format", "jsonl"])
            .out
    };
    let expected = search("trà huyen:\"Ba Chẽ\"", "Ba Chẽ");
    assert!(!expected.is_empty());
    for sign in INVISIBLE.chars() {
        let found = search(
            &riddled("trà huyen:\"Ba Chẽ\"", sign),
            &riddled("Ba Chẽ", sign),
        );
        assert_eq!(found, expected, "{sign:?}");
    }
    let id = riddled("qn-108", '\u{200b}');
    assert!(home.run(&["show", &id]).out.contains("Chả mực Mạnh Hà"));
    assert_eq!(home.run(&["why", &id, "cha", "muc"]).code, 0);
}
