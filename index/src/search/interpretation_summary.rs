//! How a question was read, told so that a person sees what was understood.
//!
//! Must not: be worded; the program says "understood as" or "near".

use super::explanation::TermExplanation;
use crate::search::interpret::query_term::MatchDistance;

/// How the words of a question were read for the hit that fits best.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterpretationSummary {
    /// How far from what was typed.
    pub distance: MatchDistance,
    /// The words of that hit that were found, in the order typed and as the product has them; empty when the
    /// question was read as typed.
    pub words: String,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
}

impl InterpretationSummary {
    /// The reading that these steps to a product make.
    pub(super) fn from_terms(steps: &[TermExplanation], dropped: &[String]) -> Self {
        let furthest = steps
            .iter()
            .map(|step| step.match_kind.distance())
            .max()
            .unwrap_or_default();
        let distance = if dropped.is_empty() {
            furthest
        } else {
            MatchDistance::Near
        };
        if distance == MatchDistance::Literal {
            return Self::default();
        }
        let words: Vec<&str> = steps.iter().map(|step| step.found_word.as_str()).collect();
        Self {
            distance,
            words: words.join(" "),
            dropped: dropped.to_vec(),
        }
    }
}
