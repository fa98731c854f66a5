//! A person's own keys: what the config file says acts, is shown, and harms nothing where it is wrong.

use ocop::app::action::KeyContext;
use ocop::app::keymap::Keymap;
use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;
use ocop::cli::config::ConfigFile;
use ocop::wording::locale::{Language, Locale};

use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal};
use crate::support::screen::Screen;

fn screen(config: &str) -> Screen {
    let config = ConfigFile::from_text(config);
    assert_eq!(config.problems, []);
    let mut screen = Screen::new(140, 30);
    screen.model.keymap = Keymap::new(config.keys);
    screen
}

fn told(config: &str) -> Vec<String> {
    let locale = Locale::new(Language::En);
    let problems = ConfigFile::from_text(config).problems;
    problems
        .iter()
        .map(|problem| problem.to_sentence(&locale, "c.toml"))
        .collect()
}

#[test]
fn another_key_acts_and_every_place_that_names_it_says_so() {
    let mut screen = screen("[keys.anywhere]\nstats = \"F2 Z,s\"\nsort = \"s\"\n");
    screen.press("<enter>s");
    assert!(screen.shows("xếp: tên"), "{}", screen.text());
    assert_eq!(screen.model.focus, Focus::List, "`s` sorts now");
    assert!(screen.shows("F2 thống kê"), "{}", screen.text());
    // A prefix of one's own shows what goes on from it.
    screen.press("Z");
    assert!(screen.shows("s  thống kê"), "{}", screen.text());
    screen.press("s");
    assert_eq!(screen.model.focus, Focus::Stats);
    screen.press("<esc>?thong ke");
    assert!(screen.shows("F2, Z s"), "{}", screen.text());
}

#[test]
fn a_row_without_a_key_is_still_done_from_the_palette() {
    let mut screen = screen("[keys.anywhere]\nzoom = \"\"\n");
    screen.press("<enter>z");
    assert!(!screen.model.zoomed);
    screen.press("?zoom<enter>");
    assert!(screen.model.zoomed);
}

#[test]
fn two_rows_may_change_their_keys_with_each_other() {
    let config = ConfigFile::from_text("[keys.list]\nup = \"j\"\ndown = \"k\"\n");
    assert_eq!(config.problems, []);
    let mut screen = Screen::new(100, 30);
    screen.model.keymap = Keymap::new(config.keys);
    screen.press("<enter>kk");
    assert_eq!(screen.model.selected, 2);
    screen.press("j");
    assert_eq!(screen.model.selected, 1);
}

#[test]
fn windows_chips_and_notices_name_them_too() {
    let text = "[keys.input]\nback = \"f9\"\nto_list = \"f8\"\n[keys.anywhere]\nsave = \"f3 ctrl-x,enter\"\n\
        drop_filter = \"f4\"\nstats = \"f5\"\nrecall = \"f12\"\n[keys.detail]\nback = \"f10\"\n";
    let config = ConfigFile::from_text(text);
    assert_eq!(config.problems, []);
    let mut screen = Screen::new(100, 30);
    screen.model.keymap = Keymap::new(config.keys);
    for (keys, shown) in [
        ("<f8><f12>", "Bấm F3 ở danh sách"),
        ("", "F8 tìm   Tab lưu hoặc bỏ lưu   F9 đóng"),
        ("<f9>?", "F8 thực hiện   F9 đóng"),
        ("<f9>ts", "sao F4]"),
        ("ts", "rồi; F4 bỏ lọc"),
        ("<f5>m", "bấm F5 để so"),
        ("<esc>gq", "F10 đóng"),
        ("<f10><ctrl-x>", "Đã bấm Ctrl-X"),
        ("", "Enter  lưu / bỏ lưu câu tìm này"),
    ] {
        screen.press(keys);
        assert!(screen.shows(shown), "{keys}: {shown} in\n{}", screen.text());
    }
    // A click closes a window whatever its keys are.
    screen.press("<esc><f12>");
    assert!(screen.model.history_picker().is_some());
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column: 1,
        row: 1,
    }));
    assert!(screen.model.history_picker().is_none());
}

#[test]
fn every_key_that_a_sentence_names_is_a_row_of_its_place() {
    let keymap = Keymap::default();
    let places = [
        (
            KeyContext::Input,
            &["help_keys", "help_none", "kept_keys", "find_keys"][..],
        ),
        (KeyContext::List, &["kept_none"]),
    ];
    for lang in [Language::Vi, Language::En] {
        let locale = Locale::new(lang);
        let of_screen = places.into_iter().flat_map(|(place, names)| {
            let names = names.iter().map(|name| format!("screen.{name}"));
            names.map(move |name| (place, name))
        });
        let others = [
            (KeyContext::Input, "empty.out_typing"),
            (KeyContext::List, "screen.chosen_already"),
            (KeyContext::List, "screen.no_turn"),
            (KeyContext::ImportReview, "changes.nothing_taken"),
            (KeyContext::ImportReview, "changes.suspects"),
            (KeyContext::List, "stats.marked"),
            (KeyContext::Detail, "scan.keys"),
            (KeyContext::Detail, "scan.more_keys"),
            (KeyContext::Detail, "scan.turn"),
        ];
        let others = others.map(|(place, name)| (place, name.to_owned()));
        for (place, name) in of_screen.chain(others) {
            let told = keymap.fill_key_names(&locale, &name, place);
            assert!(
                !told.contains('{') && told != locale.t(&name),
                "{name}: {told}"
            );
        }
    }
}

