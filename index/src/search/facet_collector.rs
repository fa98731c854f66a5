//! One pass over the matches of a query: the hits, and the counts of every facet.
//!
//! A product that fails no facet filter is a hit and counts everywhere; one that fails exactly one facet counts only
//! there, because the counts of a facet ignore its own selection; all others count nowhere. Products are counted by
//! class, place and class of marks, and the counts of the facets' values follow from these: three additions a product,
//! however many facets there are, and two where there are no marks. The hits are not sorted here, and no stored record
//! is read.

use std::collections::BTreeSet;

use tantivy::DocId;

use crate::query::{Facet, Filter};
use crate::search::columns::facet_column::{ByFacetSource, FacetSource, list_counts};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::cost::Cost;
use crate::search::interpret::interpretation::{Interpretation, InterpretationId};
use crate::search::matching::conditions::ResolvedConditions;
use crate::search::matching::deferred_matches::DeferredMatches;
use crate::search::matching::product_set::ProductSetPart;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::matching::top_k::TOP_K;
use crate::search::parallel;
use crate::search::relaxation::outcome::RelaxationOutcome;

/// What matches the words of a query.
#[derive(Debug)]
pub(crate) enum MatchedSet {
    /// Every product of a catalogue: the query has no words.
    All(DocId),
    Relaxed(RelaxationOutcome),
}

impl MatchedSet {
    /// These products, in ascending order.
    pub(crate) fn listed(candidates: Vec<SearchCandidate>) -> Self {
        Self::Relaxed(RelaxationOutcome {
            scored: candidates,
            ..RelaxationOutcome::new()
        })
    }
}

/// The hits and the counts.
#[derive(Debug)]
pub(crate) struct Collected {
    /// In ascending order of products.
    pub(crate) hits: Vec<SearchCandidate>,
    /// All other hits.
    pub(crate) deferred: Option<DeferredMatches>,
    /// Hits that are not scored cost no less than this.
    pub(crate) cost_floor: Cost,
    /// By the id in a hit.
    pub(crate) interpretations: Vec<Interpretation>,
    pub(crate) counts: FacetTotals,
}

/// The counts of every facet.
#[derive(Debug)]
pub(crate) struct FacetTotals {
    /// By facet and value index.
    pub(crate) by_facet: Vec<Vec<u32>>,
    /// Products that match the words and conditions, filters aside.
    pub(crate) total_without_filters: usize,
}

/// The bit of a product with an excluded value, which fails for good. The lower bits are the facets.
const EXCLUDED_BIT: u32 = 1 << 31;

/// Marks a candidate that is not a hit.
const REJECTED: InterpretationId = InterpretationId::NONE;

/// Filters candidates and counts facets.
pub(crate) fn collect_hits(
    columns: &FacetColumns,
    filter: &Filter,
    conditions: &ResolvedConditions,
    matched: MatchedSet,
) -> Collected {
    let chosen = Facet::ALL
        .into_iter()
        .filter(|facet| !filter.chosen_values(*facet).is_empty());
    let failure_masks =
        ByFacetSource::from_fn(|source| build_failure_masks(columns, filter, source));
    let facet_filter = FacetCollector {
        columns,
        conditions,
        counts_marks: columns.marks().has_any() || !failure_masks.mark.is_empty(),
        failure_masks,
        chosen_facets: chosen.collect(),
    };
    let outcome = match matched {
        MatchedSet::All(doc_count) => {
            let deferred = DeferredMatches::from_all_products(doc_count);
            let top_docs = select_top_docs(columns, doc_count).into_iter();
            let top_candidates = top_docs.map(|doc| deferred.candidate_for(doc, None));
            RelaxationOutcome {
                scored: top_candidates.collect(),
                deferred: Some(deferred),
                ..RelaxationOutcome::new()
            }
        }
        MatchedSet::Relaxed(outcome) => outcome,
    };
    let (hits, deferred, counts) = if let Some(deferred) = outcome.deferred {
        facet_filter.collect_whole_set(outcome.scored, deferred)
    } else {
        let (hits, counts) = facet_filter.collect_listed(outcome.scored);
        (hits, None, counts)
    };
    Collected {
        hits,
        deferred,
        cost_floor: outcome.cost_floor,
        interpretations: outcome.interpretations,
        counts,
    }
}

/// The first products of a list of all: the most stars first, then in alphabetical order.
fn select_top_docs(columns: &FacetColumns, doc_count: DocId) -> Vec<DocId> {
    let mut by_missing_stars: [Vec<DocId>; 6] = Default::default();
    let fewest = 5 - usize::from(columns.max_stars());
    for doc in 0..doc_count {
        let docs = &mut by_missing_stars[usize::from(columns.missing_stars(doc))];
        if docs.len() < TOP_K {
            docs.push(doc);
        }
        if by_missing_stars[fewest].len() == TOP_K {
            break;
        }
    }
    let mut top: Vec<DocId> = by_missing_stars.into_iter().flatten().take(TOP_K).collect();
    top.sort_unstable();
    top
}

