//! Acts of a person: stock, remarks, what visitors asked; told as saved when they are on the disk, and taken back.

use super::answer::FairHit;
use super::board::FairBoard;
use super::effect::FairEffect;
use super::fair_act::FairAct;
use super::fair_keys::{FairAction, shown_key};
use super::model::{FairModel, UnsavedFairAct, draft_key};
use super::paused_question::MissingAnswer;
use super::searching::request_records;
use crate::app::model::work_desk::SavingState;
use crate::app::notice::Notice;
use crate::app::store_work::{
    ActNumber, ReviewerAct, WorkChange, WorkMsg, WorkRequest, keep_draft,
};
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};
use crate::work::lists::list_act::{EntryValue, Stock};
use crate::work::lists::product_list::{ListEntry, ProductLists};

/// Fewer letters are no question.
const MIN_QUESTION_LETTERS: usize = 2;

/// How an act is told.
struct ToldAct {
    /// What it does, in words.
    words: String,
    /// The person is told when it is saved.
    is_told: bool,
    /// The draft of the remark that it writes.
    draft: Option<String>,
}

/// Hands an act to the store; it can be taken back.
fn record(model: &mut FairModel, act: FairAct, told: ToldAct) -> FairEffect {
    let words = told.words.clone();
    let effect = send_act(model, ReviewerAct::AtFair(Box::new(act)), told);
    model.acts.done.push((model.acts.count, words));
    effect
}

fn send_act(model: &mut FairModel, act: ReviewerAct, told: ToldAct) -> FairEffect {
    let acts = &mut model.acts;
    acts.count += 1;
    let is_stuck = matches!(acts.saving, SavingState::Failed(_) | SavingState::Waiting);
    if !is_stuck {
        acts.saving = SavingState::Saving;
    }
    if told.is_told {
        let sentence = model.locale.fill("fair.saving", &[("act", &told.words)]);
        model.notice = Some(Notice::hint(sentence));
    }
    acts.unsaved.push(UnsavedFairAct {
        number: acts.count,
        words: told.words,
        is_told: told.is_told,
        draft: told.draft,
    });
    FairEffect::Work(WorkRequest::Record {
        number: acts.count,
        act,
    })
}

/// The entry under the cursor; told where there is none.
fn selected_entry(model: &mut FairModel) -> Option<(EntryKey, EntrySubject, String)> {
    let board: &FairBoard = &model.board;
    let hit = model.selected_hit();
    let entry = hit.and_then(|hit| hit.entry_in(board));
    let found = entry.map(|entry| {
        (
            entry.key.clone(),
            entry.subject.clone(),
            entry.subject.name().to_owned(),
        )
    });
    if found.is_none() {
        let key = if hit.is_some() {
            "fair.not_listed"
        } else {
            "fair.nothing_shown"
        };
        model.hint(key);
    }
    found
}

/// Sold out, or there again.
pub(super) fn toggle_sold_out(model: &mut FairModel) -> Vec<FairEffect> {
    let Some((key, subject, name)) = selected_entry(model) else {
        return Vec::new();
    };
    let is_sold_out = model.board.find(&key).is_some_and(ListEntry::is_sold_out);
    let (stock, words) = if is_sold_out {
        (Stock::InStock, "fair.act_in_stock")
    } else {
        (Stock::SoldOut, "fair.act_sold_out")
    };
    model.use_answer();
    let act = FairAct::SetField {
        list: model.board.list.id,
        subject,
        value: EntryValue::Stock(Some(stock)),
    };
    let told = ToldAct {
        words: model.locale.fill(words, &[("name", &name)]),
        is_told: true,
        draft: None,
    };
    vec![record(model, act, told)]
}

/// Writes a remark on an entry; an empty one takes the one before away.
pub(super) fn write_remark(
    model: &mut FairModel,
    (key, subject, name): (&EntryKey, EntrySubject, &str),
    text: &str,
) -> FairEffect {
    let act = FairAct::SetField {
        list: model.board.list.id,
        subject,
        value: EntryValue::Remark(Some(text.to_owned()).filter(|text| !text.is_empty())),
    };
    let told = ToldAct {
        words: model.locale.fill("fair.act_remark", &[("name", &name)]),
        is_told: true,
        draft: Some(draft_key(key)),
    };
    record(model, act, told)
}

/// Counts that a visitor asked for the one under the cursor: once more by its key, and only once for a question
/// where it was only taken.
pub(super) fn count_asked(model: &mut FairModel, is_key: bool) -> Vec<FairEffect> {
    if !model.counts_questions {
        return Vec::new();
    }
    let hit = model.selected_hit().cloned();
    let Some(subject) = hit.as_ref().and_then(|hit| hit.subject(&model.board)) else {
        if is_key {
            model.hint("fair.nothing_shown");
        }
        return Vec::new();
    };
    if !model.counted.insert(subject.clone()) && !is_key {
        return Vec::new();
    }
    model.use_answer();
    let name = hit.map(|hit| hit.name(&model.board)).unwrap_or_default();
    let told = ToldAct {
        words: model.locale.fill("fair.act_asked", &[("name", &name)]),
        is_told: true,
        draft: None,
    };
    let list = model.board.list.id;
    vec![record(model, FairAct::Asked { list, subject }, told)]
}

