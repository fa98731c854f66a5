//! The products that match an interpretation, with their costs.
//!
//! When very many match, only those that can be among the top k are scored: first those whose words are contiguous,
//! then those whose lower bound is below the k-th best cost. All others cost no less than a floor, so what is below
//! the floor is in its final order already; they are scored when somebody scrolls to them.

use std::collections::BinaryHeap;

use tantivy::{DocId, TantivyError};

use crate::error::Error;
use crate::search::columns::forward_index::ForwardIndex;
use crate::search::cost::{CompactCost, Cost, DROPPED_WORD_BONUS};
use crate::search::interpret::interpretation::{Interpretation, InterpretationId};
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interruption::{SearchInterruption, SearchResult, StopCheck};
use crate::search::matching::candidates::{CandidateSet, PostingsReader};
use crate::search::matching::deferred_matches::DeferredMatches;
use crate::search::matching::product_set::{ProductSet, ProductSetPart};
use crate::search::matching::score::ProductScorer;
use crate::search::matching::search_candidate::{SearchCandidate, UNSCORED_COST};
use crate::search::matching::term_match_table::TermMatchTable;
use crate::search::parallel;

/// With this many scored, the others can wait.
pub(crate) const TOP_K: usize = 256;

/// Products scored between two checks whether to stop.
const STOP_CHECK_INTERVAL: u32 = 4096;

/// The range of costs that is listed: from the best one up to a width above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CostWindow {
    /// The lowest cost so far.
    pub(crate) best_cost: Cost,
    pub(crate) width: Cost,
}

impl CostWindow {
    /// What costs more than this is not listed.
    pub(crate) fn cost_limit(self) -> Cost {
        self.best_cost.saturating_add(self.width)
    }
}

/// The matches of an interpretation.
#[derive(Debug)]
pub(crate) struct TopMatches {
    /// In ascending order of products. Products of which all words are near may be missing above the cost limit.
    pub(crate) scored: Vec<SearchCandidate>,
    /// All other matches.
    pub(crate) deferred: Option<DeferredMatches>,
}

/// Finds the products that match an interpretation.
pub(crate) fn find_top_matches(
    postings: &PostingsReader<'_>,
    forward_index: &ForwardIndex,
    (interpretation, id): (&Interpretation, InterpretationId),
    cost_window: CostWindow,
    should_stop: StopCheck<'_>,
) -> SearchResult<TopMatches> {
    let candidates = postings
        .find_candidates(interpretation)
        .map_err(|error| Error::from(TantivyError::from(error)))?;
    let vocabulary_len = postings.vocabulary.len();
    let candidate_count = candidates.docs.len();
    let table = TermMatchTable::new(
        interpretation,
        forward_index,
        vocabulary_len,
        candidate_count,
    );
    let search = TopKSearch {
        table: &table,
        interpretation_id: id,
        cost_window,
        should_stop,
    };
    search.score_candidates(candidates)
}

/// A search for the matches of an interpretation.
struct TopKSearch<'a> {
    table: &'a TermMatchTable<'a>,
    interpretation_id: InterpretationId,
    cost_window: CostWindow,
    should_stop: StopCheck<'a>,
}

