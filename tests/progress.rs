//! The progress of long work: one redrawn line on a terminal, plain lines elsewhere, nothing for short work.

use std::fmt::Write;
use std::fs;

use crate::support::built_in::of_all;
use crate::support::home::Home;

/// A list of this many products.
fn list(home: &Home, rows: usize) {
    let mut text = "Tên sản phẩm,Tên chủ thể\n".to_owned();
    for row in 0..rows {
        writeln!(text, "Bánh thử {row},HTX Thử {}", row % 99).unwrap();
    }
    fs::write(home.path().join("a.csv"), text).unwrap();
}

#[test]
fn in_a_pipe_lines_are_plain_and_a_short_list_says_nothing() {
    let home = Home::new();
    home.run(&["stats"]);
    list(&home, 500);
    let ran = home.run(&["import", "--yes", "a.csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    list(&home, 11_000);
    for more in [&[][..], &["--accessible"]] {
        let home = Home::new();
        home.run(&["stats"]);
        list(&home, 11_000);
        let ran = home.run(&[&["import", "--yes", "a.csv"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let sentence = of_all("Đang dựng chỉ mục: 11.{all} sản phẩm…\n");
        assert!(ran.err.ends_with(&sentence), "{}", ran.err);
        assert!(!ran.err.contains(['\r', '\u{1b}']), "{:?}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn on_a_terminal_one_line_is_renewed_and_taken_away() {
    use crate::support::pty::{CLASSIC, Terminal, program};
    let home = Home::new();
    home.run(&["stats"]);
    list(&home, 11_000);
    for (more, renewed) in [(None, true), (Some("--accessible"), false)] {
        let mut command = program(&home);
        command.args(["import", "--yes", "a.csv"]);
        command.args(more);
        if !renewed {
            home.run(&["rollback", "--yes"]);
        }
        let mut terminal = Terminal::run(command, CLASSIC);
        let ended = terminal.end();
        assert_eq!(ended.code, 0);
        let seen = ended.seen();
        let bytes = seen.text();
        let sentence = of_all("Đang dựng chỉ mục: 11.{all} sản phẩm…");
        let begun = bytes.contains(&format!("\r{sentence}\r"));
        assert_eq!(begun, renewed, "{bytes:?}");
        assert!(bytes.contains(&sentence), "{bytes:?}");
        assert_eq!(seen.shows(&sentence), !renewed, "{bytes:?}");
        // Five times a second at most.
        let lines = bytes.matches("Đang ").count();
        assert!(lines < 60, "{lines}");
    }
}
