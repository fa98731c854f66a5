//! Why a product was found, word by word, and why one was not.
//!
//! Must not: be worded, or decide anything: it asks the scorer and the filters again.

use super::catalog::Catalog;
use crate::error::Result;
use crate::query::{Facet, Filter, Query, QueryCondition};
use crate::search::columns::schema::SearchField;
use crate::search::interpret::query_term::{MatchDistance, MatchKind};

/// A typed piece and what it found in a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermExplanation {
    /// As typed.
    pub typed: String,
    /// The word of the product as written there, in lower case.
    pub found_word: String,
    /// The field it was found in; `None` for a code.
    pub field: Option<SearchField>,
    /// How it was read.
    pub match_kind: MatchKind,
    /// What that costs, in hundredths.
    pub cost: u32,
}

/// Why a product was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitExplanation {
    /// Word by word, in the order typed.
    pub terms: Vec<TermExplanation>,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
    /// What the whole costs: the words, the words left out, and how they stand in the product.
    pub cost: u32,
}

impl TermExplanation {
    /// True when the word was found as typed.
    pub fn is_literal(&self) -> bool {
        self.match_kind.distance() == MatchDistance::Literal
    }
}

impl HitExplanation {
    /// What the words cost by themselves, in hundredths.
    pub fn words_cost(&self) -> u32 {
        self.terms.iter().map(|step| step.cost).sum()
    }

    /// What the whole costs beyond that: this way of reading, how the words stand, and those left out.
    pub fn extra_cost(&self) -> u32 {
        self.cost.saturating_sub(self.words_cost())
    }
}

/// What hides a product from a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HiddenReason {
    /// Nothing: it is at this place of the list, from 1.
    NotHidden(usize),
    /// There is no product with this id.
    UnknownId,
    /// It has no word that can be read from this typed one.
    MissingWord(String),
    /// It has each word, but others fit so much better that it is not listed.
    Outranked,
    /// A condition does not hold.
    Condition(QueryCondition),
    /// What it has in a facet is not chosen, or is excluded.
    Facet(Facet),
}

impl Catalog {
    /// What hides a product from a question; everything that does, words first.
    pub fn explain_hidden(&self, id: &str, query: &Query) -> Result<Vec<HiddenReason>> {
        let Some(doc) = self.find_doc(id)? else {
            return Ok(vec![HiddenReason::UnknownId]);
        };
        let mut answer = self.search(query)?;
        let total = answer.total();
        if let Some(place) = answer
            .ranked_docs(0..total)
            .iter()
            .position(|known| *known == doc)
        {
            return Ok(vec![HiddenReason::NotHidden(place + 1)]);
        }
        let shows = |query: &Query| -> Result<bool> {
            let mut shown = false;
            self.search(query)?
                .for_each_doc(|known| shown |= known == doc);
            Ok(shown)
        };
        let mut hidden = Vec::new();
        let words = Query {
            conditions: Vec::new(),
            filter: Filter::default(),
            ..query.clone()
        };
        if !shows(&words)? {
            let missing = self.find_missing_words(doc, query);
            if missing.is_empty() {
                hidden.push(HiddenReason::Outranked);
            }
            hidden.extend(missing.into_iter().map(HiddenReason::MissingWord));
        }
        for condition in &query.conditions {
            let only = Query {
                conditions: vec![condition.clone()],
                ..Query::default()
            };
            if !shows(&only)? {
                hidden.push(HiddenReason::Condition(condition.clone()));
            }
        }
        for facet in Facet::ALL {
            let mut filter = Filter::default();
            for value in query.filter.chosen_values(facet) {
                filter.choose_value(facet, value.clone());
            }
            for value in query.filter.excluded_values(facet) {
                filter.exclude_value(facet, value.clone());
            }
            if !filter.is_empty()
                && !shows(&Query {
                    filter,
                    ..Query::default()
                })?
            {
                hidden.push(HiddenReason::Facet(facet));
            }
        }
        Ok(hidden)
    }
}
