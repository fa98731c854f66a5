//! How many questions of the judged set the engine answers right, class by class.
//!
//! ```sh
//! cargo run --release -p ocop-index --example judge
//! cargo run --release -p ocop-index --example judge -- --misses --class joined
//! cargo run --release -p ocop-index --example judge -- --json
//! ```
//!
//! `success` is the share of right first rows, `MRR` the mean of one through the rank of the first right row
//! among ten, `top 3` the share with a right row among three; a star marks a class below its floor.
//! `--misses` adds each question that was missed with what it should have found and what it found.
//! `--questions` lists every question instead of asking any, with what it was made from and
//! how many rows are right.
//! The classes whose name begins with "meaning" are whole lines with conditions in them; they have no rank, so their
//! figures are all the share of right answers, and they stand apart from the mean.
//! `--class` takes a part of a class's name. It must not be a gate; that is `tests/judged.rs`.
#![allow(clippy::print_stdout, reason = "the table is what this example is for")]

#[path = "../tests/judged/mod.rs"]
mod judged;

use judged::classes::{CLASSES, Class, OVERALL};
use judged::hard::classes::HARD_CLASSES;
use judged::hard::english;
use judged::meaning::{self, Worlds};
use judged::measure::{Score, overall};
use judged::{Shelves, handwritten};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut misses, mut json, mut list, mut part) = (false, false, false, String::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => misses = true,
            "--json" => json = true,
            "--questions" => list = true,
            "--class" => {
                part = arguments
                    .next()
                    .ok_or("--class takes a part of a name")?
                    .to_lowercase();
            }
            other => return Err(format!("not an option: {other}").into()),
        }
    }
    let (shelves, hard) = (Shelves::open()?, Shelves::open_hard()?);
    let asked = |name: &str| name.to_lowercase().contains(&part);
    let asked_meaning = || meaning::CLASSES.iter().filter(|class| asked(class.name));
    let worlds = asked_meaning().next().map(|_| Worlds::open()).transpose()?;
    if list {
        show_questions(&shelves, &CLASSES, asked);
        show_questions(&hard, &HARD_CLASSES, asked);
        for (class, worlds) in asked_meaning().zip(worlds.iter().cycle()) {
            show_meaning_questions(worlds, class)?;
        }
        return Ok(());
    }
    let mut scores = Vec::new();
    for class in CLASSES.iter().filter(|class| asked(class.name)) {
        scores.push(shelves.score(class)?);
    }
    let mut ndcg = None;
    let (written, mean) = handwritten::score(&shelves)?;
    if asked(written.name) {
        scores.push(written);
        ndcg = Some(mean);
    }
    let mut hard_scores = Vec::new();
    for class in HARD_CLASSES.iter().filter(|class| asked(class.name)) {
        hard_scores.push(hard.score(class)?);
    }
    let named = english::score(&hard)?;
    if asked(named.name) {
        hard_scores.push(named);
    }
    let mut meant = Vec::new();
    for (class, worlds) in asked_meaning().zip(worlds.iter().cycle()) {
        meant.push(worlds.score(class)?);
    }
    if json {
        println!("{}", as_json([&scores, &hard_scores, &meant], ndcg, misses));
        return Ok(());
    }
    if !scores.is_empty() {
        table(&scores);
        println!(
            "  {:26} {:>9} {:>8.3} ({OVERALL})",
            "mean of the classes",
            "",
            overall(&scores)
        );
        if let Some(ndcg) = ndcg {
            println!("  {:26} {:>9} {ndcg:>8.3}", "nDCG, written by hand", "");
        }
    }
    if !hard_scores.is_empty() {
        println!("\nHard classes, the country with many rows");
        table(&hard_scores);
        let mean = overall(&hard_scores);
        println!("  {:26} {:>9} {mean:>8.3}", "mean of the classes", "");
    }
    if !meant.is_empty() {
        table(&meant);
    }
    if misses {
        show_misses(&scores);
        show_misses(&hard_scores);
        show_misses(&meant);
    }
    Ok(())
}

fn show_questions(shelves: &Shelves, classes: &[Class], asked: impl Fn(&str) -> bool) {
    for class in classes.iter().filter(|class| asked(class.name)) {
        println!("{}", class.name);
        for question in shelves.questions(class) {
            let rows = question.asked.wanted.rows();
            println!(
                "  “{}” from {} ({rows})",
                question.asked.text, question.target
            );
        }
    }
}

fn show_meaning_questions(worlds: &Worlds, class: &meaning::Class) -> ocop_index::Result<()> {
    println!("{}", class.name);
    for question in worlds.questions(class)? {
        println!(
            "  “{}” means {} ({})",
            question.text,
            question.truth,
            question.rows()
        );
    }
    Ok(())
}

fn table(scores: &[Score]) {
    println!(
        "  {:26} {:>9} {:>8} {:>8} {:>8} {:>10}",
        "class", "questions", "success", "MRR", "top 3", "median µs"
    );
    for score in scores {
        println!(
            "{} {:26} {:>9} {:>8.3} {:>8.3} {:>8.3} {:>10}",
            if score.passes() { ' ' } else { '*' },
            score.name,
            score.questions,
            score.success,
            score.mrr,
            score.top3,
            score.median.as_micros()
        );
    }
}

fn show_misses(scores: &[Score]) {
    for score in scores.iter().filter(|score| !score.misses.is_empty()) {
        println!("\n{}", score.name);
        for miss in &score.misses {
            println!(
                "  “{}” wanted {} got {}: {}",
                miss.text,
                miss.target,
                miss.total,
                miss.got.join(" | ")
            );
        }
    }
}

fn as_json(
    [scores, hard, meant]: [&[Score]; 3],
    ndcg: Option<f64>,
    misses: bool,
) -> serde_json::Value {
    let one = |score: &Score| {
        let shown = score.misses.iter().filter(|_| misses).map(|miss| {
            serde_json::json!({"query": miss.text, "wanted": miss.target, "total": miss.total, "got": miss.got})
        });
        serde_json::json!({
            "class": score.name,
            "queries": score.questions,
            "success": score.success,
            "mrr": score.mrr,
            "success_3": score.top3,
            "median_us": score.median.as_micros() as u64,
            "passes": score.passes(),
            "misses": shown.collect::<Vec<_>>(),
        })
    };
    serde_json::json!({
        "classes": scores.iter().map(one).collect::<Vec<_>>(),
        "hard_classes": hard.iter().map(one).collect::<Vec<_>>(),
        "meaning": meant.iter().map(one).collect::<Vec<_>>(),
        "overall": overall(scores),
        "hard_overall": overall(hard),
        "ndcg": ndcg,
    })
}
