//! The hits of an answer counted by each facet, and by two facets at once.
//!
//! The counts of a [`SearchAnswer`] are what choosing a value would find; these are what is in the list now, so that
//! the values of a facet of which a product has one add up to the list.

use crate::query::Facet;
use crate::search::answer::{FacetCounts, FacetValueCount, SearchAnswer};
use crate::search::columns::facet_column::{ByFacetSource, FacetColumn};
use crate::search::columns::facet_columns::FacetColumns;

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

/// The hits of an answer by every facet.
pub(crate) fn count_facets(columns: &FacetColumns, answer: &SearchAnswer) -> Vec<FacetCounts> {
    let mut hits = ByFacetSource::from_fn(|source| vec![0; columns.source_size(source)]);
    answer.for_each_doc(|doc| {
        let ByFacetSource { class, place } = columns.class_and_place(doc);
        hits.class[class] += 1;
        hits.place[place] += 1;
    });
    let mut facets = answer.facet_counts().to_vec();
    for counts in &mut facets {
        let column = columns.get(counts.facet);
        let mut by_value = vec![0; column.values.len()];
        column.add_counts(hits.get(column.source), &mut by_value);
        for value in &mut counts.values {
            let index = column.find_value(&value.value);
            value.count = index.map_or(0, |index| by_value[index]);
        }
    }
    facets
}

/// The hits of an answer by two facets at once; `counts` are those by every facet.
pub(crate) fn cross_tabulate(
    columns: Option<&FacetColumns>,
    answer: &SearchAnswer,
    counts: &[FacetCounts],
    facets: [Facet; 2],
) -> CrossTab {
    let values_with_hits = |facet: Facet| -> Vec<FacetValueCount> {
        let counts = counts.iter().filter(|counts| counts.facet == facet);
        let values = counts.flat_map(|counts| counts.values.iter().cloned());
        values.filter(|value| value.count > 0).collect()
    };
    let [row_values, column_values] = facets.map(values_with_hits);
    let cells = columns.map_or_else(Vec::new, |columns| {
        let facet_columns = facets.map(|facet| columns.get(facet));
        count_cells(
            columns,
            answer,
            facet_columns,
            [&row_values, &column_values],
        )
    });
    CrossTab {
        facets,
        products: answer.total(),
        rows: row_values,
        columns: column_values,
        cells,
    }
}

/// The products of each pair of these values.
fn count_cells(
    columns: &FacetColumns,
    answer: &SearchAnswer,
    [row_facet, column_facet]: [&FacetColumn; 2],
    [row_values, column_values]: [&[FacetValueCount]; 2],
) -> Vec<Vec<u32>> {
    let width = column_facet.values.len();
    let mut by_value_pair = vec![0; row_facet.values.len() * width];
    answer.for_each_doc(|doc| {
        let sources = columns.class_and_place(doc);
        row_facet.for_each_value(*sources.get(row_facet.source), |row| {
            column_facet.for_each_value(*sources.get(column_facet.source), |column| {
                by_value_pair[row * width + column] += 1;
            });
        });
    });
    let row_indexes = find_value_indexes(row_facet, row_values);
    let column_indexes = find_value_indexes(column_facet, column_values);
    let build_row = |row: usize| {
        let columns = column_indexes.iter();
        columns
            .map(|column| by_value_pair[row * width + column])
            .collect()
    };
    row_indexes.into_iter().map(build_row).collect()
}

fn find_value_indexes(column: &FacetColumn, values: &[FacetValueCount]) -> Vec<usize> {
    let values = values.iter();
    values
        .filter_map(|value| column.find_value(&value.value))
        .collect()
}
