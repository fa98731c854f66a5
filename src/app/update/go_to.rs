//! Going to a place of a long list: a line that takes a row, a percentage or, in the order by name, letters.
//!
//! Must not: search; going never changes the query.

use ocop_index::Sort;

use super::overlay_outcome::OverlayOutcome;
use super::{input_line, navigation};
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::go_to_place::{ListPlace, parse_list_place};
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;

/// Opens the line.
pub(super) fn open_go_to_line(model: &mut Model) {
    if model.total() == 0 {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return;
    }
    let line = InputLine::with_input_method(model.input.method);
    model.overlay = Some(Overlay::GoTo(line));
}

/// Takes a key, with its meaning while typing, while the line is open.
pub(super) fn press_go_to_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.overlay = None,
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(go_to_typed_place(model));
        }
        KeyMeaning::Bound(Action::Edit(edit)) => edit_or_close(model, edit),
        KeyMeaning::Bound(Action::SwitchInputMethod) => input_line::switch_input_method(model),
        KeyMeaning::Bound(action @ Action::Window(window)) if window.concerns_terminal() => {
            return OverlayOutcome::PassThrough(action);
        }
        KeyMeaning::Unbound => {
            let typed = key.typed_char();
            if let (Some(line), Some(c)) = (go_to_line(model), typed) {
                line.type_char(c);
            }
        }
        _ => {}
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_go_to_line(model: &mut Model, text: &str) {
    if let Some(line) = go_to_line(model) {
        line.insert_text(text);
    }
}

const fn go_to_line(model: &mut Model) -> Option<&mut InputLine> {
    match &mut model.overlay {
        Some(Overlay::GoTo(line)) => Some(line),
        _ => None,
    }
}

/// Erasing in the empty line closes it.
fn edit_or_close(model: &mut Model, edit: LineEdit) {
    let Some(line) = go_to_line(model) else {
        return;
    };
    if edit == LineEdit::Erase && line.text().is_empty() {
        model.overlay = None;
    } else {
        line.perform_edit(edit);
    }
}

fn go_to_typed_place(model: &mut Model) -> Vec<Effect> {
    let Some(line) = go_to_line(model) else {
        return Vec::new();
    };
    line.finish_word();
    let typed = line.text().to_owned();
    model.overlay = None;
    if typed.trim().is_empty() {
        return Vec::new();
    }
    match parse_list_place(&typed, model.total()) {
        Some(ListPlace::Row(index)) => navigation::select_row(model, index),
        Some(ListPlace::Name(_)) if model.effective_sort() != Sort::Name => {
            model.show_key_notice("screen.go_to_needs_names");
        }
        Some(ListPlace::Name(letters)) => {
            return vec![Effect::Request(WorkerRequest::FindName {
                query_number: model.query_number,
                letters,
            })];
        }
        None => model.show_key_notice("screen.go_to_unclear"),
    }
    Vec::new()
}

/// Goes to the row of a name that was found.
pub(super) fn apply_found_name(model: &mut Model, query_number: u64, index: usize) {
    if query_number == model.query_number && !model.is_stale() {
        navigation::select_row(model, index);
    }
}
