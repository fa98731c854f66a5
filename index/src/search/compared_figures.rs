//! The figures of two lists side by side: values, cross tables and expiries, each with both counts.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::query::ExpiryPeriod;
use crate::search::answer::FacetValueCount;
use crate::search::crosstab::CrossTab;
use crate::search::expiry_counts::ExpiryCount;
use crate::search::grouping::Grouping;

/// A value, and how many products of each of two lists have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedValue {
    /// The value.
    pub value: String,
    /// True when the first query chooses it.
    pub chosen: bool,
    /// Products of the first and of the second list.
    pub counts: [u32; 2],
}

/// Two lists by the values of two groupings at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedCrossTab {
    /// The grouping of the rows and that of the columns.
    pub groupings: [Grouping; 2],
    /// The products of both lists.
    pub products: [usize; 2],
    /// The values of the rows that some product of either list has.
    pub rows: Vec<ComparedValue>,
    /// The same of the columns.
    pub columns: Vec<ComparedValue>,
    /// Products of both lists by row, then by column.
    pub cells: Vec<Vec<[u32; 2]>>,
}

/// How many certificates of each of two lists expire in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedExpiry {
    /// The period.
    pub period: ExpiryPeriod,
    /// Products of the first and of the second list.
    pub counts: [u32; 2],
}

/// The values that a product of one of two lists has, in the order of the first; values of the second alone come last.
pub fn compare_values(here: &[FacetValueCount], there: &[FacetValueCount]) -> Vec<ComparedValue> {
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

/// The expiries of two lists in the order of time; those of one list where there is no other.
pub fn compare_expiries(here: &[ExpiryCount], there: &[ExpiryCount]) -> Vec<ComparedExpiry> {
    let mut periods: BTreeMap<ExpiryPeriod, [u32; 2]> = BTreeMap::new();
    for (side, counts) in [here, there].into_iter().enumerate() {
        for expiry in counts {
            periods.entry(expiry.period).or_default()[side] += expiry.count;
        }
    }
    let periods = periods.into_iter();
    periods
        .map(|(period, counts)| ComparedExpiry { period, counts })
        .collect()
}

impl CrossTab {
    /// This table beside another one of the same groupings; alone where there is none.
    pub fn compare(&self, other: Option<&Self>) -> ComparedCrossTab {
        let empty = Self::empty(self.groupings);
        let there = other.unwrap_or(&empty);
        let rows = compare_values(&self.rows, &there.rows);
        let columns = compare_values(&self.columns, &there.columns);
        let sides = [self, there].map(CellLookup::new);
        let row_cells = |row: &ComparedValue| {
            let cell = |column: &ComparedValue| {
                [0, 1].map(|side: usize| sides[side].count(&row.value, &column.value))
            };
            columns.iter().map(cell).collect()
        };
        ComparedCrossTab {
            groupings: self.groupings,
            products: [self.products, there.products],
            cells: rows.iter().map(row_cells).collect(),
            rows,
            columns,
        }
    }
}

/// The cells of a table by their values.
struct CellLookup<'a> {
    rows: HashMap<&'a str, &'a [u32]>,
    columns: HashMap<&'a str, usize>,
}

impl<'a> CellLookup<'a> {
    fn new(table: &'a CrossTab) -> Self {
        let rows = table.rows.iter().zip(&table.cells);
        let columns = table.columns.iter().enumerate();
        Self {
            rows: rows.map(|(row, cells)| (&*row.value, &**cells)).collect(),
            columns: columns.map(|(at, value)| (&*value.value, at)).collect(),
        }
    }

    fn count(&self, row: &str, column: &str) -> u32 {
        let cells = self.rows.get(row).zip(self.columns.get(column));
        cells.map_or(0, |(cells, column)| cells[*column])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Facet;

    fn value(value: &str, count: u32) -> FacetValueCount {
        FacetValueCount {
            value: value.into(),
            count,
            ..FacetValueCount::default()
        }
    }

    #[test]
    fn a_cell_that_only_one_table_has_is_compared_with_nothing() {
        let groupings = [Facet::District, Facet::Star].map(Grouping::Facet);
        let here = CrossTab {
            groupings,
            products: 3,
            rows: vec![value("a", 3)],
            columns: vec![value("4", 2), value("5", 1)],
            cells: vec![vec![2, 1]],
        };
        let there = CrossTab {
            groupings,
            products: 4,
            rows: vec![value("b", 1), value("a", 3)],
            columns: vec![value("4", 4)],
            cells: vec![vec![1], vec![3]],
        };
        let both = here.compare(Some(&there));
        let names = |values: &[ComparedValue]| -> Vec<String> {
            values.iter().map(|value| value.value.clone()).collect()
        };
        assert_eq!(both.products, [3, 4]);
        assert_eq!(names(&both.rows), ["a", "b"]);
        assert_eq!(names(&both.columns), ["4", "5"]);
        assert_eq!(both.cells, [[[2, 3], [1, 0]], [[0, 1], [0, 0]]]);
        assert_eq!(here.compare(None).cells, [[[2, 0], [1, 0]]]);
    }
}
