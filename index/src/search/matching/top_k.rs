//! The products that fit a plan, with what they cost.
//!
//! When very many fit, only what may be among the first is scored: those that have all words side by side at the
//! beginning of the name, and then what may cost less. All others cost no less than a floor, so that what is below
//! it is in its final order already; they are scored when somebody looks that far. Must not: decide between plans.

use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::error::Result;
use crate::search::columns::forward_index::ForwardIndex;
use crate::search::facet_collector::SearchCandidate;
use crate::search::interpret::query_term::{Interpretation, QueryTerm};
use crate::search::matching::candidates::{
    CandidateSet, PostingsReader, ProductSet, ProductSetPart,
};
use crate::search::matching::score::{ProductScorer, TermMatchTable};
use crate::search::parallel;

/// The cost of what has not been scored yet.
pub(crate) const UNSCORED_COST: u16 = u16::MAX;

/// So many products are enough to leave for later what costs more.
pub(crate) const TOP_K: usize = 256;

/// A word that was left out is there all the same.
const DROPPED_WORD_BONUS: u32 = 250;

/// Products scored between two looks at whether to stop.
const STOP_CHECK_INTERVAL: u32 = 4096;

/// Asked now and then whether the answer is still wanted.
pub(crate) type StopCheck<'a> = &'a (dyn Fn() -> bool + Sync);

/// Why work ended early: it was told to stop.
pub(crate) struct SearchStopped;

/// Which finds are wanted: those that cost not much more than the best one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CostWindow {
    /// What the best find costs so far.
    pub(crate) best_cost: u32,
    /// What costs this much more is not listed.
    pub(crate) width: u32,
}

impl CostWindow {
    /// What costs more than this is not wanted.
    pub(crate) fn cost_limit(self) -> u32 {
        self.best_cost.saturating_add(self.width)
    }
}

/// What fits a plan.
#[derive(Debug)]
pub(crate) struct TopMatches {
    /// In the order of the documents; of readings that are only near, some that are not wanted are missing.
    pub(crate) scored: Vec<SearchCandidate>,
    /// What fits beside these.
    pub(crate) deferred: Option<DeferredMatches>,
}

/// A set that fits as a whole, of which only the first ones are scored.
#[derive(Debug)]
pub(crate) struct DeferredMatches {
    /// All of it, the first ones too.
    pub(crate) docs: ProductSet,
    /// What is not scored costs no less than this.
    pub(crate) cost_floor: u32,
    /// The number of its plan.
    pub(crate) interpretation_index: u16,
    /// What the others cost as far as is known: [`UNSCORED`], or nothing where there is nothing to score.
    pub(crate) unscored_cost: u16,
}

impl DeferredMatches {
    /// A set of which what is not scored yet costs no less than a floor.
    fn from_unscored(docs: ProductSet, floor: u32, plan: u16) -> Self {
        Self {
            docs,
            cost_floor: floor,
            interpretation_index: plan,
            unscored_cost: UNSCORED_COST,
        }
    }

    /// Every product of so many: a question without words costs nothing.
    pub(crate) fn from_all_products(docs: DocId) -> Self {
        Self {
            docs: ProductSet::all(docs),
            cost_floor: 0,
            interpretation_index: 0,
            unscored_cost: 0,
        }
    }

    /// The whole set with the costs known; the first ones are in the order of the documents.
    pub(crate) fn merge_scored(&self, first: Vec<SearchCandidate>) -> Vec<SearchCandidate> {
        let mut all = Vec::with_capacity(self.docs.len());
        let mut first = first.into_iter().peekable();
        for part in self.docs.split_evenly(1) {
            part.for_each(|doc| {
                all.push(self.candidate_for(doc, first.next_if(|found| found.doc == doc)))
            });
        }
        all
    }

    /// A product of the set.
    pub(crate) fn candidate_for(
        &self,
        doc: DocId,
        scored: Option<SearchCandidate>,
    ) -> SearchCandidate {
        scored.unwrap_or(SearchCandidate {
            doc,
            cost: self.unscored_cost,
            interpretation: self.interpretation_index,
        })
    }
}

