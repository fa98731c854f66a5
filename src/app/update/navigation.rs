//! Moving the selection, the cursor of the filters, the record's offset and the focus.
//!
//! Must not: search; moving never changes the query.

use super::debounce;
use crate::app::action::{Movement, PaneAction, RecordAction};
use crate::app::layout;
use crate::app::model::{Focus, Model};
use crate::app::product_record;
use crate::app::record_rows;

/// Moves the focus between the panes.
pub(super) fn perform_pane_action(model: &mut Model, action: PaneAction) {
    match action {
        PaneAction::Search => model.focus = Focus::Input,
        PaneAction::Facets => toggle_facet_focus(model),
        PaneAction::List => model.focus = Focus::List,
        PaneAction::Open => {
            if model.selected_hit().is_some() {
                model.focus = Focus::Detail;
            }
        }
        PaneAction::Back | PaneAction::Close => step_back(model),
        PaneAction::Next => focus_adjacent_pane(model, true),
        PaneAction::Previous => focus_adjacent_pane(model, false),
        PaneAction::Zoom => model.zoomed = !model.zoomed,
    }
}

/// Scrolls the record, or goes to the record of another product.
pub(super) fn perform_record_action(model: &mut Model, action: RecordAction) {
    match action {
        RecordAction::ScrollUp => scroll_detail(model, -1),
        RecordAction::ScrollDown => scroll_detail(model, 1),
        RecordAction::NextProduct => select_adjacent_product(model, 1),
        RecordAction::PreviousProduct => select_adjacent_product(model, -1),
        RecordAction::CorrectField => super::field_editor::open_field_editor(model),
    }
}

/// Moves the cursor of the pane in focus.
pub(super) fn move_cursor(model: &mut Model, movement: Movement) {
    move_selection(model, movement.row_delta(page_rows(model)));
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

/// Cycles through search line, filters, list and record.
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
        Focus::Detail => detail_page_rows(model),
        Focus::Stats => layout::stats_rows(model),
        Focus::List | Focus::Input => layout::list_rows(model).unwrap_or(1),
    };
    rows.saturating_sub(1).max(1) as isize
}

/// Selects the row with this index, as a movement through the list.
pub(super) fn select_row(model: &mut Model, index: usize) {
    let by = index as isize - model.selected as isize;
    let focus = std::mem::replace(&mut model.focus, Focus::List);
    move_selection(model, by);
    model.focus = focus;
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

/// Selects the next or previous product, while its record is read.
fn select_adjacent_product(model: &mut Model, by: isize) {
    let focus = std::mem::replace(&mut model.focus, Focus::List);
    move_selection(model, by);
    model.focus = focus;
    // The record is what the user reads, so it follows at once.
    debounce::end_debounce(model);
}

/// Rows of the record that scroll: below its name and state, which stay.
fn detail_page_rows(model: &Model) -> usize {
    let inside = layout::detail_inner_area(model);
    let rows = product_record::selected_record(model).build_rows(model, inside.width.into());
    let height = usize::from(inside.height);
    height - record_rows::pinned_row_count(&rows, height)
}

fn scroll_detail(model: &mut Model, by: isize) {
    let inside = layout::detail_inner_area(model);
    let record = product_record::selected_record(model);
    let rows = record.build_rows(model, usize::from(inside.width)).len();
    let last = rows.saturating_sub(usize::from(inside.height));
    model.detail_offset = model.detail_offset.saturating_add_signed(by).min(last);
}

/// Scrolls so that what is selected is shown.
pub(super) fn scroll_to_selection(model: &mut Model) {
    let last = model.total().saturating_sub(1);
    model.selected = model.selected.min(last);
    // A hidden list keeps its offset.
    if let Some(rows) = layout::list_rows(model) {
        let first = model.selected.saturating_sub(rows - 1);
        // Scrolls by several rows at once instead of one at each step: the next rows are seen early, the eye stays
        // where it reads, and a fraction of the bytes is sent. Never past a row that was not shown.
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
    // Hidden filters keep their offset, so that they open with the heading above the cursor.
    if layout::compute_layout(model).is_some_and(|layout| layout.facets.is_some()) {
        let rows = layout::facet_rows(model);
        model.facets.scroll_to_cursor(rows);
    }
    let rows = layout::stats_rows(model);
    model.stats.scroll_to_cursor(rows);
    if model.detail_offset > 0 {
        scroll_detail(model, 0);
    }
}
