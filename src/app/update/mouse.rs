//! The mouse: what is under it, and what a click or the wheel does there.
//!
//! A click does what a key would do there, a second click on the same row acts as Enter; the wheel scrolls without
//! moving the focus. Must not: do anything that no key does.

use super::dispatch::{dispatch_action, perform_action};
use super::type_ahead::must_wait;
use super::{completion, filters, navigation};
use crate::app::action::{
    ACTION_TABLE, Action, FilterAction, Movement, PaneAction, StatisticsAction,
};
use crate::app::action_palette::PaletteLine;
use crate::app::effect::Effect;
use crate::app::footer_line;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::key_dispatch::press_key;
use crate::app::layout::{self, STATS_HEADER_ROWS, ScreenArea};
use crate::app::list_header;
use crate::app::model::catalog_history::HistoryStep;
use crate::app::model::column_menu;
use crate::app::model::disagreement_list::DisagreementList;
use crate::app::model::import_prompt::PROMPT_HEADER_ROWS;
use crate::app::model::overlay::Overlay;
use crate::app::model::{Focus, Model};
use crate::app::mouse::{MouseEvent, MouseEventKind};
use crate::app::screen_area::body_area;
use crate::app::status_line;

/// Rows of one turn of the wheel.
const WHEEL_ROWS: usize = 3;

/// What is under the mouse.
pub(super) enum MouseTarget {
    /// The search line.
    Search,
    /// A filter, by its index among them.
    Chip(usize),
    /// A hint of the footer, by the keys that it names.
    Footer(Vec<KeyPress>),
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
    let is_click = mouse.kind == MouseEventKind::Click;
    if let Some(MouseTarget::Footer(keys)) = under.as_ref().filter(|_| is_click) {
        // On an older answer a key could act on another product.
        if model.is_stale() {
            return Vec::new();
        }
        let keys = keys.iter();
        return keys.flat_map(|key| press_key(model, *key)).collect();
    }
    if let Some(effects) = completion::press_menu_mouse(model, mouse) {
        return effects;
    }
    if model.overlay.is_some() {
        return handle_mouse_over_overlay(model, mouse);
    }
    match (mouse.kind, under) {
        (MouseEventKind::Click, Some(MouseTarget::Search)) => {
            model.focus = Focus::Input;
            Vec::new()
        }
        (MouseEventKind::Click, Some(MouseTarget::Chip(index))) => {
            filters::drop_filter_at(model, index)
        }
        (MouseEventKind::Click, Some(MouseTarget::Pane(pane, area))) => {
            click_pane(model, pane, area, mouse)
        }
        (wheel, Some(MouseTarget::Pane(pane, _))) => scroll_pane(model, pane, wheel),
        _ => Vec::new(),
    }
}

/// In an overlay the wheel scrolls, a click selects a row, a second one runs it, and one beside the overlay closes it.
fn handle_mouse_over_overlay(model: &mut Model, mouse: MouseEvent) -> Vec<Effect> {
    let (action, times) = match mouse.kind {
        MouseEventKind::Click => match click_in_overlay(model, mouse) {
            Some(action) => (action, 1),
            None => return Vec::new(),
        },
        MouseEventKind::WheelUp => (Action::Move(Movement::Up), WHEEL_ROWS),
        MouseEventKind::WheelDown => (Action::Move(Movement::Down), WHEEL_ROWS),
    };
    let context = model.key_context();
    let mut rows = ACTION_TABLE.iter().filter(|row| row.context == context);
    let row = rows.find(|row| row.action == action);
    let Some(key) = row.and_then(|row| model.keymap.representative_key(row)) else {
        return Vec::new();
    };
    let keys = std::iter::repeat_n(key, times);
    keys.flat_map(|key| press_key(model, key)).collect()
}

