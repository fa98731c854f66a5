//! A query term: the words of the catalogue that one typed piece may stand for, each with its cost.

use std::collections::HashMap;

use tantivy::DocId;

use crate::query::MAX_QUERY_WORDS;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::SearchField;
use crate::search::cost::{CompactCost, Cost, NEAR_MATCH_COST};
use crate::search::interpret::match_kind::MatchKind;

/// Most terms of an interpretation: one bit each in a `u32`.
pub(crate) const MAX_QUERY_TERMS: usize = 32;

/// Every word of a query is a term, or a long name would not even find itself.
const _: () = assert!(MAX_QUERY_WORDS <= MAX_QUERY_TERMS);

/// Where a term's word must stand after that of the term before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OrderConstraint {
    /// Anywhere, at a cost.
    #[default]
    Anywhere,
    /// Directly after it in the same field.
    Adjacent,
    /// After it in the same field.
    Later,
}

impl OrderConstraint {
    /// The constraint of the term at this index of a phrase: the first one may stand anywhere.
    pub(crate) const fn in_phrase(self, index: usize) -> Self {
        if index == 0 { Self::Anywhere } else { self }
    }
}

/// What one typed piece may stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryTerm {
    /// The piece as typed.
    pub(crate) typed: String,
    /// How many letters of a word found by its prefix were typed.
    pub(crate) prefix_letters: usize,
    pub(crate) order: OrderConstraint,
    /// Only names and specialties are searched.
    pub(crate) name_only: bool,
    /// The words it may stand for, each once.
    pub(crate) words: Vec<TermId>,
    /// By word; [`CompactCost::NONE`] for those it may not stand for.
    costs: Vec<CompactCost>,
    /// By word, for those it may stand for.
    match_kinds: HashMap<TermId, MatchKind>,
    /// Instead of words: products that have it in their codes or initials, and the cost.
    pub(crate) docs: Option<HashMap<DocId, Cost>>,
    /// How these products were found.
    docs_match_kind: Option<MatchKind>,
}

impl QueryTerm {
    /// A term without words yet, for a vocabulary of this size.
    pub(crate) fn new(typed: &str, vocabulary_len: usize) -> Self {
        Self {
            typed: typed.to_owned(),
            prefix_letters: typed.chars().count(),
            costs: vec![CompactCost::NONE; vocabulary_len],
            ..Self::default()
        }
    }

    /// A term that stands for products instead of words.
    pub(crate) fn from_docs(
        typed: &str,
        docs: HashMap<DocId, Cost>,
        match_kind: MatchKind,
    ) -> Self {
        Self {
            docs: Some(docs),
            docs_match_kind: Some(match_kind),
            ..Self::new(typed, 0)
        }
    }

    /// Adds a word, unless the term has it at a lower cost.
    pub(crate) fn add_word(&mut self, word: TermId, cost: Cost, match_kind: MatchKind) {
        let Some(known) = self.costs.get_mut(word.index()) else {
            return;
        };
        if *known == CompactCost::NONE {
            self.words.push(word);
        }
        let cost = CompactCost::new(cost);
        if cost < *known {
            *known = cost;
            self.match_kinds.insert(word, match_kind);
        }
    }

    /// The cost of a word; `None` when the term may not stand for it.
    #[inline]
    pub(crate) fn word_cost(&self, word: TermId) -> Option<Cost> {
        self.costs.get(word.index())?.get()
    }

    /// The costs of the words that the term may stand for.
    pub(crate) fn word_costs(&self) -> impl Iterator<Item = Cost> {
        self.words.iter().filter_map(|word| self.word_cost(*word))
    }

    /// The cost of the cheapest word or product; 0 when there is none.
    pub(crate) fn min_cost(&self) -> Cost {
        let cheapest = match &self.docs {
            Some(docs) => docs.values().min().copied(),
            None => self.word_costs().min(),
        };
        cheapest.unwrap_or_default()
    }

    /// How a word matches the term, or a product when it stands for products.
    pub(crate) fn match_kind(&self, word: Option<TermId>) -> MatchKind {
        let word = word.and_then(|word| self.match_kinds.get(&word).copied());
        word.or(self.docs_match_kind).unwrap_or(MatchKind::Exact)
    }

    /// True when it stands for nothing in the catalogue.
    pub(crate) fn is_unmatchable(&self) -> bool {
        self.words.is_empty() && self.docs.as_ref().is_none_or(HashMap::is_empty)
    }

    /// Removes the words that are only near what was typed.
    pub(crate) fn remove_near_words(&mut self) {
        let costs = &mut self.costs;
        self.words.retain(|word| {
            let cost = &mut costs[word.index()];
            let is_near = cost.to_cost() >= NEAR_MATCH_COST;
            if is_near {
                *cost = CompactCost::NONE;
            }
            !is_near
        });
    }

    /// True when the term may match words of this field.
    pub(crate) fn can_match_in(&self, field: SearchField) -> bool {
        !self.name_only || matches!(field, SearchField::Name | SearchField::Specialty)
    }

    /// True when a product has a word that the term may stand for.
    pub(crate) fn matches_any(&self, mut words: impl Iterator<Item = TermId>) -> bool {
        words.any(|word| self.word_cost(word).is_some())
    }

    /// True when both find the same at the same costs.
    pub(crate) fn is_equivalent_to(&self, other: &Self) -> bool {
        let rules = |term: &Self| (term.order, term.name_only);
        let same_cost = |word: &TermId| self.word_cost(*word) == other.word_cost(*word);
        rules(self) == rules(other)
            && self.docs == other.docs
            && self.words.len() == other.words.len()
            && self.words.iter().all(same_cost)
    }

    /// The term with this kind of match for every word.
    pub(crate) fn with_match_kind(mut self, match_kind: MatchKind) -> Self {
        for word in &self.words {
            self.match_kinds.insert(*word, match_kind);
        }
        self
    }
}
