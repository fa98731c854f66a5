//! One pass over the candidates: hits, their costs, and the counts of every facet.
//!
//! A product that fails no chosen facet is a hit and counts everywhere; one that fails exactly one facet
//! counts only there, which is what "the counts of a facet ignore its own selection" means; all others
//! count nowhere. Must not: order the hits or read stored records.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::columns::{Columns, FacetColumn};
use super::plan::Plan;
use super::score::{self, Line};
use crate::query::{Facet, Filter};

/// A found product and what it cost to find it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) doc: DocId,
    pub(crate) cost: u32,
}

/// What one pass yields.
#[derive(Debug, Default)]
pub(crate) struct Harvest {
    pub(crate) found: Vec<Found>,
    /// Counts by facet and value number.
    pub(crate) counts: Vec<Vec<u32>>,
    /// Candidates that fit the words, filters aside.
    pub(crate) candidates: usize,
}

/// The collector: what to score by and what to filter by.
pub(crate) struct OnePass {
    pub(crate) columns: Arc<Columns>,
    pub(crate) plan: Arc<Plan>,
    chosen: Arc<Chosen>,
}

/// For each facet with a selection, which value numbers are in it.
type Chosen = [Option<Vec<bool>>; Facet::ALL.len()];

/// The value numbers of one product in a facet.
#[derive(Clone, Copy)]
enum Numbers {
    One(usize),
    /// One bit a number.
    Set(u32),
}

impl Numbers {
    fn of(column: &FacetColumn, facet: Facet, doc: DocId) -> Self {
        if facet.is_set() {
            Self::Set(column.set(doc))
        } else {
            Self::One(column.number(doc))
        }
    }

    /// Does something with each number.
    fn each(self, mut with: impl FnMut(usize)) {
        match self {
            Self::One(number) => with(number),
            Self::Set(mut bits) => {
                while bits != 0 {
                    with(bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
        }
    }

    /// True when one of them is chosen.
    fn meet(self, chosen: &[bool]) -> bool {
        let mut met = false;
        self.each(|number| met |= chosen.get(number).copied().unwrap_or(false));
        met
    }
}

impl OnePass {
    pub(crate) fn new(columns: Arc<Columns>, plan: Arc<Plan>, filter: &Filter) -> Self {
        let chosen = Facet::ALL.map(|facet| {
            let values = filter.chosen(facet);
            let column = columns.facet(facet);
            (!values.is_empty()).then(|| {
                column
                    .values
                    .iter()
                    .map(|value| values.contains(value))
                    .collect()
            })
        });
        Self {
            columns,
            plan,
            chosen: Arc::new(chosen),
        }
    }
}

impl Collector for OnePass {
    type Fruit = Harvest;
    type Child = Pass;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Pass> {
        let counts = Facet::ALL
            .iter()
            .map(|facet| vec![0; self.columns.facet(*facet).values.len()])
            .collect();
        Ok(Pass {
            columns: Arc::clone(&self.columns),
            plan: Arc::clone(&self.plan),
            chosen: Arc::clone(&self.chosen),
            line: Line::default(),
            harvest: Harvest {
                counts,
                ..Harvest::default()
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Harvest>) -> tantivy::Result<Harvest> {
        // A generation has one segment; an empty one has none.
        Ok(fruits.into_iter().next().unwrap_or_default())
    }
}

/// The pass over a segment.
pub(crate) struct Pass {
    columns: Arc<Columns>,
    plan: Arc<Plan>,
    chosen: Arc<Chosen>,
    line: Line,
    harvest: Harvest,
}

impl SegmentCollector for Pass {
    type Fruit = Harvest;

    fn collect(&mut self, doc: DocId, _: Score) {
        let mut numbers = [Numbers::One(0); Facet::ALL.len()];
        let mut failed = None;
        let mut failures = 0;
        for (place, facet) in Facet::ALL.into_iter().enumerate() {
            numbers[place] = Numbers::of(self.columns.facet(facet), facet, doc);
            if let Some(chosen) = &self.chosen[place]
                && !numbers[place].meet(chosen)
            {
                failed = Some(place);
                failures += 1;
            }
        }
        self.harvest.candidates += 1;
        match (failures, failed) {
            (0, _) => {
                for (counts, numbers) in self.harvest.counts.iter_mut().zip(numbers) {
                    numbers.each(|number| counts[number] += 1);
                }
                let cost = self.cost(doc);
                self.harvest.found.push(Found { doc, cost });
            }
            (1, Some(place)) => {
                let counts = &mut self.harvest.counts[place];
                numbers[place].each(|number| counts[number] += 1);
            }
            _ => {}
        }
    }

    fn harvest(self) -> Harvest {
        self.harvest
    }
}

impl Pass {
    fn cost(&mut self, doc: DocId) -> u32 {
        if self.plan.slots.is_empty() {
            return 0;
        }
        let words = self.columns.words.ords().values_for_doc(doc);
        let lengths = self.columns.lengths.first(doc).unwrap_or(0);
        self.line.fill(words, lengths);
        score::cost(&self.plan, &self.line).unwrap_or(u32::MAX)
    }
}
