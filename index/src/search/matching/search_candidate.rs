//! A product that matches the words of a query.

use tantivy::DocId;

use crate::search::cost::{CompactCost, Cost};
use crate::search::interpret::interpretation::InterpretationId;

/// A product that matches the words, its cost, and the interpretation that found it. Eight bytes, as there may be a
/// million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SearchCandidate {
    pub(crate) doc: DocId,
    pub(crate) cost: CompactCost,
    pub(crate) interpretation: InterpretationId,
}

/// The cost of a candidate that is not scored yet.
pub(crate) const UNSCORED_COST: CompactCost = CompactCost::NONE;

impl SearchCandidate {
    pub(crate) fn new(doc: DocId, cost: Cost, interpretation: InterpretationId) -> Self {
        Self {
            doc,
            cost: CompactCost::new(cost),
            interpretation,
        }
    }

    /// A product that no words were matched with.
    pub(crate) const fn without_words(doc: DocId) -> Self {
        Self {
            doc,
            cost: CompactCost::ZERO,
            interpretation: InterpretationId::NONE,
        }
    }

    pub(crate) fn is_scored(self) -> bool {
        self.cost != UNSCORED_COST
    }
}
