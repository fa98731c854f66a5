//! Finds the header of an official's list: which row it is and what the columns hold.
//!
//! * [`label`]: a label as letters that can be compared.
//! * [`alias`]: the table of names (`data/headers.tsv`) and what a label means by it.
//! * [`block`]: labels that speak of one of several recognitions.
//! * [`rows`]: one row of labels, or two with groups in the upper one.
//! * [`settle`]: what columns mean beside each other.
//!
//! Titles above and merged cells are looked through. A list without a product's name has no header: it is a list of something else. Must not: read data, or guess stars.

mod alias;
mod block;
mod label;
mod rows;
mod settle;
#[cfg(test)]
mod tests;

use super::cell::Cell;
use super::field::{ActField, Field};
use label::Label;
use rows::{Line, Pair};
use settle::Draft;

/// Rows in which a header is looked for.
pub const SEARCHED_ROWS: usize = 20;

/// Columns that are looked at; sheets can be absurdly wide.
const MAX_LABELS: usize = super::row::MAX_COLUMNS;

/// Where a list's header is and what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Index of its first row within the rows given.
    pub first: usize,
    /// How many rows it takes: one, or two with groups in the upper one.
    pub rows: usize,
    /// Its columns; those behind the last label are missing.
    pub columns: Vec<Column>,
}

/// A column of a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Label as written, lines joined, both rows joined by `: `; empty when there is none.
    pub label: String,
    /// What it holds, if known. A field stands in one column; only [`Field::Ignored`] in several.
    pub field: Option<Field>,
}

impl Header {
    /// The column that holds a field.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The labelled columns that nobody understood.
    pub fn unknown(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.field.is_none() && !column.label.is_empty())
            .map(|(at, column)| (at, column.label.as_str()))
    }

    /// The labels as a key that survives case, accents and signs, to remember a mapping by.
    pub fn signature(&self) -> String {
        let keys = self
            .columns
            .iter()
            .map(|column| Label::of(&column.label).key());
        keys.collect::<Vec<_>>().join("|")
    }

    /// How much the list says about products, to choose among sheets; 0 without a name.
    pub fn score(&self) -> u32 {
        if self.column_of(Field::Name).is_none() {
            return 0;
        }
        let fields = self.columns.iter().filter_map(|column| column.field);
        fields.map(weight).sum()
    }
}

fn weight(field: Field) -> u32 {
    match field {
        Field::Name => 100,
        Field::Producer => 30,
        Field::Group | Field::Code => 15,
        Field::Number | Field::Ignored => 0,
        Field::Act(_, ActField::Star) => 40,
        Field::Act(_, ActField::Date | ActField::Decision) => 20,
        _ => 10,
    }
}

/// Looks in the first [`SEARCHED_ROWS`] rows for the header. `mapping` is what a person said: labels (of
/// the lower row, or of both) and their fields; it goes before the table of names.
pub fn find(rows: &[Vec<Cell>], mapping: &[(String, Field)]) -> Option<Header> {
    let said = mapping
        .iter()
        .map(|(label, field)| (Label::of(label).key(), *field));
    let said: Vec<(String, Field)> = said.filter(|(key, _)| !key.is_empty()).collect();
    let searched = rows.iter().take(SEARCHED_ROWS + 1);
    let lines: Vec<Line> = searched.map(|row| Line::of(row, MAX_LABELS)).collect();
    let ones: Vec<Found> = lines
        .iter()
        .map(|line| Found::of(line.columns(), &said))
        .collect();
    let mut best: Option<(Header, usize)> = None;
    for (first, (line, one)) in lines.iter().zip(&ones).enumerate().take(SEARCHED_ROWS) {
        let below = lines.get(first + 1).zip(ones.get(first + 1));
        let two = below.and_then(|(lower, next)| two_rows(line, lower, [one, next], &said));
        let (found, rows) = match &two {
            Some(found) => (found, 2),
            None => (one, 1),
        };
        // A number or two may stand beside a header, but most of a row of data is data.
        let is_header = found.name.is_some() && line.data * 4 <= found.known;
        if !is_header
            || best
                .as_ref()
                .is_some_and(|(_, known)| *known >= found.known)
        {
            continue;
        }
        let header = Header {
            first,
            rows,
            columns: found.columns.clone(),
        };
        best = Some((header, found.known));
    }
    best.map(|(header, _)| header)
}

/// The field that a single label means, without others beside it.
pub fn meaning(label: &str) -> Option<Field> {
    let column = Draft {
        meaning: alias::meaning(&Label::of(label)),
        ..Draft::default()
    };
    settle::alone(column)
}

/// Columns that can be a header.
struct Found {
    columns: Vec<Column>,
    /// The column of the name, when it is a header at all.
    name: Option<usize>,
    /// How many columns are known; 0 when it is none.
    known: usize,
}

impl Found {
    /// The columns with what a person said and what they mean beside each other.
    fn of(mut drafts: Vec<Draft>, said: &[(String, Field)]) -> Self {
        for draft in &mut drafts {
            let mut said = said.iter();
            let said = said.find(|(key, _)| *key == draft.key || *key == draft.last);
            draft.pinned = said.map(|(_, field)| *field);
        }
        let labels: Vec<String> = drafts.iter().map(|draft| draft.text.clone()).collect();
        let pinned = drafts.iter().any(|draft| draft.pinned == Some(Field::Name));
        let fields = settle::settle(drafts);
        let name = fields.iter().position(|field| *field == Some(Field::Name));
        let known = fields.iter().flatten().count();
        // One known label alone is a word like any other, unless a person said what it is.
        let name = name.filter(|_| known > 1 || pinned);
        let columns = labels.into_iter().zip(fields);
        Self {
            columns: columns
                .map(|(label, field)| Column { label, field })
                .collect(),
            known: name.map_or(0, |_| known),
            name,
        }
    }
}

/// The header of two rows, when the lower one belongs to it: it names more fields than either row alone,
/// or fields of recognitions that the upper one tells apart, or labels below blank cells.
fn two_rows(
    upper: &Line,
    lower: &Line,
    ones: [&Found; 2],
    said: &[(String, Field)],
) -> Option<Found> {
    if lower.hard_data > 0 || lower.count() == 0 || upper.count() == 0 {
        return None;
    }
    let pair = Pair::of(upper, lower);
    let found = Found::of(pair.columns.clone(), said);
    let name = found
        .name
        .filter(|name| pair.may_be_header(upper, lower, *name))?;
    let [one, next] = ones;
    let either = one.known.max(next.known);
    let more = found.known > either && upper.count() > 1 && lower.data == 0;
    let rounds = found.known >= either && pair.has_rounds(upper, name) && lower.data == 0;
    let fills =
        one.known > 0 && found.known >= one.known && pair.fills && lower.label(name).is_none();
    (more || rounds || fills).then_some(found)
}
