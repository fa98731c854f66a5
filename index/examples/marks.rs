//! What it costs a search that the catalogue knows what people did with its products.
//!
//! ```sh
//! cargo run --release -p ocop-index --example marks
//! ```
//!
//! 20,000 made-up products with the marks that some 100,000 events leave: everyone is in a review, four in five are
//! done, by five reviewers, with labels and remarks. The same questions are asked of the catalogue without marks, with
//! them, and with them and the filters of a review chosen, in turn, twenty times. A question is one key: hits, counts
//! of all facets, first rows. It must not be compared with a run on another machine.
#![allow(
    clippy::print_stdout,
    reason = "the figures are what this example is for"
)]

#[path = "../benches/support/mod.rs"]
#[expect(dead_code, reason = "most of it is for the benchmark")]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ocop_index::{
    Catalog, Facet, Filter, MARKED, ProductMarks, Query, REVIEW_STATES, Result, store,
};

use support::DAY;

/// How many products there are.
const PRODUCTS: usize = 20_000;

/// How many people type.
const PEOPLE: usize = 40;

/// How many keys of them are asked in a round.
const KEYS: usize = 300;

/// How often each catalogue answers them.
const ROUNDS: usize = 20;

fn main() -> Result<()> {
    let products = support::products(PRODUCTS);
    let catalog = store::build_in_memory(&products, DAY)?;
    let start = Instant::now();
    let marks = mark_all(products.iter().map(|product| &*product.id));
    println!(
        "{:<44}{:>9.2} ms",
        "marks of all products set",
        millis(start.elapsed())
    );
    let marked = catalog.with_marks(&marks)?;
    let mut handed: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(catalog.with_marks(&marks)?);
        handed.push(start.elapsed());
    }
    println!(
        "{:<44}{:>9.2} ms",
        "handed to the catalogue, as after a verdict",
        millis(median(handed))
    );
    let mut log = support::typing_log(&products, PEOPLE);
    log.truncate(KEYS);
    let mut of_review = Filter::default();
    of_review.choose_value(Facet::ReviewState, REVIEW_STATES[2]);
    of_review.exclude_value(Facet::Verdict, "dung");
    let plain = support::questions(&log, &Filter::default());
    let reviewed = support::questions(&log, &of_review);
    let lanes: [(&str, &Catalog, &[Query]); 3] = [
        ("without marks", &catalog, &plain),
        ("with marks", &marked, &plain),
        (
            "with marks, two facets of a review chosen",
            &marked,
            &reviewed,
        ),
    ];
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        for ((_, catalog, questions), times) in lanes.iter().zip(&mut times) {
            let start = Instant::now();
            for question in *questions {
                black_box(support::keystroke(catalog, question)?);
            }
            times.push(start.elapsed());
        }
    }
    let medians = times.map(median);
    for ((name, ..), time) in lanes.iter().zip(medians) {
        let of_plain = time.as_secs_f64() / medians[0].as_secs_f64();
        let a_key = millis(time) / KEYS as f64;
        println!("{name:<44}{a_key:>9.3} ms a key  {of_plain:.2}x");
    }
    Ok(())
}

/// Marks as a review leaves them, the same in every run.
fn mark_all<'a>(ids: impl Iterator<Item = &'a str>) -> ProductMarks {
    let mut marks = ProductMarks::default();
    for (number, id) in ids.enumerate() {
        let is_done = number % 5 != 0;
        let state = if is_done { "done" } else { "open" };
        marks.set(id, Facet::ReviewState, [state]);
        if is_done {
            let verdicts = ["dung", "can-sua", "chua-chac", "da-lien-he", "ngung"];
            let first = verdicts[number * 7 / 5 % 5];
            let disagrees = number % 11 == 0;
            let second = disagrees.then_some(verdicts[number / 11 % 5]);
            marks.set(id, Facet::Verdict, std::iter::once(first).chain(second));
            let reviewers = ["an", "binh", "chi", "dung", "em"];
            marks.set(id, Facet::Reviewer, [reviewers[number % 5]]);
            marks.set(id, Facet::Disagreement, disagrees.then_some(MARKED));
        }
        if number % 3 == 0 {
            let value = ["đã lập", "đang làm", "chưa"][number / 3 % 3];
            let with_value = format!("lộ trình={value}");
            marks.set(id, Facet::Label, ["lộ trình", &with_value]);
        }
        marks.set(id, Facet::Remark, (number % 7 == 0).then_some(MARKED));
        marks.set(id, Facet::Proposal, (number % 13 == 0).then_some(MARKED));
    }
    marks
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
