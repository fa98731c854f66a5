//! Resolves what the columns of a header mean beside each other.
//!
//! * `Name` beside a more specific product column is the producer, and so is the `Name` of a list of producers.
//! * Stars and dates that occur twice under one name are the first and the second recognition.
//! * A field has one column: the one with the most specific name, then the first. The others stay unknown.
//! * An `id` is our record id only in a list that we exported.

use super::label_meaning::{AliasMatch, LabelMeaning, RecognitionBlock};
use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};

/// Row of the business fields (`BusinessField`) among the table's rows of product names.
const TRADE_NAME_ROW: u8 = 1;

/// Row of the bare names (`Name`, `Tên`) among them.
pub(super) const BARE_NAME_ROW: u8 = 2;

/// A column whose field is not decided yet.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnDraft {
    /// Its label as shown to the user.
    pub(super) text: String,
    /// Its label as a key.
    pub(super) key: String,
    /// The key of the label in its lower or only row.
    pub(super) lower_key: String,
    /// What its label means by itself.
    pub(super) meaning: Option<LabelMeaning>,
    /// The field that the user assigned.
    pub(super) pinned: Option<ProductField>,
}

impl ColumnDraft {
    /// The field, without the number of its recognition.
    fn field(&self) -> Option<ProductField> {
        self.pinned.or(self.meaning.map(|meaning| meaning.field))
    }

    /// The meaning of the label, unless the user assigned a field.
    fn unpinned_meaning(&self) -> Option<LabelMeaning> {
        self.meaning.filter(|_| self.pinned.is_none())
    }

    /// True for an expiry and for the current values (`Hạng sao hiện tại`), which belong to no numbered recognition.
    fn is_outside_blocks(&self) -> bool {
        self.field() == Some(ProductField::Recognition(0, RecognitionField::Expires))
            || ["hientai", "hiennai", "current"]
                .iter()
                .any(|word| self.key.contains(word))
    }

    /// The field, if it belongs to a recognition and the label does not say which.
    fn unnumbered_recognition_field(&self) -> Option<RecognitionField> {
        match self.unpinned_meaning()? {
            LabelMeaning {
                field: ProductField::Recognition(_, field),
                block: RecognitionBlock::Unspecified,
                ..
            } if !self.is_outside_blocks() => Some(field),
            _ => None,
        }
    }
}

/// The field of every column.
pub(super) fn resolve_fields(mut columns: Vec<ColumnDraft>) -> Vec<Option<ProductField>> {
    drop_lone_mark_column(&mut columns);
    resolve_name_columns(&mut columns);
    resolve_id_columns(&mut columns);
    number_later_blocks(&mut columns);
    number_repeated_fields(&mut columns);
    number_first_block(&mut columns);
    assign_unique_fields(&columns)
}

/// The field of a column without others beside it; a later recognition is the second.
#[cfg(test)]
pub(super) fn resolve_single_column(column: ColumnDraft) -> Option<ProductField> {
    let mut columns = [column];
    drop_lone_mark_column(&mut columns);
    number_later_blocks(&mut columns);
    assign_unique_fields(&columns).into_iter().next().flatten()
}

/// Drops the meaning of `3 sao` where it is the only label of its kind: it may head a count as well as check marks.
fn drop_lone_mark_column(columns: &mut [ColumnDraft]) {
    let is_mark = |column: &ColumnDraft| matches!(column.field(), Some(ProductField::StarMark(_)));
    if columns.iter().filter(|column| is_mark(column)).count() == 1 {
        let unpinned = columns.iter_mut().filter(|column| column.pinned.is_none());
        unpinned
            .filter(|column| is_mark(column))
            .for_each(|column| column.meaning = None);
    }
}

fn has_field(columns: &[ColumnDraft], wanted: impl Fn(ProductField) -> bool) -> bool {
    columns.iter().filter_map(ColumnDraft::field).any(wanted)
}

/// Decides which of the columns that can hold product names does, and whether another holds producers.
fn resolve_name_columns(columns: &mut [ColumnDraft]) {
    let rows: Vec<u8> = columns
        .iter()
        .filter_map(|column| match (column.pinned, column.meaning) {
            (Some(ProductField::Name), _) => Some(0),
            (None, Some(meaning)) if meaning.field == ProductField::Name => Some(meaning.table_row),
            _ => None,
        })
        .collect();
    let (has_trade_name, has_bare_name) = (
        rows.contains(&TRADE_NAME_ROW),
        rows.contains(&BARE_NAME_ROW),
    );
    let has_specific_name = rows
        .iter()
        .any(|row| !matches!(*row, TRADE_NAME_ROW | BARE_NAME_ROW));
    let has_producer = has_field(columns, |field| field == ProductField::Producer);
    let is_producer_list = !has_producer
        && has_field(columns, |field| {
            matches!(
                field,
                ProductField::TaxCode | ProductField::Kind | ProductField::Representative
            )
        })
        && !has_field(columns, |field| {
            matches!(
                field,
                ProductField::Code | ProductField::Group | ProductField::Specialty
            )
        });
    let is_trade_product = !has_specific_name && has_trade_name && has_bare_name != has_producer;
    let is_bare_producer =
        !has_producer && has_bare_name && (has_specific_name || has_trade_name || is_producer_list);
    let mut is_producer_assigned = false;
    for column in columns {
        let Some(meaning) = column
            .unpinned_meaning()
            .filter(|meaning| meaning.field == ProductField::Name)
        else {
            continue;
        };
        if meaning.table_row == TRADE_NAME_ROW && !is_trade_product {
            column.meaning = None;
        } else if meaning.table_row == BARE_NAME_ROW && is_bare_producer && !is_producer_assigned {
            is_producer_assigned = true;
            column.meaning = Some(LabelMeaning {
                field: ProductField::Producer,
                ..meaning
            });
        }
    }
}

