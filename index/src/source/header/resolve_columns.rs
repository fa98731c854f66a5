//! What the columns of a header mean beside each other.
//!
//! * `Name` beside a firmer product column is the producer, and so is the `Name` of a list of producers.
//! * Stars and dates that come twice under one name are the first and the second recognition.
//! * A field stands in one column: the firmest name wins, then the first; the others stay unknown.
//! * An `id` is ours only in a list of ours.
//!
//! Must not: look at rows or cells.

use super::alias::{AliasMatch, LabelMeaning, RecognitionBlock};
use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};

/// Row of the trades (`BusinessField`) among the names of a product in the table.
const TRADE_NAME_ROW: u8 = 1;

/// Row of the bare names (`Name`, `Tên`) there.
const BARE_NAME_ROW: u8 = 2;

/// A column on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnDraft {
    /// Its label as shown.
    pub(super) text: String,
    /// The letters of its label.
    pub(super) key: String,
    /// The letters of the label in its lower row alone, or of its only one.
    pub(super) lower_key: String,
    /// What its label means.
    pub(super) meaning: Option<LabelMeaning>,
    /// What a person said it means.
    pub(super) pinned: Option<ProductField>,
}

impl ColumnDraft {
    /// The field as far as it is known, without its recognition.
    fn field(&self) -> Option<ProductField> {
        self.pinned.or(self.meaning.map(|meaning| meaning.field))
    }

    /// The label's meaning where no person said another one.
    fn unpinned_meaning(&self) -> Option<LabelMeaning> {
        self.meaning.filter(|_| self.pinned.is_none())
    }

    /// True for what holds now (`Hạng sao hiện tại`) and for an expiry, which follow no round.
    fn is_outside_blocks(&self) -> bool {
        self.field() == Some(ProductField::Recognition(0, RecognitionField::Expires))
            || ["hientai", "hiennai", "current"]
                .iter()
                .any(|word| self.key.contains(word))
    }

    /// The field of a recognition that does not say which one it is.
    fn unnumbered_recognition_field(&self) -> Option<RecognitionField> {
        match self.unpinned_meaning()? {
            LabelMeaning {
                field: ProductField::Recognition(_, act),
                block: RecognitionBlock::Unspecified,
                ..
            } if !self.is_outside_blocks() => Some(act),
            _ => None,
        }
    }
}

/// The fields of the columns.
pub(super) fn resolve_fields(mut columns: Vec<ColumnDraft>) -> Vec<Option<ProductField>> {
    resolve_name_columns(&mut columns);
    resolve_id_columns(&mut columns);
    number_later_blocks(&mut columns);
    number_repeated_fields(&mut columns);
    number_first_block(&mut columns);
    assign_unique_fields(&columns)
}

/// The field of a column without others beside it; a later recognition is the second.
pub(super) fn resolve_single_column(column: ColumnDraft) -> Option<ProductField> {
    let mut columns = [column];
    number_later_blocks(&mut columns);
    assign_unique_fields(&columns).into_iter().next().flatten()
}

fn has_field(columns: &[ColumnDraft], wanted: impl Fn(ProductField) -> bool) -> bool {
    columns.iter().filter_map(ColumnDraft::field).any(wanted)
}

/// Which of the columns that can be the product's name is it.
fn resolve_name_columns(columns: &mut [ColumnDraft]) {
    let rows: Vec<u8> = columns
        .iter()
        .filter_map(|column| match (column.pinned, column.meaning) {
            (Some(ProductField::Name), _) => Some(0),
            (None, Some(meaning)) if meaning.field == ProductField::Name => Some(meaning.table_row),
            _ => None,
        })
        .collect();
    let (trade, bare) = (
        rows.contains(&TRADE_NAME_ROW),
        rows.contains(&BARE_NAME_ROW),
    );
    let firm = rows
        .iter()
        .any(|row| !matches!(*row, TRADE_NAME_ROW | BARE_NAME_ROW));
    let producer = has_field(columns, |field| field == ProductField::Producer);
    let of_producers = !producer
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
    let trade_is_product = !firm && trade && bare != producer;
    let bare_is_producer = !producer && bare && (firm || trade || of_producers);
    let mut named = false;
    for column in columns {
        let Some(meaning) = column
            .unpinned_meaning()
            .filter(|meaning| meaning.field == ProductField::Name)
        else {
            continue;
        };
        if meaning.table_row == TRADE_NAME_ROW && !trade_is_product {
            column.meaning = None;
        } else if meaning.table_row == BARE_NAME_ROW && bare_is_producer && !named {
            named = true;
            column.meaning = Some(LabelMeaning {
                field: ProductField::Producer,
                ..meaning
            });
        }
    }
}