impl TopKSearch<'_> {
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is not general enough in its lifetime"
    )]
    fn score_candidates(&self, candidates: CandidateSet) -> SearchResult<TopMatches> {
        let CandidateSet {
            docs,
            in_name_fields,
        } = candidates;
        match in_name_fields {
            Some(in_name_fields) if self.table.accepts_all_matches() => {
                self.score_top_k(docs, &in_name_fields)
            }
            _ => Ok(TopMatches {
                scored: self.score_all(&docs, |scorer, doc| scorer.product_cost(doc))?,
                deferred: None,
            }),
        }
    }

    /// Scores the products that can be among the top k of a set that matches as a whole.
    fn score_top_k(
        &self,
        docs: ProductSet,
        in_name_fields: &ProductSet,
    ) -> SearchResult<TopMatches> {
        let contiguous =
            self.score_all(in_name_fields, |_, doc| self.table.contiguous_cost(doc))?;
        let mut threshold = TopKThreshold::default();
        for candidate in &contiguous {
            threshold.record_cost(candidate.cost);
        }
        let id = self.interpretation_id;
        let scattered_floor = self.table.scattered_floor();
        if let Some(floor) = scattered_floor.filter(|floor| threshold.cost_limit() < *floor) {
            return Ok(TopMatches {
                scored: contiguous,
                deferred: Some(DeferredMatches::from_unscored(docs, floor, id)),
            });
        }
        let score_part = |part: ProductSetPart<'_>| {
            self.score_below_threshold(part, in_name_fields, &contiguous, threshold.clone())
        };
        let parts = docs.split_evenly(parallel::part_count(docs.len()));
        let (mut scored, mut floor) = (Vec::new(), Cost::MAX);
        for part in parallel::map_parts(parts, score_part) {
            let (candidates, cost_limit) = part?;
            scored.extend(candidates);
            floor = floor.min(cost_limit.saturating_add(Cost::new(1)));
        }
        self.check_stop()?;
        let deferred = (floor < Cost::MAX).then(|| DeferredMatches::from_unscored(docs, floor, id));
        Ok(TopMatches { scored, deferred })
    }

    /// The contiguous candidates of a part, and all others that may be among the top k; and the cost limit in the
    /// end: what was not scored costs more.
    fn score_below_threshold(
        &self,
        part: ProductSetPart<'_>,
        in_name_fields: &ProductSet,
        contiguous: &[SearchCandidate],
        mut threshold: TopKThreshold,
    ) -> SearchResult<(Vec<SearchCandidate>, Cost)> {
        let mut scorer = ProductScorer::new(self.table);
        let mut candidates = Vec::new();
        let first = contiguous.partition_point(|candidate| candidate.doc < part.lower_bound());
        let mut contiguous = contiguous[first..].iter();
        let mut next = contiguous.next();
        let mut visited = 0_u32;
        part.try_for_each(|doc| {
            visited += 1;
            if visited.is_multiple_of(STOP_CHECK_INTERVAL) {
                self.check_stop()?;
            }
            if let Some(candidate) = next.filter(|candidate| candidate.doc == doc) {
                candidates.push(*candidate);
                next = contiguous.next();
                return Ok(());
            }
            let in_names = in_name_fields.contains(doc);
            let cost = scorer.product_cost_up_to(doc, in_names, threshold.cost_limit());
            if let Some(cost) = cost {
                let candidate = SearchCandidate::new(doc, cost, self.interpretation_id);
                threshold.record_cost(candidate.cost);
                candidates.push(candidate);
            }
            Ok::<(), SearchInterruption>(())
        })?;
        Ok((candidates, threshold.cost_limit()))
    }

    /// The products of a set that match, scored.
    fn score_all(
        &self,
        docs: &ProductSet,
        score: impl Fn(&mut ProductScorer<'_>, DocId) -> Option<Cost> + Sync,
    ) -> SearchResult<Vec<SearchCandidate>> {
        let interpretation = self.table.interpretation;
        let prefers_some = interpretation.prefers_some_products();
        let score_part = |part: ProductSetPart<'_>| {
            let mut scorer = ProductScorer::new(self.table);
            let mut window = self.cost_window;
            scorer.cost_limit = window.cost_limit();
            let mut candidates = Vec::new();
            let mut visited = 0_u32;
            part.try_for_each(|doc| {
                visited += 1;
                if visited.is_multiple_of(STOP_CHECK_INTERVAL) {
                    self.check_stop()?;
                }
                if let Some(mut cost) = score(&mut scorer, doc) {
                    if prefers_some {
                        let words = self.table.forward_index;
                        let bonus = preference_bonus(interpretation, words, doc);
                        cost = cost.saturating_sub(bonus);
                    }
                    if cost < window.best_cost {
                        window.best_cost = cost;
                        scorer.cost_limit = window.cost_limit();
                    }
                    candidates.push(SearchCandidate::new(doc, cost, self.interpretation_id));
                }
                Ok::<(), SearchInterruption>(())
            })?;
            Ok::<_, SearchInterruption>(candidates)
        };
        let parts = docs.split_evenly(parallel::part_count(docs.len()));
        let mut all = Vec::new();
        for scored in parallel::map_parts(parts, score_part) {
            if all.is_empty() {
                all = scored?;
            } else {
                all.extend(scored?);
            }
        }
        self.check_stop()?;
        Ok(all)
    }

    fn check_stop(&self) -> SearchResult<()> {
        if (self.should_stop)() {
            Err(SearchInterruption::Stopped)
        } else {
            Ok(())
        }
    }
}

