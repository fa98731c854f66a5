//! Correcting a field of the selected record: a field is chosen, its value typed, and the correction is proposed. The
//! catalogue does not change.

use super::act_recording;
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::field_editor::FieldEditor;
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::app::store_work::ReviewerAct;
use crate::wording::correction_text::describe_values;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event_body::ProposedChange;
use crate::work::events::product_ref::ProductRef;

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
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                if let Some(Overlay::FieldEditor(editor)) = &mut model.overlay {
                    editor.edit(|line| edit.apply_to(line));
                }
                Vec::new()
            });
        }
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
    let values = (proposal.field, &*proposal.old, &*proposal.new);
    let what = describe_values(&model.locale, values.0, values.1, values.2);
    let what = format!("{}: {what}", sanitize_text(&proposal.product.name));
    let words = model
        .locale
        .fill("reviewing.act_propose", &[("what", &what)]);
    let told = model.locale.fill("correction.proposed", &[("what", &what)]);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let change = ProposedChange::Field {
        field: proposal.field.to_string(),
        old: some(proposal.old),
        new: some(proposal.new),
    };
    let act = ReviewerAct::Propose {
        product: ProductRef::from_product(&proposal.product),
        change: Box::new(change),
    };
    let effect = act_recording::record_undoable_act(model, act, Vec::new(), words);
    act_recording::tell_when_saved(model, told);
    vec![effect]
}
