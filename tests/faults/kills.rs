//! kill -9 at any moment of an import, a rollback or an export: before or after, never between.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use ocop_index::store;

use crate::answers::{Answer, DAY};
use crate::campaign::{Tally, cases, run_cases};
use crate::catalogues::{Generations, ORIGINALS, left_overs};
use crate::seeded_random::SeededRandom;

#[test]
fn a_kill_at_any_moment_leaves_the_state_before_or_after() {
    run_cases(cases(8, 500), run_case).conclude("kill -9 while writing", "kill");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let list = fs::read_to_string(ORIGINALS.list()).unwrap();
    let lines: Vec<&str> = list.lines().take(40).collect();
    fs::write(home.path().join("short.csv"), lines.join("\n")).unwrap();
    let commands: [&[&str]; 3] = [
        &["import", "--replace", "--yes", "short.csv"],
        &["rollback", "--yes"],
        &["export", "--format", "xlsx", "--out", "out.xlsx"],
    ];
    let arguments = commands[seed as usize % commands.len()];
    let mut command = home.command(arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_micros(random.below(1_200_000) as u64));
    let _ = child.kill();
    let status = child.wait().unwrap();
    let told = format!("case {seed}, {} killed", arguments[0]);
    tally.count(if status.code() == Some(0) {
        "  had ended"
    } else {
        "  killed"
    });
    match store::open_catalog_read_only(&home.data(), DAY) {
        Ok(opened) if opened.notices.is_empty() => {
            let answer = Answer::of_catalog(&opened.catalog).unwrap();
            let is_before = answer == ORIGINALS.imported;
            let is_after = match arguments[0] {
                "import" => opened.catalog.len() == 39,
                "rollback" => answer == ORIGINALS.built_in,
                _ => false,
            };
            tally.count(if is_before { "  before" } else { "  after" });
            if !is_before && !is_after {
                tally.fail(format!("{told}: neither before nor after"));
            }
        }
        Ok(opened) => tally.fail(format!("{told}: {:?}", opened.notices)),
        Err(error) => tally.fail(format!("{told}: {error}")),
    }
    let next = home.run(&["import", "--replace", "--yes", "short.csv"]);
    let again = home.run(&["export", "--format", "xlsx", "--out", "out.xlsx", "--force"]);
    let mut left = left_overs(&home.data());
    // What a killed export began stays beside its file: nobody but its owner may know what it is.
    left.retain(|path| path.starts_with(home.data().join("catalog")));
    if next.code > 1 || again.code > 1 || !left.is_empty() {
        tally.fail(format!(
            "{told}: the next writer: {}{} {left:?}",
            next.err, again.err
        ));
    }
}
