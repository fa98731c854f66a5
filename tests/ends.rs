//! How a sitting and a process end: what is typed after leaving is the shell's, every signal leaves a usable terminal,
//! a reader goes with its parent, output that cannot be written is an error; limits and audit lines of sittings.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ocop_index::product::Product;
use ocop_index::store;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::home::{BINARY, Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program, shell};

/// Enough products that writing them takes a while.
const PRODUCT_COUNT: usize = 40_000;

fn home_with_products() -> Home {
    let home = Home::new();
    let products = (0..PRODUCT_COUNT).map(|number| Product {
        id: format!("thu-{number}"),
        name: format!("Sản phẩm thử số {number}"),
        ..Product::default()
    });
    store::publish_products(&home.data(), products, "test", "1").unwrap();
    home
}

fn files_ending(folder: &Path, end: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(end)).collect()
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Leaves the screen while a workbook is written, below a shell that reads a line afterwards.
fn leave_while_exporting(home: &Home) -> Terminal {
    let line = r#""$1"; echo "code:$?"; read line; echo "shell:$line""#;
    let mut terminal = Terminal::open(shell(home, line), CLASSIC);
    terminal.press("\rex");
    wait_until("the file", || !files_ending(home.path(), ".tmp").is_empty());
    terminal.press("qq");
    terminal.until("it is waited for", |seen| {
        seen.text().contains("Đang ghi nốt")
    });
    terminal
}

#[test]
fn what_is_typed_while_work_is_finished_is_read_by_the_shell() {
    let home = home_with_products();
    let mut terminal = leave_while_exporting(&home);
    terminal.press("echo hi\n");
    terminal.until("the end of both", |seen| {
        let text = seen.text();
        text.contains("Đã ghi 40.000 sản phẩm")
            && text.contains("code:0")
            && text.contains("shell:echo hi")
    });
    assert_eq!(terminal.end().code, 0);
    assert_eq!(files_ending(home.path(), ".xlsx").len(), 1);
    assert_eq!(files_ending(home.path(), ".tmp").len(), 0);
}

#[test]
fn ctrl_d_ends_no_work_and_ctrl_c_says_that_nothing_was_written() {
    let home = home_with_products();
    let mut terminal = leave_while_exporting(&home);
    terminal.press("\x04");
    terminal.until("the file", |seen| seen.text().contains("code:0"));
    terminal.press("\n");
    terminal.end();
    let written = files_ending(home.path(), ".xlsx");
    assert_eq!(written.len(), 1);
    fs::remove_file(home.path().join(&written[0])).unwrap();
    let mut command = program(&home);
    command.cwd(home.path());
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.press("\rex");
    wait_until("the file", || !files_ending(home.path(), ".tmp").is_empty());
    terminal.press("qq");
    terminal.until("it is waited for", |seen| {
        seen.text().contains("Đang ghi nốt")
    });
    terminal.press("\x03");
    let ended = terminal.end();
    assert_eq!(ended.code, 130);
    ended.assert_restored();
    let text = ended.seen().text();
    assert!(text.contains("Đã dừng, chưa có gì được ghi"), "{text}");
    assert!(files_ending(home.path(), ".xlsx").is_empty());
    assert!(files_ending(home.path(), ".tmp").is_empty());
}

#[test]
fn an_agreed_publishing_is_finished_and_told_after_the_screen_is_left() {
    let home = home_with_products();
    let list = "Tên sản phẩm,Chủ thể,Hạng sao\nBánh thử nghiệm,HTX Thử,3\n";
    fs::write(home.path().join("moi.csv"), list).unwrap();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("\rdimoi.csv");
    terminal.until("the path", |seen| seen.shows("moi.csv"));
    terminal.press("\r");
    terminal.until("the review", |seen| seen.shows("Bánh thử nghiệm"));
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 1 thay đổi? c/k"));
    terminal.press("y\x03");
    let ended = terminal.end();
    ended.assert_restored();
    assert_eq!(ended.code, 0);
    let text = ended.seen().text();
    assert!(text.contains("Đã ghi bản số 2"), "{text}");
    assert!(home.run(&["history"]).out.contains("moi.csv"));
}

