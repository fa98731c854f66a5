//! Totals of a list, as officials report them: "n products of m producers", and by facet.
//!
//! Must not: count anything by itself that the search's one pass counts.

use crate::error::Result;
use crate::query::Query;
use crate::search::{Catalog, FacetCounts};

/// The totals of a list.
#[derive(Clone, Debug)]
pub struct Totals {
    /// Products.
    pub products: usize,
    /// Different named producers.
    pub producers: usize,
    /// Products by every facet.
    pub facets: Vec<FacetCounts>,
}

impl Catalog {
    /// The totals of a question.
    pub fn totals(&self, query: &Query) -> Result<Totals> {
        let answer = self.search(query)?;
        Ok(Totals {
            products: answer.total(),
            producers: self.producers(&answer),
            facets: answer.facets().to_vec(),
        })
    }
}
