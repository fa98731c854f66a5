//! Asking the questions and counting: right first rows, reciprocal ranks, times.
//!
//! It must not ask a question twice and keep the better answer.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use ocop_index::{Catalog, Query, Result};

use super::classes::Class;
use super::ways::{Standing, Wanted};
use super::{Question, Shelves};

/// Rows looked at.
pub(crate) const ROWS: usize = 10;

/// The result of a class.
pub(crate) struct Score {
    pub(crate) name: &'static str,
    pub(crate) questions: usize,
    /// Share of right first rows.
    pub(crate) success: f64,
    /// Mean of one through the rank of the first right row, 0 after the tenth.
    pub(crate) mrr: f64,
    /// Share with a right row among the first three.
    pub(crate) top3: f64,
    pub(crate) median: Duration,
    /// Its floors.
    pub(crate) floors: (f64, f64),
    pub(crate) misses: Vec<Miss>,
}

/// A question that was not answered right.
pub(crate) struct Miss {
    pub(crate) text: String,
    pub(crate) target: String,
    /// The first names.
    pub(crate) got: Vec<String>,
    pub(crate) total: usize,
}

/// The answer to a question.
pub(crate) struct Reply {
    pub(crate) total: usize,
    /// Ids and names of the first rows.
    pub(crate) rows: Vec<(String, String)>,
    /// Typed words that the answer says it left out.
    pub(crate) left_out: usize,
    pub(crate) time: Duration,
}

impl Score {
    /// True when both floors are reached.
    pub(crate) fn passes(&self) -> bool {
        self.success >= self.floors.0 && self.mrr >= self.floors.1
    }
}

/// Asks a catalogue.
pub(crate) fn ask(catalog: &Catalog, text: &str) -> Result<Reply> {
    let start = Instant::now();
    let mut answer = catalog.search(&Query::from_text(text))?;
    let total = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..ROWS.min(total))?;
    let time = start.elapsed();
    let rows = hits
        .into_iter()
        .map(|hit| (hit.product.id, hit.product.name))
        .collect();
    Ok(Reply {
        total,
        rows,
        left_out: answer.interpretation_summary().dropped.len(),
        time,
    })
}

impl Shelves {
    /// Asks a catalogue by its place on the shelf.
    pub(crate) fn ask(&self, place: usize, text: &str) -> Result<Reply> {
        ask(&self.0[place].catalog, text)
    }

    /// Asks every question of a class.
    pub(crate) fn score(&self, class: &Class) -> Result<Score> {
        let mut tally = Tally::default();
        for question in self.questions(class) {
            let reply = self.ask(question.shelf, &question.asked.text)?;
            tally.count(question, reply);
        }
        Ok(tally.score(class.name, (class.success, class.mrr)))
    }
}

/// The mean of right first rows over classes: each class counts alike.
pub(crate) fn overall(scores: &[Score]) -> f64 {
    let sum: f64 = scores.iter().map(|score| score.success).sum();
    sum / scores.len().max(1) as f64
}

/// A class being counted.
#[derive(Default)]
pub(crate) struct Tally {
    ranks: Vec<Option<usize>>,
    times: Vec<Duration>,
    misses: Vec<Miss>,
}

impl Tally {
    fn count(&mut self, question: Question, reply: Reply) {
        let rank = rank(&question.asked.wanted, &reply);
        self.add(rank, question.asked.text, question.target, reply);
    }

    /// One more question, with the rank of its first right row.
    pub(crate) fn add(&mut self, rank: Option<usize>, text: String, target: String, reply: Reply) {
        self.ranks.push(rank);
        self.times.push(reply.time);
        if rank != Some(1) {
            self.misses.push(Miss {
                text,
                target,
                got: reply
                    .rows
                    .into_iter()
                    .take(3)
                    .map(|(_, name)| name)
                    .collect(),
                total: reply.total,
            });
        }
    }

    /// The figures.
    pub(crate) fn score(mut self, name: &'static str, floors: (f64, f64)) -> Score {
        self.times.sort();
        let questions = self.ranks.len();
        let share = |sum: f64| sum / questions.max(1) as f64;
        let within = |most: usize| {
            let right = self.ranks.iter().flatten().filter(|rank| **rank <= most);
            share(right.count() as f64)
        };
        let reciprocal = self.ranks.iter().flatten().map(|rank| 1.0 / *rank as f64);
        Score {
            name,
            questions,
            success: within(1),
            mrr: share(reciprocal.fold(0.0, |sum, part| sum + part)),
            top3: within(3),
            median: self.times.get(questions / 2).copied().unwrap_or_default(),
            floors,
            misses: self.misses,
        }
    }
}

/// The place of the first right row; 1 for nothing where nothing is right.
fn rank(wanted: &Wanted, reply: &Reply) -> Option<usize> {
    let first_of = |ids: &BTreeSet<String>| {
        let place = reply.rows.iter().position(|(id, _)| ids.contains(id));
        place.map(|place| place + 1)
    };
    match wanted {
        Wanted::First(ids) => first_of(ids),
        Wanted::Top { first, top, count } => {
            let pure = reply
                .rows
                .iter()
                .take(*count)
                .all(|(id, _)| top.contains(id));
            match first_of(first) {
                Some(1) if !pure => Some(2),
                rank => rank,
            }
        }
        Wanted::InOrder(rows) => is_in_order(rows, reply).then_some(1),
        Wanted::Nothing => (reply.total == 0).then_some(1),
        Wanted::NothingGood => (reply.total == 0 || reply.left_out > 0).then_some(1),
    }
}

/// True when the rows shown are of these, and no row stands below, or is left out for, one that it goes before.
fn is_in_order(rows: &BTreeMap<String, Standing>, reply: &Reply) -> bool {
    let shown: Vec<&Standing> = reply
        .rows
        .iter()
        .filter_map(|(id, _)| rows.get(id))
        .collect();
    let first = reply.rows.first();
    let ids: BTreeSet<&String> = reply.rows.iter().map(|(id, _)| id).collect();
    let missing: Vec<&Standing> = rows
        .iter()
        .filter(|(id, _)| !ids.contains(id))
        .map(|(_, standing)| standing)
        .collect();
    let right = |(place, upper): (usize, &&Standing)| {
        let mut below = shown[place + 1..].iter().chain(&missing);
        !below.any(|lower| lower.goes_before(upper))
    };
    shown.len() >= 2
        && first.is_some_and(|(id, _)| rows.contains_key(id))
        && shown.iter().enumerate().all(right)
}
