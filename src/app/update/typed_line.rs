//! A key in a window with a line to type in, where the window itself gives the key no meaning.

use super::input_line::switch_input_method;
use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, LineEdit};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;

/// What a key does to a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum TypedEdit {
    /// It types a letter.
    Letter(char),
    /// It edits.
    Edit(LineEdit),
}

impl TypedEdit {
    /// Does it to a line.
    pub(super) fn apply_to(self, line: &mut InputLine) {
        match self {
            Self::Letter(c) => line.type_char(c),
            Self::Edit(edit) => line.perform_edit(edit),
        }
    }
}

/// Types a letter, edits, or switches the input method; keys that work over every pane are left to the program.
pub(super) fn press_line_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
    edit_line: impl FnOnce(&mut Model, TypedEdit) -> Vec<Effect>,
) -> OverlayOutcome {
    let edit = match meaning {
        KeyMeaning::Bound(Action::Edit(edit)) => Some(TypedEdit::Edit(edit)),
        KeyMeaning::Bound(Action::SwitchInputMethod) => {
            switch_input_method(model);
            None
        }
        KeyMeaning::Bound(action @ Action::Window(window)) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        KeyMeaning::Unbound => key.typed_char().map(TypedEdit::Letter),
        _ => None,
    };
    edit.map_or(OverlayOutcome::DONE, |edit| {
        OverlayOutcome::Effects(edit_line(model, edit))
    })
}
