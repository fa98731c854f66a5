//! The products of one producer: of exactly this name, not of those whose name has it within.
//!
//! Values of producers stand in order, so those of one name are a run of numbers, and a look at each product's
//! number finds what is theirs: some milliseconds of a million. Must not: guess who is meant.

use std::ops::Range;

use tantivy::DocId;

use super::answer::Answer;
use super::catalog::Catalog;
use super::collect::{self, Fits, Found};
use super::conditions::Conditions;
use super::schema::{SEPARATOR, kept_words};
use crate::error::Result;
use crate::query::{Query, Sort};

impl Catalog {
    /// The products of the producer of this name, whatever its case, without the product of this id; those with
    /// most stars come first.
    pub fn others_of(&self, producer: &str, id: &str) -> Result<Answer> {
        let query = Query {
            sort: Sort::Star,
            ..Query::default()
        };
        let makers = self.makers(producer)?;
        let columns = self.columns().filter(|_| !makers.is_empty());
        let Some(columns) = columns else {
            return Ok(Answer::empty(&query.filter));
        };
        let own = self.doc(id)?;
        let theirs = |doc: &DocId| makers.contains(&columns.lines.row(*doc).maker);
        let docs = (0..self.len() as DocId).filter(theirs);
        let found = docs.filter(|doc| Some(*doc) != own).map(|doc| Found {
            doc,
            cost: 0,
            plan: u16::MAX,
        });
        let fits = Fits::These(found.collect(), None);
        let harvest = collect::harvest(columns, &query.filter, &Conditions::default(), fits);
        let unread = (Vec::new(), u32::MAX, 0);
        Ok(Answer::new(harvest, columns, unread, &query))
    }

    /// The numbers of the producers of this name, who differ in who speaks for them.
    fn makers(&self, name: &str) -> Result<Range<u32>> {
        let words = kept_words(name).into_iter();
        let mut from = words.map(|word| word.canon).collect::<Vec<_>>().join(" ");
        let column = self.makers_column()?.filter(|_| !from.is_empty());
        let Some(column) = column else {
            return Ok(0..0);
        };
        // What begins with the name and the sign behind it lies before the name with a greater sign.
        let mut to = from.clone();
        from.push(SEPARATOR);
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