/// The action of a click; `None` where it only selected a row.
fn click_in_overlay(model: &mut Model, mouse: MouseEvent) -> Option<Action> {
    let (window, is_whole_body) = area_of_overlay(model);
    let is_inside = window.contains_cell(mouse.column, mouse.row);
    let is_over_all =
        model.qr_screen().is_some() || model.go_to_line().is_some() || model.plain_text().is_some();
    if is_over_all || (!is_inside && !is_whole_body) {
        return Some(Action::Pane(PaneAction::Back));
    }
    let inside = window.inner_area();
    if !inside.contains_cell(mouse.column, mouse.row) {
        return None;
    }
    let row = usize::from(mouse.row - inside.y);
    select_disputed_product(model, row);
    let (index, cursor) = match &mut model.overlay {
        Some(Overlay::Palette(palette)) => {
            let lines = palette.build_lines(&model.keymap, &model.locale);
            let index = entry_on_line(&lines, palette.offset + row)?;
            (index, &mut palette.cursor)
        }
        Some(Overlay::HistoryPicker(picker)) => {
            let rows = picker.matching_rows(&model.saved_searches, &model.search_history);
            let index = picker.offset + row;
            if index >= rows.len() {
                return None;
            }
            (index, &mut picker.cursor)
        }
        Some(Overlay::CatalogHistory(history)) => match &mut history.step {
            HistoryStep::Changes(view) if view.offset + row < view.rows.len() => {
                (view.offset + row, &mut view.cursor)
            }
            HistoryStep::Generations => {
                let count = history.generations.as_ref().map_or(0, Vec::len);
                let index = history.offset + row;
                if index >= count || row >= history.page_rows(model.size) {
                    return None;
                }
                (index, &mut history.cursor)
            }
            _ => return None,
        },
        Some(Overlay::ImportPrompt(prompt)) => {
            let index = prompt.offset + row.checked_sub(PROMPT_HEADER_ROWS)?;
            if prompt.told.is_some() || index >= prompt.known_listing()?.candidates.len() {
                return None;
            }
            let was_there = prompt.cursor.replace(index) == Some(index);
            return was_there.then_some(Action::Pane(PaneAction::List));
        }
        Some(Overlay::WorkMenu(menu)) => {
            let is_open = model.work.open.is_some();
            let count = menu.rows(&model.work.rounds, is_open, model.today).len();
            if row >= count {
                return None;
            }
            (row, &mut menu.cursor)
        }
        Some(Overlay::ListMenu(_)) => {
            if row >= model.list_menu_rows().len() {
                return None;
            }
            let Some(Overlay::ListMenu(menu)) = &mut model.overlay else {
                return None;
            };
            (row, &mut menu.cursor)
        }
        Some(Overlay::ListForm(form)) => {
            form.go_to_field(row);
            return None;
        }
        Some(
            Overlay::QrScreen(_)
            | Overlay::GoTo(_)
            | Overlay::PlainText(_)
            | Overlay::DayPrompt(_)
            | Overlay::ReviewProgress
            | Overlay::RemarkEditor(_)
            | Overlay::Disagreements(_)
            | Overlay::ReportMenu(_)
            | Overlay::FieldEditor(_),
        )
        | None => return None,
        Some(Overlay::LabelMenu(menu)) => {
            if menu.offset + row >= menu.rows().len() {
                return None;
            }
            (menu.offset + row, &mut menu.cursor)
        }
        Some(Overlay::ColumnMenu(menu)) => {
            menu.cursor = (menu.offset + row).min(menu.rows.len().saturating_sub(1));
            return Some(Action::Filter(FilterAction::Toggle));
        }
    };
    let was_there = std::mem::replace(cursor, index) == index;
    let open = if model.catalog_history().is_some() {
        PaneAction::Open
    } else {
        PaneAction::List
    };
    was_there.then_some(Action::Pane(open))
}

/// The number of the entry on a line of the palette; `None` for a heading.
fn entry_on_line(lines: &[PaletteLine], line: usize) -> Option<usize> {
    let is_entry = |line: &&PaletteLine| matches!(line, PaletteLine::Entry(_));
    lines.get(line).filter(is_entry)?;
    Some(lines.iter().take(line).filter(is_entry).count())
}

