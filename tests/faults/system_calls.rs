//! System calls that fail, one after the other, until a command comes through: the catalogue is the one before or the
//! one after, the sentence is plain, and the next writer leaves nothing unfinished. Needs `strace`.

use std::fs;
use std::process::Command;

use ocop_index::store;

use crate::answers::{Answer, DAY};
use crate::campaign::{Tally, cases, is_whole, run_cases};
use crate::catalogues::{Generations, ORIGINALS, left_overs};
use crate::run::run_in_time;
use crate::support::home::{BINARY, Home};

/// Commands, and whether they change the catalogue.
const COMMANDS: &[(&[&str], bool)] = &[
    (&["import", "--replace", "--yes", "short.csv"], true),
    (&["search", "cha muc", "--format", "jsonl"], false),
    (&["rollback", "--yes"], true),
    (
        &["export", "--format", "csv", "--out", "out.csv", "--force"],
        false,
    ),
    (&["history"], false),
    (&["doctor"], false),
    (&["check", "short.csv"], false),
];

/// Calls of the system with the errors that they fail with.
const CALLS: &[(&str, &str)] = &[
    ("openat", "EIO"),
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
    ("read", "EIO"),
    ("read", "EINTR"),
    ("write", "ENOSPC"),
    ("write", "EIO"),
    ("fsync", "EIO"),
    ("fdatasync", "ENOSPC"),
    ("rename", "EIO"),
    ("renameat2", "EACCES"),
    ("mkdir", "ENOSPC"),
    ("mkdirat", "ENOSPC"),
    ("unlink", "EIO"),
    ("unlinkat", "EACCES"),
    ("symlink", "ENOSPC"),
    ("flock", "EIO"),
    ("flock", "EINTR"),
    ("mmap", "ENOMEM"),
    ("clone3", "EAGAIN"),
    ("ftruncate", "EIO"),
    ("statx", "EIO"),
    ("fchmod", "EACCES"),
    ("chmod", "EPERM"),
    ("readlink", "EIO"),
    ("getdents64", "EIO"),
    ("pipe2", "EMFILE"),
    ("lseek", "EIO"),
];

/// The call that fails is the first, the second, … up to this one.
const MOST_CALLS: (usize, usize) = (2, 400);

/// Every day only so many of the combinations.
const EVERYDAY: u64 = 9;

pub fn has_strace() -> bool {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status();
    works.is_ok_and(|status| status.success())
}

#[test]
fn a_failing_system_call_leaves_the_state_before_or_after() {
    if !has_strace() {
        println!("skipped: no strace, or it may not trace here");
        return;
    }
    let combinations = (COMMANDS.len() * CALLS.len()) as u64;
    let after: Vec<Answer> = COMMANDS
        .iter()
        .map(|(arguments, _)| answer_after(arguments))
        .collect();
    let seeds = cases(EVERYDAY, combinations);
    let tally = run_cases(seeds, |seed, tally| {
        // Every day other combinations come first, and the import's most of all.
        let number = if is_whole() {
            seed
        } else {
            seed * 29 % combinations
        };
        let (command, call) = (
            number as usize % COMMANDS.len(),
            number as usize / COMMANDS.len() % CALLS.len(),
        );
        fail_calls(seed, command, CALLS[call], &after[command], tally);
    });
    tally.conclude("failing system calls", "system_call");
}

fn prepared_home() -> Home {
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let list = fs::read_to_string(ORIGINALS.list()).unwrap();
    let lines: Vec<&str> = list.lines().take(40).collect();
    fs::write(home.path().join("short.csv"), lines.join("\n")).unwrap();
    fs::write(home.path().join("out.csv"), "before").unwrap();
    home
}

/// What is answered when the command came through.
fn answer_after(arguments: &[&str]) -> Answer {
    let home = prepared_home();
    let ran = home.run(arguments);
    assert!(ran.code <= 1, "{arguments:?}: {}{}", ran.out, ran.err);
    Answer::of_folder(&home.data())
}

