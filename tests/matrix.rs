//! Snapshots at each window size, in both languages, with and without colour and in ASCII: one file per
//! screen and size.
//!
//! A file holds the text in both languages and, below it, the styled words with their styles: with colour,
//! and without where that differs. Repeated rows are written once, with their number. ASCII is not stored: it
//! must be the same text, symbol for symbol.

use insta::assert_snapshot;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::support::screen::Screen;

/// A large terminal, two common ones, and a small one.
const SIZES: [(u16, u16); 4] = [(200, 60), (120, 40), (80, 24), (60, 20)];

/// Compares the screen after these keys with its snapshot at each size.
fn assert_snapshots(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let screen = |lang, theme, ascii| {
            let mut screen = Screen::with(width, height, lang, theme, ascii);
            screen.press(keys);
            screen
        };
        let mut whole = String::new();
        for lang in [Language::Vi, Language::En] {
            let colour = screen(lang, ThemeName::Dark, false);
            let text = colour.text();
            assert_eq!(screen(lang, ThemeName::Mono, false).text(), text);
            let ascii = screen(lang, ThemeName::Dark, true).text();
            assert_eq!(ascii, plain(&text), "{name} {width}x{height}");
            whole += &format!("== {}\n{}", lang.key(), collapse_repeated_rows(&text));
        }
        let dark = screen(Language::Vi, ThemeName::Dark, false);
        let mono = screen(Language::Vi, ThemeName::Mono, false);
        whole += &format!("== colour\n{}== mono\n{}", styles(&dark), styles(&mono));
        assert_snapshot!(format!("{name}_{width}x{height}"), whole);
    }
}

/// The text with the symbols of the ASCII set.
fn plain(text: &str) -> String {
    let ascii_symbol = |c| match c {
        '─' | '·' | '–' | '—' => '-',
        '│' => '|',
        '┌' | '┐' | '└' | '┘' => '+',
        '█' | '▐' | '▄' | '━' | '╸' => '#',
        '▲' => '^',
        '▼' => 'v',
        '…' => '~',
        '→' => '>',
        '“' | '”' => '"',
        c => c,
    };
    text.chars().map(ascii_symbol).collect()
}

/// Writes repeated rows once, with their number.
fn collapse_repeated_rows(text: &str) -> String {
    let rows: Vec<&str> = text.lines().collect();
    let rows = rows.chunk_by(|one, other| one == other);
    rows.map(|same| match same {
        [row] => format!("{row}\n"),
        [row, ..] => format!("{row}  ({} times)\n", same.len()),
        [] => String::new(),
    })
    .collect()
}

/// The styled words of each row; plain words, borders and blanks are left out.
fn styles(screen: &Screen) -> String {
    let buffer = screen.buffer();
    let mut told = String::new();
    for (row, cells) in buffer.content.chunks(buffer.area.width.into()).enumerate() {
        let runs = cells.chunk_by(|one, other| style(one) == style(other));
        let runs = runs.filter(|run| !style(&run[0]).is_empty());
        let runs = runs.flat_map(|run| {
            let words: String = run.iter().map(Cell::symbol).collect();
            let words = words.split(|c| "─│┌┐└┘".contains(c));
            let words = words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            let words = words.filter(|words| !words.is_empty());
            let told = words.map(|words| format!(" {} “{words}”", style(&run[0])));
            told.collect::<Vec<_>>()
        });
        let runs: String = runs.collect();
        if !runs.is_empty() {
            told += &format!("{row}:{runs}\n");
        }
    }
    told
}

/// The names of a style.
fn style(cell: &Cell) -> String {
    let colour = |place: &str, colour: Color| {
        (colour != Color::Reset).then(|| format!("{place}{}", colour.to_string().to_lowercase()))
    };
    let modifiers = cell.modifier.iter_names();
    let modifiers = modifiers.map(|(name, _): (_, Modifier)| name.to_lowercase());
    let colours = [colour("", cell.fg), colour("on-", cell.bg)];
    let names = colours.into_iter().flatten().chain(modifiers);
    names.collect::<Vec<_>>().join("+")
}

#[test]
fn a_search() {
    assert_snapshots("search", "traf hoa vangf");
}

#[test]
fn two_filters() {
    assert_snapshots("filters", "<tab>j n/ha long<enter> ");
}

#[test]
fn the_statistics() {
    assert_snapshots("statistics", "ruou<esc>s");
}

#[test]
fn all_keys() {
    assert_snapshots("keys", "dap thanh<enter>?");
}

#[test]
fn any_window_may_become_any_other() {
    let sizes = [
        (0, 0),
        (1, 1),
        (39, 9),
        (40, 10),
        (69, 12),
        (70, 10),
        (109, 24),
        (110, 40),
        (200, 60),
    ];
    for keys in [
        "ruou<down>",
        "<tab>G",
        "<esc>G<enter>G",
        "<esc>stG",
        "<f1><down>",
        "<esc>Gz",
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys);
        let selected = screen.model.selected;
        for (before, after) in sizes.iter().flat_map(|a| sizes.iter().map(move |b| (a, b))) {
            for (width, height) in [*before, *after] {
                screen.send(Msg::Resize { width, height });
                let area = screen.buffer().area;
                assert_eq!((area.width, area.height), (width, height));
            }
            assert_eq!(screen.model.selected, selected, "{before:?} {after:?}");
        }
    }
}
