//! Going back to the question before, and forth again. Must not: count a walk through the list as a change.

use super::asking::ask;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::{Focus, Model};
use crate::app::trail::Step;

/// What is asked now.
pub(super) fn step(model: &Model) -> Step {
    Step {
        line: model.input.text().to_owned(),
        picked: model.picked.clone(),
    }
}

/// Remembers what was asked before, if it is something else now; what is typed changes the line alone.
pub(super) fn remember(model: &mut Model, old: Step, typing: bool) {
    let now = step(model);
    if old != now {
        let typing = typing && old.picked == now.picked;
        model.trail.leave(old, typing);
    } else if model.focus != Focus::Input {
        model.trail.settle();
    }
}

/// Goes back or forth.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let now = step(model);
    let (other, nothing) = if action == Action::Undo {
        (model.trail.undo(now), "refused.undo")
    } else {
        (model.trail.redo(now), "refused.redo")
    };
    let Some(Step { line, picked }) = other else {
        model.notice = Some(model.locale.t(nothing).to_owned());
        return Vec::new();
    };
    model.input.set(&line);
    model.picked = picked;
    ask(model)
}