/// Scores the candidates that are not scored yet, interpretation by interpretation.
pub(crate) fn score_deferred(
    candidates: &mut [SearchCandidate],
    forward_index: &ForwardIndex,
    vocabulary_len: usize,
    interpretations: &[Interpretation],
) {
    let mut counts = vec![0; interpretations.len()];
    for candidate in candidates.iter().filter(|candidate| !candidate.is_scored()) {
        if let Some(count) = counts.get_mut(usize::from(candidate.interpretation.0)) {
            *count += 1;
        }
    }
    let ids = (0..).map(InterpretationId);
    for ((interpretation, id), count) in interpretations.iter().zip(ids).zip(counts) {
        if count == 0 {
            continue;
        }
        let part_len = candidates
            .len()
            .div_ceil(parallel::part_count(count))
            .max(1);
        let table = TermMatchTable::new(interpretation, forward_index, vocabulary_len, count);
        let is_deferred = |candidate: &&mut SearchCandidate| {
            !candidate.is_scored() && candidate.interpretation == id
        };
        let score_part = |part: &mut [SearchCandidate]| {
            let mut scorer = ProductScorer::new(&table);
            for candidate in part.iter_mut().filter(is_deferred) {
                let cost = scorer.product_cost(candidate.doc);
                candidate.cost = cost.map_or(UNSCORED_COST, CompactCost::new);
            }
        };
        parallel::map_parts(candidates.chunks_mut(part_len).collect(), score_part);
    }
}

/// The k-th lowest cost so far: what costs more is not among the top k.
#[derive(Clone, Debug, Default)]
struct TopKThreshold {
    lowest_costs: BinaryHeap<CompactCost>,
}

impl TopKThreshold {
    fn record_cost(&mut self, cost: CompactCost) {
        if self.lowest_costs.len() < TOP_K {
            self.lowest_costs.push(cost);
        } else if let Some(mut highest) = self.lowest_costs.peek_mut()
            && cost < *highest
        {
            *highest = cost;
        }
    }

    /// No limit until k costs are known.
    fn cost_limit(&self) -> Cost {
        let is_full = self.lowest_costs.len() == TOP_K;
        let highest = self.lowest_costs.peek().filter(|_| is_full);
        highest.map_or(Cost::MAX, |highest| highest.to_cost())
    }
}

/// What is subtracted for words that the interpretation dropped and the product has, and for a preferred product.
fn preference_bonus(
    interpretation: &Interpretation,
    forward_index: &ForwardIndex,
    doc: DocId,
) -> Cost {
    let preferred = interpretation.preferred_docs.get(&doc);
    let preferred = preferred.copied().unwrap_or_default();
    if interpretation.bonus_terms.is_empty() {
        return preferred;
    }
    let words = forward_index.product_words(doc);
    let has_word = |term: &&QueryTerm| term.matches_any(words.iter());
    let count = interpretation.bonus_terms.iter().filter(has_word).count();
    preferred + DROPPED_WORD_BONUS * count as u32
}
