//! Tab in the search line: takes the only completion, or opens a menu of them.
//!
//! In the menu Tab and the arrows choose, Enter takes, Esc closes, and letters narrow. Letters that complete nothing
//! are a word, and Tab goes to the next pane. Must not: find the candidates, or draw.

use super::{build_query, input_line};
use crate::app::action::{Action, Movement, PaneAction};
use crate::app::completion_candidates::{
    Completion, completion_menu_area, find_completion, shown_candidates,
};
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::completion_menu::CompletionMenu;
use crate::app::model::{Focus, Model};
use crate::app::mouse::{MouseEvent, MouseEventKind};

/// Completes what stands before the caret, or opens the menu; `None` when there is nothing to complete.
pub(super) fn complete_at_caret(model: &mut Model) -> Option<Vec<Effect>> {
    let found = find_completion(model)?;
    if let [_] = found.candidates.as_slice() {
        return Some(take_candidate(model, &found, 0));
    }
    model.completion_menu = Some(CompletionMenu::default());
    let Some(common) = found.common_text() else {
        return Some(Vec::new());
    };
    model.input.replace_before_caret(found.start, &common);
    Some(build_query::search_if_changed(model))
}

/// Takes a key while the menu is open; `None` for a key that closes it and means what it always means.
pub(super) fn press_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> Option<Vec<Effect>> {
    let cursor = model.completion_menu?.cursor;
    let Some(found) = find_completion(model) else {
        model.completion_menu = None;
        return None;
    };
    match meaning {
        KeyMeaning::Bound(Action::Complete | Action::Move(Movement::Down)) => {
            move_cursor(model, &found, cursor + 1);
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::Previous) | Action::Move(Movement::Up)) => {
            move_cursor(model, &found, cursor + found.candidates.len() - 1);
        }
        KeyMeaning::Bound(Action::Move(movement)) => {
            let (_, rows) = shown_candidates(cursor, completion_menu_area(model, &found));
            let last = found.candidates.len() - 1;
            let moved = cursor.saturating_add_signed(movement.row_delta(rows as isize));
            move_cursor(model, &found, moved.min(last));
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return Some(take_candidate(model, &found, cursor));
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.completion_menu = None,
        KeyMeaning::Bound(Action::Edit(edit)) => {
            let effects = input_line::perform_edit(model, edit);
            narrow_menu(model);
            return Some(effects);
        }
        KeyMeaning::Bound(Action::SwitchInputMethod) => input_line::switch_input_method(model),
        KeyMeaning::Unbound if key.typed_char().is_some() => {
            let effects = input_line::type_key(model, key);
            narrow_menu(model);
            return Some(effects);
        }
        _ => {
            model.completion_menu = None;
            return None;
        }
    }
    Some(Vec::new())
}

/// True for a key that has to wait for the answer whose counts order the candidates.
pub(super) fn must_menu_wait(model: &Model, action: Action) -> bool {
    let takes = action == Action::Pane(PaneAction::List);
    takes && model.completion_menu.is_some() && model.is_stale()
}

/// A click or the wheel while the menu is open; `None` for a click beside it, which closes it.
pub(super) fn press_menu_mouse(model: &mut Model, mouse: MouseEvent) -> Option<Vec<Effect>> {
    let cursor = model.completion_menu?.cursor;
    let found = find_completion(model)?;
    let area = completion_menu_area(model, &found);
    if !area.contains_cell(mouse.column, mouse.row) {
        model.completion_menu = None;
        return None;
    }
    let last = found.candidates.len() - 1;
    match mouse.kind {
        MouseEventKind::WheelUp => move_cursor(model, &found, cursor.saturating_sub(1)),
        MouseEventKind::WheelDown => move_cursor(model, &found, (cursor + 1).min(last)),
        MouseEventKind::Click => {
            let inside = area.inner_area();
            if inside.contains_cell(mouse.column, mouse.row) {
                let (first, _) = shown_candidates(cursor, area);
                let index = first + usize::from(mouse.row - inside.y);
                return Some(take_candidate(model, &found, index.min(last)));
            }
        }
    }
    Some(Vec::new())
}

/// Closes the menu where nothing is completed any more.
pub(super) fn close_menu_if_left(model: &mut Model) {
    let is_open = model.completion_menu.is_some();
    let is_typing = model.focus == Focus::Input && model.overlay.is_none();
    if is_open && !(is_typing && find_completion(model).is_some()) {
        model.completion_menu = None;
    }
}

/// After a letter the first candidate is the likeliest again.
fn narrow_menu(model: &mut Model) {
    model.completion_menu = Some(CompletionMenu::default());
    close_menu_if_left(model);
}

fn move_cursor(model: &mut Model, found: &Completion, cursor: usize) {
    let cursor = cursor % found.candidates.len().max(1);
    model.completion_menu = Some(CompletionMenu { cursor });
}

fn take_candidate(model: &mut Model, found: &Completion, index: usize) -> Vec<Effect> {
    model.completion_menu = None;
    let Some(candidate) = found.candidates.get(index) else {
        return Vec::new();
    };
    let written = found.written_text(candidate);
    model.input.replace_before_caret(found.start, &written);
    // A field without a value says nothing yet.
    if written.ends_with(':') && find_completion(model).is_some() {
        model.completion_menu = Some(CompletionMenu::default());
    }
    build_query::search_if_changed(model)
}
