//! A row of a list becomes a product, as far as its cells can be read.
//!
//! What cannot be read is a [`Problem`] and stays unknown; nothing is clamped, guessed or dropped in
//! silence. Producer cells that are merged or left blank on the rows below mean the producer above, but
//! never across a new producer. Must not: know files, sheets or the catalogue.

mod act;
mod maker;
mod memo;
mod place;
mod refuse;

use jiff::civil::Date;

use super::cell::Cell;
use super::field::Field;
use super::header::Header;
use super::problem::{Problem, Reason};
use super::row::Row;
use super::{channel, code, measure};
use crate::group;
use crate::place::Resolved;
use crate::product::{Group, Note, ProducerKind, Product};
use crate::specialty::Specialties;
use crate::vietnamese::words;
use maker::Maker;
use memo::Memo;

/// Turns the rows below one header into products.
pub(super) struct Drafter {
    header: Header,
    /// Our own export: every cell says what it says, and a blank one is blank.
    own: bool,
    /// The producer of the row above.
    above: Maker,
    /// The place named by a heading line above.
    section: Option<String>,
    places: Memo<Resolved>,
    groups: Memo<Option<group::Read>>,
    kinds: Memo<Option<ProducerKind>>,
    day: Date,
}

/// A row and what is noticed while it is read.
struct Reading<'a> {
    header: &'a Header,
    row: &'a Row,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// The cell of a field; an error of the spreadsheet is noticed and counts as blank.
    fn cell(&mut self, field: Field) -> Cell {
        let Some(column) = self.header.column_of(field) else {
            return Cell::Empty;
        };
        match self.row.cell(column) {
            Cell::Fault(fault) => {
                let fault = fault.clone();
                self.notice(field, &fault, Reason::Fault);
                Cell::Empty
            }
            cell => cell.clone(),
        }
    }

    /// The text of a field; `None` when blank.
    fn text(&mut self, field: Field) -> Option<String> {
        let cell = self.cell(field);
        (!cell.is_blank()).then(|| cell.text().into_owned())
    }

    /// The text of a field that holds several things, a bar between what stood on lines of their own.
    fn several(&mut self, field: Field) -> Option<String> {
        let column = self.header.column_of(field)?;
        let lines = self.row.lines.iter().find(|(at, _)| *at == column);
        lines
            .map(|(_, text)| text.clone())
            .or_else(|| self.text(field))
    }

    /// Writes a problem down.
    fn notice(&mut self, field: Field, value: &str, reason: Reason) {
        let column = self.header.column_of(field);
        let label = column.and_then(|column| self.header.columns.get(column));
        let label = label.map_or("", |column| &column.label);
        self.problems
            .push(Problem::new(self.row.number, label, value, reason));
    }
}

impl Drafter {
    /// A drafter for the rows below a header. `day` is the day of the reading: an act without a date of
    /// its own was seen then.
    pub(super) fn new(header: Header, day: Date) -> Self {
        Self {
            own: [Field::Id, Field::KindWritten]
                .iter()
                .all(|field| header.column_of(*field).is_some()),
            header,
            above: Maker::default(),
            section: None,
            places: Memo::default(),
            groups: Memo::default(),
            kinds: Memo::default(),
            day,
        }
    }

    /// True for a list that we wrote ourselves.
    pub(super) fn is_own(&self) -> bool {
        self.own
    }

