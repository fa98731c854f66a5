//! What happens changes the model; what should happen outside leaves as effects.
//!
//! One function a message; actions are spread over [`typing`], [`walking`] and [`filtering`]. Must not: do
//! input or output, read a clock, or draw.

mod answering;
mod filtering;
mod typing;
mod walking;

use super::action::{Action, Context};
use super::effect::Effect;
use super::key::{Code, Key};
use super::keymap::Meaning;
use super::layout;
use super::model::{Focus, Model};
use super::msg::Msg;

/// Takes in one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => take_key(model, key),
        Msg::Paste(text) => paste(model, &text),
        Msg::Resize { width, height } => {
            model.size = layout::Size { width, height };
            Vec::new()
        }
        Msg::Answer(page) => {
            answering::take_page(model, *page);
            release(model)
        }
        Msg::Rows {
            generation,
            start,
            hits,
        } => {
            answering::take_rows(model, generation, start, hits);
            Vec::new()
        }
        Msg::Failed(reason) => {
            model.notice = Some(model.locale.fill("screen.failed", &[("reason", &reason)]));
            model.held.clear();
            Vec::new()
        }
    };
    walking::keep_in_sight(model);
    effects.extend(answering::missing_rows(model));
    effects
}

/// The first question, before any key.
pub fn start(model: &mut Model) -> Vec<Effect> {
    filtering::ask(model)
}

/// Most keys that wait for an answer; more come from no person.
const HELD: usize = 4096;

/// A key that walks or chooses in a list that is not here yet waits for it, and all keys behind it: what is
/// typed ahead on a slow line does what it would have done on a fast one.
fn take_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut keys = model.pending.clone();
    keys.push(key);
    let meaning = model.keymap.meaning(Context::of(model.focus), &keys);
    if meaning == Meaning::Do(Action::Quit) {
        return press(model, key);
    }
    let waits = matches!(meaning, Meaning::Do(action) if action.needs_answer());
    if model.held.is_empty() && !(waits && model.is_stale() && model.help.is_none()) {
        return press(model, key);
    }
    if model.held.len() < HELD {
        model.held.push(key);
    }
    Vec::new()
}

/// The answer is here: the keys that waited have their turn.
fn release(model: &mut Model) -> Vec<Effect> {
    if model.is_stale() {
        return Vec::new();
    }
    let keys = std::mem::take(&mut model.held);
    keys.into_iter()
        .flat_map(|key| take_key(model, key))
        .collect()
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    if model.help.is_some() {
        return press_in_help(model, key);
    }
    let context = Context::of(model.focus);
    let mut keys = std::mem::take(&mut model.pending);
    if key.code == Code::Esc && !keys.is_empty() {
        return Vec::new();
    }
    keys.push(key);
    match model.keymap.meaning(context, &keys) {
        Meaning::Do(action) => perform(model, action),
        Meaning::Begins => {
            model.pending = keys;
            Vec::new()
        }
        // On a slow line an Escape and the key behind it arrive together and look like Alt.
        Meaning::Nothing if key.alt => {
            let mut effects = press(model, Key::plain(Code::Esc));
            effects.extend(press(model, Key { alt: false, ..key }));
            effects
        }
        Meaning::Nothing if model.focus == Focus::Input => typing::letter(model, key),
        Meaning::Nothing => Vec::new(),
    }
}

fn press_in_help(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(line) = model.help else {
        return Vec::new();
    };
    // While the help is open, the record's keys scroll it.
    match model.keymap.meaning(Context::Detail, &[key]) {
        Meaning::Do(Action::Down) => model.help = Some(line + 1),
        Meaning::Do(Action::Up) => model.help = Some(line.saturating_sub(1)),
        Meaning::Do(Action::PageDown) => model.help = Some(line + 10),
        Meaning::Do(Action::PageUp) => model.help = Some(line.saturating_sub(10)),
        Meaning::Do(Action::Quit) => return vec![Effect::Quit],
        Meaning::Do(Action::Redraw) => return vec![Effect::Redraw],
        Meaning::Do(Action::Back | Action::Close | Action::Help) => model.help = None,
        _ => {}
    }
    Vec::new()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.pending.clear();
    model.help = None;
    model.focus = Focus::Input;
    typing::paste(model, text)
}

fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => vec![Effect::Quit],
        Action::Close => close(model),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Help => {
            model.help = Some(0);
            Vec::new()
        }
        Action::Toggle
        | Action::DropFilter
        | Action::DropFilters
        | Action::Sort
        | Action::WayOut(_)
        | Action::Collapse
        | Action::Expand
        | Action::NextFacet
        | Action::PreviousFacet => filtering::perform(model, action),
        Action::Erase
        | Action::EraseRight
        | Action::EraseWord
        | Action::EraseToStart
        | Action::EraseToEnd
        | Action::WordLeft
        | Action::WordRight
        | Action::LineStart
        | Action::LineEnd
        | Action::Left
        | Action::Right => typing::perform(model, action),
        _ => {
            walking::perform(model, action);
            Vec::new()
        }
    }
}

/// Closes what is on top; at the top, the program.
fn close(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::List && !model.zoom {
        return vec![Effect::Quit];
    }
    walking::back(model);
    Vec::new()
}
