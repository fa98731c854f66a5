//! A file that is being written when the process ends: it is whole or it is not there, and nothing else is.

#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ocop_index::product::Product;
use ocop_index::store;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::home::{BINARY, Home};
use crate::support::pty::{CLASSIC, Terminal, program};

/// So many that a workbook of them takes its time.
const MANY: usize = 40_000;

/// A home with many products, and a folder to write into.
fn home() -> (Home, PathBuf) {
    let home = Home::new();
    let products = (0..MANY).map(|number| Product {
        id: format!("thu-{number}"),
        name: format!("Sản phẩm thử số {number}"),
        ..Product::default()
    });
    store::publish_products(&home.data(), products, "test", "1").unwrap();
    let folder = home.path().join("out");
    fs::create_dir(&folder).unwrap();
    (home, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Waits until something is being written there, and long enough that it is more than a name.
fn until_begun(folder: &Path) {
    until_there(folder, ".tmp");
}

fn until_there(folder: &Path, end: &str) {
    let late = Instant::now() + Duration::from_secs(30);
    let begun = || names(folder).iter().any(|name| name.ends_with(end));
    while !begun() {
        assert!(Instant::now() < late, "nothing is written");
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(20));
}

fn export(home: &Home, folder: &Path) -> Command {
    let mut command = home.command(&["export", "--out", "all.xlsx"]);
    command.current_dir(folder).stderr(Stdio::null());
    command
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
fn a_signal_in_the_middle_of_an_export_leaves_nothing() {
    let (home, folder) = home();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut child = export(&home, &folder).spawn().unwrap();
        until_begun(&folder);
        send(&child, signal);
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(signal.as_raw()), "as ever: {status}");
        assert_eq!(names(&folder), Vec::<String>::new(), "{signal:?}");
    }
    // What is there already is written over as a whole or not at all.
    fs::write(folder.join("all.xlsx"), "before").unwrap();
    let mut child = export(&home, &folder).arg("--force").spawn().unwrap();
    until_begun(&folder);
    send(&child, Signal::TERM);
    child.wait().unwrap();
    assert_eq!(names(&folder), ["all.xlsx"]);
    assert_eq!(fs::read(folder.join("all.xlsx")).unwrap(), b"before");
}

#[test]
fn a_hang_up_that_is_ignored_ends_no_export() {
    let (home, folder) = home();
    let mut command = Command::new("/bin/sh");
    let line = "trap '' HUP INT; exec \"$0\" export --out all.xlsx";
    command.args(["-c", line, BINARY]).env_clear();
    command.envs(home.environment()).current_dir(&folder);
    command.stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    until_begun(&folder);
    for signal in [Signal::HUP, Signal::INT] {
        send(&child, signal);
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(names(&folder), ["all.xlsx"]);
}

#[test]
fn a_screen_that_ends_early_leaves_nothing_half_written() {
    let (home, folder) = home();
    let begin = || {
        let mut command = program(&home);
        command.cwd(&folder);
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.press("\rex");
        until_begun(&folder);
        terminal
    };
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = begin();
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, code);
        assert!(ended.modes_restored);
        assert_eq!(names(&folder), Vec::<String>::new(), "{signal:?}");
    }
    let mut terminal = begin();
    terminal.close_window();
    let code = terminal.code_within(Duration::from_secs(10));
    assert_eq!(code, Some(129));
    let left = names(&folder);
    assert!(
        left.iter().all(|name| name == "ocop-2026-11-24.xlsx"),
        "a whole file or none: {left:?}"
    );
    for name in left {
        fs::remove_file(folder.join(name)).unwrap();
    }
    // The screen is left, its file is waited for, and then somebody loses patience.
    let mut terminal = begin();
    terminal.press("q");
    terminal.until("it is waited for", |seen| {
        seen.text().contains("Đang ghi nốt")
    });
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().code, 143);
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn what_a_killed_export_left_goes_with_the_next_one() {
    let (home, folder) = home();
    let mut killed = export(&home, &folder).spawn().unwrap();
    until_begun(&folder);
    send(&killed, Signal::KILL);
    killed.wait().unwrap();
    let left = names(&folder);
    let [name] = &*left else {
        panic!("{left:?}");
    };
    // One of a process that lives, and names that are not ours.
    let others = [
        ".all.csv.ocop-1.tmp".to_owned(),
        format!(".all.csv.{}.tmp", killed.id()),
        name.trim_start_matches('.').to_owned(),
    ];
    for other in &others {
        fs::write(folder.join(other), "somebody's").unwrap();
    }
    let arguments = ["export", "ruou", "--out", "other.csv"];
    let mut next = home.command(&arguments);
    next.current_dir(&folder).output().unwrap();
    let mut expected = [&others[..], &["other.csv".to_owned()]].concat();
    expected.sort();
    assert_eq!(names(&folder), expected);
    // Two at once leave each other's alone.
    let mut first = export(&home, &folder).spawn().unwrap();
    until_there(&folder, &format!(".ocop-{}.tmp", first.id()));
    let second = home
        .command(&["export", "--out", "second.csv"])
        .current_dir(&folder)
        .output();
    assert_eq!(second.unwrap().status.code(), Some(0));
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert!(folder.join("all.xlsx").exists() && folder.join("second.csv").exists());
}
