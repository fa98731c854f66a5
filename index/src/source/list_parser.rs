//! A table as a list of products: the header is found first, then every row is drafted.
//!
//! Rows are pushed in one by one; only those above the header are held. Must not: open files.

use jiff::civil::Date;

use super::draft::ProductDrafter;
use super::field::ProductField;
use super::header::{self, ListHeader, SEARCHED_ROWS};
use super::list_cell::ListCell;
use super::list_row::{ListRow, ReadFlow};
use super::reader::{ColumnSummary, SourceItem};
use crate::product::Product;
use crate::source::reader::unreadable::{UnreadableFile, UnreadableReason};

/// A list being read.
pub(super) struct ListParser<'a> {
    mapping: &'a [(String, ProductField)],
    day: Date,
    sink: &'a mut dyn FnMut(SourceItem),
    /// Rows in which the header is looked for.
    held_rows: Vec<ListRow>,
    drafter: Option<ProductDrafter>,
    /// What was found.
    pub(super) summary: ListSummary,
}

/// What is known of a list when it was read.
#[derive(Debug, Default)]
pub(super) struct ListSummary {
    pub(super) header_row: u64,
    pub(super) columns: Vec<ColumnSummary>,
    pub(super) signature: String,
    pub(super) rows: u64,
    pub(super) products: u64,
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

    /// Takes a row.
    pub(super) fn push_row(&mut self, row: ListRow) -> Result<ReadFlow, UnreadableFile> {
        if self.drafter.is_some() {
            self.draft_row(&row);
            return Ok(ReadFlow::Continue);
        }
        self.held_rows.push(row);
        if self.held_rows.len() < SEARCHED_ROWS {
            return Ok(ReadFlow::Continue);
        }
        self.resolve_header()?;
        Ok(ReadFlow::Continue)
    }

    /// Takes a product that needs no header: a record of our own.
    pub(super) fn push_product(&mut self, row: u64, product: Product) {
        self.summary.rows += 1;
        self.summary.products += 1;
        (self.sink)(SourceItem::Product {
            row,
            product: Box::new(product),
            whole: true,
        });
    }

    /// The table has ended.
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

/// What a person needs to see where no header was found: the labels of the first of the widest rows, for
/// data stands below its header.
fn no_header_error(rows: &[ListRow]) -> UnreadableFile {
    let width = |row: &ListRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let widest = rows.iter().rev().max_by_key(|row| width(row));
    let Some(row) = widest else {
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
