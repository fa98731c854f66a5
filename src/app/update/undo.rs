//! Undo and redo of changes of the query and of the selection. Must not: count a movement through the list as a change.

use super::build_query::start_search;
use super::{day_prompt, debounce, last_place, selection, work};
use crate::app::effect::Effect;
use crate::app::model::undo_history::{UndoEntry, UndoStep};
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;

/// The current query.
fn current_step(model: &Model) -> UndoStep {
    UndoStep {
        line: model.input.text().to_owned(),
        picked: model.picked.clone(),
        selection: last_place::selection_anchor(model),
        day: model.wanted_day(),
        reference: model.stats.reference().cloned(),
    }
}

/// Remembers the query before, if it changed. Only a change of the line alone counts as typing.
fn remember_step(model: &mut Model, old: UndoStep, typing: bool) {
    let now = current_step(model);
    if old != now {
        let same = (&old.picked, old.day, &old.reference) == (&now.picked, now.day, &now.reference);
        let typing = typing && same;
        model.undo_history.record_change(old, typing);
    } else if model.focus != Focus::Input {
        model.undo_history.end_typing();
    }
}

/// Does something for the user, and remembers the query before it if it changes the query. The notice until then counts
/// as read, and the selection is where the user put it.
pub(super) fn with_undo_step(
    model: &mut Model,
    is_typing: bool,
    handle: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> Vec<Effect> {
    let old = current_step(model);
    (model.notice, model.selection_anchor) = (None, None);
    model.first_close_key = None;
    model.work.asked_before = model.work.asked.take();
    model.work.missed.before = std::mem::take(&mut model.work.missed.now);
    let position = debounce::capture_navigation(model);
    let effects = handle(model);
    if model.focus != Focus::Input {
        model.input.deselect();
    }
    debounce::end_debounce_unless_moving(model, &position);
    remember_step(model, old, is_typing);
    effects
}

/// Takes the last act back.
pub(super) fn undo_step(model: &mut Model) -> Vec<Effect> {
    match model.undo_history.undo(current_step(model)) {
        Some(UndoEntry::Query(step)) => restore_query(model, *step),
        Some(UndoEntry::Selection(step)) => {
            selection::undo_change(model, &step);
            Vec::new()
        }
        Some(UndoEntry::Work(step)) => work::turn_back(model, step, true),
        None => report_nothing(model, "refused.undo"),
    }
}

/// Does the act again that was taken back.
pub(super) fn redo_step(model: &mut Model) -> Vec<Effect> {
    match model.undo_history.redo(current_step(model)) {
        Some(UndoEntry::Query(step)) => restore_query(model, *step),
        Some(UndoEntry::Selection(step)) => {
            selection::redo_change(model, &step);
            Vec::new()
        }
        Some(UndoEntry::Work(step)) => work::turn_back(model, step, false),
        None => report_nothing(model, "refused.redo"),
    }
}

fn report_nothing(model: &mut Model, refusal: &str) -> Vec<Effect> {
    model.notice = Some(Notice::hint(model.locale.t(refusal)));
    Vec::new()
}

fn restore_query(model: &mut Model, step: UndoStep) -> Vec<Effect> {
    let UndoStep {
        line,
        picked,
        selection,
        day,
        reference,
    } = step;
    model.input.set_text(&line);
    model.picked = picked;
    model.selection_anchor = selection;
    if model.stats.reference() != reference.as_ref() {
        model.stats.set_reference(reference);
    }
    let effects = day_prompt::see_on_day(model, day);
    if effects.is_empty() {
        return start_search(model);
    }
    // The search follows on that day.
    effects
}
