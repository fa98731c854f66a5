//! How a question was read, told so that a person sees what was understood.
//!
//! Must not: be worded; the program says "understood as" or "near".

use super::explain::Step;
use super::slot::Distance;

/// How the words of a question were read for the hit that fits best.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How far from what was typed.
    pub distance: Distance,
    /// The words of that hit that were found, in the order typed and as the product has them; empty when the
    /// question was read as typed.
    pub words: String,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
}

impl Reading {
    /// The reading that these steps to a product make.
    pub(super) fn of(steps: &[Step], dropped: &[String]) -> Self {
        let furthest = steps
            .iter()
            .map(|step| step.way.distance())
            .max()
            .unwrap_or_default();
        let distance = if dropped.is_empty() {
            furthest
        } else {
            Distance::Near
        };
        if distance == Distance::Literal {
            return Self::default();
        }
        let words: Vec<&str> = steps.iter().map(|step| step.found.as_str()).collect();
        Self {
            distance,
            words: words.join(" "),
            dropped: dropped.to_vec(),
        }
    }
}
