//! A row of a list becomes a product, as far as its cells can be read.
//!
//! What cannot be read is a [`Problem`] and stays unknown; nothing is clamped, guessed or dropped in
//! silence. Producer cells that are merged or left blank on the rows below mean the producer above, but
//! never across a new producer. Must not: know files, sheets or the catalogue.

mod place;
mod producer;
mod recognition;
mod row_kind;
mod text_memo;

use jiff::civil::Date;

use super::field::ProductField;
use super::header::ListHeader;
use super::list_cell::ListCell;
use super::list_row::ListRow;
use super::problem::{ImportProblem, ProblemReason};
use crate::place::ResolvedPlace;
use crate::product::{BilingualNote, ProducerKind, Product, ProductGroup};
use crate::product_group;
use crate::source::cell::{channel, decimal, product_code};
use crate::specialty::SpecialtyTable;
use crate::vietnamese::split_words;
use producer::ProducerCells;
use text_memo::TextMemo;

/// Turns the rows below one header into products.
pub(super) struct ProductDrafter {
    header: ListHeader,
    /// Our own export: every cell says what it says, and a blank one is blank.
    is_own_export: bool,
    /// The producer of the row above.
    producer_above: ProducerCells,
    /// The place named by a heading line above.
    section: Option<String>,
    places: TextMemo<ResolvedPlace>,
    groups: TextMemo<Option<product_group::GroupCell>>,
    kinds: TextMemo<Option<ProducerKind>>,
    day: Date,
}

/// A row and what is noticed while it is read.
struct RowReader<'a> {
    header: &'a ListHeader,
    row: &'a ListRow,
    problems: Vec<ImportProblem>,
}

impl RowReader<'_> {
    /// The cell of a field; an error of the spreadsheet is noticed and counts as blank.
    fn field_cell(&mut self, field: ProductField) -> ListCell {
        let Some(column) = self.header.column_of(field) else {
            return ListCell::Empty;
        };
        match self.row.cell(column) {
            ListCell::Fault(fault) => {
                let fault = fault.clone();
                self.add_problem(field, &fault, ProblemReason::Fault);
                ListCell::Empty
            }
            cell => cell.clone(),
        }
    }

    /// The text of a field; `None` when blank.
    fn field_text(&mut self, field: ProductField) -> Option<String> {
        let cell = self.field_cell(field);
        (!cell.is_blank()).then(|| cell.text().into_owned())
    }

    /// The text of a field that holds several things, a bar between what stood on lines of their own.
    fn multiline_text(&mut self, field: ProductField) -> Option<String> {
        let column = self.header.column_of(field)?;
        let lines = self
            .row
            .multiline_cells
            .iter()
            .find(|(at, _)| *at == column);
        lines
            .map(|(_, text)| text.clone())
            .or_else(|| self.field_text(field))
    }

    /// Writes a problem down.
    fn add_problem(&mut self, field: ProductField, value: &str, reason: ProblemReason) {
        let column = self.header.column_of(field);
        let label = column.and_then(|column| self.header.columns.get(column));
        let label = label.map_or("", |column| &column.label);
        self.problems
            .push(ImportProblem::new(self.row.number, label, value, reason));
    }
}

impl ProductDrafter {
    /// A drafter for the rows below a header. `day` is the day of the reading: an act without a date of
    /// its own was seen then.
    pub(super) fn new(header: ListHeader, day: Date) -> Self {
        Self {
            is_own_export: [ProductField::Id, ProductField::KindWritten]
                .iter()
                .all(|field| header.column_of(*field).is_some()),
            header,
            producer_above: ProducerCells::default(),
            section: None,
            places: TextMemo::default(),
            groups: TextMemo::default(),
            kinds: TextMemo::default(),
            day,
        }
    }

    /// True for a list that we wrote ourselves.
    pub(super) fn is_own_export(&self) -> bool {
        self.is_own_export
    }