/// Which facets each entry of a source fails; empty when no facet of the source is filtered.
fn build_failure_masks(columns: &FacetColumns, filter: &Filter, source: FacetSource) -> Vec<u32> {
    let mut failure_masks = Vec::new();
    for (bit, facet) in Facet::ALL.into_iter().enumerate() {
        let column = columns.get(facet);
        let (chosen, excluded) = (filter.chosen_values(facet), filter.excluded_values(facet));
        if column.source != source || chosen.is_empty() && excluded.is_empty() {
            continue;
        }
        failure_masks.resize(columns.source_size(source), 0);
        let are_in_set = |set: &BTreeSet<String>| -> Vec<bool> {
            let values = column.values.iter();
            values.map(|value| set.contains(value)).collect()
        };
        let (is_chosen, is_excluded) = (are_in_set(chosen), are_in_set(excluded));
        let wanted_count = match chosen.len() {
            all if filter.wants_all(facet) => all,
            some => some.min(1),
        };
        for (entry, failures) in failure_masks.iter_mut().enumerate() {
            let (mut chosen_count, mut has_excluded) = (0, false);
            column.for_each_value(entry, |index| {
                chosen_count += usize::from(is_chosen[index]);
                has_excluded |= is_excluded[index];
            });
            if chosen_count < wanted_count {
                *failures |= 1 << bit;
            }
            if has_excluded {
                *failures |= EXCLUDED_BIT;
            }
        }
    }
    failure_masks
}

/// The filters of a query as tables by class, by place and by class of marks.
struct FacetCollector<'a> {
    columns: &'a FacetColumns,
    conditions: &'a ResolvedConditions,
    /// Which facets each entry of a source fails, one bit each; empty when no filter concerns them.
    failure_masks: ByFacetSource<Vec<u32>>,
    /// The facets with a choice.
    chosen_facets: Vec<Facet>,
    /// There are marks, or the query asks for some.
    counts_marks: bool,
}

/// The counts of a part of the pass.
struct HitTally {
    /// Some products are not hits.
    has_rejected: bool,
    /// Hits by class, by place and by class of marks.
    hits: ByFacetSource<Vec<u32>>,
    /// For each facet with a choice: products that fail nothing else, by entry of its source.
    near_misses: Vec<Vec<u32>>,
    total_without_filters: usize,
}

