//! An interpretation: the whole query read one way, as a list of query terms.

use std::collections::HashMap;

use tantivy::DocId;

use crate::search::cost::Cost;
use crate::search::interpret::query_term::{MAX_QUERY_TERMS, OrderConstraint, QueryTerm};

/// The index of an interpretation among those that found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct InterpretationId(pub(crate) u16);

impl InterpretationId {
    /// Found by no interpretation.
    pub(crate) const NONE: Self = Self(u16::MAX);

    /// The interpretation with this id.
    pub(crate) fn find_in(self, interpretations: &[Interpretation]) -> Option<&Interpretation> {
        interpretations.get(usize::from(self.0))
    }
}

/// A whole query read one way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interpretation {
    /// In the order typed.
    pub(crate) terms: Vec<QueryTerm>,
    /// What this interpretation costs besides its words.
    pub(crate) base_cost: Cost,
    /// The part of it that is for other spaces between numbers and letters.
    respacing_cost: Cost,
    /// Typed words that are left out.
    pub(crate) dropped_words: Vec<String>,
    /// The dropped words as terms: a product that has one all the same is preferred.
    pub(crate) bonus_terms: Vec<QueryTerm>,
    /// Products that are preferred to others, and what is subtracted from their costs.
    pub(crate) preferred_docs: HashMap<DocId, Cost>,
}

impl Interpretation {
    pub(crate) fn new(terms: Vec<QueryTerm>, base_cost: Cost) -> Self {
        Self {
            terms,
            base_cost,
            respacing_cost: Cost::ZERO,
            dropped_words: Vec::new(),
            bonus_terms: Vec::new(),
            preferred_docs: HashMap::new(),
        }
    }

    /// True where some products cost less than their words do.
    pub(crate) fn prefers_some_products(&self) -> bool {
        !self.bonus_terms.is_empty() || !self.preferred_docs.is_empty()
    }

    /// True when a product matches as soon as it has a word for each term, wherever: words as typed and nothing else.
    pub(crate) fn is_plain(&self) -> bool {
        let is_plain_term = |term: &QueryTerm| {
            term.docs.is_none() && !term.name_only && term.order == OrderConstraint::Anywhere
        };
        self.base_cost == Cost::ZERO
            && self.dropped_words.is_empty()
            && self.terms.iter().all(is_plain_term)
    }

    /// The interpretation of a query with other spaces, which cost this.
    pub(crate) fn with_respacing_cost(mut self, cost: Cost) -> Self {
        self.base_cost += cost;
        self.respacing_cost = cost;
        self
    }

    /// True when the words are as typed, their spaces between numbers and letters aside.
    pub(crate) fn is_as_typed(&self) -> bool {
        let is_plain_term = |term: &QueryTerm| term.docs.is_none() && !term.name_only;
        self.is_plain()
            || self.respacing_cost > Cost::ZERO
                && self.base_cost == self.respacing_cost
                && self.dropped_words.is_empty()
                && self.terms.iter().all(is_plain_term)
    }

    /// True when it finds nothing that the other one does not find as cheaply.
    pub(crate) fn is_covered_by(&self, other: &Self) -> bool {
        other.base_cost <= self.base_cost
            && other.dropped_words.is_empty()
            && self.bonus_terms.is_empty()
            && self.preferred_docs.is_empty()
            && other.terms.len() == self.terms.len()
            && other
                .terms
                .iter()
                .zip(&self.terms)
                .all(|(other, own)| other.is_equivalent_to(own))
    }

    /// True when some term stands for nothing, or when there are more terms than the scorer takes.
    pub(crate) fn is_unmatchable(&self) -> bool {
        self.terms.is_empty()
            || self.terms.len() > MAX_QUERY_TERMS
            || self.terms.iter().any(QueryTerm::is_unmatchable)
    }

    /// No product costs less.
    pub(crate) fn min_cost(&self) -> Cost {
        self.base_cost + self.terms.iter().map(QueryTerm::min_cost).sum()
    }
}
