//! One pass over what was read: the hits, and the counts of every facet.
//!
//! A product that fails no chosen facet is a hit and counts everywhere; one that fails exactly one facet
//! counts only there, which is what "the counts of a facet ignore its own selection" means; all others
//! count nowhere. Products are counted by class and place, and the facets' values follow from these: two
//! additions a product, however many facets there are. Must not: order the hits or read stored records.

use tantivy::DocId;

use super::candidates::DocsPart;
use super::columns::{Columns, Source};
use super::conditions::Conditions;
use super::finding::{ENOUGH, Rest};
use super::order::few_stars;
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
    /// These, and the rest of a set that fits as a whole.
    These(Vec<Found>, Option<Rest>),
}

/// What one pass yields.
#[derive(Debug, Default)]
pub(crate) struct Harvest {
    /// In the order of the documents.
    pub(crate) found: Vec<Found>,
    /// Hits beside these.
    pub(crate) rest: Option<Rest>,
    /// Counts by facet and value number.
    pub(crate) counts: Vec<Vec<u32>>,
    /// Products that fit the words and conditions, filters aside.
    pub(crate) candidates: usize,
}

/// A product with an excluded value fails for good.
const EXCLUDED: u16 = 1 << 15;

/// What to filter by, as tables by class and by place.
struct Sieve<'a> {
    columns: &'a Columns,
    conditions: &'a Conditions,
    /// Which facets each class and each place fails, one bit each; empty when nothing is chosen.
    fails: [Vec<u16>; 2],
    /// The facets with a choice.
    chosen: Vec<Facet>,
}

const SOURCES: [Source; 2] = [Source::Class, Source::Place];

/// Counts and filters.
pub(crate) fn harvest(
    columns: &Columns,
    filter: &Filter,
    conditions: &Conditions,
    fits: Fits,
) -> Harvest {
    let chosen = Facet::ALL
        .into_iter()
        .filter(|facet| !filter.chosen(*facet).is_empty());
    let sieve = Sieve {
        columns,
        conditions,
        fails: SOURCES.map(|source| failures(columns, filter, source)),
        chosen: chosen.collect(),
    };
    let mut found = match fits {
        Fits::All(docs) => {
            let rest = Rest::all(docs);
            let first = first_of_all(columns, docs).into_iter();
            let first = first.map(|doc| rest.one(doc, None)).collect();
            return sieve.whole(first, rest);
        }
        Fits::These(found, None) => found,
        Fits::These(first, Some(rest)) => return sieve.whole(first, rest),
    };
    let half = found.len().div_ceil(threads::worth(found.len())).max(1);
    let tallies = threads::each(found.chunks_mut(half).collect(), |part| sieve.pass(part));
    let refused = tallies.iter().any(|tally| tally.refused);
    let harvest = sieve.gather(tallies);
    if refused {
        found.retain(|found| found.plan != REFUSED);
    }
    Harvest { found, ..harvest }
}

/// The first products of a list of all: the most stars first, then as the documents stand.
fn first_of_all(columns: &Columns, docs: DocId) -> Vec<DocId> {
    let mut by_stars: [Vec<DocId>; 6] = Default::default();
    let most = 5 - usize::from(columns.most_stars());
    for doc in 0..docs {
        let same = &mut by_stars[usize::from(few_stars(columns, doc))];
        if same.len() < ENOUGH {
            same.push(doc);
        }
        if by_stars[most].len() == ENOUGH {
            break;
        }
    }
    let mut first: Vec<DocId> = by_stars.into_iter().flatten().take(ENOUGH).collect();
    first.sort_unstable();
    first
}

