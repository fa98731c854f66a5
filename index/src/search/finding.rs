//! The products that fit a plan, with what they cost.
//!
//! When very many fit, those that have all words in the name are scored first: whatever needs another field
//! costs more than a [`floor`], so that what is below it is in its final order already. The others are
//! scored when somebody looks that far. Must not: decide between plans.

use tantivy::DocId;

use super::candidates::{Docs, DocsPart, Postings};
use super::collect::Found;
use super::lines::Lines;
use super::score::{Scorer, Table, floor};
use super::slot::{Plan, Slot};
use super::threads;
use crate::error::Result;

/// The cost of what has not been scored yet.
pub(crate) const UNSCORED: u16 = u16::MAX;

/// So many products below the floor are enough to leave the others for later.
const ENOUGH: usize = 512;

/// A word that was left out is there all the same.
const WELCOME: u32 = 250;

/// Products scored between two looks at whether to stop.
const STRIDE: u32 = 4096;

/// Asked now and then whether the answer is still wanted.
pub(crate) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Why work ended early: it was told to stop.
pub(crate) struct Stopped;

/// Which finds are wanted: those that cost not much more than the best one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// What the best find costs so far.
    pub(crate) best: u32,
    /// What costs this much more is not listed.
    pub(crate) window: u32,
}

impl Wanted {
    /// What costs more than this is not wanted.
    pub(crate) fn limit(self) -> u32 {
        self.best.saturating_add(self.window)
    }
}

/// What fits a plan, in the order of the documents; of readings that are only near, some that are not wanted
/// are missing.
pub(crate) fn found(
    postings: &Postings<'_>,
    lines: &Lines,
    (plan, number): (&Plan, u16),
    wanted: Wanted,
    stop: Stop<'_>,
) -> Result<std::result::Result<Vec<Found>, Stopped>> {
    let candidates = postings
        .candidates(plan)
        .map_err(tantivy::TantivyError::from)?;
    let words = postings.vocabulary.len();
    if let Some(by_name) = &candidates.by_name {
        let Ok(first) = scored(by_name, lines, words, (plan, number), wanted, stop) else {
            return Ok(Err(Stopped));
        };
        let floor = floor(plan);
        let sure = first.iter().filter(|found| u32::from(found.cost) <= floor);
        if sure.take(ENOUGH).count() == ENOUGH {
            return Ok(Ok(with_the_rest(first, &candidates.docs, number)));
        }
    }
    Ok(scored(
        &candidates.docs,
        lines,
        words,
        (plan, number),
        wanted,
        stop,
    ))
}

/// Scores what was left for later.
pub(crate) fn score_the_rest(found: &mut [Found], lines: &Lines, words: usize, plans: &[Plan]) {
    let rest = found.iter().filter(|found| found.cost == UNSCORED);
    let (count, first) = (rest.clone().count(), rest.map(|found| found.plan).min());
    // Only the plan of the words as typed leaves anything.
    let Some(plan) = first.and_then(|first| plans.get(usize::from(first))) else {
        return;
    };
    let part = found.len().div_ceil(threads::worth(count)).max(1);
    let table = Table::new(plan, lines, words, count);
    threads::each(found.chunks_mut(part).collect(), |part: &mut [Found]| {
        let mut scorer = Scorer::new(&table);
        for found in part.iter_mut().filter(|found| found.cost == UNSCORED) {
            found.cost = scorer.cost(found.doc).map_or(UNSCORED, fitted);
        }
    });
}

/// A set with its costs, without what does not fit.
fn scored(
    docs: &Docs,
    lines: &Lines,
    words: usize,
    (plan, number): (&Plan, u16),
    wanted: Wanted,
    stop: Stop<'_>,
) -> std::result::Result<Vec<Found>, Stopped> {
    let count = docs.len();
    let table = Table::new(plan, lines, words, count);
    let work = |part: DocsPart<'_>| {
        let mut scorer = Scorer::new(&table);
        scorer.limit = wanted.limit();
        let mut best = wanted.best;
        let mut found = Vec::new();
        let mut seen = 0_u32;
        part.try_each(|doc| {
            seen += 1;
            if seen.is_multiple_of(STRIDE) && stop() {
                return Err(Stopped);
            }
            if let Some(cost) = scorer.cost(doc) {
                let cost = cost - welcomed(plan, lines, doc).min(cost);
                if cost < best {
                    best = cost;
                    scorer.limit = Wanted { best, ..wanted }.limit();
                }
                found.push(Found {
                    doc,
                    cost: fitted(cost),
                    plan: number,
                });
            }
            Ok(())
        })?;
        Ok(found)
    };
    let mut all = Vec::new();
    for found in threads::each(docs.parts(threads::worth(count)), work) {
        if all.is_empty() {
            all = found?;
        } else {
            all.extend(found?);
        }
    }
    if stop() { Err(Stopped) } else { Ok(all) }
}

/// What a product gains by words that the plan has left out.
fn welcomed(plan: &Plan, lines: &Lines, doc: DocId) -> u32 {
    if plan.welcome.is_empty() {
        return 0;
    }
    let line = lines.line(doc);
    let has = |slot: &&Slot| {
        line.parts
            .iter()
            .any(|part| part.iter().any(|word| slot.cost(*word).is_some()))
    };
    plan.welcome.iter().filter(has).count() as u32 * WELCOME
}

/// A cost in the two bytes that are kept of it.
fn fitted(cost: u32) -> u16 {
    u16::try_from(cost).unwrap_or(UNSCORED).min(UNSCORED - 1)
}

/// What was scored together with all others of a set.
fn with_the_rest(first: Vec<Found>, docs: &Docs, number: u16) -> Vec<Found> {
    let mut all = Vec::with_capacity(docs.len());
    let mut first = first.into_iter().peekable();
    for part in docs.parts(1) {
        part.each(|doc: DocId| {
            let scored = first.next_if(|found| found.doc == doc);
            all.push(scored.unwrap_or(Found {
                doc,
                cost: UNSCORED,
                plan: number,
            }));
        });
    }
    all
}
