//! Keys typed ahead: those that act on an answer wait for it, and all keys after them.
//!
//! So what is typed ahead on a slow connection does what it would have done on a fast one.

use super::completion::must_menu_wait;
use super::dispatch::paste_text;
use super::next_question::press_second_key;
use super::undo::with_undo_step;
use super::{import_prompt, navigation, row_window};
use crate::app::action::{Action, WindowAction};
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::key_dispatch::{press_resolved_key, resolve_key};
use crate::app::keymap::KeyMeaning;
use crate::app::model::{Focus, Model, QueuedInput};
use crate::app::screen_area::is_too_small;

/// Most keys and pastes that wait for an answer; more do not come from a person.
const MAX_QUEUED_INPUT: usize = 4096;

/// Takes a key, or lets it wait for the answer that it acts on.
pub(super) fn handle_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let meaning = resolve_key(model, key);
    // Nothing is seen of what a key would do in such a window.
    if is_too_small(model.size) && !concerns_terminal(meaning) {
        return Vec::new();
    }
    if let Some(first) = model.first_close_key {
        let mut is_taken = false;
        let effects = with_undo_step(model, true, |model| {
            let effects = press_second_key(model, first, key, meaning);
            is_taken = effects.is_some();
            effects.unwrap_or_default()
        });
        if is_taken {
            return effects;
        }
    }
    // A key that quits never waits, unless it is a letter: by its turn the letter may be text.
    let leaves = key.ctrl && meaning == KeyMeaning::Bound(Action::Window(WindowAction::Quit));
    let waits = match meaning {
        KeyMeaning::Bound(action) if model.overlay.is_none() => {
            must_wait(model, action) || must_menu_wait(model, action)
        }
        KeyMeaning::Bound(action) => import_prompt::must_wait(model, action),
        _ => false,
    };
    if import_prompt::leaves_prompt(model, meaning) {
        model.queued_input.clear();
    }
    // What waits for the worker is not done yet: all keys after it come after it.
    let waits = waits || model.selection.pending.is_some();
    if leaves || (model.queued_input.is_empty() && !waits) {
        return with_undo_step(model, is_typing(model), |model| {
            press_resolved_key(model, key, meaning)
        });
    }
    queue_input(model, QueuedInput::Key(key));
    Vec::new()
}

/// True for a key that quits, or has to do with the terminal.
fn concerns_terminal(meaning: KeyMeaning) -> bool {
    matches!(meaning, KeyMeaning::Bound(Action::Window(window)) if window.concerns_terminal())
}

/// Takes pasted text, which keeps its order after the keys that wait.
pub(super) fn handle_paste(model: &mut Model, text: String) -> Vec<Effect> {
    if is_too_small(model.size) {
        return Vec::new();
    }
    if model.queued_input.is_empty() && model.selection.pending.is_none() {
        return with_undo_step(model, is_typing(model), |model| paste_text(model, &text));
    }
    queue_input(model, QueuedInput::Paste(text));
    Vec::new()
}

/// True when an action has to wait for the answer, or for the rows or figures that it needs.
pub(super) fn must_wait(model: &Model, action: Action) -> bool {
    let needs_answer = action.needs_answer();
    let is_unknown = model.is_stale() || model.missing_statistics().is_some();
    let is_seeking = model.work.sought.is_some();
    let lacks_row = model.row_request.is_loading() && model.selected_hit().is_none();
    (needs_answer && (is_unknown || is_seeking))
        || (matches!(action, Action::Work(_)) && needs_answer && lacks_row)
        || (action.needs_row() && model.row_request.is_loading())
}

/// Replays the keys that waited for the answer that is here now.
pub(super) fn replay_queued_input(model: &mut Model) -> Vec<Effect> {
    if model.is_stale() || model.selection.pending.is_some() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for input in std::mem::take(&mut model.queued_input) {
        effects.extend(match input {
            QueuedInput::Key(key) => handle_key(model, key),
            QueuedInput::Paste(text) => handle_paste(model, text),
        });
        navigation::scroll_to_selection(model);
        effects.extend(row_window::request_missing_rows(model));
    }
    effects
}

fn queue_input(model: &mut Model, input: QueuedInput) {
    if model.queued_input.len() < MAX_QUEUED_INPUT {
        model.queued_input.push(input);
    }
}

/// True while keys go into the search line.
fn is_typing(model: &Model) -> bool {
    model.focus == Focus::Input && model.overlay.is_none()
}
