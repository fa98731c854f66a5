//! The day that the catalogue is seen on, and the day that statistics are compared with: the line that takes one, and
//! what comes of it.
//!
//! Answers of the day before are never shown as those of the new one: until the service has changed days the screen
//! counts as searching. Must not: derive anything for a day.

use jiff::civil::Date;

use super::build_query;
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::day_prompt::{DayPrompt, DayPurpose};
use crate::app::model::overlay::Overlay;
use crate::app::model::remote::Remote;
use crate::app::model::statistics::ReferenceQuery;
use crate::app::notice::Notice;
use crate::catalog::FacetValueNames;
use crate::wording::engine_error::format_engine_reason;

/// Opens the line.
pub(super) fn open_day_prompt(model: &mut Model, purpose: DayPurpose) {
    let (today, seen) = (model.today, model.day);
    let prompt = DayPrompt::new(purpose, today, seen, model.input.method);
    model.overlay = Some(Overlay::DayPrompt(prompt));
}

/// Takes a key, with its meaning while typing, while the line is open.
pub(super) fn press_day_prompt_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.overlay = None,
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(take_typed_day(model));
        }
        KeyMeaning::Bound(Action::Edit(LineEdit::Erase)) if is_empty(model) => model.overlay = None,
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                edit_day(model, |line| edit.apply_to(line));
                Vec::new()
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_day_prompt(model: &mut Model, text: &str) {
    edit_day(model, |line| line.insert_text(text));
}

fn is_empty(model: &Model) -> bool {
    let prompt = model.day_prompt();
    prompt.is_some_and(|prompt| prompt.input.text().is_empty())
}

fn edit_day(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(Overlay::DayPrompt(prompt)) = &mut model.overlay {
        edit(&mut prompt.input);
    }
}

/// Takes the day of the line; a text that is no day stays, and is told.
fn take_typed_day(model: &mut Model) -> Vec<Effect> {
    let Some(prompt) = model.day_prompt() else {
        return Vec::new();
    };
    let (purpose, Some(day)) = (prompt.purpose, prompt.day()) else {
        return Vec::new();
    };
    model.overlay = None;
    match purpose {
        DayPurpose::See => return see_on_day(model, day),
        DayPurpose::Compare if day == model.day => {
            model.notice = Some(Notice::hint(model.locale.t("day.same")));
        }
        DayPurpose::Compare => {
            let reference = ReferenceQuery {
                line: String::new(),
                query: None,
                day,
                generation: None,
            };
            model.stats.set_reference(Some(reference));
        }
    }
    Vec::new()
}

/// Sees the catalogue on this day from now on.
pub(super) fn see_on_day(model: &mut Model, day: Date) -> Vec<Effect> {
    if day == model.wanted_day() {
        return Vec::new();
    }
    model.pending_day = Some(day);
    vec![Effect::Request(WorkerRequest::SeeOnDay(day))]
}

/// Repeats the search on the day that the catalogue is seen on now.
pub(super) fn apply_day(
    model: &mut Model,
    day: Date,
    outcome: Result<Box<FacetValueNames>, ocop_index::Error>,
) -> Vec<Effect> {
    if model.pending_day != Some(day) {
        return Vec::new();
    }
    model.pending_day = None;
    match outcome {
        Ok(value_names) => {
            model.day = day;
            model.value_names = *value_names;
            model.siblings = Remote::NotAsked;
            let reference = model.stats.reference();
            if reference.is_some_and(|reference| reference.query.is_none() && reference.day == day)
            {
                model.stats.set_reference(None);
            }
        }
        Err(cause) => {
            let reason = format_engine_reason(&cause, &model.locale);
            model.notice = Some(Notice::error(
                model.locale.fill("screen.failed", &[("reason", &reason)]),
            ));
        }
    }
    build_query::start_search(model)
}
