//! How a query was read, as data; the program words it as "understood as" or "near".

use crate::search::interpret::match_kind::{MatchDistance, MatchKind};

/// How the words of a query were read for its best hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterpretationSummary {
    /// How far from what was typed.
    pub distance: MatchDistance,
    /// The matched words of that hit, in the order typed and as the product has them; empty when the query was read
    /// as typed.
    pub words: String,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
}

impl InterpretationSummary {
    /// The summary of these matches; empty when all are literal and no word was dropped.
    pub(crate) fn new(
        match_kinds: impl Iterator<Item = MatchKind>,
        words: String,
        dropped: &[String],
    ) -> Self {
        let furthest = match_kinds.map(MatchKind::distance).max();
        let distance = if dropped.is_empty() {
            furthest.unwrap_or_default()
        } else {
            MatchDistance::Near
        };
        if distance == MatchDistance::Literal {
            return Self::default();
        }
        Self {
            distance,
            words,
            dropped: dropped.to_vec(),
        }
    }
}
