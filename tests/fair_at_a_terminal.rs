//! The fair mode at a real terminal: function keys of several terminals, keys that must do nothing, kills, leaving.

#![cfg(unix)]

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use ocop::work::lists::entry_subject::EntryKey;
use ocop::work::lists::list_act::Stock;
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::support::fair::{FAIR, make_list, read_list};
use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};

/// The store of a home, in a folder of its own.
fn store(home: &Home) -> PathBuf {
    home.path().join("work").join("work.db")
}

/// A home with the list of a fair.
fn home_of_fair() -> Home {
    let home = Home::new();
    std::fs::create_dir(home.path().join("work")).unwrap();
    make_list(&store(&home));
    home
}

fn fair_command(home: &Home, words: &[&str]) -> CommandBuilder {
    let mut command = program(home);
    command.args(["--work", store(home).to_str().unwrap(), "fair"]);
    command.args(words);
    command
}

fn open(home: &Home) -> Terminal {
    let terminal = Terminal::run(fair_command(home, &["hoi", "cho", "he", "2026"]), CLASSIC);
    terminal.until("the fair", |seen| {
        seen.shows("Gõ để hỏi") && seen.shows(FAIR)
    });
    terminal
}

fn stock(home: &Home, id: &str) -> Option<Stock> {
    let list = read_list(&store(home));
    list.find_entry(&EntryKey::Product(id.to_owned()))
        .unwrap()
        .stock
}

#[test]
fn the_function_keys_of_every_terminal_are_read() {
    let home = home_of_fair();
    let mut terminal = open(&home);
    terminal.press("trung vit");
    terminal.until("the card", |seen| seen.shows("45.000 đ/chục"));
    // F2 of xterm, of PuTTY and rxvt, of the Linux console, and of a keyboard without any.
    for (number, key) in ["\x1bOQ", "\x1b[12~", "\x1b[[B", "\x182"]
        .into_iter()
        .enumerate()
    {
        terminal.press(key);
        let told = if number % 2 == 0 {
            "Đã lưu: hết hàng"
        } else {
            "Đã lưu: có lại"
        };
        terminal.until(told, |seen| seen.shows(told));
    }
    for (key, told) in [
        ("\x1bOS", "Ghi chú cho"),
        ("\x1b", " Hỏi: trung vit"),
        ("\x1b[15~", "CẢ DANH MỤC"),
        ("\x1b[[E", "11 sản phẩm"),
        // Escape and the first letter of the next question, in one piece as a slow line brings them.
        ("\x1b2", " Hỏi: 2"),
    ] {
        terminal.press(key);
        terminal.until(told, |seen| seen.shows(told));
    }
    assert_eq!(stock(&home, "qn-011"), Some(Stock::InStock));
}

#[test]
fn nothing_that_stops_or_ends_other_programs_does_anything_here() {
    let home = home_of_fair();
    let mut terminal = open(&home);
    for key in [
        "\x03",
        "\x1a",
        "\x1c",
        "\x04",
        "\x03\x03",
        "\x11\x11\r",
        "q",
        "\x1b",
    ] {
        terminal.press(key);
        thread::sleep(Duration::from_millis(30));
    }
    terminal.press("\x1bmuc ong");
    terminal.until("the answer", |seen| seen.shows("950.000 đ/kg"));
    assert_eq!(terminal.code_within(Duration::from_millis(200)), None);
    terminal.press("\x11");
    terminal.until("the question", |seen| seen.shows("Gõ thoat rồi Enter"));
    terminal.press("thoat\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
}

#[test]
fn a_kill_loses_no_act_that_was_told_as_saved_and_no_remark_half_typed() {
    let home = home_of_fair();
    let mut terminal = open(&home);
    terminal.press("trung vit\x1bOQ");
    terminal.until("saved", |seen| seen.shows("Đã lưu: hết hàng"));
    terminal.press("\x1bOSmai có");
    let end = Instant::now() + Duration::from_secs(60);
    let is_kept = || {
        let found = walk(home.path().to_path_buf());
        let mut drafts = found
            .into_iter()
            .filter(|path| path.ends_with("remark-drafts"));
        drafts.any(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains("mai có")))
    };
    while !is_kept() {
        assert!(Instant::now() < end, "the draft is kept nowhere");
        thread::sleep(Duration::from_millis(20));
    }
    terminal.signal(Signal::KILL);
    assert!(terminal.code_within(Duration::from_secs(60)).is_some());
    assert_eq!(stock(&home, "qn-011"), Some(Stock::SoldOut));
    let mut terminal = open(&home);
    terminal.press("trung vit");
    terminal.until("sold out", |seen| seen.shows("ĐÃ HẾT HÀNG"));
    terminal.press("\x1bOS");
    terminal.until("the draft", |seen| seen.shows("mai có"));
}

#[test]
fn as_the_command_of_an_account_leaving_ends_the_sitting() {
    let home = home_of_fair();
    // No config of the account is read; the system's says what it opens, and that visitors are counted.
    let own = home.path().join(".config/ocop/config.toml");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::write(own, "fair = \"Không có\"\n").unwrap();
    let system = home.path().join("system.toml");
    let text = format!(
        "restricted = true\nwork = \"{}\"\nfair = \"{FAIR}\"\nfair_questions = true\n",
        store(&home).display()
    );
    std::fs::write(&system, text).unwrap();
    let mut command = program(&home);
    command.env("OCOP_SYSTEM_CONFIG", &system);
    let mut terminal = Terminal::run(command, CLASSIC);
    terminal.until("the fair", |seen| seen.shows("Gõ để hỏi"));
    terminal.press("trung vit\r");
    terminal.until("counted", |seen| seen.shows("Đã lưu: khách hỏi"));
    terminal.press("\x1bOQ");
    terminal.until("saved", |seen| seen.shows("Đã lưu: hết hàng"));
    terminal.press("\x11thoat\r");
    assert_eq!(terminal.end().code, 0);
}

/// Every file of a folder.
fn walk(folder: PathBuf) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                walk(path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn the_config_opens_the_fair_and_an_unknown_one_is_told_with_what_there_is() {
    let home = home_of_fair();
    let config = home.path().join(".config/ocop/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    let work = store(&home);
    let text = format!(
        "work = \"{}\"\nfair = \"hội chợ hè 2026\"\nfair_questions = true\n",
        work.display()
    );
    std::fs::write(&config, text).unwrap();
    let mut terminal = Terminal::run(program(&home), CLASSIC);
    terminal.until("the fair", |seen| seen.shows("Gõ để hỏi"));
    terminal.press("trung vit\r");
    terminal.until("counted", |seen| seen.shows("Đã lưu: khách hỏi Trứng vịt"));
    drop(terminal);
    let mut terminal = Terminal::run(fair_command(&home, &["Hội", "chợ", "xuân"]), CLASSIC);
    let ended = terminal.end();
    assert_eq!(ended.code, 2);
    assert!(
        ended.seen().shows(FAIR),
        "{}",
        ended.seen().screen().contents()
    );
    // Without a terminal there is no screen.
    let ran = home.run(&["--work", work.to_str().unwrap(), "fair", FAIR]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("terminal"), "{}", ran.err);
}
