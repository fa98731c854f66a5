//! Saving the current search, and the picker of saved and recent searches.

use ocop_index::query::language::read_line;

use super::build_query::{self, start_search};
use super::overlay_outcome::OverlayOutcome;
use super::search_history;
use crate::app::action::{Action, HistoryAction, Movement, PaneAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::layout;
use crate::app::model::history_picker;
use crate::app::model::history_picker::HistoryPicker;
use crate::app::model::overlay::Overlay;
use crate::app::model::{Focus, Model};
use crate::app::msg::SavedSearchOutcome;
use crate::app::notice::Notice;

/// Saves the current search, or removes it if it is saved.
pub(super) fn toggle_current_search(model: &mut Model) -> Vec<Effect> {
    let line = build_query::format_query_line(model).trim().to_owned();
    if line.is_empty() {
        model.notice = Some(Notice::hint(model.locale.t("screen.nothing_to_save")));
        return Vec::new();
    }
    toggle_search(model, line)
}

fn toggle_search(model: &mut Model, line: String) -> Vec<Effect> {
    let saved = history_picker::toggle_saved_search(&mut model.saved_searches, &line);
    vec![Effect::UpdateSavedSearch { line, saved }]
}

/// Tells that a search was saved or removed, once it is on the disk, or why it is not.
pub(super) fn report_saved_search(model: &mut Model, outcome: SavedSearchOutcome) {
    let SavedSearchOutcome { line, saved, file } = outcome;
    let key = if saved {
        "screen.saved"
    } else {
        "screen.unsaved"
    };
    model.notice = Some(match file {
        Ok(()) => Notice::success(model.locale.fill(key, &[("line", &line)])),
        Err(sentence) => Notice::error(sentence),
    });
}

/// Opens the picker.
pub(super) fn open_history_picker(model: &mut Model) {
    model.overlay = Some(Overlay::HistoryPicker(HistoryPicker::new(
        model.input.method,
    )));
}

/// Takes a key, with its meaning while typing, while the picker is open.
pub(super) fn press_picker_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let mut outcome = OverlayOutcome::Effects(Vec::new());
    if let KeyMeaning::Bound(action) = meaning {
        outcome = perform_picker_action(model, action);
    } else if let Some(c) = key.typed_char() {
        edit_picker_input(model, |line| line.type_char(c));
    }
    scroll_picker_to_cursor(model);
    outcome
}

fn perform_picker_action(model: &mut Model, action: Action) -> OverlayOutcome {
    let mut effects = Vec::new();
    match action {
        Action::Pane(PaneAction::Back) | Action::History(HistoryAction::OpenPicker) => {
            model.overlay = None;
        }
        Action::Pane(PaneAction::List) => {
            if let Some(line) = line_at_cursor(model) {
                effects = run_picked_search(model, &line);
            }
        }
        Action::Complete => {
            if let Some(line) = line_at_cursor(model) {
                effects = toggle_search(model, line);
            }
        }
        Action::Move(movement) => move_picker_cursor(model, movement),
        Action::Edit(edit) => edit_picker_input(model, |line| line.perform_edit(edit)),
        Action::SwitchInputMethod => super::input_line::switch_input_method(model),
        Action::Window(window) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        // The panes below are out of reach.
        Action::Window(_)
        | Action::Help
        | Action::Reload
        | Action::PickSuggestion
        | Action::SeeDay
        | Action::ShowQrCode
        | Action::GoTo
        | Action::ShowPlainText
        | Action::Pane(_)
        | Action::Record(_)
        | Action::Filter(_)
        | Action::Facet(_)
        | Action::SameValue(_)
        | Action::Copy(_)
        | Action::Export(_)
        | Action::ExportColumns(_)
        | Action::History(_)
        | Action::Selection(_)
        | Action::Statistics(_)
        | Action::Catalog(_)
        | Action::Work(_)
        | Action::Review(_) => {}
    }
    OverlayOutcome::Effects(effects)
}

fn line_at_cursor(model: &Model) -> Option<String> {
    let picker = model.history_picker()?;
    let rows = picker.matching_rows(&model.saved_searches, &model.search_history);
    rows.into_iter().nth(picker.cursor).map(|row| row.line)
}

fn move_picker_cursor(model: &mut Model, movement: Movement) {
    let page = layout::overlay_rows(model.size);
    let Some(picker) = model.history_picker_mut() else {
        return;
    };
    match movement {
        Movement::Up => picker.cursor = picker.cursor.saturating_sub(1),
        Movement::Down => picker.cursor += 1,
        Movement::PageUp => picker.cursor = picker.cursor.saturating_sub(page),
        Movement::PageDown => picker.cursor += page,
        // Home and End are edits of the line.
        Movement::HalfPageUp | Movement::HalfPageDown | Movement::First | Movement::Last => {}
    }
}

/// Pastes text into the line of the picker.
pub(super) fn paste_into_picker(model: &mut Model, text: &str) {
    edit_picker_input(model, |line| line.insert_text(text));
    scroll_picker_to_cursor(model);
}

fn edit_picker_input(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(picker) = model.history_picker_mut()
        && picker.input.apply_edit(edit)
    {
        (picker.cursor, picker.offset) = (0, 0);
    }
}

/// Runs a search and moves the focus to the list.
fn run_picked_search(model: &mut Model, line: &str) -> Vec<Effect> {
    model.overlay = None;
    search_history::load_search(model, line);
    model.focus = Focus::List;
    start_search(model)
}

/// Keeps the cursor of the picker within the rows that are shown.
pub(super) fn scroll_picker_to_cursor(model: &mut Model) {
    let window = layout::overlay_rows(model.size);
    if let Some(Overlay::HistoryPicker(picker)) = &mut model.overlay {
        let rows = picker.matching_rows(&model.saved_searches, &model.search_history);
        picker.scroll_to_cursor(rows.len(), window);
    }
}

/// Asks for the next missing count of a row that is shown, one at a time, so that a search never waits behind them.
pub(super) fn request_missing_count(model: &mut Model) -> Option<Effect> {
    let window = layout::overlay_rows(model.size);
    let Some(Overlay::HistoryPicker(picker)) = &mut model.overlay else {
        return None;
    };
    if picker.is_counting() {
        return None;
    }
    let rows = picker.matching_rows(&model.saved_searches, &model.search_history);
    let line = picker.first_uncounted_line(&rows, window)?.to_owned();
    let resolved = read_line(&line, &model.value_names);
    let mut query = resolved.query;
    query.literal = resolved.literal.unwrap_or_default();
    picker.start_count(line.clone());
    Some(Effect::Request(WorkerRequest::CountMatches { line, query }))
}

/// Takes in a count; a picker that was closed since may have asked for it.
pub(super) fn apply_match_count(model: &mut Model, line: String, total: Option<usize>) {
    if let Some(picker) = model.history_picker_mut() {
        picker.set_count(line, total);
    }
}
