//! Searches of before: kept when somebody acts on what they found, and one key away afterwards.

use std::fs;
use std::time::Duration;

use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::msg::Msg;
use ocop::app::{keymap, update};
use ocop_index::Facet;

use crate::support::built_in::{all_products, of_all};
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
    assert!(screen.model.query.filter.is_chosen(Facet::Star, "4"));
    assert!(!screen.model.query.filter.is_chosen(Facet::Star, "5"));
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
    shows(&terminal, &of_all("2 / {all}"));
    terminal.press("\rqq");
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

fn saved(screen: &Screen) -> Vec<(bool, &str)> {
    let effects = screen.wishes.iter().filter_map(|wish| match wish {
        Effect::UpdateSavedSearch { line, saved } => Some((*saved, line.as_str())),
        _ => None,
    });
    effects.collect()
}

#[test]
fn a_question_is_saved_with_its_filters_and_found_again_with_its_count_of_today() {
    let mut screen = Screen::new(100, 30);
    screen.press("<tab><down> n/ha l<enter> <esc><esc>b");
    let line = screen.model.saved_searches[0].clone();
    assert_eq!(saved(&screen), [(true, line.as_str())]);
    let total = screen.model.total();
    assert!(
        screen.shows(&format!("Đã lưu: {line}")),
        "{}",
        screen.text()
    );
    screen.press("X/ruou<enter>B");
    let row = |screen: &Screen, text_of: &str| {
        let text = screen.text();
        text.lines()
            .find(|row| row.contains(text_of))
            .unwrap_or_default()
            .to_owned()
    };
    let shown = row(&screen, &line);
    assert!(
        shown.contains(&format!("> * {line}")) && shown.contains(&format!(" {total}")),
        "{shown}"
    );
    // Those of before stand below, without the sign.
    assert!(
        row(&screen, "   ruou ").contains(" 18"),
        "{}",
        screen.text()
    );
    screen.press("<enter>");
    assert_eq!(screen.model.total(), total);
    assert!(screen.model.history_picker().is_none() && screen.model.picked.filter.is_empty());
    assert_eq!(screen.model.input.text(), line);
}

#[test]
fn typing_narrows_the_kept_ones_and_tab_saves_or_gives_up() {
    let mut screen = Screen::new(100, 30);
    for words in ["cha muc", "nuoc mam", "mat ong"] {
        screen.press("/<ctrl-u>").press(words).press("<enter>");
    }
    // The key of shells, even while typing.
    screen.press("/<ctrl-r>mam");
    let rows = |screen: &Screen| {
        let recall = screen.model.history_picker().unwrap();
        let rows = recall
            .matching_rows(&screen.model.saved_searches, &screen.model.search_history)
            .into_iter();
        rows.map(|row| (row.saved, row.line)).collect::<Vec<_>>()
    };
    assert_eq!(rows(&screen), [(false, "nuoc mam".to_owned())]);
    screen.press("<tab>");
    assert_eq!(rows(&screen), [(true, "nuoc mam".to_owned())]);
    screen.press("<tab><ctrl-u><down><down><down><down><enter>");
    assert_eq!(saved(&screen), [(true, "nuoc mam"), (false, "nuoc mam")]);
    assert_eq!(
        screen.names(),
        ["Chả mực", "Chả mực Mạnh Hà"],
        "the oldest is the last"
    );
    screen.press("B<esc>").press("xyzzyb");
    assert!(screen.model.history_picker().is_none());
    let mut screen = Screen::new(100, 30);
    screen.press("<esc>bB");
    assert!(screen.shows("Không có. Bấm b"), "{}", screen.text());
    assert!(
        saved(&screen).is_empty(),
        "nothing asked is nothing to save"
    );
    screen.press("<enter><down><tab><esc>");
}

#[test]
fn what_is_saved_outlives_the_program_and_a_folder_that_refuses_is_told() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("sao:5\r");
    terminal.until("found", |seen| seen.shows("1/8 "));
    terminal.press("b");
    terminal.until("saved", |seen| seen.shows("Đã lưu: sao:5"));
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    let file = home.path().join(".local/state/ocop/saved");
    assert_eq!(fs::read_to_string(&file).unwrap(), "sao:5\n");
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("\x12");
    terminal.until("the saved one", |seen| seen.shows("> * sao:5"));
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("sao:5\rb");
    terminal.until("told", |seen| seen.shows("Không lưu được vào "));
}