/// Which facets each class or place fails.
fn failures(columns: &Columns, filter: &Filter, source: Source) -> Vec<u16> {
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

/// The facets that a class or place fails.
fn fails(table: &[u16], at: usize) -> u16 {
    table.get(at).copied().unwrap_or(0)
}

/// The number of no plan: the product is no hit.
const REFUSED: u16 = u16::MAX;

/// What a part of the pass yields.
struct Tally {
    /// Some products are no hits.
    refused: bool,
    /// Hits by class and by place.
    hits: [Vec<u32>; 2],
    /// For each facet with a choice: what fails nothing else, by class or place.
    misses: Vec<Vec<u32>>,
    candidates: usize,
}

impl Sieve<'_> {
    /// Counts a part, and marks what is no hit.
    fn pass(&self, part: &mut [Found]) -> Tally {
        let mut tally = self.tally();
        for found in part {
            if !self.count(found.doc, &mut tally) {
                found.plan = REFUSED;
            }
        }
        tally
    }

    /// Counts a set that fits as a whole; it stays one when all of it are hits.
    fn whole(&self, first: Vec<Found>, rest: Rest) -> Harvest {
        let all = self.conditions.is_empty() && self.fails.iter().all(Vec::is_empty);
        let parts = rest.docs.parts(threads::worth(rest.docs.len()));
        let counted = threads::each(parts, |part: DocsPart<'_>| {
            let mut tally = self.tally();
            let mut hits = Vec::new();
            let mut scored = first[first.partition_point(|found| found.doc < part.first())..]
                .iter()
                .copied()
                .peekable();
            part.each(|doc| {
                let is_hit = self.count(doc, &mut tally);
                if !all {
                    let scored = scored.next_if(|found| found.doc == doc);
                    hits.extend(is_hit.then(|| rest.one(doc, scored)));
                }
            });
            (tally, hits)
        });
        let (tallies, hits): (Vec<Tally>, Vec<Vec<Found>>) = counted.into_iter().unzip();
        let harvest = self.gather(tallies);
        let (found, rest) = if all {
            (first, Some(rest))
        } else {
            (hits.concat(), None)
        };
        Harvest {
            found,
            rest,
            ..harvest
        }
    }

    fn tally(&self) -> Tally {
        let empty = |source| vec![0_u32; self.columns.size(source)];
        let misses = self
            .chosen
            .iter()
            .map(|facet| empty(self.columns.facet(*facet).source));
        Tally {
            refused: false,
            hits: SOURCES.map(empty),
            misses: misses.collect(),
            candidates: 0,
        }
    }

    /// Counts a product; false when it is no hit.
    #[inline]
    fn count(&self, doc: DocId, tally: &mut Tally) -> bool {
        if !self.conditions.is_empty() && !self.conditions.allow(self.columns, doc) {
            tally.refused = true;
            return false;
        }
        tally.candidates += 1;
        let (class, place) = self.columns.sources(doc);
        let failed = fails(&self.fails[0], class) | fails(&self.fails[1], place);
        if failed == 0 {
            tally.hits[0][class] += 1;
            tally.hits[1][place] += 1;
            return true;
        }
        tally.refused = true;
        if failed.is_power_of_two() && failed != EXCLUDED {
            let facet = Facet::ALL[failed.trailing_zeros() as usize];
            if let Some(choice) = self.chosen.iter().position(|chosen| *chosen == facet) {
                let by_place = self.columns.facet(facet).source == Source::Place;
                tally.misses[choice][if by_place { place } else { class }] += 1;
            }
        }
        false
    }

    /// Adds the parts up and works the facets' values out.
    fn gather(&self, tallies: Vec<Tally>) -> Harvest {
        let mut tallies = tallies.into_iter();
        let mut sum = tallies.next().unwrap_or_else(|| self.tally());
        tallies.for_each(|tally| sum.add(&tally));
        let count = |facet: Facet| {
            let column = self.columns.facet(facet);
            let mut counts = vec![0; column.values.len()];
            column.add(&sum.hits[column.source as usize], &mut counts);
            if let Some(choice) = self.chosen.iter().position(|chosen| *chosen == facet) {
                column.add(&sum.misses[choice], &mut counts);
            }
            counts
        };
        Harvest {
            counts: Facet::ALL.into_iter().map(count).collect(),
            candidates: sum.candidates,
            ..Harvest::default()
        }
    }
}

impl Tally {
    /// Adds another part.
    fn add(&mut self, other: &Self) {
        let lists = self.hits.iter_mut().zip(&other.hits);
        for (sum, more) in lists.chain(self.misses.iter_mut().zip(&other.misses)) {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
        self.candidates += other.candidates;
    }
}
