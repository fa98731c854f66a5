//! The products of one producer: those whose producer has exactly this name, not those that have it within.
//!
//! Values of the producer column stand in order, so those of one name are neighbours, and a look at each product's
//! producer id finds its products: a few milliseconds in a million.

use std::ops::Range;
use std::sync::Arc;

use tantivy::{DocId, TantivyError};

use crate::error::Result;
use crate::query::{Query, Sort};
use crate::search::answer::SearchAnswer;
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::ids::ProducerId;
use crate::search::columns::schema::{VALUE_SEPARATOR, indexed_words};
use crate::search::facet_collector::{self, MatchedSet};
use crate::search::matching::conditions::ResolvedConditions;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::product_records::ProductRecords;

/// The products of the producer with this name, whatever its case, without the product with this id; those with the
/// most stars come first.
pub(crate) fn find_siblings(
    records: &ProductRecords,
    columns: Option<&Arc<FacetColumns>>,
    producer: &str,
    id: &str,
) -> Result<SearchAnswer> {
    let query = Query {
        sort: Sort::Star,
        ..Query::default()
    };
    let producers = find_producers(records, producer)?;
    let Some(columns) = columns.filter(|_| !producers.is_empty()) else {
        return Ok(SearchAnswer::empty(&query.filter));
    };
    let own_doc = records.find_doc(id)?;
    let forward_index = &columns.forward_index;
    let is_sibling = |doc: &DocId| {
        producers.contains(&forward_index.product_entry(*doc).producer_id) && Some(*doc) != own_doc
    };
    let docs = (0..records.len() as DocId).filter(is_sibling);
    let matched = MatchedSet::listed(docs.map(SearchCandidate::without_words).collect());
    let conditions = ResolvedConditions::default();
    let collected = facet_collector::collect_hits(columns, &query.filter, &conditions, matched);
    Ok(SearchAnswer::new(collected, columns, 0, &query))
}

/// The producers with this name; several when they have different representatives.
fn find_producers(records: &ProductRecords, name: &str) -> Result<Range<ProducerId>> {
    let words = indexed_words(name).into_iter();
    let mut from = words.map(|word| word.canon).collect::<Vec<_>>().join(" ");
    let none = ProducerId(0)..ProducerId(0);
    let column = records.producer_column()?.filter(|_| !from.is_empty());
    let Some(column) = column else {
        return Ok(none);
    };
    // Values that begin with the name and the separator come before the name with any greater character.
    let mut to = from.clone();
    from.push(VALUE_SEPARATOR);
    to.push(' ');
    let values = column.dictionary().range().ge(from).lt(to).into_stream();
    let mut values = values.map_err(TantivyError::from)?;
    let mut producers = none;
    while values.advance() {
        // Id 0 is "no producer".
        let id = values.term_ord() as u32 + 1;
        if producers.is_empty() {
            producers.start = ProducerId(id);
        }
        producers.end = ProducerId(id + 1);
    }
    Ok(producers)
}
