//! An answer: how many, how many of each facet value, and which ones in what order.
//!
//! The order is worked out lazily: a screen looks at the first hundred of a hundred thousand. Must not:
//! read records; that is [`super::Catalog::hits`].

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;

use super::collect::{Found, Harvest};
use super::columns::Columns;
use super::finding::{self, Rest, UNSCORED};
use super::order::{few_stars, first_to_front, sort_key};
use super::reading::Reading;
use super::slot::Plan;
use crate::query::{Facet, Filter, Query, Sort};

/// One value of a facet and how many products the list would have with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's key; [`crate::query::NONE`] for "not given".
    pub value: String,
    /// Exactly the size of the list after choosing this value alone in its facet.
    pub count: u32,
    /// Chosen in the question.
    pub chosen: bool,
    /// Excluded in the question; the count is 0 then.
    pub excluded: bool,
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
    /// Those to be shown; with [`Self::rest`] only the first of them.
    found: Vec<Found>,
    /// A set that fits as a whole, until somebody looks behind the first of it.
    rest: Option<Rest>,
    /// What is not scored costs no less than this.
    floor: u32,
    /// How many of the first places are in order.
    ordered: usize,
    sort: Sort,
    backwards: bool,
    /// What orders are made of; absent in a catalogue without products.
    columns: Option<Arc<Columns>>,
    /// How many words the catalogue has.
    words: usize,
    facets: Vec<FacetCounts>,
    candidates: usize,
    pub(super) reading: Reading,
    /// The plans that finds name by number.
    pub(super) plans: Arc<Vec<Plan>>,
}

impl Answer {
    pub(crate) fn new(
        harvest: Harvest,
        columns: &Arc<Columns>,
        (plans, floor, words): (Vec<Plan>, u32, usize),
        query: &Query,
    ) -> Self {
        let filter = &query.filter;
        let facets = facet_counts(&harvest.counts, columns, filter);
        Self {
            found: harvest.found,
            rest: harvest.rest,
            floor,
            ordered: 0,
            sort: query.sort,
            backwards: query.backwards,
            columns: Some(Arc::clone(columns)),
            words,
            facets,
            candidates: harvest.candidates,
            reading: Reading::default(),
            plans: Arc::new(plans),
        }
    }

    /// The answer of a catalogue without products.
    pub(crate) fn empty(filter: &Filter) -> Self {
        let named = |facet| {
            unknown(filter, facet, |_| true)
                .map(|(_, value)| value)
                .collect()
        };
        Self {
            found: Vec::new(),
            rest: None,
            floor: u32::MAX,
            ordered: 0,
            sort: Sort::default(),
            backwards: false,
            columns: None,
            words: 0,
            facets: Facet::ALL
                .into_iter()
                .map(|facet| FacetCounts {
                    facet,
                    values: named(facet),
                })
                .collect(),
            candidates: 0,
            reading: Reading::default(),
            plans: Arc::default(),
        }
    }

    /// How many products fit.
    pub fn total(&self) -> usize {
        let all = self.rest.as_ref().map(|rest| rest.docs.len());
        all.unwrap_or(self.found.len())
    }

