//! The mouse: what is under it, and what a click or the wheel does there.
//!
//! A click does what a key would do at that place, a second one on the same row goes on as Enter does; the wheel walks
//! without taking the keys away from where they are. Must not: do anything that no key does.

use super::{act, filtering, is_covered, is_finding, perform, press, waits};
use crate::app::action::{Action, Context, TABLE};
use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::layout::{self, Area, STATS_HEAD};
use crate::app::model::{Focus, Model};
use crate::app::mouse::{Deed, Mouse};
use crate::app::palette::Line;
use crate::app::status;

/// Rows of one turn of the wheel.
const WHEEL: usize = 3;

/// What is under the mouse.
pub(super) enum Under {
    /// The search line.
    Search,
    /// A chosen filter, by its place among them.
    Filter(usize),
    /// The inside of a pane.
    Pane(Focus, Area),
}

/// Takes a click or a turn of the wheel.
pub(super) fn take(model: &mut Model, mouse: Mouse, under: Option<Under>) -> Vec<Effect> {
    model.pending.clear();
    if is_covered(model) {
        return over_window(model, mouse);
    }
    match (mouse.deed, under) {
        (Deed::Click, Some(Under::Search)) => {
            model.focus = Focus::Input;
            Vec::new()
        }
        (Deed::Click, Some(Under::Filter(place))) => filtering::drop_one(model, place),
        (Deed::Click, Some(Under::Pane(pane, area))) => click(model, pane, area, mouse.row),
        (wheel, Some(Under::Pane(pane, _))) => turn(model, pane, wheel),
        _ => Vec::new(),
    }
}

/// Over the panes lies a window: the wheel walks in it, a click chooses a row, a second one does it, and one beside the
/// window closes it.
fn over_window(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let (action, times) = match mouse.deed {
        Deed::Click => match click_in_window(model, mouse) {
            Some(action) => (action, 1),
            None => return Vec::new(),
        },
        Deed::WheelUp => (Action::Up, WHEEL),
        Deed::WheelDown => (Action::Down, WHEEL),
    };
    let is_line = model.help.is_some() || model.recall.is_some();
    let context = if is_line {
        Context::Input
    } else {
        Context::Detail
    };
    let mut rows = TABLE.iter().filter(|row| row.context == context);
    let row = rows.find(|row| row.action == action);
    let Some(key) = row.and_then(|row| model.keymap.key_of(row)) else {
        return Vec::new();
    };
    let keys = std::iter::repeat_n(key, times);
    keys.flat_map(|key| press(model, key)).collect()
}

/// What a click leads to: nothing more where it only chose a row.
fn click_in_window(model: &mut Model, mouse: Mouse) -> Option<Action> {
    let window = layout::overlay(model.size);
    if model.scan.is_some() || !window.has(mouse.column, mouse.row) {
        return Some(Action::Back);
    }
    let inside = window.inside();
    if !inside.has(mouse.column, mouse.row) {
        return None;
    }
    let row = usize::from(mouse.row - inside.y);
    let (place, cursor) = if let Some(palette) = &mut model.help {
        let lines = palette.lines(&model.keymap, &model.locale);
        let line = palette.offset + row;
        if !matches!(lines.get(line), Some(Line::Entry(_))) {
            return None;
        }
        let above = lines.iter().take(line);
        let place = above.filter(|line| matches!(line, Line::Entry(_))).count();
        (place, &mut palette.cursor)
    } else {
        let recall = model.recall.as_mut()?;
        let place = recall.offset + row;
        if place >= recall.rows(&model.saved, &model.past).len() {
            return None;
        }
        (place, &mut recall.cursor)
    };
    let was_there = std::mem::replace(cursor, place) == place;
    was_there.then_some(Action::ToList)
}

/// What is seen there.
pub(super) fn under(model: &Model, mouse: Mouse) -> Option<Under> {
    let layout = layout::layout(model)?;
    let within = |area: Area| area.has(mouse.column, mouse.row);
    if within(layout.search) {
        return Some(Under::Search);
    }
    if within(layout.status) {
        let places = status::columns(model, layout.status.width);
        let column = usize::from(mouse.column);
        let mut places = places.into_iter();
        let found = places.find(|(columns, _)| columns.contains(&column));
        return found.map(|(_, place)| Under::Filter(place));
    }
    let panes = [
        (Focus::Facets, layout.facets),
        (Focus::List, layout.list),
        (Focus::Detail, layout.detail),
        (Focus::Stats, layout.stats),
    ];
    panes.into_iter().find_map(|(pane, area)| {
        let area = area.filter(|area| within(*area))?;
        Some(Under::Pane(pane, area.inside()))
    })
}

/// A click into a pane; on its border it only takes the keys there.
fn click(model: &mut Model, pane: Focus, inside: Area, row: u16) -> Vec<Effect> {
    let was_here = model.focus == pane;
    // The values that letters narrowed stay narrow; the letters are keys again.
    if is_finding(model) {
        drop(press(model, Key::plain(Code::Enter)));
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
            if line >= model.facets.lines().len() {
                return Vec::new();
            }
            model.facets.cursor = line;
            filtering::perform(model, Action::Toggle)
        }
        // The first row is the head of the columns.
        Focus::List if row > 0 && !model.is_stale() => {
            let place = model.offset + row - 1;
            if place >= model.total() {
                return Vec::new();
            }
            if place == model.selected && (was_here || is_typing) {
                return perform(model, Action::Open, Key::plain(Code::Enter));
            }
            model.selected = place;
            model.detail_offset = 0;
            Vec::new()
        }
        // Bars that are not here yet cannot be meant.
        Focus::Stats if row >= STATS_HEAD && !waits(model, Action::FilterBy) => {
            let line = model.stats.offset + row - STATS_HEAD;
            let old = model.stats.cursor;
            model.stats.step(line as isize - old as isize);
            if model.stats.cursor == old && line == old {
                return act(model, Action::FilterBy, Key::plain(Code::Enter));
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The wheel walks in the pane under it.
fn turn(model: &mut Model, pane: Focus, wheel: Deed) -> Vec<Effect> {
    let action = if wheel == Deed::WheelUp {
        Action::Up
    } else {
        Action::Down
    };
    if pane == Focus::List && model.is_stale() {
        return Vec::new();
    }
    let keys_go_to = std::mem::replace(&mut model.focus, pane);
    let effects = (0..WHEEL).flat_map(|_| act(model, action, Key::plain(Code::Up)));
    let effects = effects.collect();
    model.focus = keys_go_to;
    effects
}
