//! The record beside the list follows when the hand rests.
//!
//! While somebody walks through the list or types, the list answers each key at once and the record stays what it was,
//! under its own name, for a moment: it is most of what a frame costs, and nobody reads it in passing. Must not:
//! hold anything else back, or hold the record back where it has the whole window.

use crate::app::layout;
use crate::app::model::record;
use crate::app::model::{DebouncedRecord, Focus, Model};

/// Lets the record stay while what is selected changes, until [`rest`].
pub(super) fn debounce_record(model: &mut Model) {
    if model.debounced_record.is_some() || model.is_stale() || model.focus == Focus::Detail {
        return;
    }
    let beside = layout::compute_layout(model).filter(|layout| layout.list.is_some());
    let Some(area) = beside.and_then(|layout| layout.detail) else {
        return;
    };
    let rows = |hit| record::build_record_rows(model, hit, area.inner_area().width.into());
    model.debounced_record = Some(DebouncedRecord {
        rows: model.selected_hit().map_or_else(Vec::new, rows),
        offset: model.detail_offset,
    });
}

/// The record is that of the selected product from now on.
pub(super) fn end_debounce(model: &mut Model) {
    model.debounced_record = None;
}

/// Where the hand is.
pub(super) struct NavigationSnapshot {
    query_generation: u64,
    selected: usize,
    focus: Focus,
}

/// Where the hand is now.
pub(super) fn capture_navigation(model: &Model) -> NavigationSnapshot {
    NavigationSnapshot {
        query_generation: model.query_generation,
        selected: model.selected,
        focus: model.focus,
    }
}

/// Whoever does something else than to walk on or to type on means the product that is selected.
pub(super) fn end_debounce_unless_moving(model: &mut Model, before: &NavigationSnapshot) {
    let (walks, asks) = (
        model.selected != before.selected,
        model.query_generation != before.query_generation,
    );
    let types = model.focus == Focus::Input && asks;
    let moves = types || (walks && !asks);
    if !moves || model.focus != before.focus {
        end_debounce(model);
    }
}
