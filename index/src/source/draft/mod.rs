//! Turns a row of a list into a product.
//!
//! `row_kind` decides whether a row is a product at all. `row_reader` then gives its cells by field, and `producer`,
//! `place`, `recognition` and `product_fields` each fill a part of the product. A cell that cannot be read is a
//! problem, and its field stays unknown; nothing is clamped, guessed or dropped silently. Producer cells that are
//! merged or blank on the rows below mean the producer above, until a row names another producer.

mod place;
mod producer;
mod product_fields;
mod recognition;
mod row_kind;
mod row_reader;
mod text_memo;

use jiff::civil::Date;

use super::cell::phrase::fold_words;
use super::field::ProductField;
use super::header::ListHeader;
use super::list_row::ListRow;
use super::problem::{ImportProblem, ProblemReason};
use crate::place::ResolvedPlace;
use crate::product::{ProducerKind, Product};
use crate::product_group::ParsedProductGroup;
use crate::specialty::SpecialtyTable;
use producer::ProducerCells;
use row_kind::ListRowKind;
use row_reader::RowReader;
use text_memo::TextMemo;

/// Turns the rows below one header into products.
pub(super) struct ProductDrafter {
    header: ListHeader,
    /// True for our own export, in which nothing is inherited or resolved and a blank cell is empty.
    is_own_export: bool,
    /// The producer of the row above.
    producer_above: ProducerCells,
    /// The place named by the last section row.
    section_place: Option<String>,
    places: TextMemo<ResolvedPlace>,
    groups: TextMemo<Option<ParsedProductGroup>>,
    producer_kinds: TextMemo<Option<ProducerKind>>,
    day: Date,
}

impl ProductDrafter {
    /// A drafter for the rows below a header. `day` is the day of the import; a recognition without a date of
    /// its own was seen then.
    pub(super) fn new(header: ListHeader, day: Date) -> Self {
        Self {
            is_own_export: [ProductField::Id, ProductField::KindWritten]
                .iter()
                .all(|field| header.column_of(*field).is_some()),
            header,
            producer_above: ProducerCells::default(),
            section_place: None,
            places: TextMemo::default(),
            groups: TextMemo::default(),
            producer_kinds: TextMemo::default(),
            day,
        }
    }

    /// True for a list that this program exported.
    pub(super) fn is_own_export(&self) -> bool {
        self.is_own_export
    }

    /// The product of a row and the problems in its cells. Without a product, the problem says why, unless the row
    /// is one that nobody misses.
    pub(super) fn draft_product(&mut self, row: &ListRow) -> (Option<Product>, Vec<ImportProblem>) {
        match row_kind::classify_row(&self.header, row) {
            ListRowKind::Product(name) => {
                let (product, problems) = self.draft_named_product(row, name);
                (Some(product), problems)
            }
            ListRowKind::Skipped => (None, Vec::new()),
            ListRowKind::Section(place) => {
                self.section_place = Some(place);
                self.producer_above = ProducerCells::default();
                (None, Vec::new())
            }
            ListRowKind::SetAside(reason) => {
                let text = row_kind::first_text(row);
                let problem = ImportProblem::new(row.number, "", &text, reason);
                (None, vec![problem])
            }
        }
    }

    fn draft_named_product(
        &mut self,
        row: &ListRow,
        name: String,
    ) -> (Product, Vec<ImportProblem>) {
        let mut reader = RowReader::new(&self.header, row);
        let mut producer = ProducerCells::from_row(&mut reader);
        if !self.is_own_export {
            producer = producer.inherit_from(&self.producer_above);
        }
        let place_memo = (!self.is_own_export).then_some(&mut self.places);
        let section_place = self.section_place.as_deref();
        let mut product = Product {
            id: reader.field_text(ProductField::Id).unwrap_or_default(),
            producer: producer.to_producer(
                &mut reader,
                self.is_own_export,
                &mut self.producer_kinds,
            ),
            place: place::read_place(&mut reader, &producer, section_place, place_memo),
            recognitions: recognition::read_recognitions(&mut reader, self.day),
            name,
            ..Product::default()
        };
        if names_several_products(&product.name) {
            let name = &product.name;
            reader.add_problem(ProductField::Name, name, ProblemReason::SeveralProducts);
        }
        product_fields::fill_product_fields(&mut reader, &mut product, &mut self.groups);
        SpecialtyTable::built_in().fill_missing_classification(&mut product);
        self.producer_above = producer;
        (product, reader.problems)
    }
}

/// True when a name looks like several products: it says so, or it has a capitalized name after each comma.
fn names_several_products(name: &str) -> bool {
    let may_say_so = name.starts_with(['N', 'n', 'B', 'b', 'C', 'c']);
    let says_so = may_say_so && {
        let folded = fold_words(name);
        let phrases = ["nhom san pham", "bo san pham", "cac san pham"];
        phrases.iter().any(|phrase| folded.starts_with(phrase))
    };
    let mut later_parts = name.split(',').map(str::trim).skip(1).peekable();
    let is_name =
        |part: &str| part.chars().next().is_some_and(char::is_uppercase) && part.contains(' ');
    says_so || later_parts.peek().is_some() && later_parts.all(is_name)
}
