//! The products that fit a plan, with what they cost.
//!
//! When very many fit, only what may be among the first is scored: those that have all words side by side at the
//! beginning of the name, and then what may cost less. All others cost no less than a floor, so that what is below
//! it is in its final order already; they are scored when somebody looks that far. Must not: decide between plans.

use std::collections::BinaryHeap;

use tantivy::DocId;

use super::candidates::{Candidates, Docs, DocsPart, Postings};
use super::collect::Found;
use super::lines::Lines;
use super::score::{Scorer, Table};
use super::slot::{Plan, Slot};
use super::threads;
use crate::error::Result;

/// The cost of what has not been scored yet.
pub(crate) const UNSCORED: u16 = u16::MAX;

/// So many products are enough to leave for later what costs more.
pub(crate) const ENOUGH: usize = 256;

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

/// What fits a plan.
#[derive(Debug)]
pub(crate) struct Finds {
    /// In the order of the documents; of readings that are only near, some that are not wanted are missing.
    pub(crate) found: Vec<Found>,
    /// What fits beside these.
    pub(crate) rest: Option<Rest>,
}

/// A set that fits as a whole, of which only the first ones are scored.
#[derive(Debug)]
pub(crate) struct Rest {
    /// All of it, the first ones too.
    pub(crate) docs: Docs,
    /// What is not scored costs no less than this.
    pub(crate) floor: u32,
    /// The number of its plan.
    pub(crate) plan: u16,
    /// What the others cost as far as is known: [`UNSCORED`], or nothing where there is nothing to score.
    pub(crate) cost: u16,
}

impl Rest {
    /// A set of which what is not scored yet costs no less than a floor.
    fn unscored(docs: Docs, floor: u32, plan: u16) -> Self {
        Self {
            docs,
            floor,
            plan,
            cost: UNSCORED,
        }
    }

    /// Every product of so many: a question without words costs nothing.
    pub(crate) fn all(docs: DocId) -> Self {
        Self {
            docs: Docs::all(docs),
            floor: 0,
            plan: 0,
            cost: 0,
        }
    }

    /// The whole set with the costs known; the first ones are in the order of the documents.
    pub(crate) fn with(&self, first: Vec<Found>) -> Vec<Found> {
        let mut all = Vec::with_capacity(self.docs.len());
        let mut first = first.into_iter().peekable();
        for part in self.docs.parts(1) {
            part.each(|doc| all.push(self.one(doc, first.next_if(|found| found.doc == doc))));
        }
        all
    }

    /// A product of the set.
    pub(crate) fn one(&self, doc: DocId, scored: Option<Found>) -> Found {
        scored.unwrap_or(Found {
            doc,
            cost: self.cost,
            plan: self.plan,
        })
    }
}

/// What fits a plan.
pub(crate) fn found(
    postings: &Postings<'_>,
    lines: &Lines,
    (plan, number): (&Plan, u16),
    wanted: Wanted,
    stop: Stop<'_>,
) -> Result<std::result::Result<Finds, Stopped>> {
    let candidates = postings
        .candidates(plan)
        .map_err(tantivy::TantivyError::from)?;
    let words = postings.vocabulary.len();
    let table = Table::new(plan, lines, words, candidates.docs.len());
    let search = Search {
        table: &table,
        plan,
        number,
        wanted,
        stop,
    };
    Ok(search.through(candidates))
}

/// A search for what fits a plan.
struct Search<'a> {
    table: &'a Table<'a>,
    plan: &'a Plan,
    number: u16,
    wanted: Wanted,
    stop: Stop<'a>,
}

