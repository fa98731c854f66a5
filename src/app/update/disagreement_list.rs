//! The window of the disagreements of a review: walked through, and settled one after another by the digit of a
//! verdict.

use std::fmt::Display;

use super::overlay_outcome::OverlayOutcome;
use super::{act_recording, catalog_history};
use crate::app::action::{Action, HistoryAction, PaneAction};
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::disagreement_list::{DisagreementList, DisputedProduct};
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::app::review_words;
use crate::app::store_work::{ReviewerAct, WorkRequest};
use crate::work::events::event::ReviewId;

/// Opens the window: of the open review, or of a blind one that is closed where that one has something to settle.
pub(super) fn open_disagreement_list(model: &mut Model) -> Vec<Effect> {
    let effects = vec![Effect::Work(WorkRequest::ReadNews)];
    let Some(review) = choose_review(model) else {
        let hiding = model.work.open.as_ref().map(|open| &open.round);
        if let Some(round) = hiding.filter(|round| round.hides_others()) {
            let values = [("name", &round.start.name as &dyn Display)];
            let sentence = model.locale.fill("reviewing.disputes_hidden", &values);
            model.notice = Some(Notice::hint(sentence));
        } else {
            model.show_key_notice("refused.no_review");
        }
        return effects;
    };
    model.overlay = Some(Overlay::Disagreements(DisagreementList::new(review)));
    effects
}

/// The first review that has something to settle; where none has, the first.
fn choose_review(model: &Model) -> Option<ReviewId> {
    let reviews = model.work.reviews_to_settle();
    let mut disputed = reviews.iter();
    let disputed = disputed.find(|review| !model.work.disputed_products(**review).is_empty());
    disputed.or(reviews.first()).copied()
}

/// What others wrote is read: a window that had nothing until then shows what there is.
pub(super) fn take_news(model: &mut Model) {
    let waits = matches!(&model.overlay, Some(Overlay::Disagreements(list)) if !list.is_current);
    if !waits {
        return;
    }
    let chosen = choose_review(model).filter(|_| shown_products(model).is_empty());
    if let Some(Overlay::Disagreements(list)) = &mut model.overlay {
        list.is_current = true;
        list.review = chosen.unwrap_or(list.review);
    }
}

/// The review that the window is about.
fn shown_review(model: &Model) -> Option<ReviewId> {
    match &model.overlay {
        Some(Overlay::Disagreements(list)) => Some(list.review),
        _ => None,
    }
}

/// Shows the next review that can be settled.
fn show_next_review(model: &mut Model) {
    let reviews = model.work.reviews_to_settle();
    if let Some(Overlay::Disagreements(list)) = &mut model.overlay {
        let place = reviews.iter().position(|review| *review == list.review);
        let next = place.map_or(0, |place| (place + 1) % reviews.len());
        if let Some(review) = reviews.get(next) {
            let is_current = list.is_current;
            *list = DisagreementList {
                is_current,
                ..DisagreementList::new(*review)
            };
        }
    }
}

/// The products whose verdicts differ in the review of the window.
fn shown_products(model: &Model) -> Vec<DisputedProduct<'_>> {
    let review = shown_review(model);
    review.map_or_else(Vec::new, |review| model.work.disputed_products(review))
}

/// Takes a key, with its meaning in a record.
pub(super) fn press_disagreement_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let digit = key.as_char().and_then(|digit| digit.to_digit(10));
    if let Some(digit) = digit {
        return OverlayOutcome::Effects(settle(model, digit as usize));
    }
    if key.code == KeyCode::Enter {
        return OverlayOutcome::Effects(open_record(model));
    }
    match meaning {
        KeyMeaning::Bound(Action::Move(movement)) => {
            let (size, count) = (model.size, shown_products(model).len());
            let page = DisagreementList::page_rows(size) as isize;
            if let Some(Overlay::Disagreements(list)) = &mut model.overlay {
                list.move_cursor(movement.row_delta(page), count, size);
            }
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::Next) | Action::Complete) => {
            show_next_review(model);
        }
        KeyMeaning::Bound(Action::Pane(_)) => model.overlay = None,
        KeyMeaning::Prefix | KeyMeaning::NewPrefix => model.pending_keys = vec![key],
        KeyMeaning::Bound(action @ Action::Window(window)) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        KeyMeaning::Bound(action @ Action::History(HistoryAction::Undo | HistoryAction::Redo)) => {
            return OverlayOutcome::PassThrough(action);
        }
        _ => {}
    }
    OverlayOutcome::DONE
}

/// The row of the cursor: of the last product where there are fewer by now.
fn cursor_row(model: &Model) -> usize {
    let last = shown_products(model).len().saturating_sub(1);
    match &model.overlay {
        Some(Overlay::Disagreements(window)) => window.cursor.min(last),
        _ => 0,
    }
}

/// Settles the product at the cursor by the verdict with this digit. The window stays when it was the last one: a
/// digit pressed once more is no verdict on the product behind it.
fn settle(model: &mut Model, digit: usize) -> Vec<Effect> {
    let review = shown_review(model);
    let found = review.and_then(|review| model.work.review_to_settle(review));
    let Some((round, _)) = found else {
        return Vec::new();
    };
    let author = &model.work.author;
    if round.started_by != *author && !round.has_reviewer(author) {
        let values = [("name", &round.start.name as &dyn Display)];
        let sentence = model.locale.fill("reviewing.not_reviewer", &values);
        model.notice = Some(Notice::hint(sentence));
        return Vec::new();
    }
    let disputed = shown_products(model);
    let Some(chosen) = disputed.get(cursor_row(model)) else {
        return Vec::new();
    };
    let verdicts = &round.start.verdicts;
    let Some(kind) = digit.checked_sub(1).and_then(|index| verdicts.get(index)) else {
        let values = [("n", &verdicts.len() as &dyn Display)];
        let sentence = model.locale.fill("reviewing.no_such_verdict", &values);
        model.notice = Some(Notice::hint(sentence));
        return Vec::new();
    };
    let verdict = review_words::verdict_name(&model.locale, kind);
    let values: [(&str, &dyn Display); 2] = [("verdict", &verdict), ("name", &chosen.product.name)];
    let words = model.locale.fill("reviewing.act_settle", &values);
    let told = model.locale.fill("reviewing.settled_now", &values);
    let act = ReviewerAct::Settle {
        review: round.id,
        product: chosen.product.clone(),
        verdict: kind.key.clone(),
    };
    let judged = vec![chosen.id.to_owned()];
    let effect = act_recording::record_undoable_act(model, act, judged, words);
    act_recording::tell_when_saved(model, told);
    vec![effect]
}

/// Opens the record of the product at the cursor. The question before comes back with undo.
fn open_record(model: &mut Model) -> Vec<Effect> {
    let disputed = shown_products(model);
    let id = disputed.get(cursor_row(model)).map(|one| one.id.to_owned());
    id.map_or_else(Vec::new, |id| catalog_history::open_product(model, &id))
}
