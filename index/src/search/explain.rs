//! Why a product was found, word by word, and why one was not.
//!
//! Must not: be worded, or decide anything: it asks the scorer and the filters again.

use super::catalog::Catalog;
use super::schema::Part;
use super::slot::{Distance, Way};
use crate::error::Result;
use crate::query::{Condition, Facet, Filter, Query};

/// A typed piece and what it found in a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// As typed.
    pub typed: String,
    /// The word of the product as written there, in lower case.
    pub found: String,
    /// The field it was found in; `None` for a code.
    pub part: Option<Part>,
    /// How it was read.
    pub way: Way,
    /// What that costs, in hundredths.
    pub cost: u32,
}

/// Why a product was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Word by word, in the order typed.
    pub steps: Vec<Step>,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
    /// What the whole costs: the words, the words left out, and how they stand in the product.
    pub cost: u32,
}

impl Step {
    /// True when the word was found as typed.
    pub fn is_literal(&self) -> bool {
        self.way.distance() == Distance::Literal
    }
}

impl Explanation {
    /// What the words cost by themselves, in hundredths.
    pub fn words_cost(&self) -> u32 {
        self.steps.iter().map(|step| step.cost).sum()
    }

    /// What the whole costs beyond that: this way of reading, how the words stand, and those left out.
    pub fn rest(&self) -> u32 {
        self.cost.saturating_sub(self.words_cost())
    }
}

/// What hides a product from a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Nothing: it is at this place of the list, from 1.
    Shown(usize),
    /// There is no product with this id.
    Unknown,
    /// It has no word that can be read from this typed one.
    Word(String),
    /// It has each word, but others fit so much better that it is not listed.
    Far,
    /// A condition does not hold.
    Condition(Condition),
    /// What it has in a facet is not chosen, or is excluded.
    Facet(Facet),
}

impl Catalog {
    /// What hides a product from a question; everything that does, words first.
    pub fn why(&self, id: &str, query: &Query) -> Result<Vec<Hidden>> {
        let Some(doc) = self.doc(id)? else {
            return Ok(vec![Hidden::Unknown]);
        };
        let mut answer = self.search(query)?;
        let total = answer.total();
        if let Some(place) = answer.docs(0..total).iter().position(|known| *known == doc) {
            return Ok(vec![Hidden::Shown(place + 1)]);
        }
        let shows = |query: &Query| -> Result<bool> {
            let mut shown = false;
            self.search(query)?.each_doc(|known| shown |= known == doc);
            Ok(shown)
        };
        let mut hidden = Vec::new();
        let words = Query {
            conditions: Vec::new(),
            filter: Filter::default(),
            ..query.clone()
        };
        if !shows(&words)? {
            let missing = self.missing_words(doc, query);
            if missing.is_empty() {
                hidden.push(Hidden::Far);
            }
            hidden.extend(missing.into_iter().map(Hidden::Word));
        }
        for condition in &query.conditions {
            let only = Query {
                conditions: vec![condition.clone()],
                ..Query::default()
            };
            if !shows(&only)? {
                hidden.push(Hidden::Condition(condition.clone()));
            }
        }
        for facet in Facet::ALL {
            let mut filter = Filter::default();
            for value in query.filter.chosen(facet) {
                filter.add(facet, value.clone());
            }
            for value in query.filter.excluded(facet) {
                filter.exclude(facet, value.clone());
            }
            if !filter.is_empty()
                && !shows(&Query {
                    filter,
                    ..Query::default()
                })?
            {
                hidden.push(Hidden::Facet(facet));
            }
        }
        Ok(hidden)
    }
}
