//! Turns the rows of a table into products: finds the header, then drafts every row below it.
//!
//! Rows are pushed one by one; only the first [`SEARCHED_ROWS`] are held, until the header is found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::draft::ProductDrafter;
use super::field::ProductField;
use super::header::{self, ListHeader, SEARCHED_ROWS};
use super::list_cell::ListCell;
use super::list_row::{ListRow, ReadFlow};
use super::problem::ImportProblem;
use super::unreadable::{UnreadableFile, UnreadableReason};
use crate::product::Product;

/// What is found in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceItem {
    /// A product.
    Product {
        /// Its row, from 1.
        row: u64,
        /// Its contents.
        product: Box<Product>,
        /// True for a whole record of ours: a field that it leaves out is empty, not unknown.
        whole: bool,
    },
    /// Something that a person should look at.
    Problem(ImportProblem),
}

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Its header.
    pub label: String,
    /// Key of the field it holds; `None` when it is not read.
    pub field: Option<String>,
}

/// What was read of a list.
#[derive(Debug, Default)]
pub(super) struct ListSummary {
    pub(super) header_row: u64,
    pub(super) columns: Vec<ColumnSummary>,
    pub(super) signature: String,
    pub(super) rows: u64,
    pub(super) products: u64,
}

/// Collects rows, finds their header and sends the products.
pub(super) struct ListParser<'a> {
    mapping: &'a [(String, ProductField)],
    day: Date,
    sink: &'a mut dyn FnMut(SourceItem),
    /// The first rows, until the header is found in them.
    held_rows: Vec<ListRow>,
    drafter: Option<ProductDrafter>,
    summary: ListSummary,
}

impl<'a> ListParser<'a> {
    pub(super) fn new(
        mapping: &'a [(String, ProductField)],
        day: Date,
        sink: &'a mut dyn FnMut(SourceItem),
    ) -> Self {
        Self {
            mapping,
            day,
            sink,
            held_rows: Vec::new(),
            drafter: None,
            summary: ListSummary::default(),
        }
    }

    /// Adds a row: drafts it, or holds it until the header is found.
    pub(super) fn push_row(&mut self, row: ListRow) -> Result<ReadFlow, UnreadableFile> {
        if self.drafter.is_some() {
            self.draft_row(&row);
            return Ok(ReadFlow::Continue);
        }
        self.held_rows.push(row);
        if self.held_rows.len() >= SEARCHED_ROWS {
            self.resolve_header()?;
        }
        Ok(ReadFlow::Continue)
    }

    /// Adds a record of our own, which needs no header.
    pub(super) fn push_product(&mut self, row: u64, product: Product) {
        self.summary.rows += 1;
        self.summary.products += 1;
        (self.sink)(SourceItem::Product {
            row,
            product: Box::new(product),
            whole: true,
        });
    }

    /// Ends the table. Without a header and without records it is an error.
    pub(super) fn finish(mut self) -> Result<ListSummary, UnreadableFile> {
        if self.drafter.is_none() && self.summary.products == 0 {
            self.resolve_header()?;
        }
        Ok(self.summary)
    }

    fn resolve_header(&mut self) -> Result<(), UnreadableFile> {
        let rows = std::mem::take(&mut self.held_rows);
        let Some(header) = find_header_in_rows(&rows, self.mapping) else {
            return Err(no_header_error(&rows));
        };
        let below = header.first_row + header.row_count;
        self.summary.header_row = rows.get(header.first_row).map_or(0, |row| row.number);
        self.summary.signature = header.signature();
        self.summary.columns = header
            .columns
            .iter()
            .filter(|column| !column.label.is_empty())
            .map(|column| ColumnSummary {
                label: column.label.clone(),
                field: column.field.map(|field| field.to_string()),
            })
            .collect();
        self.drafter = Some(ProductDrafter::new(header, self.day));
        for row in rows.iter().skip(below) {
            self.draft_row(row);
        }
        Ok(())
    }

    fn draft_row(&mut self, row: &ListRow) {
        let Some(drafter) = &mut self.drafter else {
            return;
        };
        self.summary.rows += 1;
        let (product, problems) = drafter.draft_product(row);
        for problem in problems {
            (self.sink)(SourceItem::Problem(problem));
        }
        if let Some(product) = product {
            self.summary.products += 1;
            (self.sink)(SourceItem::Product {
                row: row.number,
                product: Box::new(product),
                whole: drafter.is_own_export(),
            });
        }
    }
}

/// The header among the first rows of a table.
pub(super) fn find_header_in_rows(
    rows: &[ListRow],
    mapping: &[(String, ProductField)],
) -> Option<ListHeader> {
    let cells: Vec<Vec<ListCell>> = rows
        .iter()
        .take(SEARCHED_ROWS)
        .map(|row| row.cells.clone())
        .collect();
    header::find_header(&cells, mapping)
}

/// The error for a table without a header. It shows the first of the widest rows, because a header is above its
/// data and as wide.
fn no_header_error(rows: &[ListRow]) -> UnreadableFile {
    let width = |row: &ListRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let Some(row) = rows.iter().rev().max_by_key(|row| width(row)) else {
        return UnreadableFile::new(UnreadableReason::Empty);
    };
    let labels: Vec<String> = row
        .cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .take(12)
        .map(|cell| cell.text().chars().take(30).collect())
        .collect();
    UnreadableFile::at_line(UnreadableReason::NoHeader, row.number, 0)
        .with_detail(labels.join(" | "))
}
