//! What the store of work says: what is known of it, what is saved, and what was refused. Must not: begin an act.

use std::fmt::Display;
use std::sync::Arc;

use super::{build_query, disagreement_list, work_menu};
use crate::app::action::KeyContext;
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::Model;
use crate::app::model::list_form::{BuyerDraft, is_form_draft};
use crate::app::model::overlay::Overlay;
use crate::app::model::work_desk::SavingState;
use crate::app::notice::Notice;
use crate::app::store_work::{ActNumber, ActRefusal, WorkMsg, keep_draft};
use crate::catalog::FacetValueNames;
use crate::work::reviews::review_round::ReviewRound;

/// Takes what the store says.
pub(super) fn apply_work_msg(model: &mut Model, msg: WorkMsg) -> Vec<Effect> {
    match msg {
        WorkMsg::Overview(overview) => {
            let round_before = model.work.open.as_ref().map(|open| Arc::clone(&open.round));
            let before = round_before.as_ref().map(|round| round.id);
            let had_drafts = !model.work.drafts.is_empty();
            let begins_with_review = overview.begins_with_review;
            model.work.take_overview(*overview);
            if !had_drafts {
                offer_drafts(model);
            }
            let now = model.work.open.as_ref().map(|open| open.round.id);
            if now != before {
                tell_opened(model);
                model.work.lacks_facets = true;
            }
            if let Some(before) = round_before.filter(|_| now.is_none()) {
                close_windows_of_review(model);
                tell_closed(model, &before);
            }
            if begins_with_review {
                work_menu::begin_with_review(model)
            } else {
                Vec::new()
            }
        }
        WorkMsg::CannotOpen(reason) => {
            model.notice = Some(Notice::error(reason.clone()));
            model.work.trouble = Some(reason);
            Vec::new()
        }
        WorkMsg::Changed(change) => {
            for (id, work) in change.products {
                model.work.take_product(id, work);
            }
            if let Some((lists, last_used)) = change.lists {
                (model.work.lists, model.work.last_used) = (lists, last_used);
            }
            Vec::new()
        }
        WorkMsg::NewsRead => {
            disagreement_list::take_news(model);
            Vec::new()
        }
        WorkMsg::Saved(number) => take_saved(model, number),
        WorkMsg::Waiting(_) => {
            model.work.saving = SavingState::Waiting;
            Vec::new()
        }
        WorkMsg::Failed(_, reason) => {
            model.notice = Some(Notice::error(reason.clone()));
            model.work.saving = SavingState::Failed(reason);
            Vec::new()
        }
        WorkMsg::Refused(number, refusal) => {
            refuse_act(model, number, refusal);
            Vec::new()
        }
        WorkMsg::Marks(marks) => vec![Effect::Request(WorkerRequest::UseMarks(marks))],
        WorkMsg::DraftNotKept(reason) => {
            model.notice = Some(Notice::error(reason));
            Vec::new()
        }
    }
}

/// Takes the names of the values that are marked. The list is asked for again where another review was opened, so that
/// its facets are there; a verdict changes no list under the hand.
pub(super) fn apply_marks(model: &mut Model, names: &FacetValueNames) -> Vec<Effect> {
    model.value_names = names.in_language(&model.locale);
    if !std::mem::take(&mut model.work.lacks_facets) {
        return Vec::new();
    }
    build_query::start_search(model)
}

/// An act is on the disk.
fn take_saved(model: &mut Model, number: ActNumber) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut acts = model.work.unsaved.iter();
    let saved = acts.rfind(|act| act.number == number).cloned();
    let (drafts, told) = saved.map_or_else(Default::default, |act| (act.drafts, act.told));
    if let Some(told) = told {
        model.notice = Some(Notice::success(told));
    }
    for product_id in drafts {
        if model.work.drafts.contains_key(&product_id) {
            let request = keep_draft(&mut model.work.drafts, product_id, None);
            effects.push(Effect::Work(request));
        }
    }
    drop_act(model, number);
    effects
}

