//! Takes in the answers of the worker: only those to the newest query. Must not: start a search.

use ocop_index::search::HitExplanation;

use super::{last_place, reload, selection, statistics};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::list_columns;
use crate::app::model::list::{AnswerPage, HitKey, LoadedRows};
use crate::app::model::remote::Remote;
use crate::app::model::{Focus, Model};
use crate::app::msg::AnswerPart;

/// Shows an answer, unless there is a newer query.
pub(super) fn apply_answer(model: &mut Model, mut page: AnswerPage) {
    if page.query_number != model.query_number {
        return;
    }
    let facets = std::mem::take(&mut page.facets);
    list_columns::note_sparse_columns(model, page.total, &facets);
    let keep_order = model.focus == Focus::Facets;
    let folds_zeros = !model.query.text.trim().is_empty();
    let excluded = &model.query.filter;
    let is_excluded = |facet, value: &str| excluded.excluded_values(facet).contains(value);
    model
        .facets
        .update_counts(facets, keep_order, folds_zeros, is_excluded);
    model.loaded_rows = LoadedRows {
        start: page.start,
        hits: std::mem::take(&mut page.hits),
    };
    let selected = page.selected_index.unwrap_or(0);
    let key = HitKey {
        query_number: page.query_number,
        index: selected,
    };
    model.explanation = Remote::Ready(key, page.explanation.take().unwrap_or_default());
    if page.selected_index.is_none() {
        model.detail_offset = 0;
    }
    let is_lost = page.selected_index.is_none();
    model.page = Some(page);
    model.row_request = Remote::NotAsked;
    // In the same row of the window as before.
    let above = model.selected.saturating_sub(model.list_offset);
    model.list_offset = selected.saturating_sub(above);
    model.selected = selected;
    reload::restore_selection(model);
    if is_lost {
        last_place::report_lost_product(model);
    }
}

/// Takes why a product was found, unless another one is selected by now.
pub(super) fn apply_explanation(
    model: &mut Model,
    query_number: u64,
    index: usize,
    explanation: Option<HitExplanation>,
) {
    let key = HitKey {
        query_number,
        index,
    };
    model
        .explanation
        .deliver(key, explanation.unwrap_or_default());
}

/// Marks a request as failed: no older answer is shown in its place, and it is not repeated by itself.
pub(super) fn apply_failure(model: &mut Model, query_number: u64, part: AnswerPart) {
    if query_number != model.query_number {
        return;
    }
    match part {
        AnswerPart::Answer => {
            model.failed_query_number = Some(query_number);
            model.page = None;
            model.loaded_rows = LoadedRows::default();
        }
        AnswerPart::Rows => model.row_request.fail(),
        AnswerPart::Selection => selection::mark_work_failed(model),
        AnswerPart::Explanation => model.explanation.fail(),
        AnswerPart::Statistics => statistics::mark_statistics_failed(model),
    }
}

/// Asks why the selected product was found, once for each whose record is seen; without words there is nothing to
/// explain.
pub(super) fn request_missing_explanation(model: &mut Model) -> Option<Effect> {
    let key = model.selected_key();
    let is_wordless = model.searched_text().trim().is_empty() && model.query.conditions.is_empty();
    let is_unseen = model.debounced_record.is_some()
        || layout::compute_layout(model).is_none_or(|layout| layout.detail.is_none());
    if is_wordless
        || is_unseen
        || model.is_stale()
        || key.index >= model.total()
        || model.explanation.is_for(&key)
    {
        return None;
    }
    model.explanation = Remote::Loading(key);
    Some(Effect::Request(WorkerRequest::Explain {
        query_number: key.query_number,
        index: key.index,
    }))
}
