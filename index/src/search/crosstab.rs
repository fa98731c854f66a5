//! The hits of an answer counted by each facet, and by two groupings at once.
//!
//! The counts of a [`SearchAnswer`] are what choosing a value would find; these are what is in the list now, so that
//! the values of a facet of which a product has one add up to the list.

use crate::error::Result;
use crate::query::Facet;
use crate::search::answer::{FacetCounts, FacetValueCount, SearchAnswer};
use crate::search::columns::facet_column::{ByFacetSource, FacetColumn, list_counts};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::grouping::{Grouping, NameColumn};
use crate::search::product_records::ProductRecords;

/// Products by the values of two groupings at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTab {
    /// The grouping of the rows and that of the columns.
    pub groupings: [Grouping; 2],
    /// The products of the whole list.
    pub products: usize,
    /// The values of the rows that some product of the list has, each with its products in the list.
    pub rows: Vec<FacetValueCount>,
    /// The same of the columns.
    pub columns: Vec<FacetValueCount>,
    /// Products by row, then by column.
    pub cells: Vec<Vec<u32>>,
}

impl CrossTab {
    /// The table of a list without products.
    pub(crate) const fn empty(groupings: [Grouping; 2]) -> Self {
        Self {
            groupings,
            products: 0,
            rows: Vec::new(),
            columns: Vec::new(),
            cells: Vec::new(),
        }
    }
}

/// The hits of an answer by every facet.
pub(crate) fn count_facets(columns: &FacetColumns, answer: &SearchAnswer) -> Vec<FacetCounts> {
    let mut hits = ByFacetSource::from_fn(|source| vec![0; columns.source_size(source)]);
    answer.for_each_doc(|doc| {
        let ByFacetSource { class, place, mark } = columns.sources_of_product(doc);
        hits.class[class] += 1;
        hits.place[place] += 1;
        hits.mark[mark] += 1;
    });
    let hits = ByFacetSource::from_fn(|source| list_counts(hits.get(source)));
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

/// The values of a facet that hits of an answer have.
pub(crate) fn values_with_hits(
    columns: &FacetColumns,
    answer: &SearchAnswer,
    facet: Facet,
) -> Vec<FacetValueCount> {
    let counts = count_facets(columns, answer).into_iter();
    let values = counts.filter(|counts| counts.facet == facet);
    let values = values.flat_map(|counts| counts.values);
    values.filter(|value| value.count > 0).collect()
}

/// The hits of an answer by two groupings at once.
pub(crate) fn cross_tabulate(
    records: &ProductRecords,
    columns: &FacetColumns,
    answer: &SearchAnswer,
    groupings: [Grouping; 2],
) -> Result<CrossTab> {
    let [rows, cells_of_row] = [
        GroupColumn::new(records, columns, answer, groupings[0])?,
        GroupColumn::new(records, columns, answer, groupings[1])?,
    ];
    let cells = count_cells(columns, answer, [&rows, &cells_of_row]);
    Ok(CrossTab {
        groupings,
        products: answer.total(),
        rows: rows.values,
        columns: cells_of_row.values,
        cells,
    })
}

/// A grouping, and those of its values that hits have.
struct GroupColumn<'a> {
    source: GroupSource<'a>,
    values: Vec<FacetValueCount>,
    /// The index of each among all values.
    indexes: Vec<usize>,
}

enum GroupSource<'a> {
    Facet(&'a FacetColumn),
    Names(NameColumn),
}

impl<'a> GroupColumn<'a> {
    fn new(
        records: &ProductRecords,
        columns: &'a FacetColumns,
        answer: &SearchAnswer,
        grouping: Grouping,
    ) -> Result<Self> {
        if let Some(facet) = grouping.facet() {
            let column = columns.get(facet);
            let values = values_with_hits(columns, answer, facet).into_iter();
            let known = values.filter_map(|value| Some((column.find_value(&value.value)?, value)));
            let (indexes, values) = known.unzip();
            return Ok(Self {
                source: GroupSource::Facet(column),
                values,
                indexes,
            });
        }
        let names = NameColumn::new(records, columns, grouping);
        let counted = names.count_indexed_names(records, answer)?;
        let (indexes, values) = counted.into_iter().unzip();
        Ok(Self {
            source: GroupSource::Names(names),
            values,
            indexes,
        })
    }

    /// How many values there are, those without hits included.
    fn width(&self) -> usize {
        match &self.source {
            GroupSource::Facet(column) => column.values.len(),
            GroupSource::Names(names) => names.len(),
        }
    }

    /// By value, its index among those that hits have.
    fn shown_indexes(&self) -> Vec<Option<usize>> {
        let mut shown = vec![None; self.width()];
        for (at, index) in self.indexes.iter().enumerate() {
            shown[*index] = Some(at);
        }
        shown
    }

    fn for_each_value(
        &self,
        sources: &ByFacetSource<usize>,
        doc: u32,
        mut visit: impl FnMut(usize),
    ) {
        match &self.source {
            GroupSource::Facet(column) => column.for_each_value(*sources.get(column.source), visit),
            GroupSource::Names(names) => visit(names.name_of_product(doc)),
        }
    }
}

/// The products of each pair of values that hits have.
fn count_cells(
    columns: &FacetColumns,
    answer: &SearchAnswer,
    [rows, cells_of_row]: [&GroupColumn<'_>; 2],
) -> Vec<Vec<u32>> {
    let (shown_rows, shown_cells) = (rows.shown_indexes(), cells_of_row.shown_indexes());
    let mut cells = vec![vec![0; cells_of_row.values.len()]; rows.values.len()];
    answer.for_each_doc(|doc| {
        let sources = columns.sources_of_product(doc);
        rows.for_each_value(&sources, doc, |row| {
            cells_of_row.for_each_value(&sources, doc, |cell| {
                if let (Some(row), Some(cell)) = (shown_rows[row], shown_cells[cell]) {
                    cells[row][cell] += 1;
                }
            });
        });
    });
    cells
}
