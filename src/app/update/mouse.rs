//! The mouse: what is under it, and what a click or the wheel does there.
//!
//! A click does what a key would do at that place, a second one on the same row goes on as Enter does; the wheel walks
//! without taking the keys away from where they are. Must not: do anything that no key does.

use super::{
    dispatch_action, filters, has_overlay, is_searching_values, must_wait, perform_action,
    press_key,
};
use crate::app::action::{ACTION_TABLE, Action, KeyContext};
use crate::app::action_palette::PaletteLine;
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::layout::{self, STATS_HEADER_ROWS, ScreenArea};
use crate::app::model::{Focus, Model};
use crate::app::mouse::{MouseEvent, MouseEventKind};
use crate::app::status_line;

/// Rows of one turn of the wheel.
const WHEEL_ROWS: usize = 3;

/// What is under the mouse.
pub(super) enum MouseTarget {
    /// The search line.
    Search,
    /// A chosen filter, by its place among them.
    Chip(usize),
    /// The inside of a pane.
    Pane(Focus, ScreenArea),
}

/// Takes a click or a turn of the wheel.
pub(super) fn handle_mouse(
    model: &mut Model,
    mouse: MouseEvent,
    under: Option<MouseTarget>,
) -> Vec<Effect> {
    model.pending_keys.clear();
    if has_overlay(model) {
        return handle_mouse_over_overlay(model, mouse);
    }
    match (mouse.kind, under) {
        (MouseEventKind::Click, Some(MouseTarget::Search)) => {
            model.focus = Focus::Input;
            Vec::new()
        }
        (MouseEventKind::Click, Some(MouseTarget::Chip(place))) => {
            filters::drop_filter_at(model, place)
        }
        (MouseEventKind::Click, Some(MouseTarget::Pane(pane, area))) => {
            click_pane(model, pane, area, mouse.row)
        }
        (wheel, Some(MouseTarget::Pane(pane, _))) => scroll_pane(model, pane, wheel),
        _ => Vec::new(),
    }
}

/// Over the panes lies a window: the wheel walks in it, a click chooses a row, a second one does it, and one beside the
/// window closes it.
fn handle_mouse_over_overlay(model: &mut Model, mouse: MouseEvent) -> Vec<Effect> {
    let (action, times) = match mouse.kind {
        MouseEventKind::Click => match click_in_overlay(model, mouse) {
            Some(action) => (action, 1),
            None => return Vec::new(),
        },
        MouseEventKind::WheelUp => (Action::Up, WHEEL_ROWS),
        MouseEventKind::WheelDown => (Action::Down, WHEEL_ROWS),
    };
    let is_line = model.palette.is_some() || model.history_picker.is_some();
    let context = if is_line {
        KeyContext::Input
    } else {
        KeyContext::Detail
    };
    let mut rows = ACTION_TABLE.iter().filter(|row| row.context == context);
    let row = rows.find(|row| row.action == action);
    let Some(key) = row.and_then(|row| model.keymap.representative_key(row)) else {
        return Vec::new();
    };
    let keys = std::iter::repeat_n(key, times);
    keys.flat_map(|key| press_key(model, key)).collect()
}

/// What a click leads to: nothing more where it only chose a row.
fn click_in_overlay(model: &mut Model, mouse: MouseEvent) -> Option<Action> {
    let window = layout::overlay_area(model.size);
    if model.qr_screen.is_some() || !window.contains_cell(mouse.column, mouse.row) {
        return Some(Action::Back);
    }
    let inside = window.inner_area();
    if !inside.contains_cell(mouse.column, mouse.row) {
        return None;
    }
    let row = usize::from(mouse.row - inside.y);
    let (place, cursor) = if let Some(palette) = &mut model.palette {
        let lines = palette.build_lines(&model.keymap, &model.locale);
        let line = palette.offset + row;
        if !matches!(lines.get(line), Some(PaletteLine::Entry(_))) {
            return None;
        }
        let above = lines.iter().take(line);
        let place = above
            .filter(|line| matches!(line, PaletteLine::Entry(_)))
            .count();
        (place, &mut palette.cursor)
    } else {
        let recall = model.history_picker.as_mut()?;
        let place = recall.offset + row;
        if place
            >= recall
                .matching_rows(&model.saved_searches, &model.search_history)
                .len()
        {
            return None;
        }
        (place, &mut recall.cursor)
    };
    let was_there = std::mem::replace(cursor, place) == place;
    was_there.then_some(Action::ToList)
}

