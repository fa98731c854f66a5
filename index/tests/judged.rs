//! The judged set as a gate: every class of question reaches its floor.
//!
//! The figures beside the floors come with the failure; `cargo run --release -p ocop-index --example judge`
//! prints them at any time, with the questions that were missed. It must not know how an engine works.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "judged/mod.rs"]
#[expect(dead_code, reason = "times and misses are for the example")]
mod judged;

use std::collections::BTreeSet;
use std::fmt::Write;

use judged::classes::{CLASSES, HANDWRITTEN, OVERALL};
use judged::measure::{Score, overall};
use judged::{Shelves, handwritten};
use ocop_index::source::builtin;

#[test]
fn every_class_reaches_its_floor() {
    let shelves = Shelves::open().unwrap();
    let (written, ndcg) = handwritten::score(&shelves).unwrap();
    let mut scores: Vec<Score> = CLASSES
        .iter()
        .map(|class| shelves.score(class).unwrap())
        .collect();
    scores.push(written);
    let mean = overall(&scores);
    let mut table = String::new();
    for score in &scores {
        let mark = if score.passes() { ' ' } else { '*' };
        let (name, questions) = (score.name, score.questions);
        let (success, mrr, floors) = (score.success, score.mrr, score.floors);
        writeln!(
            table,
            "{mark} {name:24} {questions:4} {success:.3} ({:.2}) {mrr:.3} ({:.2})",
            floors.0, floors.1
        )
        .unwrap();
    }
    let all = scores.iter().all(Score::passes);
    assert!(
        all && mean >= OVERALL && ndcg >= HANDWRITTEN.1,
        "below the floor where starred; overall {mean:.3} ({OVERALL}), nDCG {ndcg:.3} ({})\n{table}",
        HANDWRITTEN.1
    );
}

#[test]
fn the_set_is_large_and_repeats() {
    let shelves = Shelves::open().unwrap();
    let mut sum = 0;
    for class in &CLASSES {
        let questions = shelves.questions(class);
        let texts: Vec<&str> = questions
            .iter()
            .map(|question| question.asked.text.as_str())
            .collect();
        assert!(texts.len() >= 25, "{}: {}", class.name, texts.len());
        let again = shelves.questions(class);
        assert!(
            again.iter().map(|question| &*question.asked.text).eq(texts),
            "{}",
            class.name
        );
        sum += questions.len();
    }
    assert!(sum >= 700, "{sum}");
    assert!(CLASSES.len() >= 26);
}

#[test]
fn the_questions_written_by_hand_grade_rows_that_exist() {
    let ids: BTreeSet<String> = builtin::load_products()
        .unwrap()
        .into_iter()
        .map(|product| product.id)
        .collect();
    let judged = handwritten::judged().unwrap();
    assert_eq!(judged.len(), 100);
    let texts: BTreeSet<&str> = judged.iter().map(|question| question.text).collect();
    assert_eq!(texts.len(), judged.len());
    for question in &judged {
        assert!(
            question.grades.iter().any(|(_, grade)| *grade == 3),
            "{}",
            question.text
        );
        let mut seen = BTreeSet::new();
        for (id, _) in &question.grades {
            assert!(
                ids.contains(id) && seen.insert(id),
                "{}: {id}",
                question.text
            );
        }
    }
}
