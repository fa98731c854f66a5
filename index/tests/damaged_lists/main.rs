//! Damaged lists: good lists of every kind, damaged as lists are when they are copied, converted and printed.
//!
//! In no file may a row be published with a value that stands in another row or column, unless the row is named; good
//! files give no warning; and of the rows that a damage did not touch, nearly all are published right. Every case
//! follows from its number, so that a failure can be looked at again:
//!
//! ```sh
//! OCOP_DAMAGE_SEED=123 OCOP_DAMAGES=1 cargo test -p ocop-index --test damaged_lists -- --ignored --nocapture
//! ```
//!
//! * `good_list`: lists without a fault, with `columns` and `word_lists`. `damage`: what is done to them.
//! * `list_file`: a list on paper and in a file. `verdict`: reads the file and judges what is published.

// A test that cannot go on stops at once, and tells what it measured.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod columns;
mod damage;
mod good_list;
mod list_file;
mod seeded_random;
mod verdict;
mod word_lists;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use list_file::{FileForm, ListFile};
use seeded_random::SeededRandom;

/// Cases of the everyday test.
const EVERYDAY_CASES: u64 = 150;

/// Cases of the long test, unless `OCOP_DAMAGES` says otherwise.
const ALL_CASES: u64 = 10_000;

/// Threads that share the cases.
const WORKERS: u64 = 2;

/// Failures that are shown in full.
const SHOWN_FAILURES: usize = 20;

/// Untouched rows that are not right and are shown.
const SHOWN_ROWS: usize = 40;

/// What came of some cases.
#[derive(Debug, Default)]
struct Tally {
    cases: usize,
    untouched: usize,
    right: usize,
    /// The failures in full.
    failures: Vec<String>,
    /// Untouched rows that are not right, one line each.
    not_right: Vec<String>,
    /// Failures, and rows not right, by kind of damage.
    by_damage: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.untouched += other.untouched;
        self.right += other.right;
        self.failures.extend(other.failures);
        self.not_right.extend(other.not_right);
        for (damage, (failures, not_right)) in other.by_damage {
            let own = self.by_damage.entry(damage).or_default();
            own.0 += failures;
            own.1 += not_right;
        }
    }
}

fn file_path(folder: &Path, file: &ListFile) -> PathBuf {
    folder.join(match file.form {
        FileForm::Text(_) => "list.csv",
        FileForm::Workbook => "list.xlsx",
    })
}

/// Makes, damages, reads and judges a file.
fn run_case(seed: u64, folder: &Path, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let mut file = good_list::make_good_list(&mut random);
    let path = file_path(folder, &file);
    tally.cases += 1;
    let good = verdict::judge_good_file(&file, &path);
    if !good.faults.is_empty() {
        tally.by_damage.entry("none".to_owned()).or_default().0 += 1;
        tally
            .failures
            .push(describe_failure(seed, "none", &good, &file));
        return;
    }
    let done = damage::damage_file(&mut file, &mut random);
    let judged = verdict::judge_damaged_file(&file, &path);
    tally.untouched += judged.untouched;
    tally.right += judged.right;
    let kinds: Vec<&str> = done
        .iter()
        .filter_map(|what| what.split(':').next())
        .collect();
    let entry = tally.by_damage.entry(kinds.join(" + ")).or_default();
    let lost = judged.not_right.iter().take(2);
    let lost = lost.map(|row| format!("case {seed}, {}: {row}", done.join("; ")));
    tally.not_right.extend(lost);
    entry.1 += judged.untouched - judged.right;
    if !judged.faults.is_empty() {
        entry.0 += 1;
        let what = done.join("; ");
        tally
            .failures
            .push(describe_failure(seed, &what, &judged, &file));
    }
}

fn describe_failure(seed: u64, damage: &str, judged: &verdict::Verdict, file: &ListFile) -> String {
    let mut text = format!("case {seed}, damage: {damage}\n");
    for fault in judged.faults.iter().take(4) {
        let _ = writeln!(text, "  ! {fault}");
    }
    let _ = write!(text, "{}{}", file.describe(), judged.account);
    text
}

fn check_cases(first: u64, count: u64) {
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|worker| {
                scope.spawn(move || {
                    let folder = tempfile::tempdir().unwrap();
                    let mut tally = Tally::default();
                    for seed in (first..first + count).filter(|seed| seed % WORKERS == worker) {
                        run_case(seed, folder.path(), &mut tally);
                    }
                    tally
                })
            })
            .collect();
        for worker in workers {
            tally.add(worker.join().unwrap());
        }
    });
    let share = tally.right as f64 * 100.0 / tally.untouched.max(1) as f64;
    println!(
        "{} cases, {} failures; {} of {} untouched rows right, {share:.2} %",
        tally.cases,
        tally.failures.len(),
        tally.right,
        tally.untouched,
    );
    for (damage, (failures, not_right)) in &tally.by_damage {
        if failures + not_right > 0 {
            println!("  {damage}: {failures} failures, {not_right} untouched rows not right");
        }
    }
    for row in tally.not_right.iter().take(SHOWN_ROWS) {
        println!("{row}");
    }
    for failure in &tally.failures {
        let lines: Vec<&str> = failure.lines().take(2).collect();
        println!("{}", lines.join(" "));
    }
    for failure in tally.failures.iter().take(SHOWN_FAILURES) {
        println!("{failure}");
    }
    assert!(
        tally.failures.is_empty(),
        "{} failures",
        tally.failures.len()
    );
    assert!(
        share >= 95.0,
        "{share:.2} % of the untouched rows are right"
    );
}

#[test]
fn no_damage_puts_a_value_into_another_row_or_column() {
    check_cases(0, EVERYDAY_CASES);
}

#[test]
#[ignore = "ten thousand cases"]
fn ten_thousand_damages_put_no_value_into_another_row_or_column() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("OCOP_DAMAGE_SEED").unwrap_or(0);
    check_cases(first, number("OCOP_DAMAGES").unwrap_or(ALL_CASES));
}
