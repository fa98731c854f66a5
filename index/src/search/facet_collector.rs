//! One pass over what was read: the hits, and the counts of every facet.
//!
//! A product that fails no chosen facet is a hit and counts everywhere; one that fails exactly one facet
//! counts only there, which is what "the counts of a facet ignore its own selection" means; all others
//! count nowhere. Products are counted by class and place, and the facets' values follow from these: two
//! additions a product, however many facets there are. Must not: order the hits or read stored records.

use tantivy::DocId;

use super::sort_keys::missing_stars;
use crate::query::{Facet, Filter};
use crate::search::columns::facet_columns::{FacetColumns, FacetSource};
use crate::search::matching::candidates::ProductSetPart;
use crate::search::matching::conditions::ResolvedConditions;
use crate::search::matching::top_k::{DeferredMatches, TOP_K};
use crate::search::parallel;

/// A product that fits the words, what it cost to find it, and by which plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SearchCandidate {
    pub(crate) doc: DocId,
    pub(crate) cost: u16,
    pub(crate) interpretation: u16,
}

/// What fits the words of a question, in the order of the documents.
#[derive(Debug)]
pub(crate) enum MatchedSet {
    /// Every product of so many: the question has no words.
    All(DocId),
    /// These, and the rest of a set that fits as a whole.
    Listed(Vec<SearchCandidate>, Option<DeferredMatches>),
}

/// What one pass yields.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// In the order of the documents.
    pub(crate) hits: Vec<SearchCandidate>,
    /// Hits beside these.
    pub(crate) rest: Option<DeferredMatches>,
    /// Counts by facet and value number.
    pub(crate) counts: Vec<Vec<u32>>,
    /// Products that fit the words and conditions, filters aside.
    pub(crate) total_without_filters: usize,
}

/// A product with an excluded value fails for good.
const EXCLUDED_BIT: u16 = 1 << 15;

/// What to filter by, as tables by class and by place.
struct FacetFilter<'a> {
    columns: &'a FacetColumns,
    conditions: &'a ResolvedConditions,
    /// Which facets each class and each place fails, one bit each; empty when nothing is chosen.
    failure_masks: [Vec<u16>; 2],
    /// The facets with a choice.
    chosen_facets: Vec<Facet>,
}

const COLUMN_SOURCES: [FacetSource; 2] = [FacetSource::Class, FacetSource::Place];

/// Counts and filters.
pub(crate) fn collect_hits(
    columns: &FacetColumns,
    filter: &Filter,
    conditions: &ResolvedConditions,
    fits: MatchedSet,
) -> Collected {
    let chosen = Facet::ALL
        .into_iter()
        .filter(|facet| !filter.chosen_values(*facet).is_empty());
    let sieve = FacetFilter {
        columns,
        conditions,
        failure_masks: COLUMN_SOURCES.map(|source| build_failure_masks(columns, filter, source)),
        chosen_facets: chosen.collect(),
    };
    let mut found = match fits {
        MatchedSet::All(docs) => {
            let rest = DeferredMatches::from_all_products(docs);
            let first = select_first_docs(columns, docs).into_iter();
            let first = first.map(|doc| rest.candidate_for(doc, None)).collect();
            return sieve.collect_whole_set(first, rest);
        }
        MatchedSet::Listed(found, None) => found,
        MatchedSet::Listed(first, Some(rest)) => return sieve.collect_whole_set(first, rest),
    };
    let half = found
        .len()
        .div_ceil(parallel::part_count(found.len()))
        .max(1);
    let tallies = parallel::map_parts(found.chunks_mut(half).collect(), |part| {
        sieve.filter_candidates(part)
    });
    let refused = tallies.iter().any(|tally| tally.has_rejected);
    let harvest = sieve.merge_tallies(tallies);
    if refused {
        found.retain(|found| found.interpretation != REJECTED);
    }
    Collected {
        hits: found,
        ..harvest
    }
}

/// The first products of a list of all: the most stars first, then as the documents stand.
fn select_first_docs(columns: &FacetColumns, docs: DocId) -> Vec<DocId> {
    let mut by_stars: [Vec<DocId>; 6] = Default::default();
    let most = 5 - usize::from(columns.max_stars());
    for doc in 0..docs {
        let same = &mut by_stars[usize::from(missing_stars(columns, doc))];
        if same.len() < TOP_K {
            same.push(doc);
        }
        if by_stars[most].len() == TOP_K {
            break;
        }
    }
    let mut first: Vec<DocId> = by_stars.into_iter().flatten().take(TOP_K).collect();
    first.sort_unstable();
    first
}

/// Which facets each class or place fails.
fn build_failure_masks(columns: &FacetColumns, filter: &Filter, source: FacetSource) -> Vec<u16> {
    let mut fails = Vec::new();
    for (bit, facet) in Facet::ALL.into_iter().enumerate() {
        let column = columns.get(facet);
        let (chosen, excluded) = (filter.chosen_values(facet), filter.excluded_values(facet));
        if column.source != source || chosen.is_empty() && excluded.is_empty() {
            continue;
        }
        fails.resize(columns.source_size(source), 0);
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
            column.for_each_value(at, |number| {
                met |= wanted[number];
                kept_away |= unwanted[number];
            });
            if !met {
                *fails |= 1 << bit;
            }
            if kept_away {
                *fails |= EXCLUDED_BIT;
            }
        }
    }
    fails
}

