//! The record beside the list follows when the hand rests.
//!
//! While somebody walks through the list or types, the list answers each key at once and the record stays what it was,
//! under its own name, for a moment: it is most of what a frame costs, and nobody reads it in passing. Must not:
//! hold anything else back, or hold the record back where it has the whole window.

use crate::app::detail;
use crate::app::layout;
use crate::app::model::{Focus, Lingering, Model};

/// Lets the record stay while what is selected changes, until [`rest`].
pub(super) fn hold(model: &mut Model) {
    if model.lingering.is_some() || model.is_stale() || model.focus == Focus::Detail {
        return;
    }
    let beside = layout::layout(model).filter(|layout| layout.list.is_some());
    let Some(area) = beside.and_then(|layout| layout.detail) else {
        return;
    };
    let rows = |hit| detail::rows(model, hit, area.inside().width.into());
    model.lingering = Some(Lingering {
        rows: model.selected_hit().map_or_else(Vec::new, rows),
        offset: model.detail_offset,
    });
}

/// The record is that of the selected product from now on.
pub(super) fn rest(model: &mut Model) {
    model.lingering = None;
}

/// Where the hand is.
pub(super) struct Place {
    asked: u64,
    selected: usize,
    focus: Focus,
}

/// Where the hand is now.
pub(super) fn place(model: &Model) -> Place {
    Place {
        asked: model.asked,
        selected: model.selected,
        focus: model.focus,
    }
}

/// Whoever does something else than to walk on or to type on means the product that is selected.
pub(super) fn settle(model: &mut Model, before: &Place) {
    let (walks, asks) = (
        model.selected != before.selected,
        model.asked != before.asked,
    );
    let types = model.focus == Focus::Input && asks;
    let moves = types || (walks && !asks);
    if !moves || model.focus != before.focus {
        rest(model);
    }
}
