//! The header of the list under the mouse: which order a click on it takes.

use ocop_index::Sort;

use super::list_columns::{column_at, shown_column_slots};
use super::model::Model;
use crate::wording::product_column::ProductColumn;

/// The order of the header at this column inside the list; `None` where the list cannot be sorted by it.
pub(super) fn order_at(model: &Model, column: usize) -> Option<Sort> {
    match column_at(&shown_column_slots(model), column)? {
        ProductColumn::Star => Some(Sort::Star),
        ProductColumn::Name => Some(Sort::Name),
        ProductColumn::Place | ProductColumn::District => Some(Sort::Place),
        ProductColumn::Year => Some(Sort::Year),
        ProductColumn::End | ProductColumn::Left => Some(Sort::Expiry),
        ProductColumn::Specialty
        | ProductColumn::Producer
        | ProductColumn::Kind
        | ProductColumn::Phone
        | ProductColumn::Commune
        | ProductColumn::Unit
        | ProductColumn::Decision
        | ProductColumn::Group
        | ProductColumn::Channels
        | ProductColumn::Id
        | ProductColumn::Verdict
        | ProductColumn::Reviewer
        | ProductColumn::Labels
        | ProductColumn::Lists
        | ProductColumn::Remark => None,
    }
}
