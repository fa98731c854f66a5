//! What happens changes the state; what should happen outside leaves as effects.

use super::acting::{
    apply_work_msg, count_asked, count_unanswered, save_again, toggle_sold_out, undo_last_act,
};
use super::answer::FairHit;
use super::effect::FairEffect;
use super::fair_keys::{FUNCTION_PREFIX, FairAction, find_fair_action, function_key_of};
use super::footer::hint;
use super::model::{FairModel, FairRest};
use super::panels::{
    ask_to_leave, compare, open_qr_code, open_remark, paste_into_panel, press_panel_key,
};
use super::question_end::note_pause;
use super::searching::{
    apply_answer, apply_count, apply_failure, apply_records, ask_question, request_records,
    show_producer_products, show_same_producer,
};
use crate::app::effect::WorkerRequest;
use crate::app::input_line::InputLine;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::model::selected_record::ProductSiblings;
use crate::app::msg::{Msg, ReloadOutcome};
use crate::app::notice::Notice;
use crate::app::screen_area::WindowSize;
use crate::app::selection_work::SelectionMsg;
use crate::app::store_work::WorkRequest;
use crate::wording::engine_error::format_engine_reason;

/// Rows that a page key moves by.
const PAGE: isize = 5;

/// What is asked before the first key.
pub fn start(model: &mut FairModel) -> Vec<FairEffect> {
    request_records(model)
}

