//! Reads values that a person typed as the cells of one row, by the readers of a list with these columns.
//!
//! Each problem names the key of its field as its column.

use std::rc::Rc;

use jiff::civil::Date;

use super::ProductDrafter;
use crate::product::Product;
use crate::source::field::ProductField;
use crate::source::header::{HeaderColumn, ListHeader};
use crate::source::list_row::ListRow;
use crate::source::problem::{ImportProblem, ProblemReason};

/// What typed values mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypedRow {
    /// The product that they make; `None` when no list would have it as a row, and a problem says why.
    pub(crate) product: Option<Product>,
    /// What an import would say about the values.
    pub(crate) problems: Vec<ImportProblem>,
}

/// Reads these values as a part of a row whose other cells are not known.
pub(crate) fn read_typed_cells(cells: &[(ProductField, &str)], day: Date) -> TypedRow {
    let (mut drafter, row) = start_row(cells, day);
    let read_row = drafter.draft_product_row(&row);
    TypedRow {
        product: read_row.products.into_iter().next(),
        problems: read_row.problems,
    }
}

/// Reads these values as a whole row, which has a name at least and is one product.
pub(crate) fn read_typed_row(cells: &[(ProductField, &str)], day: Date) -> TypedRow {
    let (mut drafter, row) = start_row(cells, day);
    let read_row = drafter.draft_row(&row);
    let mut problems = read_row.problems;
    let mut products = read_row.products.into_iter();
    let product = products.next().filter(|_| products.next().is_none());
    if product.is_none() && problems.is_empty() {
        let column = ProductField::Name.to_string();
        let reason = if read_row.is_heading {
            ProblemReason::UnknownHeading
        } else {
            ProblemReason::NoName
        };
        problems.push(ImportProblem::new(row.number, &column, "", reason));
    }
    TypedRow { product, problems }
}

fn start_row(cells: &[(ProductField, &str)], day: Date) -> (ProductDrafter, Rc<ListRow>) {
    let columns = cells.iter().map(|(field, _)| HeaderColumn {
        label: field.to_string(),
        field: Some(*field),
    });
    let header = ListHeader {
        first_row: 0,
        row_count: 1,
        columns: columns.collect(),
    };
    let mut row = ListRow::new(1);
    for (column, (_, text)) in cells.iter().enumerate() {
        row.set_text(column, text);
    }
    (ProductDrafter::new(header, day), Rc::new(row))
}
