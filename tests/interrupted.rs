//! A process that ends while it writes a file: the file is complete or absent, and nothing else remains.

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

/// Enough products that writing a workbook takes a while.
const PRODUCT_COUNT: usize = 40_000;

/// A home with many products, and a folder to write into.
fn home_with_products() -> (Home, PathBuf) {
    let home = Home::new();
    let products = (0..PRODUCT_COUNT).map(|number| Product {
        id: format!("thu-{number}"),
        name: format!("Sản phẩm thử số {number}"),
        ..Product::default()
    });
    store::publish_products(&home.data(), products, "test", "1").unwrap();
    let folder = home.path().join("out");
    fs::create_dir(&folder).unwrap();
    (home, folder)
}

fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Waits until a temporary file exists in the folder, and 20 ms more, so that it has content.
fn wait_until_writing(folder: &Path) {
    wait_for_file(folder, ".tmp");
}

fn wait_for_file(folder: &Path, end: &str) {
    let deadline = Instant::now() + Duration::from_secs(30);
    let exists = || file_names(folder).iter().any(|name| name.ends_with(end));
    while !exists() {
        assert!(Instant::now() < deadline, "nothing is written");
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(20));
}

fn export_command(home: &Home, folder: &Path) -> Command {
    let mut command = home.command(&["export", "--out", "all.xlsx"]);
    command.current_dir(folder).stderr(Stdio::null());
    command
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
fn a_signal_in_the_middle_of_an_export_leaves_nothing() {
    let (home, folder) = home_with_products();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut child = export_command(&home, &folder).spawn().unwrap();
        wait_until_writing(&folder);
        send(&child, signal);
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(signal.as_raw()), "as ever: {status}");
        assert_eq!(file_names(&folder), Vec::<String>::new(), "{signal:?}");
    }
    // An existing file is replaced completely or not at all.
    fs::write(folder.join("all.xlsx"), "before").unwrap();
    let mut child = export_command(&home, &folder)
        .arg("--force")
        .spawn()
        .unwrap();
    wait_until_writing(&folder);
    send(&child, Signal::TERM);
    child.wait().unwrap();
    assert_eq!(file_names(&folder), ["all.xlsx"]);
    assert_eq!(fs::read(folder.join("all.xlsx")).unwrap(), b"before");
}

#[test]
fn a_hang_up_that_is_ignored_ends_no_export() {
    let (home, folder) = home_with_products();
    let mut command = Command::new("/bin/sh");
    let line = "trap '' HUP INT; exec \"$0\" export --out all.xlsx";
    command.args(["-c", line, BINARY]).env_clear();
    command.envs(home.environment()).current_dir(&folder);
    command.stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    wait_until_writing(&folder);
    for signal in [Signal::HUP, Signal::INT] {
        send(&child, signal);
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(file_names(&folder), ["all.xlsx"]);
}

#[test]
fn a_screen_that_ends_early_leaves_nothing_half_written() {
    let (home, folder) = home_with_products();
    let start_export = || {
        let mut command = program(&home);
        command.cwd(&folder);
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.press("\rex");
        wait_until_writing(&folder);
        terminal
    };
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = start_export();
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, code);
        assert!(ended.modes_restored);
        assert_eq!(file_names(&folder), Vec::<String>::new(), "{signal:?}");
    }
    let mut terminal = start_export();
    terminal.close_window();
    let code = terminal.code_within(Duration::from_secs(10));
    assert_eq!(code, Some(129));
    let left = file_names(&folder);
    assert!(
        left.iter().all(|name| name == "ocop-2026-11-24.xlsx"),
        "a whole file or none: {left:?}"
    );
    for name in left {
        fs::remove_file(folder.join(name)).unwrap();
    }
    // The user quits, the program still writes the file, and the user loses patience.
    let mut terminal = start_export();
    terminal.press("qq");
    terminal.until("it is waited for", |seen| {
        seen.text().contains("Đang ghi nốt")
    });
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().code, 143);
    assert_eq!(file_names(&folder), Vec::<String>::new());
}

#[test]
fn what_a_killed_export_left_goes_with_the_next_one() {
    let (home, folder) = home_with_products();
    let mut killed = export_command(&home, &folder).spawn().unwrap();
    wait_until_writing(&folder);
    send(&killed, Signal::KILL);
    killed.wait().unwrap();
    let left = file_names(&folder);
    let [name] = &*left else {
        panic!("{left:?}");
    };
    // A file of a live process, and names that are not ours.
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
    assert_eq!(file_names(&folder), expected);
    // Two processes leave each other's files alone.
    let mut first = export_command(&home, &folder).spawn().unwrap();
    wait_for_file(&folder, &format!(".ocop-{}.tmp", first.id()));
    let second = home
        .command(&["export", "--out", "second.csv"])
        .current_dir(&folder)
        .output();
    assert_eq!(second.unwrap().status.code(), Some(0));
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert!(folder.join("all.xlsx").exists() && folder.join("second.csv").exists());
}
