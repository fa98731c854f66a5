//! Taking answers in: only the newest question's, and rows around what is shown. Must not: ask questions.

use std::ops::Range;

use ocop_index::search::{Explanation, Hit};

use super::{counting, reloading};
use crate::app::effect::{Effect, Request};
use crate::app::layout;
use crate::app::model::{Focus, Model, Why};
use crate::app::msg::{Page, Part};

/// Rows read beyond those shown, on each side.
const MARGIN: usize = 100;

/// Shows an answer, unless something newer was asked meanwhile.
pub(super) fn take_page(model: &mut Model, mut page: Page) {
    if page.generation != model.asked {
        return;
    }
    let facets = std::mem::take(&mut page.facets);
    model.facets.take(facets, model.focus == Focus::Facets);
    model.rows = (page.start, std::mem::take(&mut page.hits));
    let selected = page.kept.unwrap_or(0);
    model.why = Some(Why {
        generation: page.generation,
        place: selected,
        explanation: Some(page.why.take().unwrap_or_default()),
    });
    if page.kept.is_none() {
        model.detail_offset = 0;
    }
    model.page = Some(page);
    model.awaited_rows = None;
    // In the same row of the window as before.
    let above = model.selected.saturating_sub(model.offset);
    model.offset = selected.saturating_sub(above);
    model.selected = selected;
    reloading::return_to_place(model);
}

/// Takes rows of the answer that is shown.
pub(super) fn take_rows(model: &mut Model, generation: u64, start: usize, hits: Vec<Hit>) {
    if generation == model.asked {
        model.rows = (start, hits);
        model.awaited_rows = None;
        reloading::find(model);
    }
}

/// Takes why a product was found, unless another one is meant by now.
pub(super) fn take_why(
    model: &mut Model,
    generation: u64,
    place: usize,
    explanation: Option<Explanation>,
) {
    if let Some(why) = &mut model.why
        && (why.generation, why.place) == (generation, place)
    {
        why.explanation = Some(explanation.unwrap_or_default());
    }
}

/// What was asked has no answer: nothing of an older one is shown in its place, and it is not asked again by itself.
pub(super) fn give_up(model: &mut Model, generation: u64, part: Part) {
    if generation != model.asked {
        return;
    }
    match part {
        Part::Answer => {
            model.failed = Some(generation);
            model.page = None;
            model.rows = (0, Vec::new());
        }
        Part::Rows => model.unread = model.awaited_rows.take(),
        Part::Why => {
            if let Some(why) = &mut model.why {
                why.explanation.get_or_insert_default();
            }
        }
        Part::Figures => counting::give_up(model),
    }
}

/// Asks for rows that are shown but not read, with some more around them.
pub(super) fn missing_rows(model: &mut Model) -> Option<Effect> {
    if model.is_stale() {
        return None;
    }
    let rows = layout::list_rows(model).unwrap_or(1);
    // The selected row too, for its record may be shown without the list.
    let first = model.offset.min(model.selected);
    let shown = first
        ..(model.offset + rows)
            .max(model.selected + 1)
            .min(model.total());
    let (start, rows) = &model.rows;
    let known = Some(*start..start + rows.len());
    let parts = [&known, &model.awaited_rows, &model.unread];
    let covered = parts.into_iter().flatten().any(|part| covers(part, &shown));
    if covered {
        return None;
    }
    let places = shown.start.saturating_sub(MARGIN)..(shown.end + MARGIN).min(model.total());
    model.awaited_rows = Some(places.clone());
    Some(Effect::Ask(Request::Rows {
        generation: model.asked,
        places,
    }))
}

/// Asks why the selected product was found, once for each whose record is seen; without words there is no why.
pub(super) fn missing_why(model: &mut Model) -> Option<Effect> {
    let (generation, place) = (model.asked, model.selected);
    let wordless = model.query.text.trim().is_empty() && model.query.conditions.is_empty();
    let known = |why: &Why| (why.generation, why.place) == (generation, place);
    let unseen = model.lingering.is_some()
        || layout::layout(model).is_none_or(|layout| layout.detail.is_none());
    if wordless
        || unseen
        || model.is_stale()
        || place >= model.total()
        || model.why.as_ref().is_some_and(known)
    {
        return None;
    }
    model.why = Some(Why {
        generation,
        place,
        explanation: None,
    });
    Some(Effect::Ask(Request::Explain { generation, place }))
}

fn covers(known: &Range<usize>, wanted: &Range<usize>) -> bool {
    wanted.is_empty() || (known.start <= wanted.start && wanted.end <= known.end)
}
