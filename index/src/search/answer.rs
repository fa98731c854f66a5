//! An answer: how many, how many of each facet value, and which ones in what order.
//!
//! The order is worked out lazily: a screen looks at the first hundred of a hundred thousand. Must not:
//! read records; that is [`super::Catalog::hits`].

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;

use super::facet_collector::{Collected, SearchCandidate};
use super::interpretation_summary::InterpretationSummary;
use super::sort_keys::{build_sort_key, missing_stars, move_best_to_front};
use crate::query::{Facet, Filter, Query, Sort};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::interpret::query_term::Interpretation;
use crate::search::matching::top_k;
use crate::search::matching::top_k::{DeferredMatches, UNSCORED_COST};

/// One value of a facet and how many products the list would have with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetValueCount {
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
    pub values: Vec<FacetValueCount>,
}

/// The answer to a question.
#[derive(Debug)]
pub struct SearchAnswer {
    /// Those to be shown; with [`Self::rest`] only the first of them.
    hits: Vec<SearchCandidate>,
    /// A set that fits as a whole, until somebody looks behind the first of it.
    rest: Option<DeferredMatches>,
    /// What is not scored costs no less than this.
    unscored_floor: u32,
    /// How many of the first places are in order.
    ordered: usize,
    sort: Sort,
    reversed: bool,
    /// What orders are made of; absent in a catalogue without products.
    columns: Option<Arc<FacetColumns>>,
    /// How many words the catalogue has.
    vocabulary_len: usize,
    facets: Vec<FacetCounts>,
    total_without_filters: usize,
    pub(super) interpretation_summary: InterpretationSummary,
    /// The plans that finds name by number.
    pub(super) interpretations: Arc<Vec<Interpretation>>,
}

impl SearchAnswer {
    pub(crate) fn new(
        harvest: Collected,
        columns: &Arc<FacetColumns>,
        (plans, floor, words): (Vec<Interpretation>, u32, usize),
        query: &Query,
    ) -> Self {
        let filter = &query.filter;
        let facets = build_facet_counts(&harvest.counts, columns, filter);
        Self {
            hits: harvest.hits,
            rest: harvest.rest,
            unscored_floor: floor,
            ordered: 0,
            sort: query.sort,
            reversed: query.reversed,
            columns: Some(Arc::clone(columns)),
            vocabulary_len: words,
            facets,
            total_without_filters: harvest.total_without_filters,
            interpretation_summary: InterpretationSummary::default(),
            interpretations: Arc::new(plans),
        }
    }

    /// The answer of a catalogue without products.
    pub(crate) fn empty(filter: &Filter) -> Self {
        let named = |facet| {
            absent_value_counts(filter, facet, |_| true)
                .map(|(_, value)| value)
                .collect()
        };
        Self {
            hits: Vec::new(),
            rest: None,
            unscored_floor: u32::MAX,
            ordered: 0,
            sort: Sort::default(),
            reversed: false,
            columns: None,
            vocabulary_len: 0,
            facets: Facet::ALL
                .into_iter()
                .map(|facet| FacetCounts {
                    facet,
                    values: named(facet),
                })
                .collect(),
            total_without_filters: 0,
            interpretation_summary: InterpretationSummary::default(),
            interpretations: Arc::default(),
        }
    }

    /// How many products fit.
    pub fn total(&self) -> usize {
        let all = self.rest.as_ref().map(|rest| rest.docs.len());
        all.unwrap_or(self.hits.len())
    }

    /// The hit that fits best.
    pub(super) fn best_candidate(&self) -> Option<SearchCandidate> {
        self.hits.iter().copied().min_by_key(|found| found.cost)
    }

    /// How many fit the words, filters aside.
    pub fn total_without_filters(&self) -> usize {
        self.total_without_filters
    }

    /// Every facet with its counts, in the order of [`Facet::ALL`].
    pub fn facet_counts(&self) -> &[FacetCounts] {
        &self.facets
    }

    /// How the words were read.
    pub fn interpretation_summary(&self) -> &InterpretationSummary {
        &self.interpretation_summary
    }

    /// The documents of these places of the list.
    pub(crate) fn ranked_docs(&mut self, places: Range<usize>) -> Vec<DocId> {
        self.ranked_candidates(places)
            .iter()
            .map(|found| found.doc)
            .collect()
    }

    /// What was found at these places of the list.
    pub(super) fn ranked_candidates(&mut self, places: Range<usize>) -> &[SearchCandidate] {
        let end = places.end.min(self.total());
        self.sort_up_to(end);
        &self.hits[places.start.min(end)..end]
    }

