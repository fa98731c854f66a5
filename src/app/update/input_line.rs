//! Edits of the search line; every change searches at once. Must not: move panes, or know an input method's keys.

use super::build_query;
use crate::app::action::LineEdit;
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;

/// Types a key, if it is a character.
pub(super) fn type_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let c = key.typed_char();
    c.map_or_else(Vec::new, |c| {
        edit_input_line(model, |line| line.type_char(c))
    })
}

/// Pastes text as one insertion.
pub(super) fn paste_text(model: &mut Model, text: &str) -> Vec<Effect> {
    edit_input_line(model, |line| line.insert_text(text))
}

/// Edits the line.
pub(super) fn perform_edit(model: &mut Model, edit: LineEdit) -> Vec<Effect> {
    edit_input_line(model, |line| line.perform_edit(edit))
}

/// Ends the last word, because the line is left.
pub(super) fn finish_word(model: &mut Model) -> Vec<Effect> {
    edit_input_line(model, InputLine::finish_word)
}

/// Switches to the next input method, in every line that is open.
pub(super) fn switch_input_method(model: &mut Model) {
    let method = model.input.method.next();
    model.input.method = method;
    if let Some(search) = &mut model.facets.value_search {
        search.input.method = method;
    }
    match &mut model.overlay {
        Some(Overlay::Palette(palette)) => palette.input.method = method,
        Some(Overlay::HistoryPicker(picker)) => picker.input.method = method,
        Some(Overlay::ImportPrompt(prompt)) => prompt.input.method = method,
        Some(Overlay::GoTo(line)) => line.method = method,
        Some(Overlay::DayPrompt(prompt)) => prompt.input.method = method,
        Some(Overlay::FieldEditor(editor)) => editor.input.method = method,
        Some(Overlay::WorkMenu(menu)) => menu.input.method = method,
        Some(Overlay::ListMenu(menu)) => menu.input.method = method,
        Some(Overlay::ListForm(form)) => {
            for field in &mut form.fields {
                field.input.method = method;
            }
        }
        Some(Overlay::RemarkEditor(editor)) => editor.input.method = method,
        Some(Overlay::LabelMenu(menu)) => menu.input.method = method,
        Some(
            Overlay::QrScreen(_)
            | Overlay::CatalogHistory(_)
            | Overlay::PlainText(_)
            | Overlay::ColumnMenu(_)
            | Overlay::Disagreements(_)
            | Overlay::ReportMenu(_)
            | Overlay::ReviewProgress,
        )
        | None => {}
    }
    model.notice = Some(Notice::hint(model.locale.t(method.key())));
}

/// Edits the line and searches again if its text changed.
fn edit_input_line(model: &mut Model, edit: impl FnOnce(&mut InputLine)) -> Vec<Effect> {
    if model.input.apply_edit(edit) {
        return build_query::search_if_changed(model);
    }
    Vec::new()
}