/// Takes in one message. [`Msg::Idle`] says that the pause is over which [`FairModel::awaited_rest`] names.
pub fn update(model: &mut FairModel, msg: Msg) -> Vec<FairEffect> {
    match msg {
        Msg::Key(key) => {
            model.notice = None;
            take_key(model, key)
        }
        Msg::Paste(text) => {
            model.notice = None;
            paste(model, &text)
        }
        Msg::Idle => rest(model),
        Msg::Resize { width, height } => {
            model.size = WindowSize { width, height };
            Vec::new()
        }
        Msg::Answer(page) => {
            let effects = apply_answer(model, *page);
            replay_keys(model, effects)
        }
        Msg::Selection(SelectionMsg::ProductsLoaded { hits, .. }) => apply_records(model, hits),
        Msg::Siblings(siblings) => {
            take_siblings(model, *siblings);
            Vec::new()
        }
        Msg::MatchesCounted { line, total } => {
            apply_count(model, &line, total);
            Vec::new()
        }
        Msg::Work(msg) => apply_work_msg(model, msg),
        Msg::Notice(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
        Msg::NewerCatalog(_) => {
            model.has_newer_catalog = true;
            reload_when_empty(model)
        }
        Msg::Reloaded(outcome) => take_reloaded(model, outcome),
        Msg::Failed {
            query_number,
            cause,
            ..
        } => {
            apply_failure(model, query_number);
            let reason = format_engine_reason(&cause, &model.locale);
            let sentence = model.locale.fill("screen.failed", &[("reason", &reason)]);
            model.notice = Some(Notice::error(sentence));
            replay_keys(model, Vec::new())
        }
        // Nothing else is asked for here.
        _ => Vec::new(),
    }
}

/// Does what the keys that waited for the answer would have done.
fn replay_keys(model: &mut FairModel, mut effects: Vec<FairEffect>) -> Vec<FairEffect> {
    while !model.awaits_answer() && !model.waiting_keys.is_empty() {
        let key = model.waiting_keys.remove(0);
        effects.extend(press_key(model, key));
    }
    effects
}

/// True for what is done with an answer: done with an older one, it would hit another product.
const fn needs_answer(action: FairAction) -> bool {
    matches!(
        action,
        FairAction::Up
            | FairAction::Down
            | FairAction::PageUp
            | FairAction::PageDown
            | FairAction::Choose
            | FairAction::SoldOut
            | FairAction::Asked
            | FairAction::Remark
            | FairAction::SameProducer
            | FairAction::Compare
            | FairAction::QrCode
    )
}

/// Takes a key as it came. On a slow line an Escape and the key behind it arrive as one, which looks like Alt: here it
/// is always an Escape and a key.
fn take_key(model: &mut FairModel, key: KeyPress) -> Vec<FairEffect> {
    if key.alt {
        let mut effects = take_key(model, KeyPress::without_modifiers(KeyCode::Esc));
        effects.extend(take_key(model, KeyPress { alt: false, ..key }));
        return effects;
    }
    let is_second = std::mem::take(&mut model.awaits_digit);
    if key == FUNCTION_PREFIX {
        model.awaits_digit = true;
        model.notice = Some(Notice::hint(describe_digits(model)));
        return Vec::new();
    }
    if is_second && key.code == KeyCode::Esc {
        return Vec::new();
    }
    let function_key = function_key_of(key).filter(|_| is_second);
    press_key(model, function_key.unwrap_or(key))
}

/// Which digits do what behind the prefix.
fn describe_digits(model: &FairModel) -> String {
    let digits = ('0'..='9').filter_map(|digit| {
        let key = function_key_of(KeyPress::without_modifiers(KeyCode::Char(digit)))?;
        let action = find_fair_action(&model.keymap, key)?;
        let is_used = action != FairAction::Asked || model.counts_questions;
        is_used.then(|| format!("{digit} {}", hint(model, action, true).words))
    });
    let keys = digits.collect::<Vec<String>>().join("  ");
    model.locale.fill("fair.then_digit", &[("keys", &keys)])
}

fn press_key(model: &mut FairModel, key: KeyPress) -> Vec<FairEffect> {
    let action = find_fair_action(&model.keymap, key);
    if model.panel.is_none() && model.awaits_answer() {
        let waits = !model.waiting_keys.is_empty() || action.is_some_and(needs_answer);
        if waits && action != Some(FairAction::Clear) {
            model.waiting_keys.push(key);
            return Vec::new();
        }
    }
    if let Some(effects) = press_panel_key(model, key, action) {
        return effects;
    }
    match action {
        Some(action) => perform(model, action),
        None => key.typed_char().map_or_else(Vec::new, |c| {
            edit_question(model, true, |line| line.type_char(c))
        }),
    }
}

fn perform(model: &mut FairModel, action: FairAction) -> Vec<FairEffect> {
    match action {
        FairAction::Up => move_cursor(model, -1),
        FairAction::Down => move_cursor(model, 1),
        FairAction::PageUp => move_cursor(model, -PAGE),
        FairAction::PageDown => move_cursor(model, PAGE),
        FairAction::Choose => return choose(model),
        FairAction::Clear => return clear(model),
        FairAction::SoldOut => return toggle_sold_out(model),
        FairAction::Asked if !model.counts_questions => model.hint("fair.not_counted"),
        FairAction::Asked => return count_asked(model, true),
        FairAction::Remark => open_remark(model),
        FairAction::WholeCatalogue => {
            model.is_whole_catalogue = !model.is_whole_catalogue;
            model.is_finished = !model.question.text().is_empty();
            return ask_question(model);
        }
        FairAction::SameProducer => {
            if model.selected_hit().is_none() {
                model.hint("fair.nothing_shown");
            }
            return show_same_producer(model);
        }
        FairAction::Compare => compare(model),
        FairAction::QrCode => open_qr_code(model),
        FairAction::Undo => return undo_last_act(model),
        FairAction::SaveAgain => return save_again(model),
        FairAction::Redraw => return vec![FairEffect::Redraw],
        FairAction::Leave => ask_to_leave(model),
        FairAction::Edit(edit) => {
            model.is_finished = false;
            return edit_question(model, false, |line| line.perform_edit(edit));
        }
        FairAction::SwitchInputMethod => {
            model.question.method = model.question.method.next();
            let name = model.question.method.key();
            model.hint(name);
        }
    }
    Vec::new()
}

/// Moves among several; from the card of one back to the list of them.
fn move_cursor(model: &mut FairModel, rows: isize) {
    if let Some(answer) = &mut model.answer {
        if answer.hits.len() > 1 {
            answer.is_open = false;
        }
        answer.move_by(rows);
        model.is_finished = true;
    }
}

/// Takes the one under the cursor.
fn choose(model: &mut FairModel) -> Vec<FairEffect> {
    let asked = edit_question(model, false, InputLine::finish_word);
    if !asked.is_empty() {
        // The last word became another one: what is meant is known when it is answered.
        model
            .waiting_keys
            .push(KeyPress::without_modifiers(KeyCode::Enter));
        return asked;
    }
    model.is_finished = !model.question.text().is_empty();
    let Some(answer) = &mut model.answer else {
        return Vec::new();
    };
    // Looking at one of several is no asking; Enter on its card is.
    if answer.is_list() {
        answer.is_open = true;
        model.use_answer();
        return Vec::new();
    }
    count_asked(model, false)
}

/// Empties the screen for the next question.
fn clear(model: &mut FairModel) -> Vec<FairEffect> {
    let mut effects: Vec<FairEffect> = count_unanswered(model).into_iter().collect();
    model.waiting_keys.clear();
    model.awaits_digit = false;
    model.question.set_text("");
    model.is_finished = false;
    model.compared = None;
    model.is_whole_catalogue = false;
    model.begin_question();
    effects.extend(ask_question(model));
    effects.extend(reload_when_empty(model));
    effects
}

/// Edits the line and asks again where its text changed. A letter behind a finished question begins another one.
fn edit_question(
    model: &mut FairModel,
    is_letter: bool,
    edit: impl FnOnce(&mut InputLine),
) -> Vec<FairEffect> {
    let mut effects = Vec::new();
    let begins = is_letter && (model.is_finished || model.question.text().is_empty());
    if begins {
        effects.extend(count_unanswered(model));
        model.begin_question();
        model.question.set_text("");
        effects.push(FairEffect::Work(WorkRequest::ReadNews));
    }
    if is_letter {
        model.is_finished = false;
    }
    let changed = model.question.apply_edit(edit);
    if changed {
        model.is_used = false;
    }
    if changed || begins {
        effects.extend(ask_question(model));
    }
    effects
}

fn paste(model: &mut FairModel, text: &str) -> Vec<FairEffect> {
    if let Some(effects) = paste_into_panel(model, text) {
        return effects;
    }
    model.waiting_keys.clear();
    model.awaits_digit = false;
    edit_question(model, true, |line| line.insert_text(text))
}

/// A pause is over.
fn rest(model: &mut FairModel) -> Vec<FairEffect> {
    match model.awaited_rest() {
        Some((_, FairRest::Word)) => {
            note_pause(model);
            Vec::new()
        }
        Some((_, FairRest::Question)) => {
            model.is_finished = true;
            Vec::new()
        }
        Some((_, FairRest::Visitor)) => {
            // What was typed of a remark is kept as a draft.
            model.panel = None;
            let mut effects = clear(model);
            model.notice = None;
            effects.push(FairEffect::Work(WorkRequest::ReadNews));
            effects
        }
        None => Vec::new(),
    }
}

/// Opens a newer catalogue where no answer of the one before is shown.
fn reload_when_empty(model: &mut FairModel) -> Vec<FairEffect> {
    let is_free = model.question.text().is_empty() && model.panel.is_none();
    if is_free && std::mem::take(&mut model.has_newer_catalog) {
        return vec![FairEffect::Request(WorkerRequest::Reload)];
    }
    Vec::new()
}

fn take_reloaded(model: &mut FairModel, outcome: ReloadOutcome) -> Vec<FairEffect> {
    match outcome {
        ReloadOutcome::Opened { value_names, .. } => {
            model.value_names = value_names.with_selection();
            let mut effects = request_records(model);
            // The products of the list may have other ids now.
            effects.push(FairEffect::Work(WorkRequest::LinkAgain));
            effects
        }
        ReloadOutcome::Failed(_) => Vec::new(),
    }
}

/// Takes what else the catalogue has of a producer.
fn take_siblings(model: &mut FairModel, siblings: ProductSiblings) {
    let Some(shown) = model.selected_hit().cloned() else {
        return;
    };
    let record = shown.record.as_ref();
    if record.is_none_or(|record| record.product.id != siblings.product_id) {
        return;
    }
    let producer = shown.producer(&model.board).unwrap_or_default().to_owned();
    let board = &model.board;
    let hits = siblings.products.hits.into_iter();
    let others = hits.map(|hit| FairHit::of_record(hit, board)).collect();
    show_producer_products(model, shown, others, siblings.products.more, producer);
}
