//! Editing the search line; every change asks at once. Must not: move panes, or know a typing method's keys.

use super::asking;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::key::Key;
use crate::app::model::Model;

/// A key without another meaning: text, if it is a character.
pub(super) fn letter(model: &mut Model, key: Key) -> Vec<Effect> {
    let c = key.text();
    c.map_or_else(Vec::new, |c| edit(model, |line| line.press(c)))
}

/// Pasted text is one insertion.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    edit(model, |line| line.insert(text))
}

/// An edit of the line.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    edit(model, |line| line.perform(action))
}

/// The line is left: its last word is what it is.
pub(super) fn finish(model: &mut Model) -> Vec<Effect> {
    edit(model, Input::finish)
}

/// Goes on to the next way of typing, in every line that is open.
pub(super) fn switch(model: &mut Model) {
    let method = model.input.method.next();
    let help = model.help.as_mut().map(|palette| &mut palette.input);
    let find = model.facets.find.as_mut().map(|find| &mut find.input);
    let recall = model.recall.as_mut().map(|recall| &mut recall.input);
    for line in [Some(&mut model.input), help, find, recall]
        .into_iter()
        .flatten()
    {
        line.method = method;
    }
    model.notice = Some(model.locale.t(method.key()).to_owned());
}

/// Edits the line and asks anew if its text is another one now.
fn edit(model: &mut Model, edit: impl FnOnce(&mut Input)) -> Vec<Effect> {
    if model.input.edit(edit) {
        return asking::ask_if_changed(model);
    }
    Vec::new()
}
