//! Finds the header of an official's list: which row it is, and what the columns hold.
//!
//! * `label`: a label in the form in which it is compared.
//! * `alias`: the table of names (`data/headers.tsv`) and the name that a label matches.
//! * `recognition_block`: labels that belong to one of several recognitions.
//! * `resolve_label`: what a label means by itself; `nested_label`: one such as `producer.phone`.
//! * `measure_column`: a column `unit` that holds no places.
//! * `label_rows`: one row of labels, or two with groups in the upper one.
//! * `resolve_columns`: what columns mean beside each other.
//! * `side_by_side`: tables beside each other. `repeated_header`: the header again, further down.
//! * `other_list`: lists of something else. `mapping`: what the user assigned.
//!
//! Titles above the header and merged cells are allowed for. A list without product names has no header, because it
//! is a list of something else.

mod alias;
mod header_column;
mod label;
mod label_meaning;
mod label_rows;
mod mapping;
mod measure_column;
mod nested_label;
mod other_list;
mod recognition_block;
mod repeated_header;
mod resolve_columns;
mod resolve_label;
mod side_by_side;

pub use header_column::HeaderColumn;
pub(crate) use mapping::find_unmatched_labels;
pub(crate) use other_list::is_list_of_something_else;
pub(crate) use repeated_header::is_row_of_labels;
pub(crate) use side_by_side::SideBySide;

use super::field::{ProductField, RecognitionField};
use super::list_cell::ListCell;
use super::list_row::{self, ListRow};
use label::HeaderLabel;
use label_rows::{LabelRow, LabelRowPair};
use resolve_columns::ColumnDraft;

/// Rows in which a header is searched.
pub const SEARCHED_ROWS: usize = 20;

/// Columns that are searched; sheets can be thousands of columns wide.
const MAX_LABELS: usize = list_row::MAX_COLUMNS;

/// The field whose name a text is, as the label of a column without a number in front.
pub(crate) fn find_field_by_name(name: &str) -> Option<ProductField> {
    let label = HeaderLabel::from_text(name);
    alias::match_whole_words(&label.words).map(|meaning| meaning.field)
}

/// Where the header of a list is, and what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHeader {
    /// Index of its first row.
    pub first_row: usize,
    /// How many rows it has: one, or two or three with groups in the upper ones.
    pub row_count: usize,
    /// Its columns, up to the last one with a label.
    pub columns: Vec<HeaderColumn>,
}

impl ListHeader {
    /// The column that holds a field.
    pub(crate) fn column_of(&self, field: ProductField) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The cell of a field in a row, unless it is blank.
    pub(crate) fn filled_cell<'a>(
        &self,
        row: &'a ListRow,
        field: ProductField,
    ) -> Option<&'a ListCell> {
        let column = self.column_of(field)?;
        Some(row.cell(column)).filter(|cell| !cell.is_blank())
    }

    /// True when the list has a column for the field, and the row has nothing in it.
    pub(crate) fn lacks_value(&self, row: &ListRow, field: ProductField) -> bool {
        let column = self.column_of(field);
        column.is_some_and(|column| row.cell(column).is_blank())
    }

    /// The columns with a label that is not recognized.
    #[cfg(test)]
    fn unknown_columns(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.field.is_none() && !column.label.is_empty())
            .map(|(index, column)| (index, column.label.as_str()))
    }

    /// The tables that the header has beside each other.
    pub(crate) fn side_by_side(&self) -> SideBySide {
        side_by_side::find_side_by_side(&self.columns)
    }

    /// True when another header has the same fields in the same columns.
    pub(crate) fn has_same_fields(&self, other: &Self) -> bool {
        let width = self.columns.len().max(other.columns.len());
        let field = |header: &Self, column: usize| {
            header.columns.get(column).and_then(|column| column.field)
        };
        (0..width).all(|column| field(self, column) == field(other, column))
    }

    /// The labels as a key without case, marks and signs, under which a mapping is remembered.
    pub fn signature(&self) -> String {
        let keys = self
            .columns
            .iter()
            .map(|column| HeaderLabel::from_text(&column.label).key());
        keys.collect::<Vec<_>>().join("|")
    }

    /// How much the list says about products, to choose between sheets; 0 without a product name.
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
        ProductField::Group | ProductField::Code | ProductField::StarMark(_) => 15,
        ProductField::Number | ProductField::Ignored => 0,
        ProductField::Recognition(_, RecognitionField::Star) => 40,
        ProductField::Recognition(_, RecognitionField::Date | RecognitionField::Decision) => 20,
        _ => 10,
    }
}

