//! Going back to the question before, and forth again. Must not: count a walk through the list as a change.

use super::build_query::start_search;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::undo_history::UndoStep;
use crate::app::model::{Focus, Model};

/// What is asked now.
pub(super) fn current_step(model: &Model) -> UndoStep {
    UndoStep {
        line: model.input.text().to_owned(),
        picked: model.picked.clone(),
    }
}

/// Remembers what was asked before, if it is something else now; what is typed changes the line alone.
pub(super) fn remember_step(model: &mut Model, old: UndoStep, typing: bool) {
    let now = current_step(model);
    if old != now {
        let typing = typing && old.picked == now.picked;
        model.undo_history.record_change(old, typing);
    } else if model.focus != Focus::Input {
        model.undo_history.end_typing();
    }
}

/// Goes back or forth.
pub(super) fn undo_or_redo(model: &mut Model, action: Action) -> Vec<Effect> {
    let now = current_step(model);
    let (other, nothing) = if action == Action::Undo {
        (model.undo_history.undo(now), "refused.undo")
    } else {
        (model.undo_history.redo(now), "refused.redo")
    };
    let Some(UndoStep { line, picked }) = other else {
        model.notice = Some(model.locale.t(nothing).to_owned());
        return Vec::new();
    };
    model.input.set_text(&line);
    model.picked = picked;
    start_search(model)
}
