//! Correcting a field of the selected record: a field is chosen, its value typed, and the correction is proposed. The
//! catalogue does not change.

use super::input_line;
use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::field_editor::FieldEditor;
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;

/// Opens the window for the selected record.
pub(super) fn open_field_editor(model: &mut Model) {
    let Some(hit) = model.selected_hit() else {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return;
    };
    let method = model.input.method;
    let editor = FieldEditor::new(&hit.product, model.day, &model.locale, method);
    model.overlay = Some(Overlay::FieldEditor(editor));
}

/// Takes a key, with its meaning while typing, while the window is open.
pub(super) fn press_field_editor_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let size = model.size;
    let Some(Overlay::FieldEditor(editor)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => step_back(model),
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) if editor.chosen.is_none() => {
            editor.input.finish_word();
            editor.choose_field();
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(propose(model));
        }
        KeyMeaning::Bound(Action::Move(movement)) if editor.chosen.is_none() => {
            editor.move_cursor(movement, size);
        }
        KeyMeaning::Bound(Action::Edit(LineEdit::Erase))
            if editor.chosen.is_none() && editor.input.text().is_empty() =>
        {
            model.overlay = None;
        }
        KeyMeaning::Bound(Action::Edit(edit)) => editor.edit(|line| line.perform_edit(edit)),
        KeyMeaning::Bound(Action::SwitchInputMethod) => input_line::switch_input_method(model),
        KeyMeaning::Bound(action @ Action::Window(window)) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        KeyMeaning::Unbound => {
            if let Some(c) = key.typed_char() {
                editor.edit(|line| line.type_char(c));
            }
        }
        _ => {}
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_field_editor(model: &mut Model, text: &str) {
    if let Some(Overlay::FieldEditor(editor)) = &mut model.overlay {
        editor.edit(|line| line.insert_text(text));
    }
}

/// From the value to the fields, and from the fields to the record.
fn step_back(model: &mut Model) {
    let Some(Overlay::FieldEditor(editor)) = &mut model.overlay else {
        return;
    };
    if !editor.choose_another_field() {
        model.overlay = None;
    }
}

/// Hands the correction over; a value that is refused stays in the line.
fn propose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::FieldEditor(editor)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(proposal) = editor.take_proposal(&model.locale) else {
        return Vec::new();
    };
    model.overlay = None;
    vec![Effect::Propose(Box::new(proposal))]
}
