//! Why a product is not in the list of a query: each part of the query is tried alone.

use tantivy::DocId;

use crate::error::Result;
use crate::query::{Facet, Filter, Query, QueryCondition};
use crate::search::answer::SearchAnswer;

/// What hides a product from a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HiddenReason {
    /// Nothing: it has this rank in the list, from 1.
    NotHidden(usize),
    /// No product has this id.
    UnknownId,
    /// No word of it matches this typed one.
    MissingWord(String),
    /// All words match, but others match so much better that it is not listed.
    Outranked,
    /// A condition does not hold.
    Condition(QueryCondition),
    /// Its value of a facet is not chosen, or is excluded.
    Facet(Facet),
}

/// Every reason, words first.
pub(crate) fn explain_hidden(
    doc: DocId,
    query: &Query,
    search: impl Fn(&Query) -> Result<SearchAnswer>,
    find_missing_words: impl Fn() -> Vec<String>,
) -> Result<Vec<HiddenReason>> {
    let mut answer = search(query)?;
    let total = answer.total();
    let docs = answer.ranked_docs(0..total);
    if let Some(rank) = docs.iter().position(|hit| *hit == doc) {
        return Ok(vec![HiddenReason::NotHidden(rank + 1)]);
    }
    let is_found_by = |query: &Query| -> Result<bool> {
        let mut is_found = false;
        search(query)?.for_each_doc(|hit| is_found |= hit == doc);
        Ok(is_found)
    };
    let mut reasons = Vec::new();
    let words_only = Query {
        conditions: Vec::new(),
        filter: Filter::default(),
        ..query.clone()
    };
    if !is_found_by(&words_only)? {
        let missing = find_missing_words();
        if missing.is_empty() {
            reasons.push(HiddenReason::Outranked);
        }
        reasons.extend(missing.into_iter().map(HiddenReason::MissingWord));
    }
    for condition in &query.conditions {
        let condition_only = Query {
            conditions: vec![condition.clone()],
            ..Query::default()
        };
        if !is_found_by(&condition_only)? {
            reasons.push(HiddenReason::Condition(condition.clone()));
        }
    }
    for facet in Facet::ALL {
        let facet_only = Query {
            filter: query.filter.of_facet(facet),
            ..Query::default()
        };
        if !facet_only.filter.is_empty() && !is_found_by(&facet_only)? {
            reasons.push(HiddenReason::Facet(facet));
        }
    }
    Ok(reasons)
}