/// What fits a plan.
pub(crate) fn find_top_matches(
    postings: &PostingsReader<'_>,
    lines: &ForwardIndex,
    (plan, number): (&Interpretation, u16),
    wanted: CostWindow,
    stop: StopCheck<'_>,
) -> Result<std::result::Result<TopMatches, SearchStopped>> {
    let candidates = postings
        .find_candidates(plan)
        .map_err(tantivy::TantivyError::from)?;
    let words = postings.vocabulary.len();
    let table = TermMatchTable::new(plan, lines, words, candidates.docs.len());
    let search = TopKSearch {
        table: &table,
        interpretation: plan,
        interpretation_index: number,
        cost_window: wanted,
        should_stop: stop,
    };
    Ok(search.score_candidates(candidates))
}

/// A search for what fits a plan.
struct TopKSearch<'a> {
    table: &'a TermMatchTable<'a>,
    interpretation: &'a Interpretation,
    interpretation_index: u16,
    cost_window: CostWindow,
    should_stop: StopCheck<'a>,
}

impl TopKSearch<'_> {
    /// What of these fits.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is not general enough in its lifetime"
    )]
    fn score_candidates(
        &self,
        candidates: CandidateSet,
    ) -> std::result::Result<TopMatches, SearchStopped> {
        let CandidateSet {
            docs,
            in_name_fields: by_name,
        } = candidates;
        match by_name {
            Some(by_name) if self.table.accepts_all_matches() => self.score_top_k(docs, &by_name),
            _ => Ok(TopMatches {
                scored: self.score_all(&docs, |scorer, doc| scorer.product_cost(doc))?,
                deferred: None,
            }),
        }
    }

    /// Scores what may be among the first of a set that fits as a whole: what is decided by a look, and then what
    /// may cost less than that.
    fn score_top_k(
        &self,
        docs: ProductSet,
        by_name: &ProductSet,
    ) -> std::result::Result<TopMatches, SearchStopped> {
        let runs = self.score_all(by_name, |_, doc| self.table.contiguous_cost(doc))?;
        let mut bar = TopKThreshold::default();
        for run in &runs {
            bar.record_cost(run.cost);
        }
        let plan = self.interpretation_index;
        if let Some(floor) = self
            .table
            .scattered_floor()
            .filter(|floor| bar.cost_limit() < *floor)
        {
            let rest = Some(DeferredMatches::from_unscored(docs, floor, plan));
            return Ok(TopMatches {
                scored: runs,
                deferred: rest,
            });
        }
        let work = |part: ProductSetPart<'_>| {
            let mut scorer = ProductScorer::new(self.table);
            let mut bar = bar.clone();
            let mut found = Vec::new();
            let mut known = runs[runs.partition_point(|run| run.doc < part.lower_bound())..].iter();
            let mut next = known.next();
            let mut seen = 0_u32;
            part.try_for_each(|doc| {
                seen += 1;
                if seen.is_multiple_of(STOP_CHECK_INTERVAL) && (self.should_stop)() {
                    return Err(SearchStopped);
                }
                if let Some(run) = next.filter(|run| run.doc == doc) {
                    found.push(*run);
                    next = known.next();
                } else if let Some(cost) =
                    scorer.product_cost_up_to(doc, by_name.contains(doc), bar.cost_limit())
                {
                    let cost = clamp_cost(cost);
                    bar.record_cost(cost);
                    found.push(SearchCandidate {
                        doc,
                        cost,
                        interpretation: plan,
                    });
                }
                Ok(())
            })?;
            Ok((found, bar.cost_limit()))
        };
        let (mut found, mut floor) = (Vec::new(), u32::MAX);
        for part in parallel::map_parts(docs.split_evenly(parallel::part_count(docs.len())), work) {
            let (more, height) = part?;
            found.extend(more);
            floor = floor.min(height.saturating_add(1));
        }
        if (self.should_stop)() {
            return Err(SearchStopped);
        }
        let rest = (floor < u32::MAX).then(|| DeferredMatches::from_unscored(docs, floor, plan));
        Ok(TopMatches {
            scored: found,
            deferred: rest,
        })
    }

    /// A set with its costs, without what does not fit.
    fn score_all(
        &self,
        docs: &ProductSet,
        score: impl Fn(&mut ProductScorer<'_>, DocId) -> Option<u32> + Sync,
    ) -> std::result::Result<Vec<SearchCandidate>, SearchStopped> {
        let Self {
            interpretation: plan,
            cost_window: wanted,
            ..
        } = *self;
        let work = |part: ProductSetPart<'_>| {
            let mut scorer = ProductScorer::new(self.table);
            scorer.cost_limit = wanted.cost_limit();
            let mut best = wanted.best_cost;
            let mut found = Vec::new();
            let mut seen = 0_u32;
            part.try_for_each(|doc| {
                seen += 1;
                if seen.is_multiple_of(STOP_CHECK_INTERVAL) && (self.should_stop)() {
                    return Err(SearchStopped);
                }
                if let Some(cost) = score(&mut scorer, doc) {
                    let cost =
                        cost - dropped_word_bonus(plan, self.table.forward_index, doc).min(cost);
                    if cost < best {
                        best = cost;
                        scorer.cost_limit = CostWindow {
                            best_cost: best,
                            ..wanted
                        }
                        .cost_limit();
                    }
                    found.push(SearchCandidate {
                        doc,
                        cost: clamp_cost(cost),
                        interpretation: self.interpretation_index,
                    });
                }
                Ok(())
            })?;
            Ok(found)
        };
        let mut all = Vec::new();
        for found in parallel::map_parts(docs.split_evenly(parallel::part_count(docs.len())), work)
        {
            if all.is_empty() {
                all = found?;
            } else {
                all.extend(found?);
            }
        }
        if (self.should_stop)() {
            Err(SearchStopped)
        } else {
            Ok(all)
        }
    }
}

