//! An answer: how many hits, how many of each facet value, and which ones in what order.
//!
//! The order is computed lazily: a screen looks at the first hundred of a hundred thousand. No records are read here;
//! that is [`crate::search::Catalog::load_hits`].

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;

use crate::query::{Facet, Filter, Query, Sort};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::cost::Cost;
use crate::search::facet_collector::Collected;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpretation_summary::InterpretationSummary;
use crate::search::matching::deferred_matches::DeferredMatches;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::matching::top_k;
use crate::search::read_as_words::ReadAsWords;
use crate::search::sort_keys::{SortKey, move_best_to_front};

/// One value of a facet and how many products the list would have with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetValueCount {
    /// The value's key; [`crate::query::NOT_GIVEN`] for "not given".
    pub value: String,
    /// Exactly the size of the list after choosing this value alone in its facet.
    pub count: u32,
    /// Chosen in the query.
    pub chosen: bool,
    /// Excluded in the query; the count is 0 then.
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

impl FacetCounts {
    /// True but for marks that neither the catalogue nor the query has.
    fn is_shown(&self) -> bool {
        !self.facet.is_mark() || !self.values.is_empty()
    }
}

/// The answer to a query.
#[derive(Debug)]
pub struct SearchAnswer {
    /// With [`Self::deferred`] only the first of them.
    hits: Vec<SearchCandidate>,
    /// All hits as a set, until somebody scrolls past the first of them.
    deferred: Option<DeferredMatches>,
    /// What is not scored costs no less than this.
    cost_floor: Cost,
    /// How many of the first hits are in order.
    sorted_len: usize,
    sort: Sort,
    is_reversed: bool,
    /// `None` in a catalogue without products.
    columns: Option<Arc<FacetColumns>>,
    vocabulary_len: usize,
    facets: Vec<FacetCounts>,
    total_without_filters: usize,
    pub(crate) interpretation_summary: InterpretationSummary,
    pub(crate) read_as_words: Option<ReadAsWords>,
    /// The query that was searched where [`Self::read_as_words`] says why.
    pub(crate) searched_as_words: Option<Box<Query>>,
    /// By the id in a hit.
    pub(crate) interpretations: Arc<Vec<Interpretation>>,
}

/// Rows that are sorted at least, so that the next pages are there already.
const MIN_SORTED_ROWS: usize = 256;

impl SearchAnswer {
    pub(crate) fn new(
        collected: Collected,
        columns: &Arc<FacetColumns>,
        vocabulary_len: usize,
        query: &Query,
    ) -> Self {
        let facets = build_facet_counts(&collected.counts.by_facet, columns, &query.filter);
        Self {
            hits: collected.hits,
            deferred: collected.deferred,
            cost_floor: collected.cost_floor,
            sorted_len: 0,
            sort: query.sort,
            is_reversed: query.reversed,
            columns: Some(Arc::clone(columns)),
            vocabulary_len,
            facets,
            total_without_filters: collected.counts.total_without_filters,
            interpretation_summary: InterpretationSummary::default(),
            read_as_words: None,
            searched_as_words: None,
            interpretations: Arc::new(collected.interpretations),
        }
    }

    /// The answer of a catalogue without products.
    pub(crate) fn empty(filter: &Filter) -> Self {
        let absent_values = |facet| {
            absent_value_counts(filter, facet, |_| true)
                .map(|(_, value)| value)
                .collect()
        };
        let facets = Facet::ALL.into_iter().map(|facet| FacetCounts {
            facet,
            values: absent_values(facet),
        });
        Self {
            hits: Vec::new(),
            deferred: None,
            cost_floor: Cost::MAX,
            sorted_len: 0,
            sort: Sort::default(),
            is_reversed: false,
            columns: None,
            vocabulary_len: 0,
            facets: facets.filter(FacetCounts::is_shown).collect(),
            total_without_filters: 0,
            interpretation_summary: InterpretationSummary::default(),
            read_as_words: None,
            searched_as_words: None,
            interpretations: Arc::default(),
        }
    }

    /// How many hits there are.
    pub fn total(&self) -> usize {
        let deferred = self.deferred.as_ref().map(|deferred| deferred.docs.len());
        deferred.unwrap_or(self.hits.len())
    }

