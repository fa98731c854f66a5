//! Saving the question of now, and the window of kept searches. Must not: search; taking one does, as typing does.

use ocop_index::query::language::parse_line;

use super::build_query::{self, start_search};
use super::search_history;
use crate::app::action::{Action, KeyContext};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::input_line::InputLine;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyLookup;
use crate::app::layout;
use crate::app::model::history_picker;
use crate::app::model::history_picker::HistoryPicker;
use crate::app::model::{Focus, Model};

/// Saves the question of now, or gives it up when it is saved.
pub(super) fn toggle_current_search(model: &mut Model) -> Vec<Effect> {
    let line = build_query::format_query_line(model).trim().to_owned();
    if line.is_empty() {
        model.notice = Some(model.locale.t("screen.nothing_to_save").to_owned());
        return Vec::new();
    }
    toggle_search(model, line)
}

fn toggle_search(model: &mut Model, line: String) -> Vec<Effect> {
    let is_saved = history_picker::toggle_saved_search(&mut model.saved_searches, &line);
    let told = if is_saved {
        "screen.saved"
    } else {
        "screen.unsaved"
    };
    model.notice = Some(model.locale.fill(told, &[("line", &line)]));
    vec![Effect::UpdateSavedSearch {
        line,
        saved: is_saved,
    }]
}

/// Opens the window.
pub(super) fn open_history_picker(model: &mut Model) {
    model.history_picker = Some(HistoryPicker {
        input: InputLine::with_input_method(model.input.method),
        ..HistoryPicker::default()
    });
}

/// Takes a key while the window is open.
pub(super) fn press_picker_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let KeyLookup::Bound(action) = model.keymap.look_up(KeyContext::Input, &[key]) {
        effects = perform_picker_action(model, action);
    } else if let Some(c) = key.typed_char() {
        edit_picker_input(model, |line| line.type_char(c));
    }
    scroll_picker_to_cursor(model);
    effects
}

fn perform_picker_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let window = layout::overlay_rows(model.size);
    let Some(recall) = &mut model.history_picker else {
        return Vec::new();
    };
    let rows = recall.matching_rows(&model.saved_searches, &model.search_history);
    let chosen = rows.get(recall.cursor).map(|row| row.line.clone());
    match action {
        Action::Back | Action::Recall => model.history_picker = None,
        Action::Up => recall.cursor = recall.cursor.saturating_sub(1),
        Action::Down => recall.cursor += 1,
        Action::PageUp => recall.cursor = recall.cursor.saturating_sub(window),
        Action::PageDown => recall.cursor += window,
        Action::ToList => {
            if let Some(line) = chosen {
                return run_picked_search(model, &line);
            }
        }
        Action::Complete => {
            if let Some(line) = chosen {
                return toggle_search(model, line);
            }
        }
        Action::Typing => super::input_line::switch_input_method(model),
        Action::Quit | Action::Redraw | Action::Suspend | Action::Mouse | Action::Slow => {
            return super::dispatch_action(
                model,
                action,
                KeyPress::without_modifiers(KeyCode::Enter),
            );
        }
        edit_line => edit_picker_input(model, |line| line.perform_action(edit_line)),
    }
    Vec::new()
}

/// Takes what was pasted.
pub(super) fn paste_into_picker(model: &mut Model, text: &str) {
    edit_picker_input(model, |line| line.insert_text(text));
    scroll_picker_to_cursor(model);
}

fn edit_picker_input(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(recall) = &mut model.history_picker
        && recall.input.apply_edit(edit)
    {
        (recall.cursor, recall.offset) = (0, 0);
    }
}

/// Asks what the line asks; the list has the keys then.
fn run_picked_search(model: &mut Model, line: &str) -> Vec<Effect> {
    model.history_picker = None;
    search_history::load_search(model, line);
    model.focus = Focus::List;
    start_search(model)
}

/// Keeps the cursor of the window within what is shown of it.
pub(super) fn scroll_picker_to_cursor(model: &mut Model) {
    let window = layout::overlay_rows(model.size);
    if let Some(recall) = &mut model.history_picker {
        let rows = recall
            .matching_rows(&model.saved_searches, &model.search_history)
            .len();
        recall.scroll_to_cursor(rows, window);
    }
}

/// Asks for the next count that is in sight, one at a time, so that a search never waits behind them.
pub(super) fn request_missing_count(model: &mut Model) -> Option<Effect> {
    let window = layout::overlay_rows(model.size);
    let recall = model
        .history_picker
        .as_mut()
        .filter(|recall| recall.awaited_line.is_none())?;
    let rows = recall.matching_rows(&model.saved_searches, &model.search_history);
    let line = recall.first_uncounted_line(&rows, window)?.to_owned();
    let said = parse_line(&line).resolve_values(&model.value_names);
    let mut query = said.query;
    query.literal = said.literal.unwrap_or_default();
    recall.awaited_line = Some(line.clone());
    Some(Effect::Request(WorkerRequest::CountMatches { line, query }))
}

/// Takes a count in; it may be one that a window closed since had asked for.
pub(super) fn apply_match_count(model: &mut Model, line: String, total: Option<usize>) {
    if let Some(recall) = &mut model.history_picker {
        recall.awaited_line.take_if(|awaited| *awaited == line);
        recall.counts.insert(line, total);
    }
}