#[test]
fn every_signal_that_can_be_caught_leaves_a_usable_terminal() {
    let home = Home::new();
    let signals = [
        Signal::QUIT,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::VTALARM,
        Signal::PROF,
        Signal::XCPU,
        Signal::SYS,
        Signal::TRAP,
        Signal::ABORT,
    ];
    for signal in signals {
        let mut terminal = Terminal::open(program(&home), CLASSIC);
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, 128 + signal.as_raw().cast_unsigned());
        ended.assert_restored();
    }
}

#[test]
fn a_reader_ends_with_its_parent_and_one_that_is_killed_is_told_so() {
    let home = Home::new();
    let rows = "Chè,4,HTX A,Hạ Long\n".repeat(400_000);
    let list = format!("Tên sản phẩm,Số sao,Chủ thể,Huyện\n{rows}");
    fs::write(home.path().join("dai.csv"), list).unwrap();
    let start = || {
        let mut command = home.command(&["check", "dai.csv"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let reader_of = |parent: u32| {
        let path = format!("/proc/{parent}/task/{parent}/children");
        let children = fs::read_to_string(path).unwrap_or_default();
        let first = children.split_whitespace().next()?.parse().ok()?;
        Pid::from_raw(first)
    };
    let is_running = |pid: Pid| {
        let state = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
        state.is_ok_and(|state| !state.contains(") Z "))
    };
    if !Path::new("/proc/self/task").exists() {
        return;
    }
    let mut killed = start();
    wait_until("the reader", || reader_of(killed.id()).is_some());
    let reader = reader_of(killed.id()).unwrap();
    killed.kill().unwrap();
    killed.wait().unwrap();
    wait_until("the end of the reader", || !is_running(reader));
    let parent = start();
    wait_until("the reader", || reader_of(parent.id()).is_some());
    kill_process(reader_of(parent.id()).unwrap(), Signal::KILL).unwrap();
    let ran = Ran::from(parent.wait_with_output().unwrap());
    assert_eq!(ran.code, 74);
    assert!(
        ran.err.contains("tín hiệu 9: thường là thiếu bộ nhớ"),
        "{}",
        ran.err
    );
}

/// Runs a line of shell in which `$1` is the program, as a shell that names what it starts.
fn run_in_shell(home: &Home, line: &str) -> Ran {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line, "sh", BINARY]).env_clear();
    command.envs(home.environment()).env("_", BINARY);
    Ran::from(command.current_dir(home.path()).output().unwrap())
}

#[test]
fn a_closed_or_full_output_is_an_error_and_no_file_becomes_it() {
    let home = Home::new();
    home.run(&["search"]);
    // What each writes in another way; the first five meet every kind of closed output.
    let commands = [
        "search cha",
        "doctor",
        "export --format csv --out -",
        "--accessible </dev/null",
        "</dev/null",
        "help",
        "help keys",
        "search --help",
        "--version",
        "man",
        "completions bash",
        "config path",
        "stats",
        "facets",
        "history",
    ];
    for (number, command) in commands.into_iter().enumerate() {
        let all = [">&-", ">/dev/full", ">&- 2>&-", "<&- >&- 2>&-"];
        let closings = if number < 5 { &all[..] } else { &all[..2] };
        for closed in closings {
            let ran = run_in_shell(&home, &format!("\"$1\" {command} {closed}"));
            assert_eq!(ran.code, 74, "{command} {closed}: {}", ran.err);
        }
        let all = ["| head -c 1", "2>&-", "2>/dev/full", ">/dev/null"];
        let openings = if number < 5 { &all[..] } else { &all[..1] };
        for open in openings {
            let ran = run_in_shell(&home, &format!("\"$1\" {command} {open}"));
            assert_eq!(ran.code, 0, "{command} {open}: {}", ran.err);
            assert_eq!(ran.err, "", "{command} {open}");
        }
    }
    // Another program may hand over a /dev/null that is open for reading, too.
    let ran = run_in_shell(&home, "_=/usr/bin/other \"$1\" search cha 1<>/dev/null");
    assert_eq!(ran.code, 0);
    let ran = run_in_shell(&home, "\"$1\" export --out a.csv <&- >&- 2>&-");
    assert_eq!(ran.code, 0);
    let whole = home.run(&["export", "--format", "csv", "--out", "-"]).out;
    let written = fs::read_to_string(home.path().join("a.csv")).unwrap();
    assert_eq!(written, whole, "nothing else was written into it");
}

#[test]
fn a_forgotten_sitting_is_warned_ends_in_its_place_and_is_audited() {
    let home = Home::new();
    let audit = home.path().join("audit.log");
    let mut command = program(&home);
    command.args(["--idle", "4s", "--key-name", "lan\"\n@xa"]);
    command.args(["--audit".as_ref(), audit.as_os_str()]);
    command.env("SSH_CONNECTION", "10.0.0.5 50222 10.0.0.1 22");
    command.env("USER", "somebody-else");
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.until("the warning", |seen| {
        seen.shows("phiên kết thúc sau 2 giây")
    });
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
    let text = ended.seen().text();
    assert!(text.contains("không có phím nào trong 4 giây"), "{text}");
    let lines = fs::read_to_string(&audit).unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("sitting-begin") && lines[0].contains("kind=screen"));
    assert!(lines[1].contains("sitting-end") && lines[1].ends_with("reason=idle"));
    for line in lines {
        assert!(line.contains("address=\"10.0.0.5\"") && !line.contains("somebody-else"));
        assert!(line.contains("key=\"lan'"), "{line}");
    }
}

