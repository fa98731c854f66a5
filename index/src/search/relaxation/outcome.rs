//! What relaxation finds: candidates of several interpretations, merged.

use crate::search::cost::Cost;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::matching::deferred_matches::DeferredMatches;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::matching::top_k::TopMatches;

/// The matches of a query, and its interpretations that found them.
#[derive(Debug)]
pub(crate) struct RelaxationOutcome {
    /// In ascending order of products.
    pub(crate) scored: Vec<SearchCandidate>,
    /// Other matches, as long as only one interpretation found something.
    pub(crate) deferred: Option<DeferredMatches>,
    /// What is not scored costs no less than this, whether it is among the candidates or deferred.
    pub(crate) cost_floor: Cost,
    /// By the id in a candidate.
    pub(crate) interpretations: Vec<Interpretation>,
}

impl RelaxationOutcome {
    pub(crate) fn new() -> Self {
        Self {
            scored: Vec::new(),
            deferred: None,
            cost_floor: Cost::MAX,
            interpretations: Vec::new(),
        }
    }

    /// Adds the matches of one more interpretation.
    pub(crate) fn add_matches(&mut self, matches: TopMatches) {
        if self.scored.is_empty() {
            let floor = matches
                .deferred
                .as_ref()
                .map(|deferred| deferred.cost_floor);
            self.cost_floor = floor.unwrap_or(Cost::MAX);
            (self.scored, self.deferred) = (matches.scored, matches.deferred);
            return;
        }
        self.merge_deferred();
        let (mut added, mut floor) = (matches.scored, Cost::MAX);
        if let Some(deferred) = matches.deferred {
            (added, floor) = (deferred.merge_scored(added), deferred.cost_floor);
        }
        self.cost_floor = self.cost_floor.min(floor);
        let known = std::mem::take(&mut self.scored);
        self.scored = merge_by_doc(known, added, self.cost_floor);
    }

    /// Moves the deferred matches to the candidates.
    pub(crate) fn merge_deferred(&mut self) {
        if let Some(deferred) = self.deferred.take() {
            self.scored = deferred.merge_scored(std::mem::take(&mut self.scored));
        }
    }
}

/// Merges two lists in ascending order of products; of two candidates for one product the cheaper one is kept. What is
/// not scored costs at least the floor.
fn merge_by_doc(
    known: Vec<SearchCandidate>,
    added: Vec<SearchCandidate>,
    floor: Cost,
) -> Vec<SearchCandidate> {
    if known.is_empty() {
        return added;
    }
    let mut merged = Vec::with_capacity(known.len() + added.len());
    let (mut known, mut added) = (known.into_iter().peekable(), added.into_iter().peekable());
    loop {
        let next = match (known.peek(), added.peek()) {
            (Some(a), Some(b)) if a.doc == b.doc => {
                let is_certain = a.is_scored() || b.cost.to_cost() < floor;
                let cheaper = if b.cost < a.cost && is_certain {
                    *b
                } else {
                    *a
                };
                known.next();
                added.next();
                Some(cheaper)
            }
            (Some(a), Some(b)) if a.doc < b.doc => known.next(),
            (Some(_), None) => known.next(),
            _ => added.next(),
        };
        match next {
            Some(candidate) => merged.push(candidate),
            None => return merged,
        }
    }
}
