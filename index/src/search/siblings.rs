//! The products of one producer: of exactly this name, not of those whose name has it within.
//!
//! Values of producers stand in order, so those of one name are a run of numbers, and a look at each product's
//! number finds what is theirs: some milliseconds of a million. Must not: guess who is meant.

use std::ops::Range;

use tantivy::DocId;

use super::answer::SearchAnswer;
use super::catalog::Catalog;
use super::facet_collector::{self, MatchedSet, SearchCandidate};
use crate::error::Result;
use crate::query::{Query, Sort};
use crate::search::columns::schema::{VALUE_SEPARATOR, indexed_words};
use crate::search::matching::conditions::ResolvedConditions;

impl Catalog {
    /// The products of the producer of this name, whatever its case, without the product of this id; those with
    /// most stars come first.
    pub fn find_siblings(&self, producer: &str, id: &str) -> Result<SearchAnswer> {
        let query = Query {
            sort: Sort::Star,
            ..Query::default()
        };
        let makers = self.find_producer_numbers(producer)?;
        let columns = self.facet_columns().filter(|_| !makers.is_empty());
        let Some(columns) = columns else {
            return Ok(SearchAnswer::empty(&query.filter));
        };
        let own = self.find_doc(id)?;
        let theirs =
            |doc: &DocId| makers.contains(&columns.forward_index.product_entry(*doc).producer_id);
        let docs = (0..self.len() as DocId).filter(theirs);
        let found = docs
            .filter(|doc| Some(*doc) != own)
            .map(|doc| SearchCandidate {
                doc,
                cost: 0,
                interpretation: u16::MAX,
            });
        let fits = MatchedSet::Listed(found.collect(), None);
        let harvest = facet_collector::collect_hits(
            columns,
            &query.filter,
            &ResolvedConditions::default(),
            fits,
        );
        let unread = (Vec::new(), u32::MAX, 0);
        Ok(SearchAnswer::new(harvest, columns, unread, &query))
    }

    /// The numbers of the producers of this name, who differ in who speaks for them.
    fn find_producer_numbers(&self, name: &str) -> Result<Range<u32>> {
        let words = indexed_words(name).into_iter();
        let mut from = words.map(|word| word.canon).collect::<Vec<_>>().join(" ");
        let column = self.producer_column()?.filter(|_| !from.is_empty());
        let Some(column) = column else {
            return Ok(0..0);
        };
        // What begins with the name and the sign behind it lies before the name with a greater sign.
        let mut to = from.clone();
        from.push(VALUE_SEPARATOR);
        to.push(' ');
        let values = column.dictionary().range().ge(from).lt(to).into_stream();
        let mut values = values.map_err(tantivy::TantivyError::from)?;
        let mut makers = 0..0;
        while values.advance() {
            // Number 0 is of those without a producer.
            let number = values.term_ord() as u32 + 1;
            let first = if makers.is_empty() {
                number
            } else {
                makers.start
            };
            makers = first..number + 1;
        }
        Ok(makers)
    }
}