    /// The product of a row; `None` when the row has none, with the reason among the problems if a person
    /// should know it.
    pub(super) fn draft_product(&mut self, row: &ListRow) -> (Option<Product>, Vec<ImportProblem>) {
        let header = &self.header;
        let mut reading = RowReader {
            header,
            row,
            problems: Vec::new(),
        };
        for (column, reason) in &row.cell_problems {
            let label = header
                .columns
                .get(*column)
                .map_or("", |column| &column.label);
            let value = row.cell(*column).text();
            reading
                .problems
                .push(ImportProblem::new(row.number, label, &value, *reason));
        }
        let name = match row_kind::classify_row(header, row) {
            row_kind::ListRowKind::Product(name) => name,
            row_kind::ListRowKind::Skipped => return (None, Vec::new()),
            row_kind::ListRowKind::Section(place) => {
                self.section = Some(place);
                self.producer_above = ProducerCells::default();
                return (None, Vec::new());
            }
            row_kind::ListRowKind::SetAside(reason) => {
                let seen = row_kind::first_text(row);
                return (
                    None,
                    vec![ImportProblem::new(row.number, "", &seen, reason)],
                );
            }
        };
        let maker = ProducerCells::from_row(&mut reading);
        let maker = if self.is_own_export {
            maker
        } else {
            maker.inherit_from(&self.producer_above)
        };
        let known = (!self.is_own_export).then_some(&mut self.places);
        let mut product = Product {
            id: reading.field_text(ProductField::Id).unwrap_or_default(),
            producer: maker.to_producer(&mut reading, self.is_own_export, &mut self.kinds),
            place: place::read_place(&mut reading, &maker, self.section.as_deref(), known),
            recognitions: recognition::read_recognitions(&mut reading, self.day),
            name,
            ..Product::default()
        };
        if names_several_products(&product.name) {
            let name = product.name.clone();
            reading.add_problem(ProductField::Name, &name, ProblemReason::SeveralProducts);
        }
        fill_remaining_fields(&mut reading, &mut product, &mut self.groups);
        SpecialtyTable::built_in().fill_specialty(&mut product);
        self.producer_above = maker;
        (Some(product), reading.problems)
    }
}

/// The fields that stand for themselves.
fn fill_remaining_fields(
    reading: &mut RowReader<'_>,
    product: &mut Product,
    groups: &mut TextMemo<Option<product_group::GroupCell>>,
) {
    product.specialty = reading.field_text(ProductField::Specialty);
    product.group = read_group(reading, groups);
    if let Some(text) = reading.field_text(ProductField::Code)
        && let Some((code, form)) = product_code::parse_product_code(&text)
    {
        if form.is_none() {
            reading.add_problem(ProductField::Code, &text, ProblemReason::CodeForm);
        }
        product.code = Some(code);
    }
    if let Some(text) = reading.multiline_text(ProductField::Channel) {
        product.channels = channel::parse_channels(&text);
    }
    product.traces = split_cell_list(reading.multiline_text(ProductField::Trace));
    product.sources = split_cell_list(reading.multiline_text(ProductField::Source));
    let revenue = reading.field_cell(ProductField::Revenue);
    match decimal::parse_revenue(&revenue) {
        Ok(amount) => product.revenue = amount,
        Err(reason) => reading.add_problem(ProductField::Revenue, &revenue.text(), reason),
    }
    product.note = BilingualNote {
        vi: reading.field_text(ProductField::Note).unwrap_or_default(),
        en: reading.field_text(ProductField::NoteEn).unwrap_or_default(),
    };
}

fn read_group(
    reading: &mut RowReader<'_>,
    groups: &mut TextMemo<Option<product_group::GroupCell>>,
) -> Option<ProductGroup> {
    let text = reading.field_text(ProductField::Group)?;
    // Our own export says in brackets where a group was not printed but follows from the dish.
    let (name, derived) = match text.split_once('(') {
        Some((name, _)) => (name, true),
        None => (text.as_str(), false),
    };
    let found = groups.get_or_insert_with(&text, || {
        product_group::parse_group(name).or_else(|| product_group::parse_group(&text))
    });
    if found.is_none() {
        reading.add_problem(ProductField::Group, &text, ProblemReason::GroupUnknown);
    }
    found.map(|found| ProductGroup {
        code: found.code.to_owned(),
        derived: derived && has_derived_remark(&text),
    })
}

/// True for the remark of our own export beside a group that no source printed.
fn has_derived_remark(text: &str) -> bool {
    let remark = fold_words(text);
    remark.ends_with("suy tu dac san") || remark.ends_with("from the specialty")
}

/// The parts of a cell that holds several: a bar between spaces separates, and so does a space before an
/// address.
fn split_cell_list(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    let mut parts = Vec::new();
    for part in text.split(" | ") {
        let mut open = String::new();
        for word in part.split_whitespace() {
            let is_link = word.starts_with("http");
            let word = if is_link {
                word.trim_end_matches([';', ','])
            } else {
                word
            };
            if is_link && !open.is_empty() {
                parts.push(std::mem::take(&mut open));
            }
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
        if !open.is_empty() {
            parts.push(open);
        }
    }
    parts
}

/// The words of a text without accents.
fn fold_words(text: &str) -> String {
    let folds: Vec<String> = split_words(text)
        .into_iter()
        .map(|word| word.fold)
        .collect();
    folds.join(" ")
}

/// True when a name looks like a list of products: said so, or names with a capital behind each comma.
fn names_several_products(name: &str) -> bool {
    let may_say = name.starts_with(['N', 'n', 'B', 'b', 'C', 'c']);
    let says = may_say && {
        let folded = fold_words(name);
        let heads = ["nhom san pham", "bo san pham", "cac san pham"];
        heads.iter().any(|words| folded.starts_with(words))
    };
    let mut parts = name.split(',').map(str::trim).skip(1).peekable();
    says || parts.peek().is_some()
        && parts
            .all(|part| part.chars().next().is_some_and(char::is_uppercase) && part.contains(' '))
}
