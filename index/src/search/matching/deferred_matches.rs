//! Products that match for certain and are scored only when somebody scrolls to them.

use tantivy::DocId;

use crate::search::cost::{CompactCost, Cost};
use crate::search::interpret::interpretation::InterpretationId;
use crate::search::matching::product_set::ProductSet;
use crate::search::matching::search_candidate::{SearchCandidate, UNSCORED_COST};

/// A set of which every product matches and only the top k are scored.
#[derive(Debug)]
pub(crate) struct DeferredMatches {
    /// The whole set, the scored candidates included.
    pub(crate) docs: ProductSet,
    /// What is not scored costs no less than this.
    pub(crate) cost_floor: Cost,
    interpretation: InterpretationId,
    /// The cost of the others: [`UNSCORED_COST`], or 0 where there is nothing to score.
    unscored_cost: CompactCost,
}

impl DeferredMatches {
    /// A set whose unscored products cost no less than a floor.
    pub(crate) fn from_unscored(
        docs: ProductSet,
        cost_floor: Cost,
        interpretation: InterpretationId,
    ) -> Self {
        Self {
            docs,
            cost_floor,
            interpretation,
            unscored_cost: UNSCORED_COST,
        }
    }

    /// Every product of a catalogue: a query without words costs nothing.
    pub(crate) fn from_all_products(doc_count: DocId) -> Self {
        Self {
            docs: ProductSet::all(doc_count),
            cost_floor: Cost::ZERO,
            interpretation: InterpretationId(0),
            unscored_cost: CompactCost::ZERO,
        }
    }

    /// The whole set as candidates; `scored` are in ascending order of products.
    pub(crate) fn merge_scored(&self, scored: Vec<SearchCandidate>) -> Vec<SearchCandidate> {
        let mut merged = Vec::with_capacity(self.docs.len());
        let mut scored = scored.into_iter().peekable();
        for part in self.docs.split_evenly(1) {
            part.for_each(|doc| {
                let scored = scored.next_if(|candidate| candidate.doc == doc);
                merged.push(self.candidate_for(doc, scored));
            });
        }
        merged
    }

    /// The candidate of a product of the set.
    pub(crate) fn candidate_for(
        &self,
        doc: DocId,
        scored: Option<SearchCandidate>,
    ) -> SearchCandidate {
        scored.unwrap_or(SearchCandidate {
            doc,
            cost: self.unscored_cost,
            interpretation: self.interpretation,
        })
    }
}
