//! Snapshots of the screen, and tests that no window size breaks it.

use insta::assert_snapshot;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use proptest::prelude::*;
use ratatui::style::{Color, Modifier};

use crate::support::screen::Screen;

#[test]
fn three_panes_side_by_side() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha muc");
    assert_snapshot!(screen.text());
}

#[test]
fn list_and_record_on_eighty_columns() {
    let mut screen = Screen::new(80, 24);
    screen.press("tra hoa vang<down>");
    assert_snapshot!(screen.text());
}

#[test]
fn filters_as_a_drawer() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou<tab>j ");
    assert_snapshot!(screen.text());
}

#[test]
fn one_pane_on_sixty_columns_in_ascii_and_english() {
    let mut screen = Screen::with(60, 20, Language::En, ThemeName::Mono, true);
    screen.press("nuoc mam");
    assert_snapshot!(screen.text());
}

#[test]
fn a_whole_record_on_sixty_columns() {
    let mut screen = Screen::new(60, 44);
    screen.press("mien dong binh lieu<enter><enter>");
    assert_snapshot!(screen.text());
}

#[test]
fn nothing_found_and_the_ways_out() {
    let mut screen = Screen::new(100, 24);
    screen.press("char mujwc<tab>/5 sao<enter> <esc><esc>");
    assert_eq!(screen.model.total(), 0, "{}", screen.text());
    assert_snapshot!(screen.text());
}

#[test]
fn how_it_was_read_is_seen_in_every_window() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
        for (lang, told) in [
            (Language::Vi, "hiểu là: chả mực"),
            (Language::En, "read as: chả mực"),
        ] {
            let mut screen = Screen::with(width, height, lang, ThemeName::Dark, false);
            screen.press("char mujwc");
            assert!(screen.shows(told), "{width}: {}", screen.text());
        }
    }
    let mut screen = Screen::new(80, 24);
    screen.press("char mujwc");
    assert_snapshot!(screen.text());
}

#[test]
fn only_as_typed_is_a_chip_in_every_window() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
        for (keys, told) in [
            ("char mujwc<ctrl-t>", "[nguyên văn Ctrl-T]"),
            ("char mujwc<enter>=", "[nguyên văn =]"),
        ] {
            let mut screen = Screen::new(width, height);
            screen.press(keys);
            assert!(screen.shows(told), "{width}: {}", screen.text());
        }
    }
    let mut screen = Screen::new(80, 24);
    screen.press("char mujwc<enter>=");
    assert_snapshot!(screen.text());
}

#[test]
fn the_help() {
    let mut screen = Screen::new(80, 30);
    screen.press("<esc>?");
    assert_snapshot!(screen.text());
}

#[test]
fn too_small_says_so() {
    for (width, height) in [(39, 24), (80, 9)] {
        let screen = Screen::new(width, height);
        assert!(screen.shows("Cần từ 40x10"), "{width}x{height}");
    }
}

#[test]
fn without_colour_no_cell_has_one_and_the_selection_is_still_seen() {
    let mut screen = Screen::with(120, 40, Language::Vi, ThemeName::Mono, false);
    for keys in ["cha muc", "<tab>j", "<esc><ctrl-l>", "?"] {
        screen.press(keys);
        let buffer = screen.buffer();
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
    }
    screen.press("<esc>");
    let reversed = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
    assert!(screen.buffer().content.iter().any(reversed));
}

#[test]
fn themes_keep_to_the_sixteen_colours_of_the_terminal() {
    for theme in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
        let mut screen = Screen::with(120, 40, Language::Vi, theme, false);
        screen.press("cha<tab> <esc>");
        for cell in &screen.buffer().content {
            for colour in [cell.fg, cell.bg] {
                assert!(
                    !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                    "{colour:?}"
                );
            }
        }
    }
}

#[test]
fn ascii_mode_draws_no_lines_and_blocks() {
    let mut screen = Screen::with(120, 40, Language::En, ThemeName::Dark, true);
    screen.press("<tab> ");
    let drawn = |c: char| matches!(c, '\u{2190}'..='\u{25ff}');
    assert!(!screen.text().contains(drawn), "{}", screen.text());
    assert!(
        Screen::new(120, 40).text().contains(drawn),
        "the other set does"
    );
}

#[test]
fn drawing_twice_gives_the_same_cells() {
    let mut screen = Screen::new(120, 40);
    screen.press("ruou<tab>jj <esc>jj<enter>J");
    assert_eq!(screen.buffer(), screen.buffer());
}

#[test]
fn matched_letters_are_marked_in_the_row() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha mu<tab>");
    let buffer = screen.buffer();
    let marked: String = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(marked.starts_with("Chảmự"), "{marked}");
}

#[test]
fn no_window_size_breaks_any_view() {
    for keys in [
        "",
        "cha muc",
        "<tab>n ",
        "<esc><enter>",
        "xyzzy",
        "<f1>",
        "<esc>z",
        "<esc>st",
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys);
        let small = (0..=20).flat_map(|width| (0..=6).map(move |height| (width, height)));
        let others = [
            (40, 10),
            (41, 11),
            (69, 12),
            (70, 10),
            (109, 10),
            (110, 10),
            (200, 60),
            (500, 200),
        ];
        for (width, height) in small.chain(others) {
            screen.send(Msg::Resize { width, height });
            screen.press("<down>");
            screen.text();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_keys_break_anything(
        keys in prop::collection::vec(prop_oneof![
            8 => prop::sample::select(
                ocop::app::action::ACTION_TABLE.iter().flat_map(|entry| entry.keys.split([' ', ','])).collect::<Vec<_>>()
            ).prop_map(str::to_owned),
            4 => any::<char>().prop_map(String::from),
        ], 0..40),
        width in 0u16..220, height in 0u16..60,
    ) {
        let mut screen = Screen::new(width, height);
        for key in keys {
            screen.press(&if key.chars().count() > 1 { format!("<{key}>") } else { key });
        }
        screen.text();
        let model = &screen.model;
        prop_assert!(model.total() == 0 || model.selected < model.total());
        let filter = &model.query.filter;
        prop_assert_eq!(model.chips.len(), filter.iter_chosen().count() + filter.iter_excluded().count());
    }
}
