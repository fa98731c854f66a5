//! Reviewing at a real terminal: what is typed and judged survives a kill, a cut line, a busy store and leaving.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};

/// The file in the home whose name begins and ends so.
fn find_file(folder: &Path, name: &str, end: &str) -> Option<PathBuf> {
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("work-copies") {
            if let Some(found) = find_file(&path, name, end) {
                return Some(found);
            }
        } else {
            let found = entry.file_name().to_string_lossy().into_owned();
            if found.starts_with(name) && found.ends_with(end) {
                return Some(path);
            }
        }
    }
    None
}

/// Waits until what is typed of a remark is in its file.
fn wait_for_draft(home: &Home, text: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    let is_kept = || {
        let path = find_file(home.path(), "remark-drafts", "")?;
        fs::read_to_string(path).ok()?.contains(text).then_some(())
    };
    while is_kept().is_none() {
        assert!(Instant::now() < end, "the draft is kept nowhere");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A review of 18 products, begun.
fn begin(home: &Home) -> Terminal {
    let mut terminal = Terminal::open(program(home), CLASSIC);
    terminal.press("ruou\r");
    terminal.until("the list", |seen| seen.shows("Sản phẩm 1/18"));
    terminal.press("wwQuý IV\r");
    terminal.until("the review", |seen| seen.shows("xong 0/18"));
    terminal
}

/// The program opened again after the line was cut in the middle of a remark.
fn assert_draft_is_offered(home: &Home) {
    let mut terminal = Terminal::open(program(home), CLASSIC);
    terminal.until("the draft", |seen| seen.shows("ghi chú gõ dở"));
    terminal.press("ruou\r");
    terminal.until("the list", |seen| seen.shows("Quý IV 1/18"));
    terminal.press("jr");
    terminal.until("what was typed", |seen| seen.shows("gọi lại"));
    terminal.press("\r");
    terminal.until("the remark", |seen| seen.shows("¶"));
}

#[test]
fn a_remark_half_typed_survives_a_kill_and_what_was_judged_is_there() {
    let home = Home::new();
    let mut terminal = begin(&home);
    terminal.press("1");
    terminal.until("the verdict", |seen| {
        seen.shows("1/18 ") && seen.shows("đã lưu")
    });
    terminal.press("rgọi lại");
    wait_for_draft(&home, "gọi lại");
    terminal.signal(Signal::KILL);
    assert_draft_is_offered(&home);
}

#[test]
fn a_remark_half_typed_survives_a_cut_line() {
    let home = Home::new();
    let mut terminal = begin(&home);
    terminal.press("1");
    terminal.until("the verdict", |seen| {
        seen.shows("1/18 ") && seen.shows("đã lưu")
    });
    terminal.press("rgọi lại");
    wait_for_draft(&home, "gọi lại");
    terminal.close_window();
    assert!(terminal.code_within(Duration::from_secs(60)).is_some());
    assert_draft_is_offered(&home);
}

#[test]
fn a_busy_store_is_waited_for_on_the_screen_and_after_leaving() {
    let home = Home::new();
    let mut terminal = begin(&home);
    let store = rusqlite::Connection::open(find_file(home.path(), "work", ".db").unwrap()).unwrap();
    store.execute_batch("BEGIN EXCLUSIVE").unwrap();
    terminal.press("1");
    terminal.until("waiting", |seen| seen.shows("đang chờ kho"));
    // The screen goes on, and more waits behind.
    terminal.press("2");
    terminal.until("the next", |seen| seen.shows("đang ghi): 2"));
    store.execute_batch("COMMIT").unwrap();
    terminal.until("saved", |seen| seen.shows("2/18 ") && seen.shows("đã lưu"));
    store.execute_batch("BEGIN EXCLUSIVE").unwrap();
    terminal.press("1");
    terminal.until("waiting again", |seen| seen.shows("đang chờ kho"));
    terminal.press("qq");
    terminal.until("finishing", |seen| seen.shows("Đang lưu nốt 1 việc"));
    store.execute_batch("COMMIT").unwrap();
    terminal.until("finished", |seen| seen.shows("Đã lưu nốt 1 việc"));
    assert!(terminal.end().seen().shows("Đã lưu nốt"));
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("ruou\r");
    terminal.until("all three", |seen| seen.shows("3/18 "));
}

#[test]
fn proposals_are_agreed_to_row_by_row_on_the_screen_and_published() {
    let home = Home::new();
    for (id, phone) in [("qn-012", "0912345678"), ("qn-014", "0987654321")] {
        let phone = format!("phone={phone}");
        assert_eq!(home.run(&["review", "propose", id, &phone]).code, 0);
    }
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("ruou\r");
    terminal.until("the list", |seen| seen.shows("Sản phẩm 1/18"));
    terminal.press("wa");
    terminal.until("the changes", |seen| seen.shows("ghi 2/2"));
    // The first one is refused, the other is agreed to.
    terminal.press(" ");
    terminal.until("one refused", |seen| seen.shows("ghi 1/2"));
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 1 thay đổi"));
    terminal.press("c");
    terminal.until("the generation", |seen| seen.shows("Đã ghi bản số 2"));
    terminal.press("wa");
    terminal.until("nothing left", |seen| seen.shows("Không có đề nghị"));
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    let phones = ["qn-012", "qn-014"].map(|id| {
        let record = home.run(&["show", id, "--format", "json"]).json();
        record["record"]["producer"]["phone"].clone()
    });
    let published = phones.iter().filter(|phone| phone.is_string()).count();
    assert_eq!(published, 1, "{phones:?}");
}

#[test]
fn the_report_of_a_review_is_written_beside_the_exports() {
    let home = Home::new();
    let mut terminal = begin(&home);
    terminal.press("2");
    terminal.until("the verdict", |seen| {
        seen.shows("Quý IV 1/18") && seen.shows("đã lưu")
    });
    terminal.press("wrm");
    terminal.until("the file", |seen| seen.shows("Đã ghi báo cáo vào"));
    terminal.press("wrm");
    terminal.until("a second one", |seen| seen.shows("-2.md"));
    terminal.press("qq");
    terminal.end();
    let reports = fs::read_dir(home.path()).unwrap().flatten();
    let reports: Vec<PathBuf> = reports
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    assert_eq!(reports.len(), 2, "{reports:?}");
    let text = fs::read_to_string(&reports[0]).unwrap();
    assert!(text.contains("# Báo cáo rà soát: Quý IV"), "{text}");
    assert!(text.contains("1/18"), "{text}");
}