/// The act is no longer waited for.
fn drop_act(model: &mut Model, number: ActNumber) {
    model.work.unsaved.retain(|act| act.number != number);
    model.work.saving = if model.work.unsaved.is_empty() {
        SavingState::Saved
    } else {
        SavingState::Saving
    };
}

/// Says that an act was not written, because of what somebody else did; there is nothing of it to undo.
fn refuse_act(model: &mut Model, number: ActNumber, refusal: ActRefusal) {
    let acts = model.work.unsaved.iter();
    let words = acts
        .filter(|act| act.number == number)
        .map(|act| &*act.words);
    let words = words.collect::<String>();
    let (key, name) = match refusal {
        ActRefusal::ReviewClosed(name) => ("reviewing.refused_closed", name),
        ActRefusal::ReviewGone => ("reviewing.refused_gone", String::new()),
        ActRefusal::ProposalDecided => ("reviewing.refused_decided", String::new()),
    };
    let values: [(&str, &dyn Display); 2] = [("name", &name), ("act", &words)];
    let (keymap, context) = (&model.keymap, KeyContext::List);
    let sentence = keymap.fill_key_names_and_values(&model.locale, key, context, &values);
    model.notice = Some(Notice::error(sentence));
    model.undo_history.forget_work(number);
    drop_act(model, number);
}

/// Closes what is about the open review: none is open any more. The disagreements of a blind one are settled now.
fn close_windows_of_review(model: &mut Model) {
    let is_over = match &model.overlay {
        Some(Overlay::Disagreements(list)) => model.work.review_to_settle(list.review).is_none(),
        Some(Overlay::ReportMenu(_) | Overlay::ReviewProgress) => true,
        _ => false,
    };
    if is_over {
        model.overlay = None;
    }
}

/// Says that the open review was closed by somebody else.
fn tell_closed(model: &mut Model, before: &ReviewRound) {
    let mut rounds = model.work.rounds.iter();
    let is_closed = rounds.any(|round| round.id == before.id && round.is_closed);
    if is_closed {
        let name = &before.start.name;
        let sentence = model.locale.fill("reviewing.closed_now", &[("name", name)]);
        model.notice = Some(Notice::hint(sentence));
    }
}

/// Says which remark was typed and not written, or that something of a list was.
fn offer_drafts(model: &mut Model) {
    if model.notice.is_some() {
        return;
    }
    let ids = model.work.drafts.keys();
    let mut ids: Vec<&String> = ids.filter(|id| !is_form_draft(id)).collect();
    ids.sort_unstable();
    let Some(id) = ids.first() else {
        if let Some(id) = model.work.drafts.keys().min() {
            let sentence = if BuyerDraft::read(id).is_some() {
                "listing.buyer_draft_kept"
            } else {
                "listing.entry_draft_kept"
            };
            let (keymap, context) = (&model.keymap, KeyContext::List);
            let sentence = keymap.fill_key_names(&model.locale, sentence, context);
            model.notice = Some(Notice::hint(sentence));
        }
        return;
    };
    let keymap = &model.keymap;
    let values: [(&str, &dyn Display); 2] = [("id", id), ("n", &ids.len())];
    let sentence = keymap.fill_key_names_and_values(
        &model.locale,
        "reviewing.draft_kept",
        KeyContext::List,
        &values,
    );
    model.notice = Some(Notice::hint(sentence));
}

fn tell_opened(model: &mut Model) {
    let Some(open) = &model.work.open else {
        return;
    };
    let (done, total) = open.own_progress();
    let values: [(&str, &dyn Display); 3] = [
        ("name", &open.round.start.name),
        ("done", &model.locale.format_number(done)),
        ("all", &model.locale.format_number(total)),
    ];
    if model.notice.is_none() {
        let sentence = model.locale.fill("reviewing.opened", &values);
        model.notice = Some(Notice::success(sentence));
    }
}
