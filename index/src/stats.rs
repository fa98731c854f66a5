//! Totals of a list, as officials report them: "n products of m producers", and by facet; and those of two lists side
//! by side.
//!
//! Must not: count anything by itself that the search's one pass counts.

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::query::{Facet, ONLINE, Query, TRACED};
use crate::search::{Answer, Catalog, FacetCount, FacetCounts};
use crate::status::CERTIFIED;

/// The facets that are shown as bars and put side by side, in the order of a report.
pub const REPORTED: [Facet; 7] = [
    Facet::Star,
    Facet::Kind,
    Facet::District,
    Facet::Unit,
    Facet::Group,
    Facet::Year,
    Facet::Status,
];

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Products with a star in hand.
    pub rated: usize,
    /// Of these, sold at some place on the net.
    pub online: usize,
    /// Of these, with a trace stamp.
    pub traced: usize,
}

/// A value of a facet, and how many products of one list and of another have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The value.
    pub value: String,
    /// True when the first question chooses it.
    pub chosen: bool,
    /// Products of the one and of the other.
    pub counts: [u32; 2],
}

impl Totals {
    /// The values of a facet that some product of this list, or of the other one, has. In the order of this list; what
    /// only the other names comes behind.
    pub fn beside(&self, other: Option<&Self>, facet: Facet) -> Vec<Pair> {
        let (here, there) = (self.values(facet), other.map(|other| other.values(facet)));
        let there = there.unwrap_or_default();
        let counts = there.iter().map(|other| (&*other.value, other.count));
        let counts: HashMap<&str, u32> = counts.collect();
        let known: HashSet<&str> = here.iter().map(|value| &*value.value).collect();
        let pair = |value: &FacetCount, counts: [u32; 2]| Pair {
            value: value.value.clone(),
            chosen: value.chosen,
            counts,
        };
        let both = here.iter().map(|value| {
            let other = counts.get(&*value.value).copied().unwrap_or(0);
            pair(value, [value.count, other])
        });
        let only_there = there.iter().filter(|other| !known.contains(&*other.value));
        let only_there = only_there.map(|other| Pair {
            chosen: false,
            ..pair(other, [0, other.count])
        });
        let all = both.chain(only_there);
        all.filter(|pair| pair.counts != [0, 0]).collect()
    }

    fn values(&self, facet: Facet) -> &[FacetCount] {
        let counts = self.facets.iter().find(|counts| counts.facet == facet);
        counts.map_or(&[], |counts| &counts.values)
    }
}

impl Catalog {
    /// The totals of a question.
    pub fn totals(&self, query: &Query) -> Result<Totals> {
        self.totals_of(&self.search(query)?, query)
    }

    /// The totals of a question that was answered.
    pub fn totals_of(&self, answer: &Answer, query: &Query) -> Result<Totals> {
        let coverage = self.coverage(query, &|| false)?;
        Ok(self.totals_with(answer, coverage.unwrap_or_default()))
    }

    /// The same, unless told to stop; then `None`.
    pub fn totals_until(
        &self,
        answer: &Answer,
        query: &Query,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Totals>> {
        // A search of its own, and so what takes longest.
        let coverage = self.coverage(query, stop)?.filter(|_| !stop());
        Ok(coverage.map(|coverage| self.totals_with(answer, coverage)))
    }

    fn totals_with(&self, answer: &Answer, coverage: Coverage) -> Totals {
        Totals {
            products: answer.total(),
            producers: self.producers(answer),
            facets: self.counts(answer),
            coverage,
        }
    }

    /// The coverage of what a question finds, whatever channels it asks for.
    fn coverage(
        &self,
        query: &Query,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Coverage>> {
        let mut rated = query.clone();
        rated.filter.clear(Facet::Channel);
        if rated.filter.chosen(Facet::Star).is_empty() {
            for star in CERTIFIED..=5 {
                rated.filter.add(Facet::Star, star.to_string());
            }
        }
        let Some(answer) = self.search_until(&rated, stop)? else {
            return Ok(None);
        };
        let counts = answer
            .facets()
            .iter()
            .find(|counts| counts.facet == Facet::Channel);
        let count = |value: &str| {
            let values = counts.map_or(&[][..], |counts| &counts.values);
            let found = values.iter().find(|known| known.value == value);
            found.map_or(0, |found| found.count as usize)
        };
        Ok(Some(Coverage {
            rated: answer.total(),
            online: count(ONLINE),
            traced: count(TRACED),
        }))
    }
}