    /// The product of a row; `None` when the row has none, with the reason among the problems if a person
    /// should know it.
    pub(super) fn draft(&mut self, row: &Row) -> (Option<Product>, Vec<Problem>) {
        let header = &self.header;
        let mut reading = Reading {
            header,
            row,
            problems: Vec::new(),
        };
        for (column, reason) in &row.marks {
            let label = header
                .columns
                .get(*column)
                .map_or("", |column| &column.label);
            let value = row.cell(*column).text();
            reading
                .problems
                .push(Problem::new(row.number, label, &value, *reason));
        }
        let name = match refuse::look(header, row) {
            refuse::Look::Product(name) => name,
            refuse::Look::Nothing => return (None, Vec::new()),
            refuse::Look::Section(place) => {
                self.section = Some(place);
                self.above = Maker::default();
                return (None, Vec::new());
            }
            refuse::Look::Aside(reason) => {
                let seen = refuse::first_text(row);
                return (None, vec![Problem::new(row.number, "", &seen, reason)]);
            }
        };
        let maker = Maker::read(&mut reading);
        let maker = if self.own {
            maker
        } else {
            maker.below(&self.above)
        };
        let known = (!self.own).then_some(&mut self.places);
        let mut product = Product {
            id: reading.text(Field::Id).unwrap_or_default(),
            producer: maker.producer(&mut reading, self.own, &mut self.kinds),
            place: place::read(&mut reading, &maker, self.section.as_deref(), known),
            recognitions: act::read(&mut reading, self.day),
            name,
            ..Product::default()
        };
        if several(&product.name) {
            let name = product.name.clone();
            reading.notice(Field::Name, &name, Reason::SeveralProducts);
        }
        rest(&mut reading, &mut product, &mut self.groups);
        Specialties::reviewed().settle(&mut product);
        self.above = maker;
        (Some(product), reading.problems)
    }
}

/// The fields that stand for themselves.
fn rest(reading: &mut Reading<'_>, product: &mut Product, groups: &mut Memo<Option<group::Read>>) {
    product.specialty = reading.text(Field::Specialty);
    product.group = read_group(reading, groups);
    if let Some(text) = reading.text(Field::Code)
        && let Some((code, form)) = code::read(&text)
    {
        if form.is_none() {
            reading.notice(Field::Code, &text, Reason::CodeForm);
        }
        product.code = Some(code);
    }
    if let Some(text) = reading.several(Field::Channel) {
        product.channels = channel::read(&text);
    }
    product.traces = list(reading.several(Field::Trace));
    product.sources = list(reading.several(Field::Source));
    let revenue = reading.cell(Field::Revenue);
    match measure::revenue(&revenue) {
        Ok(amount) => product.revenue = amount,
        Err(reason) => reading.notice(Field::Revenue, &revenue.text(), reason),
    }
    product.note = Note {
        vi: reading.text(Field::Note).unwrap_or_default(),
        en: reading.text(Field::NoteEn).unwrap_or_default(),
    };
}

fn read_group(reading: &mut Reading<'_>, groups: &mut Memo<Option<group::Read>>) -> Option<Group> {
    let text = reading.text(Field::Group)?;
    // Our own export says in brackets where a group was not printed but follows from the dish.
    let (name, derived) = match text.split_once('(') {
        Some((name, _)) => (name, true),
        None => (text.as_str(), false),
    };
    let found = groups.get(&text, || group::read(name).or_else(|| group::read(&text)));
    if found.is_none() {
        reading.notice(Field::Group, &text, Reason::GroupUnknown);
    }
    found.map(|found| Group {
        code: found.code.to_owned(),
        derived: derived && is_derived(&text),
    })
}

/// True for the remark of our own export beside a group that no source printed.
fn is_derived(text: &str) -> bool {
    let remark = folds(text);
    remark.ends_with("suy tu dac san") || remark.ends_with("from the specialty")
}

/// The parts of a cell that holds several: a bar between spaces separates, and so does a space before an
/// address.
fn list(text: Option<String>) -> Vec<String> {
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
fn folds(text: &str) -> String {
    let folds: Vec<String> = words(text).into_iter().map(|word| word.fold).collect();
    folds.join(" ")
}

/// True when a name looks like a list of products: said so, or names with a capital behind each comma.
fn several(name: &str) -> bool {
    let may_say = name.starts_with(['N', 'n', 'B', 'b', 'C', 'c']);
    let says = may_say && {
        let folded = folds(name);
        let heads = ["nhom san pham", "bo san pham", "cac san pham"];
        heads.iter().any(|words| folded.starts_with(words))
    };
    let mut parts = name.split(',').map(str::trim).skip(1).peekable();
    says || parts.peek().is_some()
        && parts
            .all(|part| part.chars().next().is_some_and(char::is_uppercase) && part.contains(' '))
}
