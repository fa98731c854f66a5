//! Going back to searches of before, and keeping the one of now.
//!
//! A search is remembered when the user acts on what it found: goes into the list, copies, leaves. Must not: remember
//! every unfinished word on the way there.

use super::build_query::{self, start_search};
use crate::app::action::{Action, HistoryAction, Movement};
use crate::app::effect::Effect;
use crate::app::model::{Focus, Model, PickedOptions};

/// Shows the search before the one in the line.
pub(super) fn show_older_search(model: &mut Model) -> Vec<Effect> {
    let older = model.search_history.older_search(model.input.text());
    older.map_or_else(Vec::new, |line| run_past_search(model, &line))
}

/// Shows the search after the one in the line.
pub(super) fn show_newer_search(model: &mut Model) -> Vec<Effect> {
    let newer = model.search_history.newer_search(model.input.text());
    newer.map_or_else(Vec::new, |line| run_past_search(model, &line))
}

fn run_past_search(model: &mut Model, line: &str) -> Vec<Effect> {
    load_search(model, line);
    start_search(model)
}

/// Puts a past search in the line.
pub(super) fn load_search(model: &mut Model, line: &str) {
    // The line is the whole query; what keys chose since would narrow it.
    model.picked = PickedOptions::default();
    model.input.set_text(line);
}

/// What an arrow means while typing: on an empty line, or on a past search, the one before or after it; `None` when it
/// moves through the list as usual.
pub(super) fn arrow_history_action(model: &Model, action: Action) -> Option<Action> {
    let line = model.input.text();
    let at_first = model.focus == Focus::Input && model.selected == 0;
    let recalls = at_first && (line.is_empty() || model.search_history.is_recalled(line));
    match action {
        Action::Move(Movement::Up) if recalls => Some(Action::History(HistoryAction::OlderSearch)),
        Action::Move(Movement::Down) if recalls && !line.is_empty() => {
            Some(Action::History(HistoryAction::NewerSearch))
        }
        _ => None,
    }
}

/// The current search as one line, if it found something.
pub(super) fn search_to_remember(model: &Model) -> Option<String> {
    if model.is_stale() || model.total() == 0 {
        return None;
    }
    Some(build_query::format_query_line(model).trim().to_owned()).filter(|line| !line.is_empty())
}

/// Remembers the current search, if it found something.
pub(super) fn remember_search(model: &mut Model) -> Option<Effect> {
    let line = search_to_remember(model)?;
    model
        .search_history
        .add_search(&line)
        .then_some(Effect::AddToSearchHistory(line))
}
