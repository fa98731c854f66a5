//! The rows of a long list: only a window of them around the selection is loaded.
//!
//! The answer comes with its first rows. Where the selection leaves the loaded rows, more are asked for, with some on
//! each side, and take the place of the old ones.

use std::ops::Range;

use ocop_index::search::SearchHit;

use super::reload;
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::model::Model;
use crate::app::model::list::LoadedRows;
use crate::app::model::remote::Remote;

/// Rows loaded beyond those shown, on each side.
const PREFETCH_ROWS: usize = 100;

/// Takes rows of the answer that is shown.
pub(super) fn apply_rows(model: &mut Model, query_number: u64, start: usize, hits: Vec<SearchHit>) {
    if query_number == model.query_number {
        model.loaded_rows = LoadedRows { start, hits };
        model.row_request = Remote::NotAsked;
        reload::select_anchored_product(model);
    }
}

/// Asks for rows that are shown but not loaded, with some more around them.
pub(super) fn request_missing_rows(model: &mut Model) -> Option<Effect> {
    if model.is_stale() {
        return None;
    }
    let total = model.total();
    let rows = layout::list_rows(model).unwrap_or(1);
    // The selected row too: its record may be shown without the list.
    let first = model.list_offset.min(model.selected);
    let end = (model.list_offset + rows).max(model.selected + 1);
    let shown = first..end.min(total);
    let loaded = model.loaded_rows.range();
    let requested = model.row_request.key();
    let is_covered = covers_range(&loaded, &shown)
        || requested.is_some_and(|requested| covers_range(requested, &shown));
    if is_covered {
        return None;
    }
    let start = shown.start.saturating_sub(PREFETCH_ROWS);
    let indices = start..(shown.end + PREFETCH_ROWS).min(total);
    model.row_request = Remote::Loading(indices.clone());
    Some(Effect::Request(WorkerRequest::FetchRows {
        query_number: model.query_number,
        indices,
    }))
}

const fn covers_range(known: &Range<usize>, wanted: &Range<usize>) -> bool {
    wanted.start >= wanted.end || (known.start <= wanted.start && wanted.end <= known.end)
}