    /// The hit with the lowest cost.
    pub(crate) fn best_candidate(&self) -> Option<SearchCandidate> {
        self.hits.iter().copied().min_by_key(|hit| hit.cost)
    }

    /// Why the line was searched as words, where a part of it could have been a filter.
    pub const fn read_as_words(&self) -> Option<ReadAsWords> {
        self.read_as_words
    }

    /// The query that was searched: `query`, or the words of it.
    pub fn searched_query<'a>(&self, query: &'a Query) -> Cow<'a, Query> {
        match self.searched_as_words.as_deref() {
            Some(searched) => Cow::Owned(searched.clone()),
            None => Cow::Borrowed(query),
        }
    }

    /// How many products match the words and conditions, filters aside.
    pub fn total_without_filters(&self) -> usize {
        self.total_without_filters
    }

    /// Every facet with its counts, in the order of [`Facet::ALL`]; of [`Facet::MARKS`] those that the catalogue or
    /// the query has.
    pub fn facet_counts(&self) -> &[FacetCounts] {
        &self.facets
    }

    /// How the words were read.
    pub fn interpretation_summary(&self) -> &InterpretationSummary {
        &self.interpretation_summary
    }

    /// The documents at these ranks of the list.
    pub(crate) fn ranked_docs(&mut self, ranks: Range<usize>) -> Vec<DocId> {
        let hits = self.ranked_candidates(ranks).iter();
        hits.map(|hit| hit.doc).collect()
    }

    /// The hits at these ranks of the list.
    pub(crate) fn ranked_candidates(&mut self, ranks: Range<usize>) -> &[SearchCandidate] {
        let end = ranks.end.min(self.total());
        self.sort_up_to(end);
        &self.hits[ranks.start.min(end)..end]
    }

    /// An answer of exactly these documents: first those that this one has, in its order, then the others as given.
    pub(crate) fn choose_docs(&mut self, docs: impl IntoIterator<Item = DocId>) -> Self {
        let mut seen = HashSet::new();
        let mut others: Vec<DocId> = docs.into_iter().filter(|doc| seen.insert(*doc)).collect();
        let ranked = self.ranked_candidates(0..self.total());
        let mut hits: Vec<SearchCandidate> = ranked
            .iter()
            .filter(|hit| seen.remove(&hit.doc))
            .copied()
            .collect();
        // What is left was not listed.
        others.retain(|doc| seen.contains(doc));
        hits.extend(others.into_iter().map(SearchCandidate::without_words));
        Self {
            sorted_len: hits.len(),
            hits,
            deferred: None,
            cost_floor: Cost::MAX,
            sort: self.sort,
            is_reversed: self.is_reversed,
            columns: self.columns.clone(),
            vocabulary_len: self.vocabulary_len,
            facets: self.facets.clone(),
            total_without_filters: self.total_without_filters,
            interpretation_summary: self.interpretation_summary.clone(),
            read_as_words: self.read_as_words,
            searched_as_words: self.searched_as_words.clone(),
            interpretations: Arc::clone(&self.interpretations),
        }
    }

    /// Calls `visit` with the document of every hit, in no order.
    pub(crate) fn for_each_doc(&self, mut visit: impl FnMut(DocId)) {
        match &self.deferred {
            Some(deferred) => {
                let parts = deferred.docs.split_evenly(1).into_iter();
                parts.for_each(|part| part.for_each(&mut visit));
            }
            None => self.hits.iter().for_each(|hit| visit(hit.doc)),
        }
    }

    /// Makes sure that the costs of the first `end` hits are known, and returns how many are, at most `target`.
    fn ensure_scored(&mut self, end: usize, target: usize) -> usize {
        let has_unscored = self.deferred.is_some() || self.hits.iter().any(|hit| !hit.is_scored());
        if !has_unscored {
            return target;
        }
        // Nothing unscored can come before these.
        let final_hits = self
            .hits
            .iter()
            .filter(|hit| hit.cost.to_cost() < self.cost_floor);
        let final_count = final_hits.count();
        if final_count >= end {
            return final_count.min(target);
        }
        self.merge_deferred();
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

    /// Merges the deferred matches into the hits, which have to be sorted again then; the sorted ones come out the
    /// same.
    fn merge_deferred(&mut self) {
        if let Some(deferred) = self.deferred.take() {
            let mut scored = std::mem::take(&mut self.hits);
            scored.sort_unstable_by_key(|hit| hit.doc);
            self.hits = deferred.merge_scored(scored);
            self.sorted_len = 0;
        }
    }

    /// Sorts the first `end` hits and some more, so that scrolling on costs nothing.
    fn sort_up_to(&mut self, end: usize) {
        if end <= self.sorted_len {
            return;
        }
        let mut target = end
            .max(self.sorted_len * 2)
            .max(MIN_SORTED_ROWS)
            .min(self.total());
        if self.sort == Sort::Relevance {
            target = self.ensure_scored(end, target);
        } else {
            self.merge_deferred();
        }
        let wanted = target - self.sorted_len;
        let Some(columns) = &self.columns else { return };
        let mut unsorted = &mut self.hits[self.sorted_len..];
        // A list that no words were asked of is in the order of stars alone.
        let is_wordless = self.interpretations.is_empty();
        let standing = |hit: SearchCandidate| {
            let standing = columns.standing(hit.doc);
            if is_wordless {
                standing.missing_stars()
            } else {
                standing.rank()
            }
        };
        if self.sort == Sort::Relevance && wanted * 4 < unsorted.len() {
            move_best_to_front(unsorted, wanted, standing);
            unsorted = &mut unsorted[..wanted];
        }
        let (sort, is_reversed) = match self.sort {
            Sort::Relevance if is_wordless => (Sort::Star, false),
            sort => (sort, self.is_reversed),
        };
        let with_key = |hit: &SearchCandidate| {
            let key = SortKey::new(*hit, columns, sort, is_reversed);
            (key, *hit)
        };
        let mut keyed: Vec<(SortKey, SearchCandidate)> = unsorted.iter().map(with_key).collect();
        let by_key = |(key, hit): &(SortKey, SearchCandidate)| (*key, hit.doc);
        if wanted < keyed.len() {
            keyed.select_nth_unstable_by_key(wanted, by_key);
        }
        keyed[..wanted].sort_unstable_by_key(by_key);
        for (index, (_, hit)) in keyed.into_iter().enumerate() {
            unsorted[index] = hit;
        }
        self.sorted_len = target;
    }
}

