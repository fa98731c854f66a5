//! A table as a list of products: the header is found first, then every row is drafted.
//!
//! Rows are pushed in one by one; only those above the header are held. Must not: open files.

use jiff::civil::Date;

use super::cell::Cell;
use super::draft::Drafter;
use super::field::Field;
use super::header::{self, Header, SEARCHED_ROWS};
use super::reader::{Column, Item};
use super::row::{Flow, Row};
use super::unreadable::{Unreadable, Why};
use crate::product::Product;

/// A list being read.
pub(super) struct List<'a> {
    mapping: &'a [(String, Field)],
    day: Date,
    sink: &'a mut dyn FnMut(Item),
    /// Rows in which the header is looked for.
    held: Vec<Row>,
    drafter: Option<Drafter>,
    /// What was found.
    pub(super) found: Found,
}

/// What is known of a list when it was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) header_row: u64,
    pub(super) columns: Vec<Column>,
    pub(super) signature: String,
    pub(super) rows: u64,
    pub(super) products: u64,
}

impl<'a> List<'a> {
    pub(super) fn new(
        mapping: &'a [(String, Field)],
        day: Date,
        sink: &'a mut dyn FnMut(Item),
    ) -> Self {
        Self {
            mapping,
            day,
            sink,
            held: Vec::new(),
            drafter: None,
            found: Found::default(),
        }
    }

    /// Takes a row.
    pub(super) fn push(&mut self, row: Row) -> Result<Flow, Unreadable> {
        if self.drafter.is_some() {
            self.draft(&row);
            return Ok(Flow::On);
        }
        self.held.push(row);
        if self.held.len() < SEARCHED_ROWS {
            return Ok(Flow::On);
        }
        self.settle_header()?;
        Ok(Flow::On)
    }

    /// Takes a product that needs no header: a record of our own.
    pub(super) fn push_product(&mut self, row: u64, product: Product) {
        self.found.rows += 1;
        self.found.products += 1;
        (self.sink)(Item::Product {
            row,
            product: Box::new(product),
            whole: true,
        });
    }

    /// The table has ended.
    pub(super) fn finish(mut self) -> Result<Found, Unreadable> {
        if self.drafter.is_none() && self.found.products == 0 {
            self.settle_header()?;
        }
        Ok(self.found)
    }

    fn settle_header(&mut self) -> Result<(), Unreadable> {
        let rows = std::mem::take(&mut self.held);
        let Some(header) = find(&rows, self.mapping) else {
            return Err(no_header(&rows));
        };
        let below = header.first + header.rows;
        self.found.header_row = rows.get(header.first).map_or(0, |row| row.number);
        self.found.signature = header.signature();
        self.found.columns = header
            .columns
            .iter()
            .filter(|column| !column.label.is_empty())
            .map(|column| Column {
                label: column.label.clone(),
                field: column.field.map(|field| field.to_string()),
            })
            .collect();
        self.drafter = Some(Drafter::new(header, self.day));
        for row in rows.iter().skip(below) {
            self.draft(row);
        }
        Ok(())
    }

    fn draft(&mut self, row: &Row) {
        let Some(drafter) = &mut self.drafter else {
            return;
        };
        self.found.rows += 1;
        let (product, problems) = drafter.draft(row);
        for problem in problems {
            (self.sink)(Item::Problem(problem));
        }
        if let Some(product) = product {
            self.found.products += 1;
            (self.sink)(Item::Product {
                row: row.number,
                product: Box::new(product),
                whole: drafter.is_own(),
            });
        }
    }
}

/// The header among the first rows of a table.
pub(super) fn find(rows: &[Row], mapping: &[(String, Field)]) -> Option<Header> {
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .take(SEARCHED_ROWS)
        .map(|row| row.cells.clone())
        .collect();
    header::find(&cells, mapping)
}

/// What a person needs to see where no header was found: the labels of the first of the widest rows, for
/// data stands below its header.
fn no_header(rows: &[Row]) -> Unreadable {
    let width = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let widest = rows.iter().rev().max_by_key(|row| width(row));
    let Some(row) = widest else {
        return Unreadable::new(Why::Empty);
    };
    let labels: Vec<String> = row
        .cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .take(12)
        .map(|cell| cell.text().chars().take(30).collect())
        .collect();
    Unreadable::at(Why::NoHeader, row.number, 0).with(labels.join(" | "))
}
