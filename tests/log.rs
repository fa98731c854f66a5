//! The log: what it contains after a run, what it never contains, and that its errors stop nothing.

use std::fs;
use std::path::PathBuf;

use crate::support::built_in::of_all;
use crate::support::home::Home;

fn log_path(home: &Home) -> PathBuf {
    home.path().join(".local/state/ocop/log")
}

fn read_log(home: &Home) -> String {
    fs::read_to_string(log_path(home)).unwrap_or_default()
}

#[test]
fn what_is_published_and_what_fails_is_noted_and_no_search_is() {
    let home = Home::new();
    assert_eq!(home.run(&["search", "cha muc"]).code, 0);
    assert!(
        read_log(&home).contains("catalogue: Built"),
        "{}",
        read_log(&home)
    );
    fs::write(
        home.path().join("a.csv"),
        "Tên sản phẩm,Tên chủ thể\nBánh thử,HTX Thử\n",
    )
    .unwrap();
    assert_eq!(home.run(&["import", "--yes", "a.csv"]).code, 0);
    assert!(
        read_log(&home).contains(&of_all(
            "published generation 2, {one_more} products, by Merge"
        )),
        "{}",
        read_log(&home)
    );
    assert_eq!(home.run(&["rollback", "--yes"]).code, 0);
    assert!(
        read_log(&home).contains("by Rollback(1)"),
        "{}",
        read_log(&home)
    );
    let out = home.path().join("out.csv");
    let export = home.run(&["export", "ruou", "--out", &out.to_string_lossy()]);
    assert_eq!(export.code, 0);
    assert!(
        read_log(&home).contains("exported 18 products"),
        "{}",
        read_log(&home)
    );
    assert_eq!(home.run(&["import", "--yes", "none.csv"]).code, 74);
    assert!(
        read_log(&home).contains("ended with 74: "),
        "{}",
        read_log(&home)
    );
    assert_eq!(home.run(&["search", "--district", "xyzzy"]).code, 2);
    for typed in ["cha muc", "ruou", "xyzzy"] {
        assert!(
            !read_log(&home).contains(typed),
            "{typed}: {}",
            read_log(&home)
        );
    }
    // With --verbose it also contains what was typed.
    home.run(&["search", "--district", "xyzzy", "--verbose"]);
    assert!(read_log(&home).contains("xyzzy"), "{}", read_log(&home));
    home.run(&["search", "-v", "banh gai"]);
    assert!(
        read_log(&home).contains("asked: banh gai"),
        "{}",
        read_log(&home)
    );
}

#[cfg(unix)]
#[test]
fn a_sitting_at_the_screen_leaves_its_facts_and_only_by_wish_its_searches() {
    use crate::support::pty::{CLASSIC, Terminal, program};
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("cha muc");
    terminal.until("the list", |seen| seen.shows(&of_all("2 / {all}")));
    terminal.press("\rqq");
    assert_eq!(terminal.end().code, 0);
    for fact in [
        "screen: ocop ",
        "size=80x24",
        "TERM=xterm-256color",
        &of_all("catalogue: generation 1, {all} products"),
    ] {
        assert!(
            read_log(&home).contains(fact),
            "{fact}: {}",
            read_log(&home)
        );
    }
    assert!(!read_log(&home).contains("cha muc"), "{}", read_log(&home));
    let mut command = program(&home);
    command.arg("-v");
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.press("cha muc");
    terminal.until("the list", |seen| seen.shows(&of_all("2 / {all}")));
    terminal.press("\rqq");
    terminal.end();
    assert!(
        read_log(&home).contains("2 products: cha muc"),
        "{}",
        read_log(&home)
    );
    // The message of a panic names the log, and the log contains the panic.
    let mut command = program(&home);
    command.env("OCOP_FAULT", "panic");
    let mut terminal = Terminal::run(command, (200, 24));
    let ended = terminal.end();
    assert!(
        ended.seen().shows("nhật ký / log: "),
        "{}",
        ended.seen().text()
    );
    assert!(read_log(&home).contains("panic: "), "{}", read_log(&home));
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let home = Home::new();
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(home.path().join(".local/state"), "").unwrap();
    let ran = home.run(&["stats"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.run(&["show", "none"]).code, 1);
}