/// Scores what was left for later, plan by plan.
pub(crate) fn score_deferred(
    found: &mut [SearchCandidate],
    lines: &ForwardIndex,
    words: usize,
    plans: &[Interpretation],
) {
    let mut counts = vec![0; plans.len()];
    for found in found.iter().filter(|found| found.cost == UNSCORED_COST) {
        if let Some(count) = counts.get_mut(usize::from(found.interpretation)) {
            *count += 1;
        }
    }
    for ((plan, number), count) in plans.iter().zip(0_u16..).zip(counts) {
        if count == 0 {
            continue;
        }
        let part = found.len().div_ceil(parallel::part_count(count)).max(1);
        let table = TermMatchTable::new(plan, lines, words, count);
        let later = |found: &&mut SearchCandidate| {
            found.cost == UNSCORED_COST && found.interpretation == number
        };
        parallel::map_parts(
            found.chunks_mut(part).collect(),
            |part: &mut [SearchCandidate]| {
                let mut scorer = ProductScorer::new(&table);
                for found in part.iter_mut().filter(later) {
                    found.cost = scorer
                        .product_cost(found.doc)
                        .map_or(UNSCORED_COST, clamp_cost);
                }
            },
        );
    }
}

/// What a product must not cost more than to be among the first.
#[derive(Clone, Debug, Default)]
struct TopKThreshold {
    /// The least costs so far.
    lowest_costs: BinaryHeap<u16>,
}

impl TopKThreshold {
    /// Takes a cost in.
    fn record_cost(&mut self, cost: u16) {
        if self.lowest_costs.len() < TOP_K {
            self.lowest_costs.push(cost);
        } else if let Some(mut most) = self.lowest_costs.peek_mut()
            && cost < *most
        {
            *most = cost;
        }
    }

    /// How high it is.
    fn cost_limit(&self) -> u32 {
        let full = self.lowest_costs.len() == TOP_K;
        let most = self.lowest_costs.peek().filter(|_| full);
        most.map_or(u32::MAX, |most| u32::from(*most))
    }
}

/// What a product gains by words that the plan has left out.
fn dropped_word_bonus(plan: &Interpretation, lines: &ForwardIndex, doc: DocId) -> u32 {
    if plan.bonus_terms.is_empty() {
        return 0;
    }
    let line = lines.product_words(doc);
    let has = |slot: &&QueryTerm| {
        line.parts
            .iter()
            .any(|part| part.iter().any(|word| slot.word_cost(*word).is_some()))
    };
    plan.bonus_terms.iter().filter(has).count() as u32 * DROPPED_WORD_BONUS
}

/// A cost in the two bytes that are kept of it.
fn clamp_cost(cost: u32) -> u16 {
    u16::try_from(cost)
        .unwrap_or(UNSCORED_COST)
        .min(UNSCORED_COST - 1)
}
