//! Totals of a list, as officials report them: "n products of m producers", and by facet.
//!
//! Must not: count anything by itself that the search's one pass counts.

use crate::error::Result;
use crate::query::{Facet, ONLINE, Query, TRACED};
use crate::search::{Answer, Catalog, FacetCounts};
use crate::status::CERTIFIED;

/// The totals of a list.
#[derive(Clone, Debug)]
pub struct Totals {
    /// Products.
    pub products: usize,
    /// Different named producers.
    pub producers: usize,
    /// Products of the list by every facet: of values beside chosen ones only what is in the list.
    pub facets: Vec<FacetCounts>,
    /// What part of the rated products is sold on the net and can be traced.
    pub coverage: Coverage,
}

/// Shares of the rated products, as provinces report them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Products with a star in hand.
    pub rated: usize,
    /// Of these, sold at some place on the net.
    pub online: usize,
    /// Of these, with a trace stamp.
    pub traced: usize,
}

impl Catalog {
    /// The totals of a question.
    pub fn totals(&self, query: &Query) -> Result<Totals> {
        self.totals_of(&self.search(query)?, query)
    }

    /// The totals of a question that was answered.
    pub fn totals_of(&self, answer: &Answer, query: &Query) -> Result<Totals> {
        Ok(Totals {
            products: answer.total(),
            producers: self.producers(answer),
            facets: self.counts(answer),
            coverage: self.coverage(query)?,
        })
    }

    /// The coverage of what a question finds, whatever channels it asks for.
    fn coverage(&self, query: &Query) -> Result<Coverage> {
        let mut rated = query.clone();
        rated.filter.clear(Facet::Channel);
        if rated.filter.chosen(Facet::Star).is_empty() {
            for star in CERTIFIED..=5 {
                rated.filter.add(Facet::Star, star.to_string());
            }
        }
        let answer = self.search(&rated)?;
        let counts = answer
            .facets()
            .iter()
            .find(|counts| counts.facet == Facet::Channel);
        let count = |value: &str| {
            let values = counts.map_or(&[][..], |counts| &counts.values);
            let found = values.iter().find(|known| known.value == value);
            found.map_or(0, |found| found.count as usize)
        };
        Ok(Coverage {
            rated: answer.total(),
            online: count(ONLINE),
            traced: count(TRACED),
        })
    }
}