/// Finds the header in the first [`SEARCHED_ROWS`] rows. `mapping` holds the fields that the user assigned to labels
/// (of the lower row, or of both); it takes precedence over the table of names.
pub fn find_header(
    rows: &[Vec<ListCell>],
    mapping: &[(String, ProductField)],
) -> Option<ListHeader> {
    let assigned: Vec<(String, ProductField)> = mapping
        .iter()
        .map(|(label, field)| (HeaderLabel::from_text(label).key(), *field))
        .filter(|(key, _)| !key.is_empty())
        .collect();
    let rows_below = rows;
    let searched = rows.iter().take(SEARCHED_ROWS + 2);
    let label_rows: Vec<LabelRow> = searched
        .map(|row| LabelRow::from_cells(row, MAX_LABELS))
        .collect();
    let single_rows: Vec<HeaderCandidate> = label_rows
        .iter()
        .map(|labels| HeaderCandidate::from_drafts(labels.draft_columns(), &assigned))
        .collect();
    let mut best: Option<(ListHeader, usize)> = None;
    let rows = label_rows.iter().zip(&single_rows).enumerate();
    for (first_row, (labels, single)) in rows.take(SEARCHED_ROWS) {
        let below = label_rows
            .get(first_row + 1)
            .zip(single_rows.get(first_row + 1));
        let double = below.and_then(|(lower, next)| {
            match_two_row_header(labels, lower, [single, next], &assigned)
        });
        let triple = label_rows
            .get(first_row + 1)
            .zip(label_rows.get(first_row + 2))
            // A title above a header of two rows names no field.
            .filter(|_| single.known_columns > 0)
            .and_then(|(middle, lower)| LabelRow::stack_three(labels, middle, lower))
            .and_then(|[upper, lower]| {
                match_two_row_header(
                    &upper,
                    &lower,
                    [single, &HeaderCandidate::default()],
                    &assigned,
                )
            });
        let known_double = double
            .as_ref()
            .map_or(single.known_columns, |double| double.known_columns);
        let (candidate, row_count) = match (&triple, &double) {
            (Some(triple), _) if triple.known_columns > known_double => (triple, 3),
            (_, Some(double)) => (double, 2),
            _ => (single, 1),
        };
        // A header may have a number or two beside it; a data row is mostly data.
        let is_header =
            candidate.name_column.is_some() && labels.data_cells * 4 <= candidate.known_columns;
        if !is_header
            || best
                .as_ref()
                .is_some_and(|(_, known)| *known >= candidate.known_columns)
        {
            continue;
        }
        let header = ListHeader {
            first_row,
            row_count,
            columns: candidate.columns.clone(),
        };
        best = Some((header, candidate.known_columns));
    }
    best.map(|(mut header, _)| {
        measure_column::release_measure_column(&mut header, rows_below);
        header
    })
}

/// The field that a label means by itself, whatever stands beside it.
pub(super) fn find_key_field(label: &str) -> Option<ProductField> {
    resolve_label::resolve_label(&HeaderLabel::from_text(label)).map(|meaning| meaning.field)
}

/// The field of a single label, without others beside it.
#[cfg(test)]
fn find_label_field(label: &str) -> Option<ProductField> {
    let column = ColumnDraft {
        meaning: resolve_label::resolve_label(&HeaderLabel::from_text(label)),
        ..ColumnDraft::default()
    };
    resolve_columns::resolve_single_column(column)
}

