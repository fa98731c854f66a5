//! Searches of before: kept when somebody acts on what they found, and one key away afterwards.

use std::fs;

use ocop_index::Facet;

use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::screen::Screen;

#[test]
fn a_search_that_was_acted_on_comes_back_by_an_arrow_on_the_empty_line() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha mu");
    assert!(screen.kept.is_empty(), "half a word is not worth keeping");
    screen.press("c<enter>/<ctrl-u>nuoc mam<enter>");
    screen.press("/<ctrl-u>xyzzy qqq<enter>/<ctrl-u>");
    assert_eq!(
        screen.kept,
        ["cha muc", "nuoc mam"],
        "what found nothing is not kept"
    );
    screen.press("<esc>X/<ctrl-u><up>");
    let newest = screen.kept.last().unwrap().clone();
    assert_eq!(screen.model.input.text(), newest);
    screen.press("<up><up><up>");
    assert_eq!(
        screen.model.input.text(),
        "cha muc",
        "the oldest is the last"
    );
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    screen.press("<down><down><down>");
    assert_eq!(screen.model.input.text(), "");
    // A line that was edited is a line of its own: arrows walk through its list.
    screen.press("<ctrl-p><ctrl-w><down>");
    assert_eq!(screen.model.input.text(), "nuoc ");
    assert_eq!(screen.model.selected, 1);
}

#[test]
fn a_search_of_before_brings_its_filters_and_leaves_out_those_of_now() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>fj <esc>/ruou<enter>");
    let (kept, total) = (screen.kept.last().unwrap().clone(), screen.model.total());
    assert_eq!(kept, "sao:4 ruou");
    screen.press("Xf <esc>/<ctrl-u><ctrl-p>");
    assert_eq!(screen.model.total(), total);
    assert!(screen.model.query.filter.has(Facet::Star, "4"));
    assert!(!screen.model.query.filter.has(Facet::Star, "5"));
}

#[test]
fn searches_outlive_the_program_and_a_strange_file_harms_nothing() {
    let home = Home::new();
    let open = || Terminal::open(program(&home), CLASSIC);
    let shows = |terminal: &Terminal, text: &str| {
        terminal.until(text, |seen| seen.shows(text));
    };
    let mut terminal = open();
    terminal.press("cha muc");
    shows(&terminal, "2 / 130");
    terminal.press("\rq");
    assert_eq!(terminal.end().code, 0);
    let file = home.path().join(".local/state/ocop/searches");
    assert_eq!(fs::read_to_string(&file).unwrap(), "cha muc\n");
    fs::write(&file, b"\xff\x1b[31mcha muc\nnuoc mam\n").unwrap();
    let mut terminal = open();
    terminal.press("\x10");
    shows(&terminal, "nuoc mam");
    terminal.press("\x10");
    shows(&terminal, "[31mcha muc");
    // Ctrl-N goes the other way, and the file stays readable for the next time.
    terminal.press("\x0e");
    shows(&terminal, "Tìm: nuoc mam");
}