/// Turns ids of other systems into a running number, or into the code where they are dossier numbers, so that they are
/// not taken for our record ids.
fn resolve_id_columns(columns: &mut [ColumnDraft]) {
    if has_field(columns, |field| {
        matches!(field, ProductField::Specialty | ProductField::NoteEn)
    }) {
        return;
    }
    let has_number = has_field(columns, |field| field == ProductField::Number);
    let has_code = has_field(columns, |field| field == ProductField::Code);
    for column in columns {
        let Some(meaning) = column
            .unpinned_meaning()
            .filter(|meaning| meaning.field == ProductField::Id)
        else {
            continue;
        };
        let field = match meaning.table_row {
            0 if !has_number => ProductField::Number,
            1 if !has_code => ProductField::Code,
            _ => ProductField::Ignored,
        };
        column.meaning = Some(LabelMeaning { field, ..meaning });
    }
}

/// Numbers the later recognitions (`nâng hạng` …) after the numbered ones, in the order of the columns.
fn number_later_blocks(columns: &mut [ColumnDraft]) {
    let numbers = columns
        .iter()
        .filter_map(|column| match column.unpinned_meaning()?.block {
            RecognitionBlock::Numbered(number) => Some(number),
            _ => None,
        });
    let last_number = numbers.max().unwrap_or(1).max(1);
    let mut phrases: Vec<&str> = Vec::new();
    for column in columns {
        let Some(RecognitionBlock::Later(phrase)) =
            column.unpinned_meaning().map(|meaning| meaning.block)
        else {
            continue;
        };
        let index = phrases
            .iter()
            .position(|other| *other == phrase)
            .unwrap_or(phrases.len());
        if index == phrases.len() {
            phrases.push(phrase);
        }
        set_block_number(column, last_number.saturating_add(index as u8 + 1));
    }
}

/// Numbers repeated fields: `Hạng sao | Ngày | Hạng sao | Ngày` without groups are two recognitions.
fn number_repeated_fields(columns: &mut [ColumnDraft]) {
    let is_numbered = |column: &ColumnDraft| {
        matches!(
            column.unpinned_meaning(),
            Some(LabelMeaning {
                block: RecognitionBlock::Numbered(_),
                ..
            })
        )
    };
    if columns.iter().any(is_numbered) {
        return;
    }
    let fields: Vec<(RecognitionField, String)> = columns
        .iter()
        .filter_map(|column| {
            Some((
                column.unnumbered_recognition_field()?,
                column.lower_key.clone(),
            ))
        })
        .collect();
    let count_occurrences =
        |field: &(RecognitionField, String)| fields.iter().filter(|other| *other == field).count();
    let block_count = fields.iter().map(count_occurrences).max().unwrap_or(0);
    if block_count < 2 {
        return;
    }
    let mut seen: Vec<(RecognitionField, String)> = Vec::new();
    let mut block = 1;
    for column in columns {
        let Some(field) = column
            .unnumbered_recognition_field()
            .map(|field| (field, column.lower_key.clone()))
        else {
            continue;
        };
        let earlier = seen.iter().filter(|other| **other == field).count();
        // A field that occurs less often belongs to the recognition to its left.
        if count_occurrences(&field) == block_count {
            block = u8::try_from(earlier + 1).unwrap_or(u8::MAX);
        }
        seen.push(field);
        set_block_number(column, block);
    }
}

/// Beside a second recognition, fields without a number belong to the first.
fn number_first_block(columns: &mut [ColumnDraft]) {
    let blocks: Vec<u8> = columns
        .iter()
        .filter_map(|column| match column.unpinned_meaning()?.block {
            RecognitionBlock::Numbered(number) => Some(number),
            _ => None,
        })
        .collect();
    if blocks.is_empty() || blocks.contains(&1) {
        return;
    }
    for column in columns {
        if column.unnumbered_recognition_field().is_some() {
            set_block_number(column, 1);
        }
    }
}

fn set_block_number(column: &mut ColumnDraft, number: u8) {
    if let Some(meaning) = &mut column.meaning {
        meaning.block = RecognitionBlock::Numbered(number);
    }
}

/// Gives every field to one column.
fn assign_unique_fields(columns: &[ColumnDraft]) -> Vec<Option<ProductField>> {
    let mut claims: Vec<(u8, AliasMatch, usize, ProductField)> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        if let Some(field) = column.pinned {
            claims.push((0, AliasMatch::Whole, index, field));
        } else if let Some(meaning) = column.meaning {
            let field = match (meaning.field, meaning.block) {
                (ProductField::Recognition(..), RecognitionBlock::Numbered(number))
                    if number > MAX_BLOCKS =>
                {
                    continue;
                }
                (ProductField::Recognition(_, field), RecognitionBlock::Numbered(number)) => {
                    ProductField::Recognition(number, field)
                }
                (field, _) => field,
            };
            claims.push((meaning.table_row + 1, meaning.alias_match, index, field));
        }
    }
    claims.sort_unstable();
    let mut fields = vec![None; columns.len()];
    let mut assigned = Vec::new();
    for (_, _, index, field) in claims {
        if field == ProductField::Ignored || !assigned.contains(&field) {
            assigned.push(field);
            if let Some(column_field) = fields.get_mut(index) {
                *column_field = Some(field);
            }
        }
    }
    fields
}
