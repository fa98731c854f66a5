//! Saving the question of now, and the window of kept searches. Must not: search; taking one does, as typing does.

use ocop_index::query::language::parse;

use super::asking::{self, ask};
use super::recalling;
use crate::app::action::{Action, Context};
use crate::app::effect::{Effect, Request};
use crate::app::input::Input;
use crate::app::key::{Code, Key};
use crate::app::keymap::Meaning;
use crate::app::layout;
use crate::app::model::{Focus, Model};
use crate::app::recall::{self, Recall};

/// Saves the question of now, or gives it up when it is saved.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let line = asking::as_line(model).trim().to_owned();
    if line.is_empty() {
        model.notice = Some(model.locale.t("screen.nothing_to_save").to_owned());
        return Vec::new();
    }
    turn(model, line)
}

fn turn(model: &mut Model, line: String) -> Vec<Effect> {
    let is_saved = recall::turn(&mut model.saved, &line);
    let told = if is_saved {
        "screen.saved"
    } else {
        "screen.unsaved"
    };
    model.notice = Some(model.locale.fill(told, &[("line", &line)]));
    vec![Effect::Save {
        line,
        saved: is_saved,
    }]
}

/// Opens the window.
pub(super) fn open(model: &mut Model) {
    model.recall = Some(Recall {
        input: Input::typed_by(model.input.method),
        ..Recall::default()
    });
}

/// Takes a key while the window is open.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Meaning::Do(action) = model.keymap.meaning(Context::Input, &[key]) {
        effects = perform(model, action);
    } else if let Some(c) = key.text() {
        edit(model, |line| line.press(c));
    }
    keep_in_sight(model);
    effects
}

fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let window = layout::help_rows(model.size);
    let Some(recall) = &mut model.recall else {
        return Vec::new();
    };
    let rows = recall.rows(&model.saved, &model.past);
    let chosen = rows.get(recall.cursor).map(|row| row.line.clone());
    match action {
        Action::Back | Action::Recall => model.recall = None,
        Action::Up => recall.cursor = recall.cursor.saturating_sub(1),
        Action::Down => recall.cursor += 1,
        Action::PageUp => recall.cursor = recall.cursor.saturating_sub(window),
        Action::PageDown => recall.cursor += window,
        Action::ToList => {
            if let Some(line) = chosen {
                return take(model, &line);
            }
        }
        Action::Complete => {
            if let Some(line) = chosen {
                return turn(model, line);
            }
        }
        Action::Typing => super::typing::switch(model),
        Action::Quit | Action::Redraw | Action::Suspend | Action::Mouse | Action::Slow => {
            return super::act(model, action, Key::plain(Code::Enter));
        }
        edit_line => edit(model, |line| line.perform(edit_line)),
    }
    Vec::new()
}

/// Takes what was pasted.
pub(super) fn paste(model: &mut Model, text: &str) {
    edit(model, |line| line.insert(text));
    keep_in_sight(model);
}

fn edit(model: &mut Model, edit: impl FnOnce(&mut Input)) {
    if let Some(recall) = &mut model.recall
        && recall.input.edit(edit)
    {
        (recall.cursor, recall.offset) = (0, 0);
    }
}

/// Asks what the line asks; the list has the keys then.
fn take(model: &mut Model, line: &str) -> Vec<Effect> {
    model.recall = None;
    recalling::show(model, line);
    model.focus = Focus::List;
    ask(model)
}

/// Keeps the cursor of the window within what is shown of it.
pub(super) fn keep_in_sight(model: &mut Model) {
    let window = layout::help_rows(model.size);
    if let Some(recall) = &mut model.recall {
        let rows = recall.rows(&model.saved, &model.past).len();
        recall.keep_in_sight(rows, window);
    }
}

/// Asks for the next count that is in sight, one at a time, so that a search never waits behind them.
pub(super) fn missing_count(model: &mut Model) -> Option<Effect> {
    let window = layout::help_rows(model.size);
    let recall = model
        .recall
        .as_mut()
        .filter(|recall| recall.awaited.is_none())?;
    let rows = recall.rows(&model.saved, &model.past);
    let line = recall.uncounted(&rows, window)?.to_owned();
    let said = parse(&line).settle(&model.names);
    let mut query = said.query;
    query.literal = said.literal.unwrap_or_default();
    recall.awaited = Some(line.clone());
    Some(Effect::Ask(Request::Tally { line, query }))
}

/// Takes a count in; it may be one that a window closed since had asked for.
pub(super) fn take_count(model: &mut Model, line: String, total: Option<usize>) {
    if let Some(recall) = &mut model.recall {
        recall.awaited.take_if(|awaited| *awaited == line);
        recall.counts.insert(line, total);
    }
}
