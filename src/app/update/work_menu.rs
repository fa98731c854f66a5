//! The menu of reviews: start one of what the question shown finds, open one, or put the open one away.

use std::sync::Arc;

use super::act_recording;
use super::build_query::{self, start_search};
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, Movement, PaneAction};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::overlay::Overlay;
use crate::app::model::work_menu::{WorkMenu, WorkMenuRow};
use crate::app::model::{Focus, Model, PickedOptions};
use crate::app::notice::Notice;
use crate::app::store_work::{NewReview, ReviewerAct, WorkRequest};
use crate::work::reviews::review_name::{
    MAX_REVIEW_NAME_LETTERS, UnfitReviewName, read_review_name,
};
use crate::work::reviews::review_round::ReviewRound;

/// Opens the menu.
pub(super) fn open_work_menu(model: &mut Model) {
    model.overlay = Some(Overlay::WorkMenu(WorkMenu {
        input: InputLine::with_input_method(model.input.method),
        cursor: 0,
    }));
}

/// Takes a key, with its meaning while typing.
pub(super) fn press_work_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.overlay = None,
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(choose_row(model));
        }
        KeyMeaning::Bound(Action::Move(movement)) => move_cursor(model, movement),
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                edit_name(model, |line| edit.apply_to(line));
                Vec::new()
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_work_menu(model: &mut Model, text: &str) {
    edit_name(model, |line| line.insert_text(text));
}

fn edit_name(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(Overlay::WorkMenu(menu)) = &mut model.overlay {
        edit(&mut menu.input);
        menu.cursor = 0;
    }
}

fn shown_rows(model: &Model) -> Vec<WorkMenuRow> {
    let is_open = model.work.open.is_some();
    let menu = model.work_menu();
    menu.map_or_else(Vec::new, |menu| {
        menu.rows(&model.work.rounds, is_open, model.today)
    })
}

fn move_cursor(model: &mut Model, movement: Movement) {
    let last = shown_rows(model).len().saturating_sub(1);
    if let Some(Overlay::WorkMenu(menu)) = &mut model.overlay {
        let by = movement.row_delta(10);
        menu.cursor = menu.cursor.saturating_add_signed(by).min(last);
    }
}

fn choose_row(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::WorkMenu(menu)) = &mut model.overlay {
        menu.input.finish_word();
    }
    let cursor = model.work_menu().map_or(0, |menu| menu.cursor);
    match shown_rows(model).into_iter().nth(cursor) {
        None => Vec::new(),
        Some(WorkMenuRow::Start { name, due }) => match due {
            Ok(due) => start_review(model, &name, due),
            Err(text) => {
                let sentence = model
                    .locale
                    .fill("reviewing.due_unclear", &[("text", &text)]);
                model.notice = Some(Notice::hint(sentence));
                Vec::new()
            }
        },
        Some(WorkMenuRow::Open(round)) => open_review(model, &round),
        Some(WorkMenuRow::PutAway) => {
            model.overlay = None;
            model.notice = Some(Notice::hint(model.locale.t("reviewing.put_away")));
            vec![Effect::Work(WorkRequest::OpenReview(None))]
        }
    }
}

fn start_review(model: &mut Model, name: &str, due: Option<jiff::civil::Date>) -> Vec<Effect> {
    if name.is_empty() {
        model.notice = Some(Notice::hint(model.locale.t("reviewing.no_name")));
        return Vec::new();
    }
    let rounds = model.work.rounds.iter().map(|round| &**round);
    let name = match read_review_name(name, rounds) {
        Ok(name) => name,
        Err(unfit) => {
            let sentence = match unfit {
                UnfitReviewName::Length => model
                    .locale
                    .fill("review.bad_name", &[("n", &MAX_REVIEW_NAME_LETTERS)]),
                UnfitReviewName::Taken(known) => model
                    .locale
                    .fill("review.name_taken", &[("known", &known.start.name)]),
            };
            model.notice = Some(Notice::hint(sentence));
            return Vec::new();
        }
    };
    if model.total() == 0 {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    }
    model.overlay = None;
    model.focus = Focus::List;
    model.work.seeks_first = true;
    let words = model.locale.fill("reviewing.act_start", &[("name", &name)]);
    let new = NewReview {
        name,
        due,
        question: build_query::format_query_line(model).trim().to_owned(),
        query: model.query.clone(),
    };
    let act = ReviewerAct::StartReview(Box::new(new));
    vec![act_recording::record_undoable_act(
        model,
        act,
        Vec::new(),
        words,
    )]
}

/// Opens a review, with the list of its question.
fn open_review(model: &mut Model, round: &Arc<ReviewRound>) -> Vec<Effect> {
    model.overlay = None;
    let mut effects = vec![Effect::Work(WorkRequest::OpenReview(Some(round.id)))];
    effects.extend(show_review(model, round));
    effects
}

/// Shows the list of the open review, which a command opened, unless somebody did something here already.
pub(super) fn begin_with_review(model: &mut Model) -> Vec<Effect> {
    let is_start = model.input.text().is_empty()
        && model.overlay.is_none()
        && model.picked == PickedOptions::default();
    let round = model.work.open.as_ref().map(|open| Arc::clone(&open.round));
    match round.filter(|_| is_start) {
        Some(round) => show_review(model, &round),
        None => Vec::new(),
    }
}

/// The list of the question of a review, at the first product that is not reviewed.
fn show_review(model: &mut Model, round: &ReviewRound) -> Vec<Effect> {
    model.input.set_text(&round.start.question);
    model.picked = PickedOptions::default();
    model.focus = Focus::List;
    model.selected = 0;
    model.work.seeks_first = true;
    start_search(model)
}