#[test]
fn signals_publications_and_searches_are_audited_as_far_as_they_are_switched_on() {
    let home = Home::new();
    let audit = home.path().join("audit.log");
    let path = audit.to_string_lossy().into_owned();
    let run_linear = |options: &[&str]| {
        let mut command = home.command(&["--accessible", "--audit", &path]);
        command.args(options).stdin(Stdio::piped());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"cha muc\n").unwrap();
        child.wait().unwrap();
        fs::read_to_string(&audit).unwrap()
    };
    let lines = run_linear(&[]);
    assert!(lines.contains("kind=linear") && lines.contains("reason=left"));
    assert!(!lines.contains("cha muc"), "{lines}");
    assert!(run_linear(&["--audit-searches"]).contains("query=\"cha muc\""));
    let mut command = program(&home);
    command.args(["--audit".as_ref(), audit.as_os_str()]);
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().code, 143);
    let lines = fs::read_to_string(&audit).unwrap();
    assert!(lines.ends_with("reason=signal-15\n"), "{lines}");
    let list = "Tên sản phẩm,Chủ thể,Hạng sao\nBánh thử nghiệm,HTX Thử,3\n";
    fs::write(home.path().join("moi.csv"), list).unwrap();
    home.run(&["import", "--yes", "--audit", &path, "moi.csv"]);
    let lines = fs::read_to_string(&audit).unwrap();
    let newest = lines.lines().last().unwrap();
    assert!(
        newest.contains("published") && newest.contains("generation=2"),
        "{newest}"
    );
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&audit).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn an_account_has_no_more_sittings_than_it_may_and_a_dead_one_frees_its_place() {
    let home = Home::new();
    let open = || {
        let mut command = program(&home);
        command.args(["--max-sittings", "1", "--slot-folder"]);
        command.arg(home.path().join("slots"));
        command
    };
    let mut first = Terminal::open(open(), CLASSIC);
    let mut second = Terminal::run(open(), CLASSIC);
    let ended = second.end();
    assert_eq!(ended.code, 75);
    let text = ended.seen().text();
    assert!(text.contains("tài khoản này đã mở 1 phiên"), "{text}");
    first.signal(Signal::KILL);
    first.end();
    let mut third = Terminal::open(open(), CLASSIC);
    third.press("\x03");
    assert_eq!(third.end().code, 0);
}