/// What is seen there.
pub(super) fn find_mouse_target(model: &Model, mouse: MouseEvent) -> Option<MouseTarget> {
    let layout = layout::compute_layout(model)?;
    let within = |area: ScreenArea| area.contains_cell(mouse.column, mouse.row);
    if within(layout.search) {
        return Some(MouseTarget::Search);
    }
    if within(layout.status) {
        let places = status_line::chip_columns(model, layout.status.width);
        let column = usize::from(mouse.column);
        let mut places = places.into_iter();
        let found = places.find(|(columns, _)| columns.contains(&column));
        return found.map(|(_, place)| MouseTarget::Chip(place));
    }
    let panes = [
        (Focus::Facets, layout.facets),
        (Focus::List, layout.list),
        (Focus::Detail, layout.detail),
        (Focus::Stats, layout.stats),
    ];
    panes.into_iter().find_map(|(pane, area)| {
        let area = area.filter(|area| within(*area))?;
        Some(MouseTarget::Pane(pane, area.inner_area()))
    })
}

/// A click into a pane; on its border it only takes the keys there.
fn click_pane(model: &mut Model, pane: Focus, inside: ScreenArea, row: u16) -> Vec<Effect> {
    let was_here = model.focus == pane;
    // The values that letters narrowed stay narrow; the letters are keys again.
    if is_searching_values(model) {
        drop(press_key(
            model,
            KeyPress::without_modifiers(KeyCode::Enter),
        ));
    }
    let is_typing = model.focus == Focus::Input && pane == Focus::List;
    model.focus = pane;
    let rows = inside.y..inside.y + inside.height;
    if !rows.contains(&row) {
        return Vec::new();
    }
    let row = usize::from(row - inside.y);
    match pane {
        Focus::Facets => {
            let line = model.facets.offset + row;
            if line >= model.facets.build_lines().len() {
                return Vec::new();
            }
            model.facets.cursor = line;
            filters::perform_filter_action(model, Action::Toggle)
        }
        // The first row is the head of the columns.
        Focus::List if row > 0 && !model.is_stale() => {
            let place = model.list_offset + row - 1;
            if place >= model.total() {
                return Vec::new();
            }
            if place == model.selected && (was_here || is_typing) {
                return perform_action(
                    model,
                    Action::Open,
                    KeyPress::without_modifiers(KeyCode::Enter),
                );
            }
            model.selected = place;
            model.detail_offset = 0;
            Vec::new()
        }
        // Bars that are not here yet cannot be meant.
        Focus::Stats if row >= STATS_HEADER_ROWS && !must_wait(model, Action::FilterBy) => {
            let line = model.stats.offset + row - STATS_HEADER_ROWS;
            let old = model.stats.cursor;
            model.stats.move_cursor(line as isize - old as isize);
            if model.stats.cursor == old && line == old {
                return dispatch_action(
                    model,
                    Action::FilterBy,
                    KeyPress::without_modifiers(KeyCode::Enter),
                );
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The wheel walks in the pane under it.
fn scroll_pane(model: &mut Model, pane: Focus, wheel: MouseEventKind) -> Vec<Effect> {
    let action = if wheel == MouseEventKind::WheelUp {
        Action::Up
    } else {
        Action::Down
    };
    if pane == Focus::List && model.is_stale() {
        return Vec::new();
    }
    let keys_go_to = std::mem::replace(&mut model.focus, pane);
    let effects = (0..WHEEL_ROWS)
        .flat_map(|_| dispatch_action(model, action, KeyPress::without_modifiers(KeyCode::Up)));
    let effects = effects.collect();
    model.focus = keys_go_to;
    effects
}