fn build_facet_counts(
    counts: &[Vec<u32>],
    columns: &FacetColumns,
    filter: &Filter,
) -> Vec<FacetCounts> {
    let facets = Facet::ALL.into_iter().zip(counts);
    facets
        .map(|(facet, counts)| {
            let column = columns.get(facet);
            let (chosen, excluded) = (filter.chosen_values(facet), filter.excluded_values(facet));
            let present = column
                .values
                .iter()
                .enumerate()
                .filter_map(|(index, value)| {
                    let count = FacetValueCount {
                        value: value.clone(),
                        count: counts[index],
                        chosen: chosen.contains(value),
                        excluded: excluded.contains(value),
                    };
                    (column.present[index] || count.chosen || count.excluded)
                        .then_some((index, count))
                });
            let absent =
                absent_value_counts(filter, facet, |value| column.find_value(value).is_none());
            let mut values: Vec<(usize, FacetValueCount)> = present.chain(absent).collect();
            values.sort_by_key(|(index, value)| {
                // Stars, years and the like have an order of their own; names are sorted by count.
                let count = match facet {
                    Facet::Star
                    | Facet::Year
                    | Facet::Status
                    | Facet::ExpiryBand
                    | Facet::Gap
                    | Facet::ReviewState => 0,
                    _ => value.count,
                };
                (
                    !value.chosen,
                    *index == 0,
                    std::cmp::Reverse(count),
                    column.ranks.get(*index),
                )
            });
            FacetCounts {
                facet,
                values: values.into_iter().map(|(_, value)| value).collect(),
            }
        })
        .filter(FacetCounts::is_shown)
        .collect()
}

/// Chosen and excluded values that no product has, with an index that sorts them last.
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