/// Counts a question that is left without an answer; nothing where it has one, or is none.
pub(super) fn count_unanswered(model: &mut FairModel) -> Option<FairEffect> {
    let missing = model.missing_answer()?;
    let question = model.answer.as_ref()?.question.clone();
    record_unanswered(model, &question, missing)
}

/// Counts a question without an answer, where questions are counted and this is one.
pub(super) fn record_unanswered(
    model: &mut FairModel,
    question: &str,
    missing: MissingAnswer,
) -> Option<FairEffect> {
    let question = question.trim().to_owned();
    let letters = question.chars().filter(|c| c.is_alphanumeric()).count();
    if !model.counts_questions || letters < MIN_QUESTION_LETTERS {
        return None;
    }
    let told = ToldAct {
        words: model
            .locale
            .fill("fair.act_question", &[("question", &question)]),
        is_told: false,
        draft: None,
    };
    let act = FairAct::Question {
        list: model.board.list.id,
        question,
        is_near: missing == MissingAnswer::OnlyNear,
    };
    Some(record(model, act, told))
}

/// Takes the last act of this sitting back.
pub(super) fn undo_last_act(model: &mut FairModel) -> Vec<FairEffect> {
    let Some((number, words)) = model.acts.done.pop() else {
        model.hint("fair.nothing_to_undo");
        return Vec::new();
    };
    let told = ToldAct {
        words: model.locale.fill("fair.act_undo", &[("act", &words)]),
        is_told: true,
        draft: None,
    };
    vec![send_act(model, ReviewerAct::Undo { of: number }, told)]
}

/// Writes again what could not be saved.
pub(super) fn save_again(model: &mut FairModel) -> Vec<FairEffect> {
    if model.acts.unsaved.is_empty() {
        model.hint("fair.all_saved");
        return Vec::new();
    }
    model.acts.saving = SavingState::Saving;
    vec![FairEffect::Work(WorkRequest::RetryNow)]
}

/// Takes what the store says.
pub(super) fn apply_work_msg(model: &mut FairModel, msg: WorkMsg) -> Vec<FairEffect> {
    match msg {
        WorkMsg::Overview(overview) => {
            model.drafts = overview.drafts;
            return take_lists(model, &overview.lists);
        }
        WorkMsg::Changed(WorkChange {
            lists: Some((lists, _)),
            ..
        }) => return take_lists(model, &lists),
        WorkMsg::Saved(number) => return take_saved(model, number),
        WorkMsg::Waiting(_) => {
            model.acts.saving = SavingState::Waiting;
            model.hint("fair.waiting");
        }
        WorkMsg::Failed(_, reason) => {
            model.notice = Some(Notice::error(reason.clone()));
            model.acts.saving = SavingState::Failed(reason);
        }
        WorkMsg::CannotOpen(reason) | WorkMsg::DraftNotKept(reason) => {
            model.notice = Some(Notice::error(reason));
        }
        // What else people do is no matter of a fair.
        WorkMsg::Changed(_) | WorkMsg::Marks(_) | WorkMsg::NewsRead | WorkMsg::Refused(..) => {}
    }
    Vec::new()
}

/// Takes the list as it stands now. One that was deleted meanwhile stays as it was.
fn take_lists(model: &mut FairModel, lists: &ProductLists) -> Vec<FairEffect> {
    match lists.get(model.board.list.id) {
        Some(list) => take_board(model, FairBoard::new(list.clone())),
        None => Vec::new(),
    }
}

fn take_board(model: &mut FairModel, board: FairBoard) -> Vec<FairEffect> {
    let has_same_products = board.product_ids() == model.board.product_ids();
    let has_same_entries = board.entries().len() == model.board.entries().len();
    model.board = board;
    if has_same_products && has_same_entries && !model.wants_records {
        forget_lost_entries(model);
        return Vec::new();
    }
    request_records(model)
}

/// What is shown of entries that are not in the list any more is what the catalogue has.
fn forget_lost_entries(model: &mut FairModel) {
    let board = &model.board;
    if let Some(answer) = &mut model.answer {
        let is_there = |hit: &FairHit| hit.record.is_some() || hit.entry_in(board).is_some();
        answer.hits.retain(is_there);
        answer.move_by(0);
    }
}

/// An act is on the disk.
fn take_saved(model: &mut FairModel, number: ActNumber) -> Vec<FairEffect> {
    let mut effects = Vec::new();
    let unsaved = &mut model.acts.unsaved;
    let saved = unsaved.iter().position(|act| act.number == number);
    let saved = saved.map(|index| unsaved.remove(index));
    model.acts.saving = if model.acts.unsaved.is_empty() {
        SavingState::Saved
    } else {
        SavingState::Saving
    };
    let Some(saved) = saved else {
        return effects;
    };
    if let Some(key) = saved.draft.filter(|key| model.drafts.contains_key(key)) {
        effects.push(FairEffect::Work(keep_draft(&mut model.drafts, key, None)));
    }
    if saved.is_told && number == model.acts.count {
        let undo = shown_key(FairAction::Undo);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("act", &saved.words), ("undo", &undo)];
        model.notice = Some(Notice::success(model.locale.fill("fair.saved", &values)));
    }
    effects
}
