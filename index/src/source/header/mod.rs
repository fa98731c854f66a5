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
mod label;
mod label_rows;
mod recognition_block;
mod resolve_columns;
#[cfg(test)]
mod tests;

use super::field::{ProductField, RecognitionField};
use super::list_cell::ListCell;
use label::HeaderLabel;
use label_rows::{LabelRow, LabelRowPair};
use resolve_columns::ColumnDraft;

/// Rows in which a header is looked for.
pub const SEARCHED_ROWS: usize = 20;

/// Columns that are looked at; sheets can be absurdly wide.
const MAX_LABELS: usize = super::list_row::MAX_COLUMNS;

/// Where a list's header is and what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHeader {
    /// Index of its first row within the rows given.
    pub first_row: usize,
    /// How many rows it takes: one, or two with groups in the upper one.
    pub row_count: usize,
    /// Its columns; those behind the last label are missing.
    pub columns: Vec<HeaderColumn>,
}

/// A column of a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderColumn {
    /// Label as written, lines joined, both rows joined by `: `; empty when there is none.
    pub label: String,
    /// What it holds, if known. A field stands in one column; only [`Field::Ignored`] in several.
    pub field: Option<ProductField>,
}

impl ListHeader {
    /// The column that holds a field.
    pub fn column_of(&self, field: ProductField) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The labelled columns that nobody understood.
    pub fn unknown_columns(&self) -> impl Iterator<Item = (usize, &str)> {
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
            .map(|column| HeaderLabel::from_text(&column.label).key());
        keys.collect::<Vec<_>>().join("|")
    }

    /// How much the list says about products, to choose among sheets; 0 without a name.
    pub fn score(&self) -> u32 {
        if self.column_of(ProductField::Name).is_none() {
            return 0;
        }
        let fields = self.columns.iter().filter_map(|column| column.field);
        fields.map(field_weight).sum()
    }
}

fn field_weight(field: ProductField) -> u32 {
    match field {
        ProductField::Name => 100,
        ProductField::Producer => 30,
        ProductField::Group | ProductField::Code => 15,
        ProductField::Number | ProductField::Ignored => 0,
        ProductField::Recognition(_, RecognitionField::Star) => 40,
        ProductField::Recognition(_, RecognitionField::Date | RecognitionField::Decision) => 20,
        _ => 10,
    }
}

/// Looks in the first [`SEARCHED_ROWS`] rows for the header. `mapping` is what a person said: labels (of
/// the lower row, or of both) and their fields; it goes before the table of names.
pub fn find_header(
    rows: &[Vec<ListCell>],
    mapping: &[(String, ProductField)],
) -> Option<ListHeader> {
    let said = mapping
        .iter()
        .map(|(label, field)| (HeaderLabel::from_text(label).key(), *field));
    let said: Vec<(String, ProductField)> = said.filter(|(key, _)| !key.is_empty()).collect();
    let searched = rows.iter().take(SEARCHED_ROWS + 1);
    let lines: Vec<LabelRow> = searched
        .map(|row| LabelRow::from_cells(row, MAX_LABELS))
        .collect();
    let ones: Vec<HeaderCandidate> = lines
        .iter()
        .map(|line| HeaderCandidate::from_drafts(line.draft_columns(), &said))
        .collect();
    let mut best: Option<(ListHeader, usize)> = None;
    for (first, (line, one)) in lines.iter().zip(&ones).enumerate().take(SEARCHED_ROWS) {
        let below = lines.get(first + 1).zip(ones.get(first + 1));
        let two =
            below.and_then(|(lower, next)| match_two_row_header(line, lower, [one, next], &said));
        let (found, rows) = match &two {
            Some(found) => (found, 2),
            None => (one, 1),
        };
        // A number or two may stand beside a header, but most of a row of data is data.
        let is_header = found.name_column.is_some() && line.data_cells * 4 <= found.known_columns;
        if !is_header
            || best
                .as_ref()
                .is_some_and(|(_, known)| *known >= found.known_columns)
        {
            continue;
        }
        let header = ListHeader {
            first_row: first,
            row_count: rows,
            columns: found.columns.clone(),
        };
        best = Some((header, found.known_columns));
    }
    best.map(|(header, _)| header)
}

/// The field that a single label means, without others beside it.
pub fn find_label_field(label: &str) -> Option<ProductField> {
    let column = ColumnDraft {
        meaning: alias::resolve_label(&HeaderLabel::from_text(label)),
        ..ColumnDraft::default()
    };
    resolve_columns::resolve_single_column(column)
}

/// Columns that can be a header.
struct HeaderCandidate {
    columns: Vec<HeaderColumn>,
    /// The column of the name, when it is a header at all.
    name_column: Option<usize>,
    /// How many columns are known; 0 when it is none.
    known_columns: usize,
}

impl HeaderCandidate {
    /// The columns with what a person said and what they mean beside each other.
    fn from_drafts(mut drafts: Vec<ColumnDraft>, said: &[(String, ProductField)]) -> Self {
        for draft in &mut drafts {
            let mut said = said.iter();
            let said = said.find(|(key, _)| *key == draft.key || *key == draft.lower_key);
            draft.pinned = said.map(|(_, field)| *field);
        }
        let labels: Vec<String> = drafts.iter().map(|draft| draft.text.clone()).collect();
        let pinned = drafts
            .iter()
            .any(|draft| draft.pinned == Some(ProductField::Name));
        let fields = resolve_columns::resolve_fields(drafts);
        let name = fields
            .iter()
            .position(|field| *field == Some(ProductField::Name));
        let known = fields.iter().flatten().count();
        // One known label alone is a word like any other, unless a person said what it is.
        let name = name.filter(|_| known > 1 || pinned);
        let columns = labels.into_iter().zip(fields);
        Self {
            columns: columns
                .map(|(label, field)| HeaderColumn { label, field })
                .collect(),
            known_columns: name.map_or(0, |_| known),
            name_column: name,
        }
    }
}

/// The header of two rows, when the lower one belongs to it: it names more fields than either row alone,
/// or fields of recognitions that the upper one tells apart, or labels below blank cells.
fn match_two_row_header(
    upper: &LabelRow,
    lower: &LabelRow,
    ones: [&HeaderCandidate; 2],
    said: &[(String, ProductField)],
) -> Option<HeaderCandidate> {
    if lower.non_star_data_cells > 0 || lower.label_count() == 0 || upper.label_count() == 0 {
        return None;
    }
    let pair = LabelRowPair::from_rows(upper, lower);
    let found = HeaderCandidate::from_drafts(pair.columns.clone(), said);
    let name = found
        .name_column
        .filter(|name| pair.can_be_header(upper, lower, *name))?;
    let [one, next] = ones;
    let either = one.known_columns.max(next.known_columns);
    let more = found.known_columns > either && upper.label_count() > 1 && lower.data_cells == 0;
    let rounds = found.known_columns >= either
        && pair.has_block_groups(upper, name)
        && lower.data_cells == 0;
    let fills = one.known_columns > 0
        && found.known_columns >= one.known_columns
        && pair.fills_blanks
        && lower.label(name).is_none();
    (more || rounds || fills).then_some(found)
}
