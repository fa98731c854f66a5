//! The window of the disagreements of the open review: walked through, and settled one after another by the digit of a
//! verdict.

use std::fmt::Display;

use super::overlay_outcome::OverlayOutcome;
use super::{act_recording, catalog_history};
use crate::app::action::{Action, HistoryAction};
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::disagreement_list::DisagreementList;
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::app::review_words;
use crate::app::store_work::{ReviewerAct, WorkRequest};

/// Opens the window; where there is nothing to settle, it is said.
pub(super) fn open_disagreement_list(model: &mut Model) -> Vec<Effect> {
    let effects = vec![Effect::Work(WorkRequest::ReadNews)];
    let Some(open) = &model.work.open else {
        return effects;
    };
    let name = open.round.start.name.clone();
    let refusal = if open.round.hides_others() {
        "reviewing.disputes_hidden"
    } else if model.work.disputed_products().is_empty() {
        "reviewing.no_disputes"
    } else {
        model.overlay = Some(Overlay::Disagreements(DisagreementList::default()));
        return effects;
    };
    let sentence = model.locale.fill(refusal, &[("name", &name)]);
    model.notice = Some(Notice::hint(sentence));
    effects
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
            let (size, count) = (model.size, model.work.disputed_products().len());
            let page = DisagreementList::page_rows(size) as isize;
            if let Some(Overlay::Disagreements(list)) = &mut model.overlay {
                list.move_cursor(movement.row_delta(page), count, size);
            }
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
    let last = model.work.disputed_products().len().saturating_sub(1);
    match &model.overlay {
        Some(Overlay::Disagreements(window)) => window.cursor.min(last),
        _ => 0,
    }
}

/// Settles the product at the cursor by the verdict with this digit.
fn settle(model: &mut Model, digit: usize) -> Vec<Effect> {
    let Some(open) = &model.work.open else {
        return Vec::new();
    };
    let round = &open.round;
    let author = &model.work.author;
    if round.started_by != *author && !round.has_reviewer(author) {
        let name = round.start.name.clone();
        let sentence = model
            .locale
            .fill("reviewing.not_reviewer", &[("name", &name)]);
        model.notice = Some(Notice::hint(sentence));
        return Vec::new();
    }
    let verdicts = &round.start.verdicts;
    let Some(kind) = digit.checked_sub(1).and_then(|index| verdicts.get(index)) else {
        let sentence = model
            .locale
            .fill("reviewing.no_such_verdict", &[("n", &verdicts.len())]);
        model.notice = Some(Notice::hint(sentence));
        return Vec::new();
    };
    let disputed = model.work.disputed_products();
    let Some(chosen) = disputed.get(cursor_row(model)) else {
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
    let is_last = disputed.len() == 1;
    let effect = act_recording::record_undoable_act(model, act, judged, words);
    act_recording::tell_when_saved(model, told);
    if is_last {
        model.overlay = None;
    }
    vec![effect]
}

/// Opens the record of the product at the cursor. The question before comes back with undo.
fn open_record(model: &mut Model) -> Vec<Effect> {
    let disputed = model.work.disputed_products();
    let id = disputed.get(cursor_row(model)).map(|one| one.id.to_owned());
    id.map_or_else(Vec::new, |id| catalog_history::open_product(model, &id))
}
