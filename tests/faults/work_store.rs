//! The store of work while writers are killed, calls of the system fail, disks are full and others hold it: what was
//! acknowledged is there, and the file is whole.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::campaign::{Tally, cases, is_whole, run_cases};
use crate::run::{in_shell, run_in_time};
use crate::seeded_random::SeededRandom;
use crate::support::home::{BINARY, Home};
use crate::system_calls::has_strace;

/// Processes that write at once.
const WRITERS: usize = 20;

/// Files that each of them merges, an event each.
const FILES: usize = 60;

/// Calls of the system by which the store is written, with the errors that they fail with.
const CALLS: [(&str, &str); 5] = [
    ("fsync", "EIO"),
    ("pwrite64", "EIO"),
    ("pwrite64", "ENOSPC"),
    ("fdatasync", "EIO"),
    ("ftruncate", "EIO"),
];

/// The call that fails is the first, the second, … up to this one.
const MOST_CALLS: usize = 300;

fn write_event(home: &Home, number: usize) -> String {
    let name = format!("{number}.jsonl");
    let text = format!(
        "{{\"format\":\"ocop-work\",\"version\":1,\"events\":1}}\n\
         {{\"id\":\"{number:032x}\",\"time\":\"2026-11-30T02:00:00Z\",\"author\":\"lan\",\
         \"sitting\":\"{:032x}\",\"body\":{{\"kind\":\"label_defined\",\"label\":\"nhãn {number}\",\"values\":[]}}}}\n",
        7
    );
    fs::write(home.path().join(&name), text).unwrap();
    name
}

/// A home whose store has the events 1 to 3.
fn worked_in_home() -> Home {
    let home = Home::new();
    let files: Vec<String> = (1..=3).map(|number| write_event(&home, number)).collect();
    let mut arguments = vec!["work", "merge"];
    arguments.extend(files.iter().map(String::as_str));
    let merged = home.run(&arguments);
    assert_eq!(merged.code, 0, "{}", merged.err);
    home
}

/// The numbers of the events that the store has; the error is that it is not whole.
fn stored_events(home: &Home) -> Result<BTreeSet<usize>, String> {
    let checked = home.run(&["work", "check"]);
    if checked.code != 0 {
        return Err(format!("not whole: {}{}", checked.out, checked.err));
    }
    let exported = home.run(&["work", "export", "-"]);
    let mut numbers = BTreeSet::new();
    for line in exported.out.lines().skip(1) {
        let event: serde_json::Value =
            serde_json::from_str(line).map_err(|error| error.to_string())?;
        let id = event["id"].as_str().unwrap_or_default();
        let number = usize::from_str_radix(id, 16).map_err(|error| error.to_string())?;
        if !numbers.insert(number) {
            return Err(format!("event {number} is there twice"));
        }
    }
    Ok(numbers)
}

#[test]
fn a_kill_of_any_writer_of_work_loses_nothing_that_was_acknowledged() {
    run_cases(cases(1, 12), kill_writers).conclude("kill -9 of writers of work", "work_store");
}

fn kill_writers(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = worked_in_home();
    let mut running = Vec::new();
    for writer in 0..WRITERS {
        let numbers = (0..FILES).map(|file| 100 + writer * FILES + file);
        let files: Vec<String> = numbers.map(|number| write_event(&home, number)).collect();
        let told = home.path().join(format!("told-{writer}"));
        let mut command = home.command(&["work", "merge"]);
        command
            .args(&files)
            .stdout(fs::File::create(&told).unwrap())
            .stderr(Stdio::null());
        running.push((command.spawn().unwrap(), told));
    }
    random.shuffle(&mut running);
    for (child, _) in &mut running {
        thread::sleep(Duration::from_micros(random.below(60_000) as u64));
        let _ = child.kill();
        let status = child.wait().unwrap();
        tally.count(if status.success() {
            "  had ended"
        } else {
            "  killed"
        });
    }
    let stored = match stored_events(&home) {
        Ok(stored) => stored,
        Err(what) => return tally.fail(format!("case {seed}: {what}")),
    };
    let mut acknowledged = BTreeSet::from([1, 2, 3]);
    for (_, told) in &running {
        for line in fs::read_to_string(told).unwrap().lines() {
            let number = line
                .split(".jsonl")
                .next()
                .and_then(|n| n.parse::<usize>().ok());
            acknowledged.extend(number);
        }
    }
    tally.add_to("events acknowledged", acknowledged.len() as u64);
    tally.add_to("events kept", stored.len() as u64);
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    if !lost.is_empty() {
        tally.fail(format!("case {seed}: acknowledged and lost: {lost:?}"));
    }
}