/// The facets that a class or place fails.
fn failure_mask(table: &[u16], at: usize) -> u16 {
    table.get(at).copied().unwrap_or(0)
}

/// The number of no plan: the product is no hit.
const REJECTED: u16 = u16::MAX;

/// What a part of the pass yields.
struct HitTally {
    /// Some products are no hits.
    has_rejected: bool,
    /// Hits by class and by place.
    hits: [Vec<u32>; 2],
    /// For each facet with a choice: what fails nothing else, by class or place.
    near_misses: Vec<Vec<u32>>,
    total_without_filters: usize,
}

impl FacetFilter<'_> {
    /// Counts a part, and marks what is no hit.
    fn filter_candidates(&self, part: &mut [SearchCandidate]) -> HitTally {
        let mut tally = self.empty_tally();
        for found in part {
            if !self.count_doc(found.doc, &mut tally) {
                found.interpretation = REJECTED;
            }
        }
        tally
    }

    /// Counts a set that fits as a whole; it stays one when all of it are hits.
    fn collect_whole_set(&self, first: Vec<SearchCandidate>, rest: DeferredMatches) -> Collected {
        let all = self.conditions.is_empty() && self.failure_masks.iter().all(Vec::is_empty);
        let parts = rest
            .docs
            .split_evenly(parallel::part_count(rest.docs.len()));
        let counted = parallel::map_parts(parts, |part: ProductSetPart<'_>| {
            let mut tally = self.empty_tally();
            let mut hits = Vec::new();
            let mut scored = first[first.partition_point(|found| found.doc < part.lower_bound())..]
                .iter()
                .copied()
                .peekable();
            part.for_each(|doc| {
                let is_hit = self.count_doc(doc, &mut tally);
                if !all {
                    let scored = scored.next_if(|found| found.doc == doc);
                    hits.extend(is_hit.then(|| rest.candidate_for(doc, scored)));
                }
            });
            (tally, hits)
        });
        let (tallies, hits): (Vec<HitTally>, Vec<Vec<SearchCandidate>>) =
            counted.into_iter().unzip();
        let harvest = self.merge_tallies(tallies);
        let (found, rest) = if all {
            (first, Some(rest))
        } else {
            (hits.concat(), None)
        };
        Collected {
            hits: found,
            rest,
            ..harvest
        }
    }

    fn empty_tally(&self) -> HitTally {
        let empty = |source| vec![0_u32; self.columns.source_size(source)];
        let misses = self
            .chosen_facets
            .iter()
            .map(|facet| empty(self.columns.get(*facet).source));
        HitTally {
            has_rejected: false,
            hits: COLUMN_SOURCES.map(empty),
            near_misses: misses.collect(),
            total_without_filters: 0,
        }
    }

    /// Counts a product; false when it is no hit.
    #[inline]
    fn count_doc(&self, doc: DocId, tally: &mut HitTally) -> bool {
        if !self.conditions.is_empty() && !self.conditions.accepts_doc(self.columns, doc) {
            tally.has_rejected = true;
            return false;
        }
        tally.total_without_filters += 1;
        let (class, place) = self.columns.class_and_place(doc);
        let failed = failure_mask(&self.failure_masks[0], class)
            | failure_mask(&self.failure_masks[1], place);
        if failed == 0 {
            tally.hits[0][class] += 1;
            tally.hits[1][place] += 1;
            return true;
        }
        tally.has_rejected = true;
        if failed.is_power_of_two() && failed != EXCLUDED_BIT {
            let facet = Facet::ALL[failed.trailing_zeros() as usize];
            if let Some(choice) = self
                .chosen_facets
                .iter()
                .position(|chosen| *chosen == facet)
            {
                let by_place = self.columns.get(facet).source == FacetSource::Place;
                tally.near_misses[choice][if by_place { place } else { class }] += 1;
            }
        }
        false
    }

    /// Adds the parts up and works the facets' values out.
    fn merge_tallies(&self, tallies: Vec<HitTally>) -> Collected {
        let mut tallies = tallies.into_iter();
        let mut sum = tallies.next().unwrap_or_else(|| self.empty_tally());
        tallies.for_each(|tally| sum.add_counts(&tally));
        let count = |facet: Facet| {
            let column = self.columns.get(facet);
            let mut counts = vec![0; column.values.len()];
            column.add_counts(&sum.hits[column.source as usize], &mut counts);
            if let Some(choice) = self
                .chosen_facets
                .iter()
                .position(|chosen| *chosen == facet)
            {
                column.add_counts(&sum.near_misses[choice], &mut counts);
            }
            counts
        };
        Collected {
            counts: Facet::ALL.into_iter().map(count).collect(),
            total_without_filters: sum.total_without_filters,
            ..Collected::default()
        }
    }
}

impl HitTally {
    /// Adds another part.
    fn add_counts(&mut self, other: &Self) {
        let lists = self.hits.iter_mut().zip(&other.hits);
        for (sum, more) in lists.chain(self.near_misses.iter_mut().zip(&other.near_misses)) {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
        self.total_without_filters += other.total_without_filters;
    }
}