impl Search<'_> {
    /// What of these fits.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is not general enough in its lifetime"
    )]
    fn through(&self, candidates: Candidates) -> std::result::Result<Finds, Stopped> {
        let Candidates { docs, by_name } = candidates;
        match by_name {
            Some(by_name) if self.table.takes_all() => self.first_of(docs, &by_name),
            _ => Ok(Finds {
                found: self.scored(&docs, |scorer, doc| scorer.cost(doc))?,
                rest: None,
            }),
        }
    }

    /// Scores what may be among the first of a set that fits as a whole: what is decided by a look, and then what
    /// may cost less than that.
    fn first_of(&self, docs: Docs, by_name: &Docs) -> std::result::Result<Finds, Stopped> {
        let runs = self.scored(by_name, |_, doc| self.table.run(doc))?;
        let mut bar = Bar::default();
        for run in &runs {
            bar.note(run.cost);
        }
        let plan = self.number;
        if let Some(floor) = self
            .table
            .runs_floor()
            .filter(|floor| bar.height() < *floor)
        {
            let rest = Some(Rest::unscored(docs, floor, plan));
            return Ok(Finds { found: runs, rest });
        }
        let work = |part: DocsPart<'_>| {
            let mut scorer = Scorer::new(self.table);
            let mut bar = bar.clone();
            let mut found = Vec::new();
            let mut known = runs[runs.partition_point(|run| run.doc < part.first())..].iter();
            let mut next = known.next();
            let mut seen = 0_u32;
            part.try_each(|doc| {
                seen += 1;
                if seen.is_multiple_of(STRIDE) && (self.stop)() {
                    return Err(Stopped);
                }
                if let Some(run) = next.filter(|run| run.doc == doc) {
                    found.push(*run);
                    next = known.next();
                } else if let Some(cost) = scorer.cost_up_to(doc, by_name.has(doc), bar.height()) {
                    let cost = fitted(cost);
                    bar.note(cost);
                    found.push(Found { doc, cost, plan });
                }
                Ok(())
            })?;
            Ok((found, bar.height()))
        };
        let (mut found, mut floor) = (Vec::new(), u32::MAX);
        for part in threads::each(docs.parts(threads::worth(docs.len())), work) {
            let (more, height) = part?;
            found.extend(more);
            floor = floor.min(height.saturating_add(1));
        }
        if (self.stop)() {
            return Err(Stopped);
        }
        let rest = (floor < u32::MAX).then(|| Rest::unscored(docs, floor, plan));
        Ok(Finds { found, rest })
    }

    /// A set with its costs, without what does not fit.
    fn scored(
        &self,
        docs: &Docs,
        score: impl Fn(&mut Scorer<'_>, DocId) -> Option<u32> + Sync,
    ) -> std::result::Result<Vec<Found>, Stopped> {
        let Self { plan, wanted, .. } = *self;
        let work = |part: DocsPart<'_>| {
            let mut scorer = Scorer::new(self.table);
            scorer.limit = wanted.limit();
            let mut best = wanted.best;
            let mut found = Vec::new();
            let mut seen = 0_u32;
            part.try_each(|doc| {
                seen += 1;
                if seen.is_multiple_of(STRIDE) && (self.stop)() {
                    return Err(Stopped);
                }
                if let Some(cost) = score(&mut scorer, doc) {
                    let cost = cost - welcomed(plan, self.table.lines, doc).min(cost);
                    if cost < best {
                        best = cost;
                        scorer.limit = Wanted { best, ..wanted }.limit();
                    }
                    found.push(Found {
                        doc,
                        cost: fitted(cost),
                        plan: self.number,
                    });
                }
                Ok(())
            })?;
            Ok(found)
        };
        let mut all = Vec::new();
        for found in threads::each(docs.parts(threads::worth(docs.len())), work) {
            if all.is_empty() {
                all = found?;
            } else {
                all.extend(found?);
            }
        }
        if (self.stop)() { Err(Stopped) } else { Ok(all) }
    }
}

/// Scores what was left for later, plan by plan.
pub(crate) fn score_the_rest(found: &mut [Found], lines: &Lines, words: usize, plans: &[Plan]) {
    let mut counts = vec![0; plans.len()];
    for found in found.iter().filter(|found| found.cost == UNSCORED) {
        if let Some(count) = counts.get_mut(usize::from(found.plan)) {
            *count += 1;
        }
    }
    for ((plan, number), count) in plans.iter().zip(0_u16..).zip(counts) {
        if count == 0 {
            continue;
        }
        let part = found.len().div_ceil(threads::worth(count)).max(1);
        let table = Table::new(plan, lines, words, count);
        let later = |found: &&mut Found| found.cost == UNSCORED && found.plan == number;
        threads::each(found.chunks_mut(part).collect(), |part: &mut [Found]| {
            let mut scorer = Scorer::new(&table);
            for found in part.iter_mut().filter(later) {
                found.cost = scorer.cost(found.doc).map_or(UNSCORED, fitted);
            }
        });
    }
}

/// What a product must not cost more than to be among the first.
#[derive(Clone, Debug, Default)]
struct Bar {
    /// The least costs so far.
    least: BinaryHeap<u16>,
}

impl Bar {
    /// Takes a cost in.
    fn note(&mut self, cost: u16) {
        if self.least.len() < ENOUGH {
            self.least.push(cost);
        } else if let Some(mut most) = self.least.peek_mut()
            && cost < *most
        {
            *most = cost;
        }
    }

    /// How high it is.
    fn height(&self) -> u32 {
        let full = self.least.len() == ENOUGH;
        let most = self.least.peek().filter(|_| full);
        most.map_or(u32::MAX, |most| u32::from(*most))
    }
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
