//! One log, answered by every engine in turn.
//!
//! After a short warm-up each question goes to all engines before the next one comes, and each time
//! another engine begins, so that a busy moment of the machine meets all of them alike. It must not run one
//! engine's whole log before another's.

use std::hint::black_box;
use std::iter;

use ocop_index::Result;

use super::support::peers::{Found, Runner};
use super::support::question::Question;
use super::times::{Times, timed};

/// How many questions warm up, untimed.
const WARM_UP: usize = 50;

/// What one engine did.
#[derive(Default)]
pub(crate) struct Lane {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Hits, counts and the first rows read whole.
    pub(crate) answers: Times,
    /// The part of it until hits and counts were known.
    pub(crate) searches: Times,
    /// How many products each question found.
    pub(crate) totals: Vec<usize>,
    /// How many facets it counts.
    pub(crate) facets: usize,
    /// How many values of facets were counted, all questions together.
    pub(crate) values: usize,
    /// How many rows were read.
    pub(crate) rows: usize,
}

impl Lane {
    fn add(&mut self, found: &Found, answer: std::time::Duration) {
        self.answers.push(answer);
        self.searches.push(found.searched);
        self.totals.push(found.total);
        self.facets = found.facets;
        self.values += found.values;
        self.rows += found.rows;
    }

    /// All hits.
    pub(crate) fn hits(&self) -> usize {
        self.totals.iter().sum()
    }

    /// The questions that both found equally much for.
    pub(crate) fn agree(&self, other: &Self) -> usize {
        let both = iter::zip(&self.totals, &other.totals);
        both.filter(|(ours, theirs)| ours == theirs).count()
    }
}

/// Runs the log.
pub(crate) fn run(runners: &[&dyn Runner], log: &[Question]) -> Result<Vec<Lane>> {
    for question in log.iter().take(WARM_UP) {
        for runner in runners {
            black_box(runner.answer(question)?);
        }
    }
    let mut lanes: Vec<Lane> = runners
        .iter()
        .map(|runner| Lane {
            name: runner.name(),
            ..Lane::default()
        })
        .collect();
    for (turn, question) in log.iter().enumerate() {
        for step in 0..runners.len() {
            let at = (turn + step) % runners.len();
            let (time, found) = timed(|| runners[at].answer(black_box(question)))?;
            lanes[at].add(&found, time);
        }
    }
    Ok(lanes)
}
