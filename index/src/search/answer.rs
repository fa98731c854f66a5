//! An answer: how many, how many of each facet value, and which ones in what order.
//!
//! The order is worked out lazily: a screen looks at the first hundred of a hundred thousand. Must not:
//! read records; that is [`super::Catalog::hits`].

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;

use super::collect::{Found, Harvest};
use super::columns::Columns;
use super::plan::{Plan, Reading};
use crate::query::{Facet, Filter, Sort};

/// One value of a facet and how many products the list would have with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's key; [`crate::query::NONE`] for "not given".
    pub value: String,
    /// Exactly the size of the list after choosing this value alone in its facet.
    pub count: u32,
    /// Chosen in the question.
    pub chosen: bool,
}

/// The values of one facet that some product has, and the chosen ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// Chosen values first, then by count, then in the facet's own order. "Not given" stays last.
    pub values: Vec<FacetCount>,
}

/// The answer to a question.
#[derive(Debug)]
pub struct Answer {
    found: Vec<Found>,
    /// Keys of the order asked for, one a hit, smaller first; made of columns.
    keys: Vec<u64>,
    ordered: usize,
    facets: Vec<FacetCounts>,
    candidates: usize,
    pub(crate) plan: Arc<Plan>,
}

impl Answer {
    pub(crate) fn new(
        harvest: Harvest,
        columns: &Columns,
        plan: Arc<Plan>,
        filter: &Filter,
        sort: Sort,
    ) -> Self {
        let facets = facet_counts(&harvest.counts, columns, filter);
        let keys = harvest
            .found
            .iter()
            .map(|found| sort_key(*found, columns, sort))
            .collect();
        Self {
            found: harvest.found,
            keys,
            ordered: 0,
            facets,
            candidates: harvest.candidates,
            plan,
        }
    }

    /// The answer of a catalogue without products.
    pub(crate) fn empty(plan: Arc<Plan>, filter: &Filter) -> Self {
        let chosen = |facet| {
            let values = filter.chosen(facet).iter();
            values
                .map(|value| FacetCount {
                    value: value.clone(),
                    count: 0,
                    chosen: true,
                })
                .collect()
        };
        Self {
            found: Vec::new(),
            keys: Vec::new(),
            ordered: 0,
            facets: Facet::ALL
                .into_iter()
                .map(|facet| FacetCounts {
                    facet,
                    values: chosen(facet),
                })
                .collect(),
            candidates: 0,
            plan,
        }
    }

    /// True when some product fits the words, filters aside.
    pub(crate) fn candidates_exist(&self) -> bool {
        self.candidates > 0
    }

    /// How many products fit.
    pub fn total(&self) -> usize {
        self.found.len()
    }

    /// The cost of the hit that fits best.
    pub(crate) fn best_cost(&self) -> Option<u32> {
        self.found.iter().map(|found| found.cost).min()
    }

    /// How many fit the words, filters aside.
    pub fn without_filters(&self) -> usize {
        self.candidates
    }

    /// Every facet with its counts, in the order of [`Facet::ALL`].
    pub fn facets(&self) -> &[FacetCounts] {
        &self.facets
    }

    /// How the words were read.
    pub fn reading(&self) -> Reading {
        self.plan.reading
    }

    /// The documents of these places of the list.
    pub(crate) fn docs(&mut self, places: Range<usize>) -> Vec<DocId> {
        let end = places.end.min(self.found.len());
        self.order(end);
        let start = places.start.min(end);
        self.found[start..end]
            .iter()
            .map(|found| found.doc)
            .collect()
    }

    /// Every document found, in no order.
    pub(crate) fn all_docs(&self) -> impl Iterator<Item = DocId> + '_ {
        self.found.iter().map(|found| found.doc)
    }

    /// Puts the first `end` places in order, and somewhat more, so that walking on is free.
    fn order(&mut self, end: usize) {
        if end <= self.ordered {
            return;
        }
        let target = end.max(self.ordered * 2).max(256).min(self.found.len());
        let mut rest: Vec<(u64, DocId, u32)> = self.found[self.ordered..]
            .iter()
            .zip(&self.keys[self.ordered..])
            .map(|(found, key)| (*key, found.doc, found.cost))
            .collect();
        let wanted = target - self.ordered;
        if wanted < rest.len() {
            rest.select_nth_unstable(wanted);
        }
        rest[..wanted].sort_unstable();
        for (place, (key, doc, cost)) in rest.into_iter().enumerate() {
            self.found[self.ordered + place] = Found { doc, cost };
            self.keys[self.ordered + place] = key;
        }
        self.ordered = target;
    }
}

/// Smaller comes first. Equal keys fall back to the document number, which is the order of names.
fn sort_key(found: Found, columns: &Columns, sort: Sort) -> u64 {
    let few_stars = 5 - u64::from(columns.stars(found.doc).min(5));
    let by_match = u64::from(found.cost) << 3 | few_stars;
    match sort {
        Sort::Relevance => by_match,
        Sort::Name => 0,
        Sort::Star => few_stars,
        Sort::Year => u64::from(u32::MAX - columns.year_place(found.doc)),
        Sort::Expiry => columns.expiry_place(found.doc),
        Sort::Place => u64::from(columns.district_place(found.doc)),
    }
}

fn facet_counts(counts: &[Vec<u32>], columns: &Columns, filter: &Filter) -> Vec<FacetCounts> {
    Facet::ALL
        .into_iter()
        .map(|facet| {
            let column = columns.facet(facet);
            let chosen = filter.chosen(facet);
            let mut values: Vec<(usize, FacetCount)> = column
                .values
                .iter()
                .enumerate()
                .filter(|(number, value)| column.present[*number] || chosen.contains(*value))
                .map(|(number, value)| {
                    let count = counts
                        .get(facet.index())
                        .and_then(|counts| counts.get(number))
                        .copied()
                        .unwrap_or(0);
                    let chosen = chosen.contains(value);
                    let value = value.clone();
                    (
                        number,
                        FacetCount {
                            value,
                            count,
                            chosen,
                        },
                    )
                })
                .collect();
            let unknown = chosen.iter().filter(|value| column.find(value).is_none());
            values.extend(unknown.map(|value| {
                let value = value.clone();
                (
                    usize::MAX,
                    FacetCount {
                        value,
                        count: 0,
                        chosen: true,
                    },
                )
            }));
            values.sort_by_key(|(number, value)| {
                // Stars, years and the like have an order of their own; names go by count.
                let count = match facet {
                    Facet::Star | Facet::Year | Facet::Status | Facet::Left | Facet::Gap => 0,
                    _ => value.count,
                };
                (
                    !value.chosen,
                    *number == 0,
                    std::cmp::Reverse(count),
                    column.order.get(*number),
                )
            });
            FacetCounts {
                facet,
                values: values.into_iter().map(|(_, value)| value).collect(),
            }
        })
        .collect()
}
