//! The totals of a list as officials report them, "n products of m producers" and by facet, and the comparison of two
//! lists.
//!
//! Must not: count what the search counts in its one pass.

use crate::error::Result;
use crate::query::{Facet, ONLINE, Query, TRACED};
use crate::search::{Catalog, FacetCounts, FacetValueCount, SearchAnswer, compare_values};
use crate::status::MIN_CERTIFIED_STARS;

pub use crate::search::ComparedValue;

/// The facets that are shown as bars and compared, in the order of a report; marks only where the catalogue has any.
pub const REPORTED_FACETS: [Facet; 11] = [
    Facet::Star,
    Facet::ProducerKind,
    Facet::District,
    Facet::Unit,
    Facet::Group,
    Facet::Year,
    Facet::Status,
    Facet::ReviewState,
    Facet::Verdict,
    Facet::Reviewer,
    Facet::Label,
];

/// The totals of a list.
#[derive(Clone, Debug)]
pub struct ListTotals {
    /// Products.
    pub products: usize,
    /// Distinct named producers.
    pub producers: usize,
    /// Products of the list by every facet. Values beside a chosen one count only products in the list.
    pub facets: Vec<FacetCounts>,
    /// How many of the rated products are sold online and can be traced.
    pub coverage: CoverageTotals,
}

/// The counts behind the shares that provinces report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageTotals {
    /// Products with a current star.
    pub rated: usize,
    /// Of these, sold online.
    pub online: usize,
    /// Of these, with a traceability stamp.
    pub traced: usize,
}

impl ListTotals {
    /// The values of a facet that a product of this list or of the other one has, in the order of this list; values of
    /// the other list alone come last.
    pub fn compare_facet(&self, other: Option<&Self>, facet: Facet) -> Vec<ComparedValue> {
        let there = other.map(|other| other.facet_values(facet));
        compare_values(self.facet_values(facet), there.unwrap_or_default())
    }

    fn facet_values(&self, facet: Facet) -> &[FacetValueCount] {
        let counts = self.facets.iter().find(|counts| counts.facet == facet);
        counts.map_or(&[], |counts| &counts.values)
    }
}

impl Catalog {
    /// The totals of a query.
    pub fn count_totals(&self, query: &Query) -> Result<ListTotals> {
        self.count_answer_totals(&self.search(query)?, query)
    }

    /// The totals of a query with its answer.
    pub fn count_answer_totals(&self, answer: &SearchAnswer, query: &Query) -> Result<ListTotals> {
        let coverage = self.count_coverage(query, &|| false)?;
        Ok(self.assemble_totals(answer, coverage.unwrap_or_default()))
    }

    /// The same; `None` when `stop` returns true meanwhile.
    pub fn count_answer_totals_until(
        &self,
        answer: &SearchAnswer,
        query: &Query,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<ListTotals>> {
        // The slowest part first: it is a search of its own.
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

    /// The coverage of a query's products, without its filter by channel.
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
            let value = values.iter().find(|known| known.value == value);
            value.map_or(0, |value| value.count as usize)
        };
        Ok(Some(CoverageTotals {
            rated: answer.total(),
            online: count(ONLINE),
            traced: count(TRACED),
        }))
    }
}
