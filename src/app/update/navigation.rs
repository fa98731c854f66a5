//! Moving the selection, the cursor of the filters, the record's offset and the focus.
//!
//! Must not: ask; walking never changes the question.

use super::debounce;
use crate::app::action::Action;
use crate::app::layout;
use crate::app::model::facets::FacetPane;
use crate::app::model::record;
use crate::app::model::{Focus, Model};

/// An action of moving or of the focus.
pub(super) fn perform_navigation(model: &mut Model, action: Action) {
    match action {
        Action::Search => model.focus = Focus::Input,
        Action::Facets => toggle_facet_focus(model),
        Action::ToList => model.focus = Focus::List,
        Action::Open if model.selected_hit().is_some() => model.focus = Focus::Detail,
        Action::Back => step_back(model),
        Action::NextPane => focus_adjacent_pane(model, true),
        Action::PreviousPane => focus_adjacent_pane(model, false),
        Action::Zoom => model.zoomed = !model.zoomed,
        Action::NextProduct => select_adjacent_product(model, 1),
        Action::PreviousProduct => select_adjacent_product(model, -1),
        Action::DetailDown => scroll_detail(model, 1),
        Action::DetailUp => scroll_detail(model, -1),
        Action::Up => move_selection(model, -1),
        Action::Down => move_selection(model, 1),
        Action::PageUp => move_selection(model, -page_rows(model)),
        Action::PageDown => move_selection(model, page_rows(model)),
        Action::First => move_selection(model, isize::MIN),
        Action::Last => move_selection(model, isize::MAX),
        _ => {}
    }
}

/// One step back: out of a pane, out of the line; never out of the program.
pub(super) fn step_back(model: &mut Model) {
    if model.focus == Focus::Facets && model.facets.value_search.is_some() {
        model.facets.end_value_search();
        return;
    }
    if model.focus == Focus::Stats {
        return super::statistics::leave_statistics(model);
    }
    if matches!(model.focus, Focus::List | Focus::Detail) {
        model.zoomed = false;
    }
    model.focus = Focus::List;
}

fn toggle_facet_focus(model: &mut Model) {
    model.focus = if model.focus == Focus::Facets {
        Focus::List
    } else {
        Focus::Facets
    };
}

/// Round and round: line, filters, list, record.
fn focus_adjacent_pane(model: &mut Model, forward: bool) {
    const PANE_CYCLE: [Focus; 4] = [Focus::Input, Focus::Facets, Focus::List, Focus::Detail];
    let at = PANE_CYCLE
        .iter()
        .position(|focus| *focus == model.focus)
        .unwrap_or(0);
    let step = if forward { 1 } else { PANE_CYCLE.len() - 1 };
    model.focus = PANE_CYCLE[(at + step) % PANE_CYCLE.len()];
}

fn page_rows(model: &Model) -> isize {
    let rows = match model.focus {
        Focus::Facets => layout::facet_rows(model),
        Focus::Detail => usize::from(layout::detail_inner_area(model).height),
        Focus::Stats => layout::stats_rows(model),
        Focus::List | Focus::Input => layout::list_rows(model).unwrap_or(1),
    };
    rows.saturating_sub(1).max(1) as isize
}

fn move_selection(model: &mut Model, by: isize) {
    match model.focus {
        Focus::Facets => model.facets.move_cursor(by),
        Focus::Detail => scroll_detail(model, by),
        Focus::Stats => model.stats.move_cursor(by),
        Focus::List | Focus::Input => {
            let last = model.total().saturating_sub(1);
            let selected = model.selected.saturating_add_signed(by).min(last);
            if selected != model.selected {
                debounce::debounce_record(model);
                model.selected = selected;
                model.detail_offset = 0;
            }
        }
    }
}

/// The product behind or before, while its record is read.
fn select_adjacent_product(model: &mut Model, by: isize) {
    let keys_go_to = std::mem::replace(&mut model.focus, Focus::List);
    move_selection(model, by);
    model.focus = keys_go_to;
    // It is what is read, and follows at once.
    debounce::end_debounce(model);
}

fn scroll_detail(model: &mut Model, by: isize) {
    let inside = layout::detail_inner_area(model);
    let rows = model.selected_hit().map_or(0, |hit| {
        record::build_record_rows(model, hit, usize::from(inside.width)).len()
    });
    let last = rows.saturating_sub(usize::from(inside.height));
    model.detail_offset = model.detail_offset.saturating_add_signed(by).min(last);
}

/// Keeps what is selected within what is shown, whatever happened.
pub(super) fn scroll_to_selection(model: &mut Model) {
    let last = model.total().saturating_sub(1);
    model.selected = model.selected.min(last);
    // A list that is not shown keeps its place.
    if let Some(rows) = layout::list_rows(model) {
        let first = model.selected.saturating_sub(rows - 1);
        // Some rows at once instead of all rows anew at each step: what comes next is seen, the eye stays where it reads,
        // and a line carries a fraction of it. Never past a row that was not shown.
        let jump = rows / if model.slow { 2 } else { 3 };
        if model.list_offset < first {
            model.list_offset += jump;
        } else if model.list_offset > model.selected {
            model.list_offset = model.list_offset.saturating_sub(jump);
        }
        model.list_offset = model.list_offset.clamp(first, model.selected);
        // No empty rows at the end while there are products above.
        model.list_offset = model
            .list_offset
            .min((last + 1).saturating_sub(rows).max(first));
    }
    let rows = layout::facet_rows(model);
    FacetPane::scroll_to_cursor(&mut model.facets, rows);
    let rows = layout::stats_rows(model);
    model.stats.scroll_to_cursor(rows);
    if model.detail_offset > 0 {
        scroll_detail(model, 0);
    }
}
