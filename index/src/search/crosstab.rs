//! Counts of what a question finds, and of nothing else: by each facet, and by two facets at once.
//!
//! The counts of an [`Answer`] say what choosing a value would give; these say what is in the list now, so that the
//! values of a facet of which a product has one sum up to the list. Must not: search.

use super::answer::{FacetCounts, FacetValueCount, SearchAnswer};
use super::catalog::Catalog;
use crate::query::Facet;
use crate::search::columns::facet_columns::{FacetColumns, FacetSource};

/// Products by the values of two facets at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTab {
    /// The facet of the rows and that of the columns.
    pub facets: [Facet; 2],
    /// The products of the whole list.
    pub products: usize,
    /// The values of the rows that some product of the list has, each with its products in the list.
    pub rows: Vec<FacetValueCount>,
    /// The same of the columns.
    pub columns: Vec<FacetValueCount>,
    /// Products by row, then by column.
    pub cells: Vec<Vec<u32>>,
}

impl Catalog {
    /// Products of a list by every facet, in the order of [`Facet::ALL`]. A value that no product of the list has
    /// counts 0.
    pub fn count_facets(&self, answer: &SearchAnswer) -> Vec<FacetCounts> {
        let mut facets = answer.facet_counts().to_vec();
        let Some(columns) = self.facet_columns() else {
            return facets;
        };
        let mut hits = [FacetSource::Class, FacetSource::Place]
            .map(|source| vec![0; columns.source_size(source)]);
        answer.for_each_doc(|doc| {
            let (class, place) = columns.class_and_place(doc);
            hits[0][class] += 1;
            hits[1][place] += 1;
        });
        for counts in &mut facets {
            let column = columns.get(counts.facet);
            let mut by_value = vec![0; column.values.len()];
            column.add_counts(&hits[column.source as usize], &mut by_value);
            for value in &mut counts.values {
                let number = column.find_value(&value.value);
                value.count = number.map_or(0, |number| by_value[number]);
            }
        }
        facets
    }

    /// Products of a list by two facets at once.
    pub fn cross_tabulate(&self, answer: &SearchAnswer, facets: [Facet; 2]) -> CrossTab {
        let counts = self.count_facets(answer);
        let some = |facet: Facet| -> Vec<FacetValueCount> {
            let values = counts.iter().filter(|counts| counts.facet == facet);
            let values = values.flat_map(|counts| counts.values.iter().cloned());
            values.filter(|value| value.count > 0).collect()
        };
        let [rows, columns] = facets.map(some);
        let cells = match self.facet_columns() {
            Some(known) => count_cells(known, answer, facets, [&rows, &columns]),
            None => Vec::new(),
        };
        CrossTab {
            facets,
            products: answer.total(),
            rows,
            columns,
            cells,
        }
    }
}

/// The products of each pair of these values.
fn count_cells(
    columns: &FacetColumns,
    answer: &SearchAnswer,
    facets: [Facet; 2],
    values: [&[FacetValueCount]; 2],
) -> Vec<Vec<u32>> {
    let [down, across] = facets.map(|facet| columns.get(facet));
    let at = |source: FacetSource, (class, place): (usize, usize)| match source {
        FacetSource::Class => class,
        FacetSource::Place => place,
    };
    let width = across.values.len();
    let mut by_number = vec![0; down.values.len() * width];
    answer.for_each_doc(|doc| {
        let sources = columns.class_and_place(doc);
        down.for_each_value(at(down.source, sources), |row| {
            across.for_each_value(at(across.source, sources), |column| {
                by_number[row * width + column] += 1;
            });
        });
    });
    let [rows, across] = [(values[0], down), (values[1], across)].map(|(values, column)| {
        let numbers = values
            .iter()
            .filter_map(|value| column.find_value(&value.value));
        numbers.collect::<Vec<usize>>()
    });
    let row = |row: usize| {
        let cells = across.iter().map(|column| by_number[row * width + column]);
        cells.collect()
    };
    rows.into_iter().map(row).collect()
}
