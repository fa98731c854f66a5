//! Moving the selection, the cursor of the filters, the record's offset and the focus.
//!
//! Must not: ask; walking never changes the question.

use super::resting;
use crate::app::action::Action;
use crate::app::detail;
use crate::app::facets::FacetPane;
use crate::app::layout;
use crate::app::model::{Focus, Model};

/// An action of moving or of the focus.
pub(super) fn perform(model: &mut Model, action: Action) {
    match action {
        Action::Search => model.focus = Focus::Input,
        Action::Facets => focus_facets(model),
        Action::ToList => model.focus = Focus::List,
        Action::Open if model.selected_hit().is_some() => model.focus = Focus::Detail,
        Action::Back => back(model),
        Action::NextPane => next_pane(model, true),
        Action::PreviousPane => next_pane(model, false),
        Action::Zoom => model.zoom = !model.zoom,
        Action::NextProduct => step_behind(model, 1),
        Action::PreviousProduct => step_behind(model, -1),
        Action::DetailDown => scroll(model, 1),
        Action::DetailUp => scroll(model, -1),
        Action::Up => step(model, -1),
        Action::Down => step(model, 1),
        Action::PageUp => step(model, -page(model)),
        Action::PageDown => step(model, page(model)),
        Action::First => step(model, isize::MIN),
        Action::Last => step(model, isize::MAX),
        _ => {}
    }
}

/// One step back: out of a pane, out of the line; never out of the program.
pub(super) fn back(model: &mut Model) {
    if model.focus == Focus::Facets && model.facets.find.is_some() {
        model.facets.end_find();
        return;
    }
    if model.focus == Focus::Stats {
        return super::counting::leave(model);
    }
    if matches!(model.focus, Focus::List | Focus::Detail) {
        model.zoom = false;
    }
    model.focus = Focus::List;
}

fn focus_facets(model: &mut Model) {
    model.focus = if model.focus == Focus::Facets {
        Focus::List
    } else {
        Focus::Facets
    };
}

/// Round and round: line, filters, list, record.
fn next_pane(model: &mut Model, forward: bool) {
    const ROUND: [Focus; 4] = [Focus::Input, Focus::Facets, Focus::List, Focus::Detail];
    let at = ROUND
        .iter()
        .position(|focus| *focus == model.focus)
        .unwrap_or(0);
    let step = if forward { 1 } else { ROUND.len() - 1 };
    model.focus = ROUND[(at + step) % ROUND.len()];
}

fn page(model: &Model) -> isize {
    let rows = match model.focus {
        Focus::Facets => layout::facet_rows(model),
        Focus::Detail => usize::from(layout::detail_inside(model).height),
        Focus::Stats => layout::stats_rows(model),
        Focus::List | Focus::Input => layout::list_rows(model).unwrap_or(1),
    };
    rows.saturating_sub(1).max(1) as isize
}

fn step(model: &mut Model, by: isize) {
    match model.focus {
        Focus::Facets => model.facets.step(by),
        Focus::Detail => scroll(model, by),
        Focus::Stats => model.stats.step(by),
        Focus::List | Focus::Input => {
            let last = model.total().saturating_sub(1);
            let selected = model.selected.saturating_add_signed(by).min(last);
            if selected != model.selected {
                resting::hold(model);
                model.selected = selected;
                model.detail_offset = 0;
            }
        }
    }
}

/// The product behind or before, while its record is read.
fn step_behind(model: &mut Model, by: isize) {
    let keys_go_to = std::mem::replace(&mut model.focus, Focus::List);
    step(model, by);
    model.focus = keys_go_to;
    // It is what is read, and follows at once.
    resting::rest(model);
}

fn scroll(model: &mut Model, by: isize) {
    let inside = layout::detail_inside(model);
    let rows = model.selected_hit().map_or(0, |hit| {
        detail::rows(model, hit, usize::from(inside.width)).len()
    });
    let last = rows.saturating_sub(usize::from(inside.height));
    model.detail_offset = model.detail_offset.saturating_add_signed(by).min(last);
}

/// Keeps what is selected within what is shown, whatever happened.
pub(super) fn keep_in_sight(model: &mut Model) {
    let last = model.total().saturating_sub(1);
    model.selected = model.selected.min(last);
    // A list that is not shown keeps its place.
    if let Some(rows) = layout::list_rows(model) {
        let first = model.selected.saturating_sub(rows - 1);
        // Some rows at once instead of all rows anew at each step: what comes next is seen, the eye stays where it reads,
        // and a line carries a fraction of it. Never past a row that was not shown.
        let jump = rows / if model.slow { 2 } else { 3 };
        if model.offset < first {
            model.offset += jump;
        } else if model.offset > model.selected {
            model.offset = model.offset.saturating_sub(jump);
        }
        model.offset = model.offset.clamp(first, model.selected);
        // No empty rows at the end while there are products above.
        model.offset = model.offset.min((last + 1).saturating_sub(rows).max(first));
    }
    let rows = layout::facet_rows(model);
    FacetPane::follow(&mut model.facets, rows);
    let rows = layout::stats_rows(model);
    model.stats.follow(rows);
    if model.detail_offset > 0 {
        scroll(model, 0);
    }
}