impl FacetCollector<'_> {
    /// Filters and counts candidates.
    fn collect_listed(
        &self,
        mut candidates: Vec<SearchCandidate>,
    ) -> (Vec<SearchCandidate>, FacetTotals) {
        let part_count = parallel::part_count(candidates.len());
        let part_len = candidates.len().div_ceil(part_count).max(1);
        let parts = candidates.chunks_mut(part_len).collect();
        let tally = self.merge_tallies(parallel::map_parts(parts, |part| {
            self.tally_candidates(part)
        }));
        if tally.has_rejected {
            candidates.retain(|candidate| candidate.interpretation != REJECTED);
        }
        (candidates, self.count_facets(&tally))
    }

    /// Counts a part, and marks the candidates that are not hits.
    fn tally_candidates(&self, part: &mut [SearchCandidate]) -> HitTally {
        let mut tally = self.empty_tally();
        for candidate in part {
            if !self.count_doc(candidate.doc, &mut tally) {
                candidate.interpretation = REJECTED;
            }
        }
        tally
    }

    /// Filters and counts a set that matches as a whole; it stays deferred when all of it are hits.
    fn collect_whole_set(
        &self,
        scored: Vec<SearchCandidate>,
        deferred: DeferredMatches,
    ) -> (Vec<SearchCandidate>, Option<DeferredMatches>, FacetTotals) {
        let masks = &self.failure_masks;
        let has_masks = [&masks.class, &masks.place, &masks.mark]
            .iter()
            .any(|masks| !masks.is_empty());
        let all_hit = self.conditions.is_empty() && !has_masks;
        let part_count = parallel::part_count(deferred.docs.len());
        let parts = deferred.docs.split_evenly(part_count);
        let counted = parallel::map_parts(parts, |part: ProductSetPart<'_>| {
            let mut tally = self.empty_tally();
            if all_hit && !self.counts_marks {
                part.for_each(|doc| self.count_hit(doc, &mut tally));
                return (tally, Vec::new());
            }
            let mut hits = Vec::new();
            let first = scored.partition_point(|candidate| candidate.doc < part.lower_bound());
            let mut scored = scored[first..].iter().copied().peekable();
            part.for_each(|doc| {
                let is_hit = self.count_doc(doc, &mut tally);
                if !all_hit {
                    let scored = scored.next_if(|candidate| candidate.doc == doc);
                    hits.extend(is_hit.then(|| deferred.candidate_for(doc, scored)));
                }
            });
            (tally, hits)
        });
        let (tallies, hits): (Vec<HitTally>, Vec<Vec<SearchCandidate>>) =
            counted.into_iter().unzip();
        let counts = self.count_facets(&self.merge_tallies(tallies));
        if all_hit {
            (scored, Some(deferred), counts)
        } else {
            (hits.concat(), None, counts)
        }
    }

    fn empty_tally(&self) -> HitTally {
        let zeros = |source| vec![0_u32; self.columns.source_size(source)];
        let chosen = self.chosen_facets.iter();
        let near_misses = chosen.map(|facet| zeros(self.columns.get(*facet).source));
        HitTally {
            has_rejected: false,
            hits: ByFacetSource::from_fn(zeros),
            near_misses: near_misses.collect(),
            total_without_filters: 0,
        }
    }

    /// Counts a product that nothing filters, where there are no marks.
    #[inline]
    fn count_hit(&self, doc: DocId, tally: &mut HitTally) {
        let sources = self.columns.unmarked_sources(doc);
        tally.total_without_filters += 1;
        tally.hits.class[sources.class] += 1;
        tally.hits.place[sources.place] += 1;
    }

    /// Counts a product; false when it is not a hit.
    #[inline]
    fn count_doc(&self, doc: DocId, tally: &mut HitTally) -> bool {
        if !self.conditions.is_empty() && !self.conditions.accepts_doc(self.columns, doc) {
            tally.has_rejected = true;
            return false;
        }
        tally.total_without_filters += 1;
        let (sources, mark_failures) = if self.counts_marks {
            let sources = self.columns.sources_of_product(doc);
            (
                sources,
                failure_mask(&self.failure_masks.mark, sources.mark),
            )
        } else {
            (self.columns.unmarked_sources(doc), 0)
        };
        let failures = failure_mask(&self.failure_masks.class, sources.class)
            | failure_mask(&self.failure_masks.place, sources.place)
            | mark_failures;
        if failures == 0 {
            tally.hits.class[sources.class] += 1;
            tally.hits.place[sources.place] += 1;
            if self.counts_marks {
                tally.hits.mark[sources.mark] += 1;
            }
            return true;
        }
        tally.has_rejected = true;
        if failures.is_power_of_two() && failures != EXCLUDED_BIT {
            let facet = Facet::ALL[failures.trailing_zeros() as usize];
            if let Some(choice) = self.find_choice(facet) {
                let source = self.columns.get(facet).source;
                tally.near_misses[choice][*sources.get(source)] += 1;
            }
        }
        false
    }

    fn find_choice(&self, facet: Facet) -> Option<usize> {
        let mut chosen = self.chosen_facets.iter();
        chosen.position(|chosen| *chosen == facet)
    }

    fn merge_tallies(&self, tallies: Vec<HitTally>) -> HitTally {
        let mut tallies = tallies.into_iter();
        let mut sum = tallies.next().unwrap_or_else(|| self.empty_tally());
        tallies.for_each(|tally| sum.add_counts(&tally));
        sum
    }

    /// The counts of the facets' values from those of their sources.
    fn count_facets(&self, tally: &HitTally) -> FacetTotals {
        let hits = ByFacetSource::from_fn(|source| list_counts(tally.hits.get(source)));
        let count_values = |facet: Facet| {
            let column = self.columns.get(facet);
            let mut counts = vec![0; column.values.len()];
            column.add_counts(hits.get(column.source), &mut counts);
            if let Some(choice) = self.find_choice(facet) {
                column.add_counts(&list_counts(&tally.near_misses[choice]), &mut counts);
            }
            counts
        };
        FacetTotals {
            by_facet: Facet::ALL.into_iter().map(count_values).collect(),
            total_without_filters: tally.total_without_filters,
        }
    }
}

/// The facets that an entry of a source fails.
#[inline]
fn failure_mask(failure_masks: &[u32], entry: usize) -> u32 {
    failure_masks.get(entry).copied().unwrap_or(0)
}

impl HitTally {
    /// Adds the counts of another part.
    fn add_counts(&mut self, other: &Self) {
        add_all(&mut self.hits.class, &other.hits.class);
        add_all(&mut self.hits.place, &other.hits.place);
        add_all(&mut self.hits.mark, &other.hits.mark);
        for (sum, counts) in self.near_misses.iter_mut().zip(&other.near_misses) {
            add_all(sum, counts);
        }
        self.has_rejected |= other.has_rejected;
        self.total_without_filters += other.total_without_filters;
    }
}

fn add_all(sums: &mut [u32], counts: &[u32]) {
    sums.iter_mut()
        .zip(counts)
        .for_each(|(sum, count)| *sum += count);
}
