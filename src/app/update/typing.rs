//! Editing the search line; every change asks at once. Must not: move panes.

use super::filtering;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Code, Key};
use crate::app::model::Model;

/// A key without another meaning: text, if it is a character.
pub(super) fn letter(model: &mut Model, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Char(c) if key.is_text() => model.input.push(c),
        _ => return Vec::new(),
    }
    changed(model)
}

/// Pasted text is one insertion.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.input.insert(text);
    changed(model)
}

/// An edit of the line.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let line = &mut model.input;
    match action {
        Action::Erase => {
            line.erase();
        }
        Action::EraseRight => line.erase_right(),
        Action::EraseWord => line.erase_word(),
        Action::EraseToStart => line.erase_to_start(),
        Action::EraseToEnd => line.erase_to_end(),
        Action::WordLeft => line.word_left(),
        Action::WordRight => line.word_right(),
        Action::LineStart => line.start(),
        Action::LineEnd => line.end(),
        Action::Left => line.left(),
        Action::Right => line.right(),
        _ => {}
    }
    changed(model)
}

/// Asks anew if the text is another one now.
fn changed(model: &mut Model) -> Vec<Effect> {
    if model.query.text == model.input.text() {
        return Vec::new();
    }
    model.input.text().clone_into(&mut model.query.text);
    filtering::ask(model)
}
