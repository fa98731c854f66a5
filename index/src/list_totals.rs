//! Totals of a list, as officials report them: "n products of m producers", and by facet; and those of two lists side
//! by side.
//!
//! Must not: count anything by itself that the search's one pass counts.

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::query::{Facet, ONLINE, Query, TRACED};
use crate::search::{Catalog, FacetCounts, FacetValueCount, SearchAnswer};
use crate::status::MIN_CERTIFIED_STARS;

/// The facets that are shown as bars and put side by side, in the order of a report.
pub const REPORTED_FACETS: [Facet; 7] = [
    Facet::Star,
    Facet::ProducerKind,
    Facet::District,
    Facet::Unit,
    Facet::Group,
    Facet::Year,
    Facet::Status,
];

/// The totals of a list.
#[derive(Clone, Debug)]
pub struct ListTotals {
    /// Products.
    pub products: usize,
    /// Different named producers.
    pub producers: usize,
    /// Products of the list by every facet: of values beside chosen ones only what is in the list.
    pub facets: Vec<FacetCounts>,
    /// What part of the rated products is sold on the net and can be traced.
    pub coverage: CoverageTotals,
}

/// Shares of the rated products, as provinces report them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageTotals {
    /// Products with a star in hand.
    pub rated: usize,
    /// Of these, sold at some place on the net.
    pub online: usize,
    /// Of these, with a trace stamp.
    pub traced: usize,
}

/// A value of a facet, and how many products of one list and of another have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedValue {
    /// The value.
    pub value: String,
    /// True when the first question chooses it.
    pub chosen: bool,
    /// Products of the one and of the other.
    pub counts: [u32; 2],
}

impl ListTotals {
    /// The values of a facet that some product of this list, or of the other one, has. In the order of this list; what
    /// only the other names comes behind.
    pub fn compare_facet(&self, other: Option<&Self>, facet: Facet) -> Vec<ComparedValue> {
        let (here, there) = (
            self.facet_values(facet),
            other.map(|other| other.facet_values(facet)),
        );
        let there = there.unwrap_or_default();
        let counts = there.iter().map(|other| (&*other.value, other.count));
        let counts: HashMap<&str, u32> = counts.collect();
        let known: HashSet<&str> = here.iter().map(|value| &*value.value).collect();
        let pair = |value: &FacetValueCount, counts: [u32; 2]| ComparedValue {
            value: value.value.clone(),
            chosen: value.chosen,
            counts,
        };
        let both = here.iter().map(|value| {
            let other = counts.get(&*value.value).copied().unwrap_or(0);
            pair(value, [value.count, other])
        });
        let only_there = there.iter().filter(|other| !known.contains(&*other.value));
        let only_there = only_there.map(|other| ComparedValue {
            chosen: false,
            ..pair(other, [0, other.count])
        });
        let all = both.chain(only_there);
        all.filter(|pair| pair.counts != [0, 0]).collect()
    }

    fn facet_values(&self, facet: Facet) -> &[FacetValueCount] {
        let counts = self.facets.iter().find(|counts| counts.facet == facet);
        counts.map_or(&[], |counts| &counts.values)
    }
}

impl Catalog {
    /// The totals of a question.
    pub fn count_totals(&self, query: &Query) -> Result<ListTotals> {
        self.count_answer_totals(&self.search(query)?, query)
    }

    /// The totals of a question that was answered.
    pub fn count_answer_totals(&self, answer: &SearchAnswer, query: &Query) -> Result<ListTotals> {
        let coverage = self.count_coverage(query, &|| false)?;
        Ok(self.assemble_totals(answer, coverage.unwrap_or_default()))
    }

    /// The same, unless told to stop; then `None`.
    pub fn count_answer_totals_until(
        &self,
        answer: &SearchAnswer,
        query: &Query,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<ListTotals>> {
        // A search of its own, and so what takes longest.
        let coverage = self.count_coverage(query, stop)?.filter(|_| !stop());
        Ok(coverage.map(|coverage| self.assemble_totals(answer, coverage)))
    }

    fn assemble_totals(&self, answer: &SearchAnswer, coverage: CoverageTotals) -> ListTotals {
        ListTotals {
            products: answer.total(),
            producers: self.count_producers(answer),
            facets: self.count_facets(answer),
            coverage,
        }
    }

    /// The coverage of what a question finds, whatever channels it asks for.
    fn count_coverage(
        &self,
        query: &Query,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<CoverageTotals>> {
        let mut rated = query.clone();
        rated.filter.clear_facet(Facet::Channel);
        if rated.filter.chosen_values(Facet::Star).is_empty() {
            for star in MIN_CERTIFIED_STARS..=5 {
                rated.filter.choose_value(Facet::Star, star.to_string());
            }
        }
        let Some(answer) = self.search_until(&rated, stop)? else {
            return Ok(None);
        };
        let counts = answer
            .facet_counts()
            .iter()
            .find(|counts| counts.facet == Facet::Channel);
        let count = |value: &str| {
            let values = counts.map_or(&[][..], |counts| &counts.values);
            let found = values.iter().find(|known| known.value == value);
            found.map_or(0, |found| found.count as usize)
        };
        Ok(Some(CoverageTotals {
            rated: answer.total(),
            online: count(ONLINE),
            traced: count(TRACED),
        }))
    }
}