#[test]
fn a_write_or_sync_of_work_that_fails_is_told_and_loses_nothing() {
    if !has_strace() {
        println!("skipped: no strace, or it may not trace here");
        return;
    }
    let number = cases(1, CALLS.len() as u64);
    run_cases(number, fail_calls).conclude("failing writes of work", "work_store");
}

fn fail_calls(seed: u64, tally: &mut Tally) {
    let (call, error) = CALLS[seed as usize % CALLS.len()];
    // Every day the calls of the commit and of the end are tried; in the whole campaign all of them.
    for number in 1..=MOST_CALLS {
        let home = worked_in_home();
        let file = write_event(&home, 100);
        let trace = home.path().join("trace");
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-e", &format!("trace={call}"), "-e"])
            .arg(format!("inject={call}:error={error}:when={number}"))
            .arg("-o")
            .arg(&trace)
            .args([BINARY, "work", "merge", &file])
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path());
        let told = format!("case {seed}: {call} fails with {error} at call {number}");
        let ran = match run_in_time(strace, tally) {
            Ok(ran) => ran,
            Err(what) => return tally.fail(format!("{told}: {what}")),
        };
        let traced = fs::read_to_string(&trace).unwrap_or_default();
        if !traced.contains("INJECTED") {
            return tally.count("calls to the end");
        }
        tally.count("failed calls");
        if let Some(fault) = ran.fault(&[0, 65, 74, 75]) {
            tally.fail(format!("{told}: {fault}"));
        }
        tally.count(if ran.code == 0 {
            "  came through"
        } else {
            "  refused"
        });
        match stored_events(&home) {
            Ok(stored) => {
                let lost = [1, 2, 3].iter().any(|number| !stored.contains(number));
                if lost || ran.code == 0 && !stored.contains(&100) {
                    tally.fail(format!("{told}: code {}, {stored:?}", ran.code));
                }
            }
            Err(what) => tally.fail(format!("{told}: {what}")),
        }
        let again = home.run(&["work", "merge", &file]);
        if again.code != 0 || stored_events(&home).is_ok_and(|stored| !stored.contains(&100)) {
            tally.fail(format!("{told}: the next writer: {}", again.err));
        }
    }
}

#[test]
fn an_acknowledgement_of_work_comes_behind_the_sync() {
    if !has_strace() {
        println!("skipped: no strace, or it may not trace here");
        return;
    }
    let home = worked_in_home();
    let file = write_event(&home, 100);
    let trace = home.path().join("trace");
    let mut strace = Command::new("strace");
    let ran = strace
        .args([
            "-f",
            "-y",
            "-qq",
            "-e",
            "trace=fdatasync,fsync,pwrite64,write",
            "-o",
        ])
        .arg(&trace)
        .args([BINARY, "work", "merge", &file])
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(ran.status.success());
    let trace = fs::read_to_string(&trace).unwrap();
    let lines: Vec<&str> = trace.lines().collect();
    let is_answer = |line: &&str| line.contains("write(1<") && line.contains("100.jsonl");
    let answer = lines.iter().position(is_answer).expect("an answer");
    // `fsync` or `fdatasync`, as the library was built.
    let last = |call: &str| {
        let is_call = |line: &&str| line.contains(call) && line.contains(".db-wal>");
        lines[..answer].iter().rposition(is_call)
    };
    let (written, synced) = (last("pwrite64(").unwrap(), last("sync("));
    assert!(synced.is_some_and(|synced| synced > written), "{trace}");
}

