//! One pass over what was read: the hits, and the counts of every facet.
//!
//! A product that fails no chosen facet is a hit and counts everywhere; one that fails exactly one facet
//! counts only there, which is what "the counts of a facet ignore its own selection" means; all others
//! count nowhere. Products are counted by profile and place, and the facets' values follow from these: two
//! additions a product, however many facets there are. Must not: order the hits or read stored records.

use tantivy::DocId;

use super::columns::{Columns, Source};
use super::conditions::Conditions;
use super::threads;
use crate::query::{Facet, Filter};

/// A product that fits the words, what it cost to find it, and by which plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) doc: DocId,
    pub(crate) cost: u16,
    pub(crate) plan: u16,
}

/// What fits the words of a question, in the order of the documents.
#[derive(Debug)]
pub(crate) enum Fits {
    /// Every product of so many: the question has no words.
    All(DocId),
    /// These.
    These(Vec<Found>),
}

/// What one pass yields.
#[derive(Debug, Default)]
pub(crate) struct Harvest {
    /// In the order of the documents.
    pub(crate) found: Vec<Found>,
    /// Counts by facet and value number.
    pub(crate) counts: Vec<Vec<u32>>,
    /// Products that fit the words and conditions, filters aside.
    pub(crate) candidates: usize,
}

/// A product with an excluded value fails for good.
const EXCLUDED: u16 = 1 << 15;

/// What to filter by, as tables by profile and by place.
struct Sieve<'a> {
    columns: &'a Columns,
    conditions: &'a Conditions,
    /// Which facets each profile and each place fails, one bit each; empty when nothing is chosen.
    fails: [Vec<u16>; 2],
    /// The facets with a choice.
    chosen: Vec<Facet>,
}

const SOURCES: [Source; 2] = [Source::Profile, Source::Place];

/// Counts and filters.
pub(crate) fn harvest(
    columns: &Columns,
    filter: &Filter,
    conditions: &Conditions,
    fits: &Fits,
) -> Harvest {
    let chosen = Facet::ALL
        .into_iter()
        .filter(|facet| !filter.chosen(*facet).is_empty());
    let sieve = Sieve {
        columns,
        conditions,
        fails: SOURCES.map(|source| fails(columns, filter, source)),
        chosen: chosen.collect(),
    };
    let all = |doc| Found {
        doc,
        cost: 0,
        plan: 0,
    };
    let tallies = match fits {
        Fits::All(docs) => threads::split(*docs as usize, |range| {
            let docs = range.start as DocId..range.end as DocId;
            sieve.pass(docs.map(all))
        }),
        Fits::These(found) => threads::split(found.len(), |range| {
            sieve.pass(found[range].iter().copied())
        }),
    };
    sieve.gather(tallies)
}

/// Which facets each profile or place fails.
fn fails(columns: &Columns, filter: &Filter, source: Source) -> Vec<u16> {
    let mut fails = Vec::new();
    for (bit, facet) in Facet::ALL.into_iter().enumerate() {
        let column = columns.facet(facet);
        let (chosen, excluded) = (filter.chosen(facet), filter.excluded(facet));
        if column.source != source || chosen.is_empty() && excluded.is_empty() {
            continue;
        }
        fails.resize(columns.size(source), 0);
        let among = |set: &std::collections::BTreeSet<String>| -> Vec<bool> {
            column
                .values
                .iter()
                .map(|value| set.contains(value))
                .collect()
        };
        let (wanted, unwanted) = (among(chosen), among(excluded));
        for (at, fails) in fails.iter_mut().enumerate() {
            let (mut met, mut kept_away) = (chosen.is_empty(), false);
            column.each(at, |number| {
                met |= wanted[number];
                kept_away |= unwanted[number];
            });
            if !met {
                *fails |= 1 << bit;
            }
            if kept_away {
                *fails |= EXCLUDED;
            }
        }
    }
    fails
}

/// What a part of the pass yields.
struct Tally {
    found: Vec<Found>,
    /// Hits by profile and by place.
    hits: [Vec<u32>; 2],
    /// For each facet with a choice: what fails nothing else, by profile or place.
    misses: Vec<Vec<u32>>,
    candidates: usize,
}

impl Sieve<'_> {
    fn pass(&self, read: impl Iterator<Item = Found>) -> Tally {
        let empty = |source| vec![0_u32; self.columns.size(source)];
        let mut tally = Tally {
            found: Vec::with_capacity(read.size_hint().0),
            hits: SOURCES.map(empty),
            misses: self
                .chosen
                .iter()
                .map(|facet| empty(self.columns.facet(*facet).source))
                .collect(),
            candidates: 0,
        };
        let [profiles, places] = SOURCES.map(|source| self.columns.numbers(source));
        let fails = |source: usize, at: usize| self.fails[source].get(at).copied().unwrap_or(0);
        for found in read {
            if !self.conditions.allow(self.columns, found.doc) {
                continue;
            }
            tally.candidates += 1;
            let at = [profiles, places].map(|numbers| numbers[found.doc as usize] as usize);
            let failed = fails(0, at[0]) | fails(1, at[1]);
            if failed == 0 {
                tally.hits[0][at[0]] += 1;
                tally.hits[1][at[1]] += 1;
                tally.found.push(found);
            } else if failed.is_power_of_two() && failed != EXCLUDED {
                let facet = Facet::ALL[failed.trailing_zeros() as usize];
                if let Some(choice) = self.chosen.iter().position(|chosen| *chosen == facet) {
                    let source = usize::from(self.columns.facet(facet).source == Source::Place);
                    tally.misses[choice][at[source]] += 1;
                }
            }
        }
        tally
    }

    /// Adds the parts up and works the facets' values out.
    fn gather(&self, tallies: Vec<Tally>) -> Harvest {
        let mut harvest = Harvest::default();
        let counts = |facet: &Facet| vec![0_u32; self.columns.facet(*facet).values.len()];
        harvest.counts = Facet::ALL.iter().map(counts).collect();
        for tally in tallies {
            harvest.candidates += tally.candidates;
            for (facet, counts) in Facet::ALL.into_iter().zip(&mut harvest.counts) {
                let column = self.columns.facet(facet);
                let mut add = |numbers: &[u32]| {
                    for (at, count) in numbers.iter().enumerate().filter(|(_, count)| **count > 0) {
                        column.each(at, |number| counts[number] += count);
                    }
                };
                add(&tally.hits[usize::from(column.source == Source::Place)]);
                if let Some(choice) = self.chosen.iter().position(|chosen| *chosen == facet) {
                    add(&tally.misses[choice]);
                }
            }
            if harvest.found.is_empty() {
                harvest.found = tally.found;
            } else {
                harvest.found.extend(tally.found);
            }
        }
        harvest
    }
}
