//! Limits of the shell: too few files, threads, bytes of memory or of a file. A command answers or says why not.

use crate::campaign::{Tally, cases, run_cases};
use crate::catalogues::{Generations, ORIGINALS, left_overs};
use crate::run::{in_shell, run_in_time};
use crate::seeded_random::SeededRandom;

#[test]
fn under_the_limits_of_a_shell_a_command_answers_or_says_why_not() {
    run_cases(cases(10, 400), run_case).conclude("limits of the shell", "limits");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let (limit, number) = match seed % 4 {
        0 => ("-f", random.below(600)),
        1 => ("-n", random.between(3, 30)),
        2 => ("-v", random.between(8_000, 400_000)),
        _ => ("-t", random.between(1, 3)),
    };
    let list = ORIGINALS.list();
    let list = list.to_string_lossy();
    let commands: [&[&str]; 5] = [
        &["search", "cha muc"],
        &["import", "--replace", "--yes", &list],
        &["rollback", "--yes"],
        &["export", "--format", "xlsx", "--out", "out.xlsx"],
        &["doctor"],
    ];
    let arguments = commands[random.below(commands.len())];
    let line = format!("ulimit {limit} {number}; exec \"$0\" \"$@\"");
    let told = format!("case {seed}, ulimit {limit} {number}, {}", arguments[0]);
    let ran = match run_in_time(in_shell(&home, &line, arguments), tally) {
        Ok(ran) => ran,
        Err(what) => return tally.fail(format!("{told}: {what}")),
    };
    tally.count(format!("    ulimit {limit}"));
    let lacks_memory =
        limit == "-v" && (ran.err.contains("memory allocation of") || ran.signal.is_some());
    if ran.code == 127 || ran.err.contains("loading shared libraries") {
        tally.count("  before the program began");
    } else if lacks_memory {
        tally.count("  ended for lack of memory");
    } else if let Some(fault) = ran.fault(&[0, 1, 3, 65, 74, 75]) {
        tally.fail(format!("{told}: {fault}"));
    } else {
        tally.count(if ran.code <= 1 {
            "  came through"
        } else {
            "  refused"
        });
    }
    let next = home.run(&["import", "--replace", "--yes", &list]);
    let again = home.run(&["rollback", "--yes"]);
    let left = left_overs(home.path());
    if next.code > 1 || again.code > 1 || !left.is_empty() {
        tally.fail(format!(
            "{told}: the next writer: {}{} {left:?}",
            next.err, again.err
        ));
    }
}
