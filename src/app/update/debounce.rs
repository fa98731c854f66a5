//! The record beside the list follows when the selection rests.
//!
//! While the user moves through the list or types, the list follows each key at once and the record stays what it was
//! for a moment: it is most of what a frame costs, and nobody reads it in passing. Must not: hold anything else back,
//! or hold the record back where it has the whole window.

use crate::app::layout;
use crate::app::model::selected_record::DebouncedRecord;
use crate::app::model::{Focus, Model};

/// Lets the record stay while the selection changes, until [`end_debounce`].
pub(super) fn debounce_record(model: &mut Model) {
    if model.debounced_record.is_some() || model.is_stale() || model.focus == Focus::Detail {
        return;
    }
    let beside = layout::compute_layout(model).filter(|layout| layout.list.is_some());
    if beside.is_none_or(|layout| layout.detail.is_none()) {
        return;
    }
    model.debounced_record = Some(DebouncedRecord {
        hit: model.selected_hit().cloned().map(Box::new),
        explanation: model.selected_explanation().cloned(),
        offset: model.detail_offset,
    });
}

/// Shows the record of the selected product.
pub(super) fn end_debounce(model: &mut Model) {
    model.debounced_record = None;
}

/// The position of the user before a key.
pub(super) struct NavigationSnapshot {
    query_number: u64,
    selected: usize,
    focus: Focus,
}

/// The position of the user now.
pub(super) fn capture_navigation(model: &Model) -> NavigationSnapshot {
    NavigationSnapshot {
        query_number: model.query_number,
        selected: model.selected,
        focus: model.focus,
    }
}

/// Ends the debounce after anything but a movement or typing: the user means the selected product.
pub(super) fn end_debounce_unless_moving(model: &mut Model, before: &NavigationSnapshot) {
    let has_moved = model.selected != before.selected;
    let has_searched = model.query_number != before.query_number;
    let is_typing = model.focus == Focus::Input && has_searched;
    let is_moving = is_typing || (has_moved && !has_searched);
    if !is_moving || model.focus != before.focus {
        end_debounce(model);
    }
}
