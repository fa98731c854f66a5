//! The hard part of the judged set as a gate: every hard class reaches its floor.
//!
//! `cargo judge` prints the same figures with the questions that were missed. It must not know how an engine
//! works.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "judged/mod.rs"]
#[expect(dead_code, reason = "the other classes are asked in `judged.rs`")]
mod judged;

use std::collections::BTreeSet;
use std::fmt::Write;

use judged::Shelves;
use judged::hard::classes::HARD_CLASSES;
use judged::hard::english;
use judged::measure::Score;
use ocop_index::source::builtin;

#[test]
fn every_hard_class_reaches_its_floor() {
    let shelves = Shelves::open_hard().unwrap();
    let mut scores: Vec<Score> = HARD_CLASSES
        .iter()
        .map(|class| shelves.score(class).unwrap())
        .collect();
    scores.push(english::score(&shelves).unwrap());
    let mut table = String::new();
    for score in &scores {
        let mark = if score.passes() { ' ' } else { '*' };
        let (name, questions, floors) = (score.name, score.questions, score.floors);
        writeln!(
            table,
            "{mark} {name:26} {questions:4} {:.3} ({:.2}) {:.3} ({:.2})",
            score.success, floors.0, score.mrr, floors.1
        )
        .unwrap();
        assert!(questions >= 25, "{name}: {questions}");
    }
    assert!(
        scores.iter().all(Score::passes),
        "below the floor where starred\n{table}"
    );
}

#[test]
fn english_names_ask_for_rows_that_exist() {
    let ids: BTreeSet<String> = builtin::load_products()
        .unwrap()
        .into_iter()
        .map(|product| product.id)
        .collect();
    let questions = english::questions().unwrap();
    let texts: BTreeSet<&str> = questions.iter().map(|question| question.text).collect();
    assert!(texts.len() == questions.len() && texts.len() >= 45);
    for question in &questions {
        assert!(!question.rows.is_empty(), "{}", question.text);
        assert!(question.rows.is_subset(&ids), "{}", question.text);
    }
}
