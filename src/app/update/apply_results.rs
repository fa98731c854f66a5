//! Taking answers in: only the newest question's, and rows around what is shown. Must not: ask questions.

use std::ops::Range;

use ocop_index::search::{HitExplanation, SearchHit};

use super::{reload, statistics};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::model::{Focus, Model, SelectedExplanation};
use crate::app::msg::{AnswerPage, AnswerPart};

/// Rows read beyond those shown, on each side.
const PREFETCH_ROWS: usize = 100;

/// Shows an answer, unless something newer was asked meanwhile.
pub(super) fn apply_answer(model: &mut Model, mut page: AnswerPage) {
    if page.generation != model.query_generation {
        return;
    }
    let facets = std::mem::take(&mut page.facets);
    model
        .facets
        .update_counts(facets, model.focus == Focus::Facets);
    model.loaded_rows = (page.start, std::mem::take(&mut page.hits));
    let selected = page.selected_index.unwrap_or(0);
    model.explanation = Some(SelectedExplanation {
        generation: page.generation,
        index: selected,
        explanation: Some(page.explanation.take().unwrap_or_default()),
    });
    if page.selected_index.is_none() {
        model.detail_offset = 0;
    }
    model.page = Some(page);
    model.awaited_rows = None;
    // In the same row of the window as before.
    let above = model.selected.saturating_sub(model.list_offset);
    model.list_offset = selected.saturating_sub(above);
    model.selected = selected;
    reload::restore_selection(model);
}

/// Takes rows of the answer that is shown.
pub(super) fn apply_rows(model: &mut Model, generation: u64, start: usize, hits: Vec<SearchHit>) {
    if generation == model.query_generation {
        model.loaded_rows = (start, hits);
        model.awaited_rows = None;
        reload::select_anchored_product(model);
    }
}

/// Takes why a product was found, unless another one is meant by now.
pub(super) fn apply_explanation(
    model: &mut Model,
    generation: u64,
    place: usize,
    explanation: Option<HitExplanation>,
) {
    if let Some(why) = &mut model.explanation
        && (why.generation, why.index) == (generation, place)
    {
        why.explanation = Some(explanation.unwrap_or_default());
    }
}

/// What was asked has no answer: nothing of an older one is shown in its place, and it is not asked again by itself.
pub(super) fn apply_failure(model: &mut Model, generation: u64, part: AnswerPart) {
    if generation != model.query_generation {
        return;
    }
    match part {
        AnswerPart::Answer => {
            model.failed_generation = Some(generation);
            model.page = None;
            model.loaded_rows = (0, Vec::new());
        }
        AnswerPart::Rows => model.failed_rows = model.awaited_rows.take(),
        AnswerPart::Explanation => {
            if let Some(why) = &mut model.explanation {
                why.explanation.get_or_insert_default();
            }
        }
        AnswerPart::Statistics => statistics::mark_statistics_failed(model),
    }
}

/// Asks for rows that are shown but not read, with some more around them.
pub(super) fn request_missing_rows(model: &mut Model) -> Option<Effect> {
    if model.is_stale() {
        return None;
    }
    let rows = layout::list_rows(model).unwrap_or(1);
    // The selected row too, for its record may be shown without the list.
    let first = model.list_offset.min(model.selected);
    let shown = first
        ..(model.list_offset + rows)
            .max(model.selected + 1)
            .min(model.total());
    let (start, rows) = &model.loaded_rows;
    let known = Some(*start..start + rows.len());
    let parts = [&known, &model.awaited_rows, &model.failed_rows];
    let covered = parts
        .into_iter()
        .flatten()
        .any(|part| covers_range(part, &shown));
    if covered {
        return None;
    }
    let places =
        shown.start.saturating_sub(PREFETCH_ROWS)..(shown.end + PREFETCH_ROWS).min(model.total());
    model.awaited_rows = Some(places.clone());
    Some(Effect::Request(WorkerRequest::FetchRows {
        generation: model.query_generation,
        indices: places,
    }))
}

/// Asks why the selected product was found, once for each whose record is seen; without words there is no why.
pub(super) fn request_missing_explanation(model: &mut Model) -> Option<Effect> {
    let (generation, place) = (model.query_generation, model.selected);
    let wordless = model.query.text.trim().is_empty() && model.query.conditions.is_empty();
    let known = |why: &SelectedExplanation| (why.generation, why.index) == (generation, place);
    let unseen = model.debounced_record.is_some()
        || layout::compute_layout(model).is_none_or(|layout| layout.detail.is_none());
    if wordless
        || unseen
        || model.is_stale()
        || place >= model.total()
        || model.explanation.as_ref().is_some_and(known)
    {
        return None;
    }
    model.explanation = Some(SelectedExplanation {
        generation,
        index: place,
        explanation: None,
    });
    Some(Effect::Request(WorkerRequest::Explain {
        generation,
        index: place,
    }))
}

fn covers_range(known: &Range<usize>, wanted: &Range<usize>) -> bool {
    wanted.is_empty() || (known.start <= wanted.start && wanted.end <= known.end)
}
