//! A list counted for `ocop stats`: its totals, and its groups as they were asked for.

use jiff::civil::Date;
use ocop_index::list_totals::ListTotals;
use ocop_index::search::{CrossTab, ExpiryCount, FacetValueCount, Grouping};
use ocop_index::{Catalog, Query, SearchAnswer};

use crate::catalog::FacetValueNames;
use crate::report::figure_table::FigureSubject;

/// What the totals are grouped by.
#[derive(Clone, Copy, Debug)]
pub(super) enum StatisticsGrouping {
    /// The short report of totals and main facets.
    Report,
    Group(Grouping),
    Pair([Grouping; 2]),
    DueMonth,
}

/// The groups of a list.
pub(super) enum GroupFigures {
    /// Only the totals.
    Report,
    Group(Grouping, Vec<FacetValueCount>),
    CrossTab(CrossTab),
    Expiries(Vec<ExpiryCount>),
}

impl GroupFigures {
    pub(super) fn values(&self) -> Option<&[FacetValueCount]> {
        match self {
            Self::Group(_, values) => Some(values),
            _ => None,
        }
    }

    pub(super) const fn cross_tab(&self) -> Option<&CrossTab> {
        match self {
            Self::CrossTab(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn expiries(&self) -> Option<&[ExpiryCount]> {
        match self {
            Self::Expiries(counts) => Some(counts),
            _ => None,
        }
    }
}

/// A list with its figures.
pub(super) struct CountedList {
    /// The query as it was searched.
    pub(super) query: Query,
    /// The same as a line.
    pub(super) line: String,
    /// The day of the catalogue.
    pub(super) day: Date,
    /// Its generation, if it has a number.
    pub(super) generation: Option<u64>,
    pub(super) totals: ListTotals,
    pub(super) figures: GroupFigures,
}

impl CountedList {
    pub(super) fn count(
        catalog: &Catalog,
        (query, answer): (&Query, &SearchAnswer),
        grouping: StatisticsGrouping,
        names: &FacetValueNames,
    ) -> ocop_index::Result<Self> {
        let query = answer.searched_query(query).into_owned();
        let totals = catalog.count_answer_totals(answer, &query)?;
        let figures = match grouping {
            StatisticsGrouping::Report => GroupFigures::Report,
            StatisticsGrouping::Group(Grouping::Facet(facet)) => {
                // With the values that no product of the list has.
                let counts = totals.facets.iter().find(|counts| counts.facet == facet);
                let values = counts.map_or_else(Vec::new, |counts| counts.values.clone());
                GroupFigures::Group(Grouping::Facet(facet), values)
            }
            StatisticsGrouping::Group(grouping) => {
                GroupFigures::Group(grouping, catalog.count_groups(answer, grouping)?)
            }
            StatisticsGrouping::Pair(groupings) => {
                GroupFigures::CrossTab(catalog.cross_tabulate(answer, groupings)?)
            }
            StatisticsGrouping::DueMonth => GroupFigures::Expiries(catalog.count_expiries(answer)),
        };
        Ok(Self {
            line: names.describe_query(&query),
            query,
            day: catalog.day(),
            generation: None,
            totals,
            figures,
        })
    }

    /// What was counted.
    pub(super) fn subject(&self) -> FigureSubject {
        FigureSubject {
            question: self.line.clone(),
            day: self.day,
            generation: self.generation,
        }
    }
}
