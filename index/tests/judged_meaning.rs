//! The judged set "meaning" as a gate: every class of lines with stars, places, dates and the like reaches its floor.
//!
//! `cargo run --release -p ocop-index --example judge -- --misses --class meaning` prints the questions that were
//! missed. It must not know how an engine works.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "judged/mod.rs"]
#[expect(
    dead_code,
    reason = "the other classes, times and misses are for others"
)]
mod judged;

use std::fmt::Write;
use std::sync::LazyLock;

use judged::meaning::{CLASSES, Worlds};
use judged::measure::Score;

/// Opened once: the country is large.
static WORLDS: LazyLock<Worlds> = LazyLock::new(|| Worlds::open().unwrap());

#[test]
fn every_class_is_large_and_reaches_its_floor() {
    let mut table = String::new();
    let mut all = true;
    for class in &CLASSES {
        let score = WORLDS.score(class).unwrap();
        let mark = if score.passes() { ' ' } else { '*' };
        let Score {
            name,
            questions,
            success,
            floors,
            ..
        } = score;
        all &= mark == ' ';
        writeln!(
            table,
            "{mark} {name:24} {questions:4} {success:.3} ({:.2})",
            floors.0
        )
        .unwrap();
        assert!(questions >= 40, "{name}: {questions}");
    }
    assert!(all, "below the floor where starred\n{table}");
}

#[test]
fn the_questions_repeat() {
    // Every third class: the others are drawn alike.
    for class in CLASSES.iter().step_by(3) {
        let texts = || -> Vec<String> {
            let questions = WORLDS.questions(class).unwrap();
            questions
                .into_iter()
                .map(|question| question.text)
                .collect()
        };
        let first = texts();
        assert_eq!(first, texts(), "{}", class.name);
    }
}
