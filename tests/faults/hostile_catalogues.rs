//! Hostile generations with right checksums: nothing of them acts on a terminal, and nothing of them ends or holds up
//! a command.

use crate::campaign::{Tally, cases, run_cases};
use crate::catalogues::{Generations, ORIGINALS, state_of};
use crate::hostile_publisher::{KINDS, publish_hostile};
use crate::run::{run_in_time, with_limited_memory};
use crate::seeded_random::SeededRandom;

#[test]
fn a_hostile_catalogue_neither_acts_nor_ends_nor_holds_up_a_command() {
    run_cases(cases(KINDS, 40 * KINDS), run_case).conclude("hostile catalogues", "hostile");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let kind = seed % KINDS;
    let (told, is_published) = publish_hostile(kind, &mut random, &home.data());
    if !is_published {
        tally.count("  not published by the library");
        return;
    }
    tally.count(format!("    kind {kind:>2}"));
    let outside = std::path::Path::new("/etc/passwd");
    let before = std::fs::read(outside).ok();
    let asks: [&[&str]; 9] = [
        &["doctor"],
        &["history"],
        &["search", "cha muc"],
        &["search", "--format", "json", "--limit", "500"],
        &["facets", "--format", "json"],
        &["facets"],
        &["stats"],
        &["show", "qn-001"],
        &["export", "--format", "csv", "--out", "-"],
    ];
    for arguments in asks {
        let ran = match run_in_time(with_limited_memory(&home, arguments), tally) {
            Ok(ran) => ran,
            Err(what) => {
                tally.fail(format!("case {seed}, {told}: {arguments:?}: {what}"));
                return;
            }
        };
        tally.count(if ran.code <= 1 {
            "  answered"
        } else {
            "  refused"
        });
        // A file keeps its line ends; a terminal never sees what it holds.
        if let Some(fault) = ran.fault(&[0, 1, 3, 65, 74]) {
            tally.fail(format!("case {seed}, {told}: {arguments:?}: {fault}"));
        }
    }
    if std::fs::read(outside).ok() != before {
        tally.fail(format!("case {seed}, {told}: a file outside was written"));
    }
    let litter = state_of(home.path());
    let litter = litter.iter().filter(|(path, _)| {
        !path.starts_with(home.data()) && !path.starts_with(home.path().join(".local"))
    });
    for (path, _) in litter {
        if !path.ends_with(".local") {
            tally.fail(format!(
                "case {seed}, {told}: {} was written",
                path.display()
            ));
        }
    }
}