/// Foreign ids would be taken for ours: a running number, or the number of a dossier, which is the code.
fn resolve_id_columns(columns: &mut [ColumnDraft]) {
    if has_field(columns, |field| {
        matches!(field, ProductField::Specialty | ProductField::NoteEn)
    }) {
        return;
    }
    let counted = has_field(columns, |field| field == ProductField::Number);
    let coded = has_field(columns, |field| field == ProductField::Code);
    for column in columns {
        let Some(meaning) = column
            .unpinned_meaning()
            .filter(|meaning| meaning.field == ProductField::Id)
        else {
            continue;
        };
        let field = match meaning.table_row {
            0 if !counted => ProductField::Number,
            1 if !coded => ProductField::Code,
            _ => ProductField::Ignored,
        };
        column.meaning = Some(LabelMeaning { field, ..meaning });
    }
}

/// Numbers for `nâng hạng` and its like: behind the numbered ones, in the order of the columns.
fn number_later_blocks(columns: &mut [ColumnDraft]) {
    let numbers = columns
        .iter()
        .filter_map(|column| match column.unpinned_meaning()?.block {
            RecognitionBlock::Numbered(number) => Some(number),
            _ => None,
        });
    let taken = numbers.max().unwrap_or(1).max(1);
    let mut words: Vec<&str> = Vec::new();
    for column in columns {
        let Some(RecognitionBlock::Later(word)) =
            column.unpinned_meaning().map(|meaning| meaning.block)
        else {
            continue;
        };
        let place = words
            .iter()
            .position(|seen| *seen == word)
            .unwrap_or(words.len());
        if place == words.len() {
            words.push(word);
        }
        set_block_number(column, taken.saturating_add(place as u8 + 1));
    }
}

/// `Hạng sao | Ngày | Hạng sao | Ngày` without groups: the first and the second recognition.
fn number_repeated_fields(columns: &mut [ColumnDraft]) {
    let numbered = |column: &ColumnDraft| {
        matches!(
            column.unpinned_meaning(),
            Some(LabelMeaning {
                block: RecognitionBlock::Numbered(_),
                ..
            })
        )
    };
    if columns.iter().any(numbered) {
        return;
    }
    let acts: Vec<(RecognitionField, String)> = columns
        .iter()
        .filter_map(|column| {
            Some((
                column.unnumbered_recognition_field()?,
                column.lower_key.clone(),
            ))
        })
        .collect();
    let count =
        |act: &(RecognitionField, String)| acts.iter().filter(|other| *other == act).count();
    let most = acts.iter().map(count).max().unwrap_or(0);
    if most < 2 {
        return;
    }
    let mut seen: Vec<(RecognitionField, String)> = Vec::new();
    let mut round = 1;
    for column in columns {
        let Some(act) = column
            .unnumbered_recognition_field()
            .map(|field| (field, column.lower_key.clone()))
        else {
            continue;
        };
        let before = seen.iter().filter(|other| **other == act).count();
        // A field that comes less often belongs to the round at its left.
        if count(&act) == most {
            round = u8::try_from(before + 1).unwrap_or(u8::MAX);
        }
        seen.push(act);
        set_block_number(column, round);
    }
}

/// Beside a second round, what does not say its round is the first one.
fn number_first_block(columns: &mut [ColumnDraft]) {
    let rounds: Vec<u8> = columns
        .iter()
        .filter_map(|column| match column.unpinned_meaning()?.block {
            RecognitionBlock::Numbered(number) => Some(number),
            _ => None,
        })
        .collect();
    if rounds.is_empty() || rounds.contains(&1) {
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

/// Every field once.
fn assign_unique_fields(columns: &[ColumnDraft]) -> Vec<Option<ProductField>> {
    let mut order: Vec<(u8, AliasMatch, usize, ProductField)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(field) = column.pinned {
            order.push((0, AliasMatch::Whole, at, field));
        } else if let Some(meaning) = column.meaning {
            let field = match (meaning.field, meaning.block) {
                (ProductField::Recognition(..), RecognitionBlock::Numbered(number))
                    if number > MAX_BLOCKS =>
                {
                    continue;
                }
                (ProductField::Recognition(_, act), RecognitionBlock::Numbered(number)) => {
                    ProductField::Recognition(number, act)
                }
                (field, _) => field,
            };
            order.push((meaning.table_row + 1, meaning.alias_match, at, field));
        }
    }
    order.sort_unstable();
    let mut fields = vec![None; columns.len()];
    let mut taken = Vec::new();
    for (_, _, at, field) in order {
        if field == ProductField::Ignored || !taken.contains(&field) {
            taken.push(field);
            if let Some(place) = fields.get_mut(at) {
                *place = Some(field);
            }
        }
    }
    fields
}