#[test]
fn under_a_limit_of_file_size_work_is_kept_or_refused() {
    run_cases(cases(2, 40), limit_size)
        .conclude("limits of the size of files of work", "work_store");
}

fn limit_size(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = worked_in_home();
    let file = write_event(&home, 100);
    // Units of 512 bytes; the store itself has about a hundred.
    let line = format!("ulimit -f {}; exec \"$0\" \"$@\"", random.below(160));
    let ran = match run_in_time(in_shell(&home, &line, &["work", "merge", &file]), tally) {
        Ok(ran) => ran,
        Err(what) => return tally.fail(format!("case {seed}, {line}: {what}")),
    };
    if let Some(fault) = ran.fault(&[0, 74]) {
        tally.fail(format!("case {seed}, {line}: {fault}"));
    }
    tally.count(if ran.code == 0 {
        "  came through"
    } else {
        "  refused"
    });
    match stored_events(&home) {
        Ok(stored) if stored.contains(&100) || ran.code != 0 => {
            if !stored.is_superset(&BTreeSet::from([1, 2, 3])) {
                tally.fail(format!("case {seed}, {line}: lost: {stored:?}"));
            }
        }
        Ok(_) => tally.fail(format!("case {seed}, {line}: acknowledged and lost")),
        Err(what) => tally.fail(format!("case {seed}, {line}: {what}")),
    }
}

#[test]
fn a_store_that_somebody_holds_is_busy_after_a_while_and_not_the_worse_for_it() {
    if !is_whole() {
        return;
    }
    let home = worked_in_home();
    let file = write_event(&home, 100);
    let checked = home.run(&["work", "check", "--format", "json"]).json();
    let store = PathBuf::from(checked["path"].as_str().unwrap());
    let holder = rusqlite::Connection::open(store).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = home.run(&["work", "merge", &file]);
    assert_eq!(refused.code, 75, "{}", refused.err);
    assert_eq!(home.run(&["search", "cha muc"]).code, 0);
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(home.run(&["work", "merge", &file]).code, 0);
    assert_eq!(stored_events(&home), Ok(BTreeSet::from([1, 2, 3, 100])));
}

#[test]
fn where_nothing_may_be_written_work_is_looked_at() {
    // Root may write everywhere.
    if rustix::process::geteuid().is_root() && !can_become_nobody() {
        println!("skipped: root, and nobody else may run here");
        return;
    }
    let home = worked_in_home();
    let checked = home.run(&["work", "check", "--format", "json"]).json();
    let store = PathBuf::from(checked["path"].as_str().unwrap());
    let folder = store.parent().unwrap();
    let shared = home.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::copy(&store, shared.join("work.db")).unwrap();
    let open = |path: &std::path::Path, mode| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    open(home.path(), 0o755);
    open(&shared.join("work.db"), 0o644);
    open(&shared, 0o555);
    assert!(folder.exists());
    let file = shared.join("work.db");
    let run = |arguments: &[&str]| {
        let mut command = home.command(&["--work"]);
        command.arg(&file).args(arguments);
        command.env("OCOP_DATA_DIR", "/nonexistent");
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        command.output().unwrap()
    };
    let checked = run(&["work", "check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(
        (&report["events"], &report["read_only"]),
        (&3.into(), &true.into())
    );
    let refused = run(&["work", "link", "a", "b"]);
    assert_ne!(refused.status.code(), Some(0));
    open(&shared, 0o755);
}

fn can_become_nobody() -> bool {
    let mut command = Command::new(BINARY);
    command.arg("--version").uid(65534).gid(65534).env_clear();
    command.stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