    /// Hands on every document found, in no order.
    pub(crate) fn for_each_doc(&self, mut with: impl FnMut(DocId)) {
        match &self.rest {
            Some(rest) => {
                let parts = rest.docs.split_evenly(1).into_iter();
                parts.for_each(|part| part.for_each(&mut with));
            }
            None => self.hits.iter().for_each(|found| with(found.doc)),
        }
    }

    /// Sees to it that the costs of the first places are known, up to `end` at least and `target` at most, and
    /// returns how many are.
    fn ensure_scored(&mut self, end: usize, target: usize) -> usize {
        let later =
            self.rest.is_some() || self.hits.iter().any(|found| found.cost == UNSCORED_COST);
        if !later {
            return target;
        }
        let known = self.hits.iter();
        let sure = known.filter(|found| u32::from(found.cost) < self.unscored_floor);
        let sure = sure.count();
        if sure >= end {
            return sure.min(target);
        }
        self.merge_rest();
        if let Some(columns) = &self.columns {
            top_k::score_deferred(
                &mut self.hits,
                &columns.forward_index,
                self.vocabulary_len,
                &self.interpretations,
            );
        }
        target
    }

    /// Puts the rest among the finds. The order begins anew; what was in order comes out the same.
    fn merge_rest(&mut self) {
        if let Some(rest) = self.rest.take() {
            let mut first = std::mem::take(&mut self.hits);
            first.sort_unstable_by_key(|found| found.doc);
            self.hits = rest.merge_scored(first);
            self.ordered = 0;
        }
    }

    /// Puts the first `end` places in order, and somewhat more, so that walking on is free.
    fn sort_up_to(&mut self, end: usize) {
        if end <= self.ordered {
            return;
        }
        let mut target = end.max(self.ordered * 2).max(256).min(self.total());
        if self.sort == Sort::Relevance {
            target = self.ensure_scored(end, target);
        } else {
            self.merge_rest();
        }
        let wanted = target - self.ordered;
        let Some(columns) = &self.columns else { return };
        let mut rest = &mut self.hits[self.ordered..];
        if self.sort == Sort::Relevance && wanted * 4 < rest.len() {
            move_best_to_front(rest, wanted, |doc| missing_stars(columns, doc));
            rest = &mut rest[..wanted];
        }
        let mut keyed: Vec<(u64, SearchCandidate)> = rest
            .iter()
            .map(|found| {
                (
                    build_sort_key(*found, columns, self.sort, self.reversed),
                    *found,
                )
            })
            .collect();
        let by_key = |(key, found): &(u64, SearchCandidate)| (*key, found.doc);
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

fn build_facet_counts(
    counts: &[Vec<u32>],
    columns: &FacetColumns,
    filter: &Filter,
) -> Vec<FacetCounts> {
    Facet::ALL
        .into_iter()
        .map(|facet| {
            let column = columns.get(facet);
            let (chosen, excluded) = (filter.chosen_values(facet), filter.excluded_values(facet));
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
                            FacetValueCount {
                                value: value.clone(),
                                count,
                                chosen,
                                excluded,
                            },
                        )
                    })
                });
            let others =
                absent_value_counts(filter, facet, |value| column.find_value(value).is_none());
            let mut values: Vec<(usize, FacetValueCount)> = known.chain(others).collect();
            values.sort_by_key(|(number, value)| {
                // Stars, years and the like have an order of their own; names go by count.
                let count = match facet {
                    Facet::Star | Facet::Year | Facet::Status | Facet::ExpiryBand | Facet::Gap => 0,
                    _ => value.count,
                };
                (
                    !value.chosen,
                    *number == 0,
                    std::cmp::Reverse(count),
                    column.ranks.get(*number),
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
fn absent_value_counts<'a>(
    filter: &'a Filter,
    facet: Facet,
    is_unknown: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = (usize, FacetValueCount)> + 'a {
    let chosen = filter
        .chosen_values(facet)
        .iter()
        .map(|value| (value, true));
    let excluded = filter
        .excluded_values(facet)
        .iter()
        .map(|value| (value, false));
    let unknown = chosen
        .chain(excluded)
        .filter(move |(value, _)| is_unknown(value));
    unknown.map(|(value, chosen)| {
        (
            usize::MAX,
            FacetValueCount {
                value: value.clone(),
                count: 0,
                chosen,
                excluded: !chosen,
            },
        )
    })
}