/// Where the window over the panes is, and whether it takes the place of all of them.
fn area_of_overlay(model: &Model) -> (ScreenArea, bool) {
    let is_whole_body = model.catalog_history().is_some()
        || model.import_prompt().is_some()
        || matches!(model.overlay, Some(Overlay::Disagreements(_)));
    let window = match model.column_menu() {
        Some(menu) => column_menu::menu_area(model.size, menu.rows.len()),
        None if is_whole_body => body_area(model.size),
        None => layout::overlay_area(model.size),
    };
    (window, is_whole_body)
}

/// Moves the cursor of the disagreements to a row of their window.
fn select_disputed_product(model: &mut Model, row: usize) {
    let is_product = row < DisagreementList::page_rows(model.size);
    if let Some(Overlay::Disagreements(list)) = &mut model.overlay
        && is_product
        && list.offset + row < model.work.disputed_products(list.review).len()
    {
        list.cursor = list.offset + row;
    }
}

/// What is under the mouse.
pub(super) fn find_mouse_target(model: &Model, mouse: MouseEvent) -> Option<MouseTarget> {
    let layout = layout::compute_layout(model)?;
    let within = |area: ScreenArea| area.contains_cell(mouse.column, mouse.row);
    if within(layout.search) {
        return Some(MouseTarget::Search);
    }
    if within(layout.footer) {
        let keys = footer_line::keys_at_column(model, mouse.column);
        return (!keys.is_empty()).then_some(MouseTarget::Footer(keys));
    }
    if within(layout.status) {
        let chips = status_line::chip_columns(model, layout.status.width);
        let column = usize::from(mouse.column);
        let mut chips = chips.into_iter();
        let found = chips.find(|(columns, _)| columns.contains(&column));
        return found.map(|(_, index)| MouseTarget::Chip(index));
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

/// A click into a pane; on its border it only moves the focus.
fn click_pane(
    model: &mut Model,
    pane: Focus,
    inside: ScreenArea,
    mouse: MouseEvent,
) -> Vec<Effect> {
    let row = mouse.row;
    let was_here = model.focus == pane;
    // The values stay narrowed; letters are keys again.
    if model.is_searching_values() {
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
            filters::perform_filter_action(model, FilterAction::Toggle)
        }
        // The first row is the header: a click sorts by it, another one reverses.
        Focus::List if row == 0 && !model.is_stale() && model.total() > 0 => {
            let column = usize::from(mouse.column.saturating_sub(inside.x));
            let order = list_header::order_at(model, column);
            order.map_or_else(Vec::new, |order| filters::sort_by(model, order))
        }
        Focus::List if row > 0 && !model.is_stale() => {
            let index = model.list_offset + row - 1;
            if index >= model.total() {
                return Vec::new();
            }
            if index == model.selected && (was_here || is_typing) {
                return perform_action(
                    model,
                    Action::Pane(PaneAction::Open),
                    KeyPress::without_modifiers(KeyCode::Enter),
                );
            }
            model.selected = index;
            model.detail_offset = 0;
            Vec::new()
        }
        // Not while the figures are still awaited.
        Focus::Stats
            if row >= STATS_HEADER_ROWS
                && !must_wait(model, Action::Statistics(StatisticsAction::FilterByLine)) =>
        {
            let line = model.stats.offset + row - STATS_HEADER_ROWS;
            let old = model.stats.cursor;
            model.stats.move_cursor(line as isize - old as isize);
            if model.stats.cursor == old && line == old {
                return dispatch_action(
                    model,
                    Action::Statistics(StatisticsAction::FilterByLine),
                    KeyPress::without_modifiers(KeyCode::Enter),
                );
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The wheel scrolls the pane under it.
fn scroll_pane(model: &mut Model, pane: Focus, wheel: MouseEventKind) -> Vec<Effect> {
    let movement = if wheel == MouseEventKind::WheelUp {
        Movement::Up
    } else {
        Movement::Down
    };
    if pane == Focus::List && model.is_stale() {
        return Vec::new();
    }
    let focus = std::mem::replace(&mut model.focus, pane);
    for _ in 0..WHEEL_ROWS {
        navigation::move_cursor(model, movement);
    }
    model.focus = focus;
    Vec::new()
}