#[test]
fn what_cannot_be_meant_is_told_with_line_and_column_and_what_to_do() {
    for (config, expected) in [
        (
            "lang = \"en\"\n[keys.anywhere]\nsort = \"s\"\n",
            "c.toml:3:8: “s” is already the key of “statistics” (anywhere.stats); change that one or choose another key",
        ),
        (
            "[keys.list]\nopen = \"g\"\n",
            "c.toml:2:8: “g” is already the key of “first” (list.first)",
        ),
        (
            "[keys.list]\nopne = \"o\"\n",
            "c.toml:2:1: unknown setting “opne”; did you mean “open”?",
        ),
        (
            "[keys.lst]\nopen = \"o\"\n",
            "c.toml:1:7: unknown setting “lst”; did you mean “list”?",
        ),
        (
            "[keys.list]\nopen = \"ctlr-o\"\n",
            "c.toml:2:8: unknown key “ctlr-o”; write keys like",
        ),
        (
            "[keys.list]\nopen = 3\n",
            "c.toml:2:8: keys must be quoted text",
        ),
        ("keys = \"x\"\n", "c.toml:1:8: keys must be quoted text"),
        (
            "[keys.list]\nopen = \"Ctrl-M\"\n",
            "c.toml:2:8: “ctrl-m” cannot be used",
        ),
        (
            "[keys.list]\nopen = \"ctrl-h\"\n",
            "c.toml:2:8: “ctrl-h” cannot be used",
        ),
        (
            "[keys.list]\nopen = \"ctrl-1\"\n",
            "c.toml:2:8: “ctrl-1” cannot be used",
        ),
        (
            "[keys.list]\nopen = \"g,alt-[\"\n",
            "c.toml:2:8: “g,alt-[” cannot be used",
        ),
        (
            "[keys.input]\nto_list = \"x\"\n",
            "c.toml:2:11: “x” is text while typing",
        ),
        (
            "[keys.anywhere]\nway_out = \"w\"\n",
            "c.toml:2:1: the keys of “way_out” are the numbers",
        ),
        (
            "[keys.anywhere]\nquit = \"\"\n",
            "c.toml:2:8: “quit” needs at least one key",
        ),
    ] {
        let told = told(config);
        assert_eq!(told.len(), 1, "{config}: {told:?}");
        assert!(told[0].starts_with(expected), "{config}: {told:?}");
    }
}

#[test]
fn of_two_lines_with_one_key_the_first_counts() {
    let text = "[keys.anywhere]\nzoom = \"F5\"\nsort = \"f5\"\n";
    assert!(
        told(text)[0].starts_with("c.toml:3:8: “f5” is already the key of “"),
        "{:?}",
        told(text)
    );
    let mut screen = Screen::new(100, 30);
    screen.model.keymap = Keymap::new(ConfigFile::from_text(text).keys);
    screen.press("<enter><f5>");
    assert!(screen.model.zoomed);
    // The other keeps the key of the table.
    screen.press("<esc>o<space>");
    assert!(screen.shows("xếp: tên"), "{}", screen.text());
}

#[test]
fn a_key_of_everywhere_that_the_list_uses_is_told() {
    let sort = told("[keys.anywhere]\nsort = \"f9 j\"\n");
    assert_eq!(sort.len(), 1, "{sort:?}");
    assert!(
        sort[0].contains(":2:8: “j”") && sort[0].contains("(list.down)"),
        "{sort:?}"
    );
    for given in [
        "[keys.list]\ndown = \"down\"\n[keys.anywhere]\nsort = \"j\"\n",
        "[keys.anywhere]\nsort = \"j\"\n[keys.list]\ndown = \"down\"\n",
    ] {
        assert_eq!(told(given), [""; 0], "{given}");
        let mut screen = screen(given);
        screen.press("<enter>j");
        assert!(screen.shows("xếp: tên"), "{}", screen.text());
    }
}

#[test]
fn the_keys_of_a_place_are_a_table() {
    let told = told("[keys]\nanywhere = 3\n");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains(":2:12: ") && told[0].contains("[keys.anywhere]"),
        "{told:?}"
    );
}

#[test]
fn the_real_program_takes_them_from_the_file_and_tells_what_is_wrong() {
    let home = Home::new();
    let path = home.path().join(".config/ocop/config.toml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(
        &path,
        "lang = \"en\"\n[keys.anywhere]\nstats = \"F4\"\nzoom = \"f\"\n",
    )
    .unwrap();
    let check = home.run(&["config", "check"]);
    assert_eq!(check.code, 65);
    assert!(
        check
            .out
            .contains("config.toml:4:8: “f” is already the key of"),
        "{}",
        check.out
    );
    let mut terminal = Terminal::run(crate::support::pty::program(&home), CLASSIC);
    terminal.until("the doubt", |seen| seen.shows("config.toml:4:8:"));
    terminal.press("\r\x1bOS");
    terminal.until("the statistics", |seen| seen.shows("producers"));
}

#[test]
fn the_manual_names_every_key_of_the_table() {
    let manual = Home::new().run(&["man", "--lang", "en"]).out;
    for keys in ["y p", "Ctrl\\-P", "Shift\\-Tab", "F1"] {
        assert!(manual.contains(keys), "{keys}");
    }
    for entry in ocop::app::action::ACTION_TABLE {
        let about = entry.label(&Locale::new(Language::En)).replace('-', "\\-");
        assert!(manual.contains(&about.replace('\'', "\\*(Aq")), "{about}");
    }
}

#[test]
fn the_footer_names_no_key_that_the_place_uses_for_something_else() {
    let mut screen = screen("[keys.list]\nfirst = \"q\"\n");
    screen.press("<enter>jj");
    let footer = screen.text().lines().last().unwrap().to_owned();
    assert!(!footer.contains("q đóng"), "{footer}");
    screen.press("q");
    assert!(screen.wishes.is_empty() && screen.model.selected == 0);
}