/// Columns that can be a header.
#[derive(Default)]
struct HeaderCandidate {
    columns: Vec<HeaderColumn>,
    /// The column of the product name, if it is a header at all.
    name_column: Option<usize>,
    /// How many columns are known; 0 if it is not a header.
    known_columns: usize,
}

impl HeaderCandidate {
    /// Resolves the columns, with the fields that the user assigned by label.
    fn from_drafts(mut drafts: Vec<ColumnDraft>, assigned: &[(String, ProductField)]) -> Self {
        for draft in &mut drafts {
            let mut assigned = assigned.iter();
            let pinned = assigned.find(|(key, _)| *key == draft.key || *key == draft.lower_key);
            draft.pinned = pinned.map(|(_, field)| *field);
        }
        let labels: Vec<String> = drafts.iter().map(|draft| draft.text.clone()).collect();
        let is_name_pinned = drafts
            .iter()
            .any(|draft| draft.pinned == Some(ProductField::Name));
        let is_bare_name = |column: usize| {
            let meaning = drafts.get(column).and_then(|draft| draft.meaning);
            meaning.is_some_and(|meaning| meaning.table_row == resolve_columns::BARE_NAME_ROW)
        };
        let bare_names: Vec<bool> = (0..drafts.len()).map(is_bare_name).collect();
        let fields = resolve_columns::resolve_fields(drafts);
        let name_column = fields
            .iter()
            .position(|field| *field == Some(ProductField::Name));
        let known_columns = fields.iter().flatten().count();
        // One known label alone is a word like any other, unless the user assigned it.
        let name_column = name_column.filter(|_| known_columns > 1 || is_name_pinned);
        // A bare `Tên` names anything; a product has a producer, stars or a group beside it.
        let name_column = name_column.filter(|column| {
            is_name_pinned
                || bare_names.get(*column) != Some(&true)
                || fields
                    .iter()
                    .copied()
                    .flatten()
                    .any(other_list::is_field_of_products)
        });
        let columns: Vec<HeaderColumn> = labels
            .into_iter()
            .zip(fields)
            .map(|(label, field)| HeaderColumn { label, field })
            .collect();
        let name_column =
            name_column.filter(|_| is_name_pinned || !other_list::is_price_list(&columns));
        Self {
            columns,
            known_columns: name_column.map_or(0, |_| known_columns),
            name_column,
        }
    }
}

/// The header of two rows, if the lower row belongs to it: together they name more fields than either row alone, or the
/// lower one has the fields of recognitions that the upper one names, or labels below blank cells.
fn match_two_row_header(
    upper: &LabelRow,
    lower: &LabelRow,
    single_rows: [&HeaderCandidate; 2],
    assigned: &[(String, ProductField)],
) -> Option<HeaderCandidate> {
    if lower.non_star_data_cells > 0 || lower.label_count() == 0 || upper.label_count() == 0 {
        return None;
    }
    let pair = LabelRowPair::from_rows(upper, lower);
    let candidate = HeaderCandidate::from_drafts(pair.columns.clone(), assigned);
    let name_column = candidate
        .name_column
        .filter(|column| pair.can_be_header(upper, lower, *column))?;
    let [upper_alone, lower_alone] = single_rows;
    let known_columns = candidate.known_columns;
    let known_alone = upper_alone.known_columns.max(lower_alone.known_columns);
    let names_more =
        known_columns > known_alone && upper.label_count() > 1 && lower.data_cells == 0;
    let names_recognitions = known_columns >= known_alone
        && pair.has_block_groups(upper, name_column)
        && lower.data_cells == 0;
    let fills_blanks = upper_alone.known_columns > 0
        && known_columns >= upper_alone.known_columns
        && pair.fills_blanks
        && lower.label(name_column).is_none();
    (names_more || names_recognitions || fills_blanks).then_some(candidate)
}

#[cfg(test)]
mod tests;