fn fail_calls(
    seed: u64,
    command: usize,
    (call, error): (&str, &str),
    after: &Answer,
    tally: &mut Tally,
) {
    let (arguments, writes) = COMMANDS[command];
    let most = if is_whole() {
        MOST_CALLS.1
    } else {
        MOST_CALLS.0
    };
    let mut number = 1;
    while number <= most {
        let told = format!(
            "case {seed}, {}: {call} fails with {error} at call {number}",
            arguments.join(" ")
        );
        let home = prepared_home();
        let trace = home.path().join("trace");
        let mut strace = Command::new("strace");
        let inject = format!("inject={call}:error={error}:when={number}");
        strace
            .args([
                "-f",
                "-qq",
                "-e",
                &format!("trace={call}"),
                "-e",
                &inject,
                "-o",
            ])
            .arg(&trace)
            .arg(BINARY);
        strace
            .args(arguments)
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path());
        let ran = match run_in_time(strace, tally) {
            Ok(ran) => ran,
            Err(what) => return tally.fail(format!("{told}: {what}")),
        };
        let traced = fs::read_to_string(&trace).unwrap_or_default();
        let _ = fs::remove_file(&trace);
        if !traced.contains("INJECTED") {
            return tally.count("combinations to the end");
        }
        tally.count("failed calls");
        let is_loader = ran.code == 127 || ran.err.contains("loading shared libraries");
        let lacks_memory =
            ran.err.contains("memory allocation of") || (call == "mmap" && ran.signal.is_some());
        if is_loader {
            tally.count("  before the program began");
        } else if lacks_memory {
            tally.count("  ended for lack of memory");
        } else if let Some(fault) = ran.fault(&[0, 1, 2, 3, 65, 74, 75]) {
            tally.fail(format!("{told}: {fault}"));
        } else {
            tally.count(if ran.code == 0 {
                "  came through"
            } else {
                "  refused"
            });
        }
        judge_state(
            &told,
            &home,
            (writes && ran.code == 0).then_some(after),
            after,
            tally,
        );
        // The first calls are the loader's and the start's; later ones are taken in larger steps.
        number += if number < 40 { 1 } else { number / 8 };
    }
}

/// The catalogue is the one before or the one after, and a next writer tidies up.
fn judge_state(
    told: &str,
    home: &Home,
    wanted: Option<&Answer>,
    after: &Answer,
    tally: &mut Tally,
) {
    match store::open_catalog_read_only(&home.data(), DAY) {
        Ok(opened) if opened.notices.is_empty() => {
            let answer = Answer::of_catalog(&opened.catalog).unwrap();
            if wanted.is_some_and(|wanted| *wanted != answer) {
                tally.fail(format!("{told}: code 0, but not the state after"));
            } else if answer != *after && answer != ORIGINALS.imported {
                tally.fail(format!("{told}: neither before nor after"));
            }
        }
        Ok(opened) => tally.fail(format!("{told}: {:?}", opened.notices)),
        Err(error) => tally.fail(format!("{told}: {error}")),
    }
    let exported = fs::read_to_string(home.path().join("out.csv")).unwrap_or_default();
    if exported != "before" && exported.lines().count() != 91 {
        tally.fail(format!(
            "{told}: an export of {} lines",
            exported.lines().count()
        ));
    }
    // Opening and looking is quick; a writer in every second case is enough.
    let list = ORIGINALS.list();
    let next = home.run(&["import", "--replace", "--yes", &list.to_string_lossy()]);
    let next_after = home.run(&["import", "--replace", "--yes", "short.csv"]);
    if next.code > 1 || next_after.code > 1 {
        tally.fail(format!(
            "{told}: the next writer: {}{}",
            next.err, next_after.err
        ));
    }
    let left: Vec<_> = left_overs(home.path());
    if !left.is_empty() {
        tally.fail(format!(
            "{told}: left over behind the next writer: {left:?}"
        ));
    }
}
