//! The list exported to a file from the screen.

use std::fs;

use ocop::app::effect::Effect;
use ocop::report::export_format::ExportFormat;

use crate::support::built_in::of_all;
use crate::support::home::{Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program, shell};
use crate::support::screen::Screen;

fn open(home: &Home) -> Terminal {
    let mut command = program(home);
    command.cwd(home.path());
    Terminal::open(command, CLASSIC)
}

#[test]
fn the_file_has_what_the_command_line_exports_and_nothing_is_written_over() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("sao:4 ruou\r");
    terminal.until("found", |seen| seen.shows("xếp: phù hợp"));
    terminal.press("otec");
    terminal.until("written", |seen| seen.shows("Đã ghi "));
    let first = home.path().join("ocop-xep-ten-sao-4-ruou-2026-11-24.csv");
    assert!(
        terminal
            .seen()
            .shows("sản phẩm vào ~/ocop-xep-ten-sao-4-ruou-2026-11-24.csv"),
        "folder and name are told: {}",
        terminal.seen().text()
    );
    let by_hand = [
        "export",
        "sao:4 ruou xep:ten",
        "--bom",
        "--out",
        "by-hand.csv",
    ];
    assert_eq!(home.run(&by_hand).code, 0);
    let written = fs::read(&first).unwrap();
    assert_eq!(written, fs::read(home.path().join("by-hand.csv")).unwrap());
    terminal.press("ec");
    let second = home.path().join("ocop-xep-ten-sao-4-ruou-2026-11-24-2.csv");
    terminal.until("a second one", |_| second.exists());
    assert_eq!(fs::read(&first).unwrap(), written, "the first stays");
    for (keys, ending) in [
        ("ex", "-day-du.xlsx"),
        ("ew", "-van-phong.xlsx"),
        ("ej", ".jsonl"),
        ("em", ".md"),
    ] {
        terminal.press(keys);
        let name = format!("ocop-xep-ten-sao-4-ruou-2026-11-24{ending}");
        let path = home.path().join(name);
        terminal.until(ending, |_| {
            fs::metadata(&path).is_ok_and(|file| file.len() > 0)
        });
    }
    terminal.settle();
    let names = fs::read_dir(home.path()).unwrap();
    let names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("ocop-"))
        .collect();
    assert_eq!(names.len(), 6, "and nothing unfinished: {names:?}");
}

/// A screen whose working folder has been deleted.
fn homeless(home: &Home) -> Terminal {
    let gone = home.path().join("gone");
    fs::create_dir(&gone).unwrap();
    let mut command = program(home);
    command.cwd(&gone);
    let terminal = Terminal::open(command, CLASSIC);
    fs::remove_dir(&gone).unwrap();
    terminal
}

#[test]
fn a_folder_that_takes_no_file_is_told_and_the_screen_goes_on() {
    let home = Home::new();
    let mut terminal = homeless(&home);
    terminal.press("\rec");
    terminal.until("told", |seen| seen.shows("không ghi được"));
    terminal.press("j");
    terminal.until("it goes on", |seen| seen.shows(&of_all("2/{all}")));
}

#[test]
fn a_file_is_whole_though_the_screen_is_left_at_once() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("\rexqq");
    assert_eq!(terminal.end().code, 0);
    let names = fs::read_dir(home.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: Vec<String> = names.filter(|name| name.contains(".xlsx")).collect();
    assert_eq!(
        names,
        ["ocop-2026-11-24-day-du.xlsx"],
        "and nothing unfinished"
    );
}

#[test]
fn a_file_that_could_not_be_written_is_told_though_the_screen_is_left_at_once() {
    for _ in 0..4 {
        let home = Home::new();
        let mut terminal = homeless(&home);
        terminal.press("\recqq");
        let ended = terminal.end();
        let seen = ended.seen();
        // On the screen, if that was still there, and behind it otherwise.
        let bytes = String::from_utf8_lossy(&seen.bytes).into_owned();
        assert!(bytes.contains("không ghi được"), "{bytes}");
        let is_behind = seen.shows("không ghi được");
        assert_eq!(ended.code, if is_behind { 74 } else { 0 });
    }
}

#[test]
fn a_workbook_without_room_for_its_rows_is_told_as_a_sentence() {
    let home = Home::new();
    assert_eq!(home.run(&["search"]).code, 0);
    let mut command = home.command(&["export", "--out", "all.xlsx"]);
    command.env("TMPDIR", home.path().join("nowhere"));
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.code, 74, "{}", ran.err);
    assert!(
        ran.err.contains("không ghi được") && ran.err.contains("nowhere"),
        "{}",
        ran.err
    );
    assert!(!home.path().join("all.xlsx").exists());
    // No file may grow beyond what the rows need: the same as a full disk.
    let limited = "ulimit -f 300; exec \"$1\" export --out all.xlsx";
    let ended = Terminal::run(shell(&home, limited), CLASSIC).end();
    assert_eq!(ended.code, 74, "{}", ended.seen().text());
    assert!(ended.seen().shows("không ghi được"));
}

#[test]
fn a_notice_has_the_whole_folder_and_leaves_out_the_middle_of_a_long_name() {
    let home = Home::new();
    let folder = home.path().join("Tài liệu/Danh sách OCOP 2026");
    fs::create_dir_all(&folder).unwrap();
    let mut command = program(&home);
    command.cwd(&folder);
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.press("huyen:\"Hải Hà\" -sao:5 xep:-ten\rex");
    terminal.until("written", |seen| {
        seen.shows("sản phẩm vào ~/Tài liệu/Danh sách OCOP 2026/ocop-")
            && seen.shows("-day-du.xlsx")
            && seen.shows("…")
    });
    let name = "ocop-huyen-hai-ha-tru-sao-5-xep-ten-nguoc-2026-11-24-day-du.xlsx";
    assert!(folder.join(name).exists());
    assert!(!terminal.seen().shows(name), "it is longer than the line");
}

#[test]
fn a_markdown_table_has_dates_and_not_what_is_left_of_them() {
    let home = Home::new();
    let ran = home.run(&["export", "trà hoa vàng", "--format", "md", "--out", "-"]);
    let row = |id: &str| {
        let mut rows = ran.out.lines();
        rows.find(|row| row.contains(id)).unwrap().to_owned()
    };
    assert!(ran.out.contains("| Hạn đến |"), "{}", ran.out);
    assert!(row("qn-017").contains("| 17/01/2028 |"), "{}", ran.out);
    assert!(!ran.out.contains(" tháng |"), "{}", ran.out);
}

#[test]
fn an_empty_list_is_not_written() {
    let mut screen = Screen::new(100, 30);
    screen.press("khongcogi xyzzy<enter>ex");
    assert!(
        screen.wishes.is_empty() && screen.shows("Danh sách đang trống"),
        "{}",
        screen.text()
    );
    screen.press("X/<ctrl-u>ruou<enter>e");
    assert!(
        screen.shows("xuất bảng 22 cột"),
        "the keys that go on: {}",
        screen.text()
    );
    screen.press("w");
    let Some(Effect::Export {
        rows, format, line, ..
    }) = screen.wishes.pop()
    else {
        panic!("no file is wished for");
    };
    assert_eq!(
        (rows.query, rows.selected, format),
        (screen.model.query.clone(), None, ExportFormat::Workbook)
    );
    assert_eq!(line, "ruou");
    assert!(screen.shows("đang ghi 18 sản phẩm"), "{}", screen.text());
}