#[test]
fn a_change_of_filters_or_words_is_undone_and_done_again() {
    let mut screen = Screen::new(100, 30);
    screen.press("u");
    assert_eq!(
        screen.model.input.text(),
        "u",
        "while typing it is a letter"
    );
    screen.press("<ctrl-u>ruou<enter>th");
    let filtered = screen.names();
    screen.press("o<space>X");
    assert_eq!(screen.model.total(), 18);
    screen.press("u");
    assert!(screen.model.chips.len() == 1 && screen.shows("xếp: tên"));
    screen.press("u");
    assert_eq!(screen.names(), filtered);
    screen.press("uu");
    assert_eq!(
        (screen.model.total(), screen.model.input.text()),
        (all_products(), ""),
        "the word went as one"
    );
    assert!(screen.shows(&of_all("{all} / {all}")));
    screen.press("u");
    assert!(screen.shows("Không có gì để hoàn tác"), "{}", screen.text());
    screen.press("UUUU");
    assert_eq!(
        (screen.model.total(), screen.model.input.text()),
        (18, "ruou")
    );
    // A new change ends the way forth.
    screen.press("uo<space>U");
    assert!(screen.shows("Không có gì để làm lại"), "{}", screen.text());
}

#[test]
fn letters_that_led_back_are_no_change_and_the_next_one_is() {
    let mut screen = Screen::new(100, 30);
    screen.press("r<backspace><esc>u");
    assert!(screen.shows("Không có gì để hoàn tác"), "{}", screen.text());
    screen.press("ts");
    assert_eq!(screen.model.chips.len(), 1);
    screen.press("u");
    assert!(screen.model.chips.is_empty(), "{}", screen.text());
}

#[test]
fn a_search_taken_from_the_window_is_a_change_of_its_own() {
    let mut screen = Screen::new(100, 30);
    screen.press("cha muc<enter>/<ctrl-u>mat ong<ctrl-r><enter>");
    assert_eq!(screen.model.input.text(), "cha muc");
    screen.press("u");
    assert_eq!(screen.model.input.text(), "mat ong");
    screen.press("U");
    assert_eq!(screen.model.input.text(), "cha muc");
}

#[test]
fn a_count_that_comes_late_stands_beside_its_own_question() {
    let mut screen = Screen::new(100, 30);
    screen.model.saved_searches = ["sao:5", "sao:4"].map(str::to_owned).into();
    // Nobody answers here but the test.
    let mut press = |key: &str| {
        let key = keymap::parse_key_script(key).unwrap().remove(0);
        update::update(&mut screen.model, Msg::Key(key))
    };
    let asks = |effects: &[Effect], asked: &str| {
        let of = |effect: &Effect| matches!(effect, Effect::Request(WorkerRequest::CountMatches { line, .. }) if line == asked);
        effects.iter().any(of)
    };
    assert!(asks(&press("<ctrl-r>"), "sao:5"));
    press("<esc>");
    press("/");
    press("<ctrl-r>");
    press("<down>");
    let late = |line: &str, total| Msg::MatchesCounted {
        line: line.to_owned(),
        total: Some(total),
    };
    screen.send(late("sao:4", 35));
    screen.send(late("sao:5", 6));
    let recall = screen.model.history_picker().unwrap();
    let counts = ["sao:5", "sao:4"].map(|line| recall.count_of(line));
    assert_eq!(counts, [Some(6), Some(35)]);
}

#[test]
fn going_through_the_list_is_no_change_that_is_undone() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>jjts");
    screen.press("jjJJ<enter><esc>u");
    assert!(screen.model.chips.is_empty());
}

#[test]
fn a_finished_search_is_a_step_of_its_own() {
    let mut screen = Screen::new(100, 30);
    screen.press("cha muc<enter>j/<ctrl-u>ruou<enter>u");
    assert_eq!(screen.model.input.text(), "cha muc");
    screen.press("u");
    assert_eq!(screen.model.input.text(), "");
}

#[cfg(unix)]
#[test]
fn whoever_loses_the_line_finds_the_search_again() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("ruou\rjts");
    terminal.until("the filter", |seen| seen.shows("[4 sao x]"));
    terminal.settle();
    terminal.close_window();
    assert!(terminal.code_within(Duration::from_secs(5)).is_some());
    let mut again = Terminal::open(program(&home), CLASSIC);
    // The kept searches are read beside the first frame.
    again.settle();
    again.press("\x1b[A");
    again.until("what was asked", |seen| seen.typed().contains("sao:4 ruou"));
}
