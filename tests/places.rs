//! Where the user was: offered at the next start, taken back by one key or `--resume`, and never on a shared computer.

#![cfg(unix)]

use std::fs;

use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};

const OFFER: &str = "Ctrl-Y về chỗ cũ: ";

fn leave_at_the_third_of_rice_wine(home: &Home) {
    let mut terminal = Terminal::open(program(home), CLASSIC);
    terminal.press("ruou\rjj");
    terminal.until("the third", |seen| seen.shows("Sản phẩm 3/"));
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn one_key_goes_back_to_the_question_and_the_row() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    leave_at_the_third_of_rice_wine(&home);
    let file = home.path().join(".local/state/ocop/place");
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("the offer", |seen| {
        seen.shows(&format!("{OFFER}ruou, dòng 3"))
    });
    terminal.press("\x19");
    terminal.until("the place", |seen| {
        seen.typed() == "ruou" && seen.shows("Sản phẩm 3/")
    });
    // Leaving at once keeps the place of before.
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("the offer again", |seen| seen.shows(OFFER));
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    let mut command = program(&home);
    command.arg("--resume");
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.until("at once", |seen| {
        seen.typed() == "ruou" && seen.shows("Sản phẩm 3/")
    });
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_product_that_is_gone_leaves_the_nearest_row_and_is_told() {
    let home = Home::new();
    leave_at_the_third_of_rice_wine(&home);
    let file = home.path().join(".local/state/ocop/place");
    let text = fs::read_to_string(&file).unwrap();
    let product = text
        .lines()
        .find(|line| line.starts_with("product="))
        .unwrap();
    fs::write(
        &file,
        text.replace(product, "product=qn-999")
            .replace("row=2", "row=500"),
    )
    .unwrap();
    let mut command = program(&home);
    command.arg("--resume");
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.until("told", |seen| {
        seen.shows("Sản phẩm qn-999 không còn trong danh sách; đây là dòng gần nhất")
    });
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_lost_line_keeps_the_place_and_a_shared_computer_keeps_none() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("mat ong\rj");
    terminal.until("the second", |seen| seen.shows("Sản phẩm 2/"));
    terminal.close_window();
    terminal.code_within(std::time::Duration::from_secs(5));
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("the offer", |seen| {
        seen.shows(&format!("{OFFER}mat ong, dòng 2"))
    });
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    let mut command = program(&home);
    command.args(["--read-only", "--resume"]);
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.until("nothing to go back to", |seen| {
        seen.shows("Chưa có chỗ cũ nào để về")
    });
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn remember_false_writes_neither_place_nor_searches() {
    let home = Home::new();
    let config = home.run(&["config", "path"]).out;
    let config = std::path::Path::new(config.trim());
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(config, "remember = false\n").unwrap();
    leave_at_the_third_of_rice_wine(&home);
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("mat ong\rj");
    terminal.until("the second", |seen| seen.shows("Sản phẩm 2/"));
    terminal.close_window();
    terminal.code_within(std::time::Duration::from_secs(5));
    let state = home.path().join(".local/state/ocop");
    for file in ["place", "searches"] {
        assert!(!state.join(file).exists(), "{file}");
    }
    // What somebody saves by hand is saved.
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.settle();
    assert!(!terminal.seen().shows(OFFER));
    terminal.press("mat ong\rb");
    terminal.until("saved", |_| state.join("saved").exists());
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    assert!(!state.join("searches").exists());
}
