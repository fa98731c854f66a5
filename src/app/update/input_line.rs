//! Editing the search line; every change asks at once. Must not: move panes, or know a typing method's keys.

use super::build_query;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::model::Model;

/// A key without another meaning: text, if it is a character.
pub(super) fn type_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let c = key.typed_char();
    c.map_or_else(Vec::new, |c| {
        edit_input_line(model, |line| line.type_char(c))
    })
}

/// Pasted text is one insertion.
pub(super) fn paste_text(model: &mut Model, text: &str) -> Vec<Effect> {
    edit_input_line(model, |line| line.insert_text(text))
}

/// An edit of the line.
pub(super) fn perform_edit(model: &mut Model, action: Action) -> Vec<Effect> {
    edit_input_line(model, |line| line.perform_action(action))
}

/// The line is left: its last word is what it is.
pub(super) fn finish_word(model: &mut Model) -> Vec<Effect> {
    edit_input_line(model, InputLine::finish_word)
}

/// Goes on to the next way of typing, in every line that is open.
pub(super) fn switch_input_method(model: &mut Model) {
    let method = model.input.method.next();
    let help = model.palette.as_mut().map(|palette| &mut palette.input);
    let find = model
        .facets
        .value_search
        .as_mut()
        .map(|find| &mut find.input);
    let recall = model
        .history_picker
        .as_mut()
        .map(|recall| &mut recall.input);
    for line in [Some(&mut model.input), help, find, recall]
        .into_iter()
        .flatten()
    {
        line.method = method;
    }
    model.notice = Some(model.locale.t(method.key()).to_owned());
}

/// Edits the line and asks anew if its text is another one now.
fn edit_input_line(model: &mut Model, edit: impl FnOnce(&mut InputLine)) -> Vec<Effect> {
    if model.input.apply_edit(edit) {
        return build_query::search_if_changed(model);
    }
    Vec::new()
}
