//! The next question: the old line selected for it, a `q` that may be its first letter, and keys that mean nothing.
//!
//! Must not: search by itself; the edits of the line do.

use std::fmt::Display;

use super::{input_line, search_history};
use crate::app::action::{Action, KeyContext, PaneAction, WindowAction};
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::{self, KeyMeaning};
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;

/// Goes to the search line, its old words selected: the first letter replaces them.
pub(super) fn begin_next_question(model: &mut Model) {
    model.focus = Focus::Input;
    model.input.select_all();
}

/// Waits for a second key before the program is left: the first may begin a word.
pub(super) fn ask_before_leaving(model: &mut Model, key: KeyPress) {
    model.first_close_key = Some(key);
    let pressed = keymap::format_pressed_keys(&[key]);
    let sentence = model
        .locale
        .fill("screen.close_again", &[("pressed", &pressed)]);
    model.notice = Some(Notice::hint(sentence));
}

/// Takes the key after the first one that closes: the same again or Enter leaves, a letter begins a search with both;
/// `None` for any other key, which means what it always means.
pub(super) fn press_second_key(
    model: &mut Model,
    first: KeyPress,
    key: KeyPress,
    meaning: KeyMeaning,
) -> Option<Vec<Effect>> {
    let is_same = key == first || meaning == KeyMeaning::Bound(Action::Pane(PaneAction::Close));
    if is_same || key == KeyPress::without_modifiers(KeyCode::Enter) {
        let remembered = search_history::remember_search(model);
        return Some(remembered.into_iter().chain([Effect::Quit]).collect());
    }
    let is_quit = meaning == KeyMeaning::Bound(Action::Window(WindowAction::Quit));
    let is_letter = key.typed_char().is_some_and(char::is_alphanumeric);
    if !is_letter || is_quit || first.typed_char().is_none() {
        return None;
    }
    begin_next_question(model);
    let mut effects = input_line::type_key(model, first);
    effects.extend(input_line::type_key(model, key));
    Some(effects)
}

/// Says that a letter does nothing here, and how to search.
pub(super) fn report_dead_key(model: &mut Model, key: KeyPress) {
    if !key.is_text() {
        return;
    }
    model.work.missed.now = true;
    let pressed = keymap::format_pressed_keys(&[key]);
    let sentence = if model.focus == Focus::Facets {
        "screen.dead_key_in_filters"
    } else {
        "screen.dead_key"
    };
    let values: [(&str, &dyn Display); 1] = [("pressed", &pressed)];
    let (locale, context) = (&model.locale, KeyContext::from_focus(model.focus));
    let keymap = &model.keymap;
    let notice = keymap.fill_key_names_and_values(locale, sentence, context, &values);
    model.notice = Some(Notice::hint(notice));
}