    /// The hit that fits best.
    pub(super) fn best(&self) -> Option<Found> {
        self.found.iter().copied().min_by_key(|found| found.cost)
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
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The documents of these places of the list.
    pub(crate) fn docs(&mut self, places: Range<usize>) -> Vec<DocId> {
        self.finds(places).iter().map(|found| found.doc).collect()
    }

    /// What was found at these places of the list.
    pub(super) fn finds(&mut self, places: Range<usize>) -> &[Found] {
        let end = places.end.min(self.total());
        self.order(end);
        &self.found[places.start.min(end)..end]
    }

    /// Hands on every document found, in no order.
    pub(crate) fn each_doc(&self, mut with: impl FnMut(DocId)) {
        match &self.rest {
            Some(rest) => {
                let parts = rest.docs.parts(1).into_iter();
                parts.for_each(|part| part.each(&mut with));
            }
            None => self.found.iter().for_each(|found| with(found.doc)),
        }
    }

    /// Sees to it that the costs of the first places are known, up to `end` at least and `target` at most, and
    /// returns how many are.
    fn settle_costs(&mut self, end: usize, target: usize) -> usize {
        let later = self.rest.is_some() || self.found.iter().any(|found| found.cost == UNSCORED);
        if !later {
            return target;
        }
        let known = self.found.iter();
        let sure = known.filter(|found| u32::from(found.cost) < self.floor);
        let sure = sure.count();
        if sure >= end {
            return sure.min(target);
        }
        self.gather();
        if let Some(columns) = &self.columns {
            finding::score_the_rest(&mut self.found, &columns.lines, self.words, &self.plans);
        }
        target
    }

    /// Puts the rest among the finds. The order begins anew; what was in order comes out the same.
    fn gather(&mut self) {
        if let Some(rest) = self.rest.take() {
            let mut first = std::mem::take(&mut self.found);
            first.sort_unstable_by_key(|found| found.doc);
            self.found = rest.with(first);
            self.ordered = 0;
        }
    }

    /// Puts the first `end` places in order, and somewhat more, so that walking on is free.
    fn order(&mut self, end: usize) {
        if end <= self.ordered {
            return;
        }
        let mut target = end.max(self.ordered * 2).max(256).min(self.total());
        if self.sort == Sort::Relevance {
            target = self.settle_costs(end, target);
        } else {
            self.gather();
        }
        let wanted = target - self.ordered;
        let Some(columns) = &self.columns else { return };
        let mut rest = &mut self.found[self.ordered..];
        if self.sort == Sort::Relevance && wanted * 4 < rest.len() {
            first_to_front(rest, wanted, |doc| few_stars(columns, doc));
            rest = &mut rest[..wanted];
        }
        let mut keyed: Vec<(u64, Found)> = rest
            .iter()
            .map(|found| (sort_key(*found, columns, self.sort, self.backwards), *found))
            .collect();
        let by_key = |(key, found): &(u64, Found)| (*key, found.doc);
        if wanted < keyed.len() {
            keyed.select_nth_unstable_by_key(wanted, by_key);
        }
        keyed[..wanted].sort_unstable_by_key(by_key);
        for (place, (_, found)) in keyed.into_iter().enumerate() {
            rest[place] = found;
        }
        self.ordered = target;
    }
}

fn facet_counts(counts: &[Vec<u32>], columns: &Columns, filter: &Filter) -> Vec<FacetCounts> {
    Facet::ALL
        .into_iter()
        .map(|facet| {
            let column = columns.facet(facet);
            let (chosen, excluded) = (filter.chosen(facet), filter.excluded(facet));
            let counts = counts.get(facet.index());
            let known = column
                .values
                .iter()
                .enumerate()
                .filter_map(|(number, value)| {
                    let (chosen, excluded) = (chosen.contains(value), excluded.contains(value));
                    (column.present[number] || chosen || excluded).then(|| {
                        let count = counts.and_then(|counts| counts.get(number)).copied();
                        let count = count.unwrap_or(0);
                        (
                            number,
                            FacetCount {
                                value: value.clone(),
                                count,
                                chosen,
                                excluded,
                            },
                        )
                    })
                });
            let others = unknown(filter, facet, |value| column.find(value).is_none());
            let mut values: Vec<(usize, FacetCount)> = known.chain(others).collect();
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

/// Chosen and excluded values that no product has, behind all others.
fn unknown<'a>(
    filter: &'a Filter,
    facet: Facet,
    is_unknown: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = (usize, FacetCount)> + 'a {
    let chosen = filter.chosen(facet).iter().map(|value| (value, true));
    let excluded = filter.excluded(facet).iter().map(|value| (value, false));
    let unknown = chosen
        .chain(excluded)
        .filter(move |(value, _)| is_unknown(value));
    unknown.map(|(value, chosen)| {
        (
            usize::MAX,
            FacetCount {
                value: value.clone(),
                count: 0,
                chosen,
                excluded: !chosen,
            },
        )
    })
}
