//! Addresses as links of the terminal (OSC 8): only where it is known to take them, and only addresses of the web.

#![cfg(unix)]

use std::fs;

use portable_pty::CommandBuilder;

use crate::support::home::Home;
use crate::support::pty::{Seen, Terminal, program};

/// The beginning of the sequence of a link.
const LINK: &str = "\x1b]8;";

/// A product whose source is longer than 60 columns.
const LONG: &str = "https://doanhnghiephoinhap.vn/quang-ninh-39-san-pham-dat-tieu-chuan-4-sao-va-1-san-pham-tiem-nang-5-sao-ocop.html";

fn kitty(home: &Home, arguments: &[&str]) -> CommandBuilder {
    let mut command = program(home);
    command.env("TERM", "xterm-kitty");
    command.args(arguments);
    command
}

/// The text of each link, with its address: what a terminal keeps in its cells.
fn links(bytes: &str) -> Vec<(String, String)> {
    let parts = bytes.split(LINK).skip(1);
    let begun = parts.filter_map(|part| {
        let (head, text) = part.split_once("\x1b\\")?;
        (head != ";").then(|| (head.to_owned(), text.to_owned()))
    });
    begun.collect()
}

/// Opens the whole record of the product in 60 columns.
fn open_record(mut terminal: Terminal) -> Terminal {
    terminal.press("ma:qn-001\r");
    terminal.until("the product", |seen| seen.shows("hương"));
    terminal.press("\rG");
    terminal.until("its source", |seen| seen.shows("https://doanhnghiep"));
    terminal.settle();
    terminal
}

fn end(mut terminal: Terminal) -> String {
    terminal.press("Q");
    let ended = terminal.end();
    ended.assert_restored();
    Seen::text(&ended.seen())
}

#[test]
fn a_broken_address_is_one_link_and_no_link_stays_open() {
    let home = Home::new();
    let bytes = end(open_record(Terminal::open(kitty(&home, &[]), (60, 24))));
    let links = links(&bytes);
    assert!(!links.is_empty(), "{bytes:?}");
    for (head, _) in &links {
        let (id, address) = head.split_once(';').unwrap();
        assert!(id.starts_with("id=") && address == LONG, "{head}");
        assert_eq!(head, &links[0].0);
    }
    let rows: Vec<&str> = links.iter().map(|(_, text)| text.as_str()).collect();
    assert!(rows.iter().any(|text| text.contains("https://")));
    assert!(
        rows.iter().any(|text| text.contains("5-sao-ocop.html")),
        "{rows:?}"
    );
    // Every frame ends outside of a link.
    for frame in bytes.split("\x1b[?2026l") {
        if let Some(last) = frame.rfind(LINK) {
            assert!(frame[last..].starts_with("\x1b]8;;\x1b\\"), "{frame:?}");
        }
    }
}

#[test]
fn nothing_is_sent_where_links_are_not_known_or_not_wanted() {
    for (term, arguments, config) in [
        ("xterm-256color", &[][..], ""),
        ("linux", &[], ""),
        ("putty-256color", &[], ""),
        ("screen.xterm-kitty", &[], ""),
        ("xterm-kitty", &["--links", "never"], "links = \"always\"\n"),
        ("xterm-kitty", &[], "links = \"never\"\n"),
    ] {
        let home = Home::new();
        let path = home.run(&["config", "path"]).out;
        let path = std::path::Path::new(path.trim());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, config).unwrap();
        let mut command = kitty(&home, arguments);
        command.env("TERM", term);
        let bytes = end(open_record(Terminal::open(command, (60, 24))));
        assert!(!bytes.contains(LINK), "{term} {arguments:?} {config}");
    }
}

#[test]
fn a_list_sends_nothing_for_links() {
    let home = Home::new();
    let mut terminal = Terminal::open(kitty(&home, &["--links", "always"]), (80, 24));
    terminal.press("tra\r");
    terminal.until("the list", |seen| seen.typed() == "tra");
    terminal.settle();
    assert!(!end(terminal).contains(LINK));
}

#[test]
fn a_printed_record_has_links_on_a_terminal_and_none_in_a_pipe() {
    let home = Home::new();
    let printed = |command| {
        let mut terminal = Terminal::run(command, (80, 50));
        assert_eq!(terminal.end().code, 0);
        terminal.seen().text()
    };
    let bytes = printed(kitty(&home, &["show", "qn-001"]));
    let found = links(&bytes);
    assert!(!found.is_empty(), "{bytes:?}");
    assert!(
        found
            .iter()
            .all(|(head, text)| { head.ends_with(&format!(";{LONG}")) && text.starts_with(LONG) })
    );
    let plain = printed({
        let mut command = program(&home);
        command.args(["show", "qn-001"]);
        command
    });
    assert!(plain.contains(LONG) && !plain.contains(LINK));
    let mut piped = home.command(&["show", "qn-001"]);
    let piped = piped.env("TERM", "xterm-kitty").output().unwrap();
    assert!(!String::from_utf8(piped.stdout).unwrap().contains(LINK));
    assert!(
        home.run(&["show", "qn-001", "--links", "always"])
            .out
            .contains(LINK)
    );
}

#[test]
fn an_address_of_another_kind_is_never_a_link() {
    let home = Home::new();
    let list = home.path().join("list.jsonl");
    let product = |source: &str| {
        serde_json::json!({
            "id": "x-1", "name": "Trà thử", "place": {"province": "Quảng Ninh"},
            "recognitions": [], "sources": [source],
        })
    };
    fs::write(&list, product("javascript://a.vn/%0aalert(1)").to_string()).unwrap();
    let imported = home.run(&["import", list.to_str().unwrap(), "--yes"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    let shown = home.run(&["show", "x-1", "--links", "always"]).out;
    assert!(!shown.contains(LINK), "{shown:?}");
}
