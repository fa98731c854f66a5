//! Going back to searches of before, and keeping the one of now.
//!
//! A search is kept when somebody acts on what it found: walks into the list, copies, leaves. Must not: keep every
//! half word on the way there.

use super::build_query::{self, start_search};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::{Focus, Model, PickedOptions};

/// Shows the search before or behind the one shown.
pub(super) fn step_search_history(model: &mut Model, action: Action) -> Vec<Effect> {
    let line = model.input.text();
    let other = if action == Action::OlderSearch {
        model.search_history.older_search(line)
    } else {
        model.search_history.newer_search(line)
    };
    let Some(other) = other else {
        return Vec::new();
    };
    load_search(model, &other);
    start_search(model)
}

/// Puts a search of before in the line.
pub(super) fn load_search(model: &mut Model, line: &str) {
    // It says all it asked for; what keys chose since would only narrow it.
    model.picked = PickedOptions::default();
    model.input.set_text(line);
}

/// What an arrow means while typing: on an empty line, or on a search of before, the one before or behind it;
/// `None` when it walks through the list as ever.
pub(super) fn arrow_history_action(model: &Model, action: Action) -> Option<Action> {
    let line = model.input.text();
    let at_first = model.focus == Focus::Input && model.selected == 0;
    let recalls = at_first && (line.is_empty() || model.search_history.is_recalled(line));
    match action {
        Action::Up if recalls => Some(Action::OlderSearch),
        Action::Down if recalls && !line.is_empty() => Some(Action::NewerSearch),
        _ => None,
    }
}

/// The search of now as one line, if it found something.
pub(super) fn search_to_remember(model: &Model) -> Option<String> {
    if model.is_stale() || model.total() == 0 {
        return None;
    }
    Some(build_query::format_query_line(model).trim().to_owned()).filter(|line| !line.is_empty())
}

/// Keeps the search of now, if it found something.
pub(super) fn remember_search(model: &mut Model) -> Option<Effect> {
    let line = search_to_remember(model)?;
    model
        .search_history
        .add_search(&line)
        .then_some(Effect::AddToSearchHistory(line))
}
