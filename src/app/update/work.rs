//! Reviewing by single keys: a verdict, and on to the next product.
//!
//! An act leaves as an effect with a number. Until the store says that it is on the disk, it counts as unsaved. Must
//! not: make events; the service does.

use std::collections::HashSet;
use std::fmt::Display;
use std::sync::Arc;

use super::act_recording::{record_act, record_undoable_act, tell_when_saved};
use super::overlay_outcome::OverlayOutcome;
use super::{
    debounce, disagreement_list, import_prompt, label_menu, list_menu, navigation, remark_editor,
    report_menu, row_window, work_menu,
};
use crate::app::action::{Action, KeyContext, WorkAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::key::KeyPress;
use crate::app::keymap::{self, KeyMeaning};
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::model::undo_history::WorkStep;
use crate::app::model::work_desk::{SavingState, SoughtProduct};
use crate::app::notice::Notice;
use crate::app::review_words;
use crate::app::store_work::{ReviewerAct, WorkRequest};
use crate::wording::review_text::describe_broken_settlement;
use crate::work::events::product_ref::ProductRef;

/// Does something of the person's own work.
pub(super) fn perform_work_action(
    model: &mut Model,
    action: WorkAction,
    key: KeyPress,
) -> Vec<Effect> {
    match action {
        WorkAction::OpenMenu => {
            work_menu::open_work_menu(model);
            vec![Effect::Work(WorkRequest::ReadNews)]
        }
        WorkAction::ShowProgress if model.work.open.is_some() => {
            model.overlay = Some(Overlay::ReviewProgress);
            vec![Effect::Work(WorkRequest::ReadNews)]
        }
        WorkAction::SaveAgain => save_again(model),
        WorkAction::GiveVerdict => give_verdict(model, key),
        WorkAction::NextOpen => {
            let mut effects = vec![Effect::Work(WorkRequest::ReadNews)];
            effects.extend(seek_open(model, true));
            effects
        }
        WorkAction::PreviousOpen => seek_open(model, false),
        WorkAction::Postpone => postpone(model, key),
        WorkAction::Remark => remark_editor::open_remark_editor(model),
        WorkAction::SetLabel => label_menu::open_label_menu(model),
        WorkAction::ShowDisagreements => disagreement_list::open_disagreement_list(model),
        WorkAction::WriteReport if model.work.open.is_some() => {
            report_menu::open_report_menu(model);
            Vec::new()
        }
        WorkAction::ShowProgress | WorkAction::WriteReport => refuse(model, "refused.no_review"),
        WorkAction::ApplyProposals => import_prompt::compare_proposals(model),
        WorkAction::AddToList => list_menu::open_add_menu(model),
        WorkAction::SetStock => list_menu::open_stock_menu(model),
        WorkAction::EditEntry => list_menu::open_entry_menu(model),
        WorkAction::NoteInterest => list_menu::open_buyer_menu(model),
    }
}

/// Says why something cannot be done, with the keys that lead on.
pub(super) fn refuse(model: &mut Model, reason: &str) -> Vec<Effect> {
    let sentence = model
        .keymap
        .fill_key_names(&model.locale, reason, KeyContext::List);
    model.notice = Some(Notice::hint(sentence));
    Vec::new()
}

/// Takes an act back, or does one again that was taken back, and says which. In the store both are one more act.
pub(super) fn turn_back(model: &mut Model, step: WorkStep, back: bool) -> Vec<Effect> {
    let key = if back {
        "reviewing.undone"
    } else {
        "reviewing.redone"
    };
    let sentence = model.locale.fill(key, &[("act", &step.words)]);
    // What was typed is often typed once more, and its digits are no verdicts.
    model.work.missed.now = step.judged.is_empty();
    let act = ReviewerAct::Undo { of: step.number };
    let judged = if back { Vec::new() } else { step.judged };
    let effect = record_act(model, act, judged, sentence.clone());
    model.undo_history.renumber_work(back, model.work.act_count);
    if step.query_number == model.query_number && !model.is_stale() {
        go_to_row(model, step.row);
    }
    model.notice = Some(Notice::success(sentence));
    vec![effect]
}

/// The products that an act judges: the selected ones of the open review, else the one under the cursor. `None` where
/// there is none that this account may judge, which is told.
fn products_to_judge(model: &mut Model) -> Option<(Vec<String>, Vec<ProductRef>)> {
    let acted_on = model.acted_on_products()?;
    let open = model.work.open.as_ref()?;
    let ids = acted_on.ids.iter();
    let (ids, products): (Vec<String>, Vec<ProductRef>) = ids
        .filter_map(|id| Some((id.to_string(), open.scope.get(&**id)?.clone())))
        .unzip();
    let reason = if !open.round.has_reviewer(&model.work.author) {
        "reviewing.not_reviewer"
    } else if !products.is_empty() {
        return Some((ids, products));
    } else if acted_on.is_selection {
        "reviewing.selection_outside"
    } else {
        "reviewing.outside"
    };
    let name = open.round.start.name.clone();
    let sentence = model.locale.fill(reason, &[("name", &name)]);
    model.notice = Some(Notice::hint(sentence));
    None
}

/// Asks once more before an act on several products; true when it was asked just now by the same key.
fn is_confirmed(model: &mut Model, key: KeyPress, n: usize, sentence: &str, verdict: &str) -> bool {
    if n == 1 && model.selection.products.is_empty() {
        return true;
    }
    if model.work.asked_before.take() == Some(key) {
        return true;
    }
    model.work.asked = Some(key);
    let pressed = keymap::format_pressed_keys(&[key]);
    let n = model.locale.format_number(n);
    let values: [(&str, &dyn Display); 3] = [("n", &n), ("key", &pressed), ("verdict", &verdict)];
    model.notice = Some(Notice::hint(model.locale.fill(sentence, &values)));
    false
}

/// Gives the verdict with the number of the key, and goes on.
fn give_verdict(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let Some(open) = &model.work.open else {
        return refuse(model, "refused.no_review");
    };
    // `0912…` meant for a window that did not open judges nothing.
    if model.work.missed.before {
        model.work.missed.now = true;
        return refuse(model, "reviewing.digits_held_back");
    }
    let verdicts = &open.round.start.verdicts;
    let digit = key.as_char().and_then(|digit| digit.to_digit(10));
    let index = digit.and_then(|digit| (digit as usize).checked_sub(1));
    let Some(kind) = index.and_then(|index| verdicts.get(index)) else {
        let sentence = model
            .locale
            .fill("reviewing.no_such_verdict", &[("n", &verdicts.len())]);
        model.notice = Some(Notice::hint(sentence));
        model.work.missed.now = true;
        return Vec::new();
    };
    let (review, verdict) = (open.round.id, kind.key.clone());
    let name = review_words::verdict_name(&model.locale, kind).to_owned();
    let Some((judged, products)) = products_to_judge(model) else {
        return Vec::new();
    };
    let n = products.len();
    if !is_confirmed(model, key, n, "reviewing.confirm_selection", &name) {
        return Vec::new();
    }
    let number = model.locale.format_number(n);
    let values: [(&str, &dyn Display); 3] = [
        ("verdict", &name),
        ("name", &products[0].name),
        ("n", &number),
    ];
    let words = if n == 1 {
        "reviewing.act_verdict"
    } else {
        "reviewing.act_verdicts"
    };
    let words = model.locale.fill(words, &values);
    let broken = describe_first_broken_settlement(model, &judged, &verdict);
    let act = ReviewerAct::Verdict {
        review,
        products,
        verdict,
    };
    let mut effects = vec![record_undoable_act(model, act, judged, words)];
    if let Some(sentence) = broken {
        tell_when_saved(model, sentence);
    }
    effects.extend(seek_open(model, true));
    effects
}

/// What is told where a verdict contradicts what was settled: of the first such product.
fn describe_first_broken_settlement(
    model: &Model,
    ids: &[String],
    verdict: &str,
) -> Option<String> {
    let round = &model.work.open.as_ref()?.round;
    let action = Action::Work(WorkAction::ShowDisagreements);
    let how = model.keymap.shortcut_text(action, KeyContext::List);
    let how = how.unwrap_or_default();
    ids.iter().find_map(|id| {
        let reviewed = model.work.shown_work(id)?.reviews.get(&round.id)?;
        describe_broken_settlement(&model.locale, round, (reviewed, verdict), (id, &how))
    })
}

/// Puts the products off, and goes on.
fn postpone(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let Some(review) = model.work.open.as_ref().map(|open| open.round.id) else {
        return refuse(model, "refused.no_review");
    };
    let Some((judged, products)) = products_to_judge(model) else {
        return Vec::new();
    };
    let n = products.len();
    if !is_confirmed(model, key, n, "reviewing.confirm_postponing", "") {
        return Vec::new();
    }
    let number = model.locale.format_number(n);
    let values: [(&str, &dyn Display); 2] = [("name", &products[0].name), ("n", &number)];
    let words = if n == 1 {
        "reviewing.act_postpone"
    } else {
        "reviewing.act_postpones"
    };
    let words = model.locale.fill(words, &values);
    let told = describe_postponing(model, &judged, &words);
    let act = ReviewerAct::Postpone { review, products };
    let mut effects = vec![record_undoable_act(model, act, judged, words)];
    effects.extend(seek_open(model, true));
    // The progress does not move, so it is said.
    if model.notice.is_none() {
        model.notice = Some(Notice::success(told));
    }
    effects
}

/// What is told of putting products off: what it does, and that a verdict given before goes with it.
fn describe_postponing(model: &Model, ids: &[String], words: &str) -> String {
    let review = model.work.open.as_ref().map(|open| open.round.id);
    let is_judged = |id: &&String| {
        let work = model.work.products.get(*id);
        let reviewed = review.and_then(|review| work?.reviews.get(&review));
        reviewed.is_some_and(|reviewed| reviewed.verdict_of(&model.work.author).is_some())
    };
    let judged = ids.iter().filter(is_judged).count();
    if judged == 0 {
        return model
            .locale
            .fill("reviewing.postponed_now", &[("act", &words)]);
    }
    let n = model.locale.format_number(judged);
    let values: [(&str, &dyn Display); 2] = [("act", &words), ("n", &n)];
    let (keymap, context) = (&model.keymap, KeyContext::List);
    keymap.fill_key_names_and_values(
        &model.locale,
        "reviewing.postponed_judged",
        context,
        &values,
    )
}

/// Asks for another try of what could not be saved.
fn save_again(model: &mut Model) -> Vec<Effect> {
    if !matches!(model.work.saving, SavingState::Failed(_)) {
        return refuse(model, "refused.save_again");
    }
    model.work.saving = SavingState::Saving;
    vec![Effect::Work(WorkRequest::RetryNow)]
}

/// Goes to the next product of the list that this account has yet to review, from the end on at the other one.
pub(super) fn seek_open(model: &mut Model, forward: bool) -> Vec<Effect> {
    if model.work.open.is_none() || model.total() == 0 {
        return Vec::new();
    }
    let (total, selected) = (model.total(), model.selected);
    let sought = SoughtProduct {
        forward,
        next_row: next_row(selected, forward, total),
        rows_left: total - 1,
        query_number: model.query_number,
    };
    seek_from(model, sought)
}

const fn next_row(row: usize, forward: bool, total: usize) -> usize {
    match (forward, row) {
        (true, row) if row + 1 >= total => 0,
        (true, row) => row + 1,
        (false, 0) => total.saturating_sub(1),
        (false, row) => row - 1,
    }
}

/// Looks through the loaded rows; what is beyond, the search service looks through.
fn seek_from(model: &mut Model, mut sought: SoughtProduct) -> Vec<Effect> {
    let total = model.total();
    while sought.rows_left > 0 {
        let Some(hit) = model.hit_at(sought.next_row) else {
            return ask_for_open(model, sought);
        };
        if model.work.is_to_review(&hit.product.id) {
            tell_turn(model, sought.forward, sought.next_row);
            go_to_row(model, sought.next_row);
            return Vec::new();
        }
        sought.next_row = next_row(sought.next_row, sought.forward, total);
        sought.rows_left -= 1;
    }
    tell_nothing_left(model);
    Vec::new()
}

fn ask_for_open(model: &mut Model, sought: SoughtProduct) -> Vec<Effect> {
    let Some(open) = &model.work.open else {
        return Vec::new();
    };
    let wanted: HashSet<String> = open
        .scope
        .keys()
        .filter(|id| model.work.is_to_review(id))
        .cloned()
        .collect();
    if wanted.is_empty() {
        tell_nothing_left(model);
        return Vec::new();
    }
    model.work.sought = Some(sought);
    vec![Effect::Request(WorkerRequest::FindProduct {
        query_number: sought.query_number,
        from: sought.next_row,
        forward: sought.forward,
        wanted: Arc::new(wanted),
    })]
}

/// Says that the search for the next product went on from the other end of the list.
fn tell_turn(model: &mut Model, forward: bool, row: usize) {
    let key = match forward {
        true if row < model.selected => "reviewing.from_start",
        false if row > model.selected => "reviewing.from_end",
        _ => return,
    };
    if model.notice.is_none() {
        model.notice = Some(Notice::hint(model.locale.t(key)));
    }
}

fn go_to_row(model: &mut Model, row: usize) {
    navigation::select_row(model, row);
    // The record is what the person judges by, so it follows at once.
    debounce::end_debounce(model);
}

/// Says that the list has nothing left to review.
fn tell_nothing_left(model: &mut Model) {
    let is_left = model
        .selected_hit()
        .is_some_and(|hit| model.work.is_to_review(&hit.product.id));
    if is_left {
        model.notice = Some(Notice::hint(model.locale.t("reviewing.only_this_left")));
        return;
    }
    let Some(open) = &model.work.open else {
        return;
    };
    let (done, total) = model.work.own_progress(open);
    let postponed = open.progress.postponed;
    let left = total.saturating_sub(done);
    let values: [(&str, &dyn Display); 4] = [
        ("name", &open.round.start.name),
        ("done", &model.locale.format_number(done)),
        ("left", &model.locale.format_number(left)),
        ("postponed", &model.locale.format_number(postponed)),
    ];
    let sentence = if left == 0 {
        "reviewing.all_done"
    } else {
        "reviewing.list_done"
    };
    model.notice = Some(Notice::success(model.locale.fill(sentence, &values)));
}

/// Takes the row of the product that was looked for.
pub(super) fn apply_found_product(
    model: &mut Model,
    query_number: u64,
    index: Option<usize>,
) -> Vec<Effect> {
    if query_number != model.query_number || model.is_stale() {
        model.work.sought = None;
        return Vec::new();
    }
    let sought = model.work.sought.take();
    if sought.is_none() {
        return Vec::new();
    }
    match (index, sought) {
        (Some(index), Some(sought)) => {
            tell_turn(model, sought.forward, index);
            go_to_row(model, index);
        }
        _ => tell_nothing_left(model),
    }
    navigation::scroll_to_selection(model);
    row_window::request_missing_rows(model)
        .into_iter()
        .collect()
}

/// Goes to the first product that is not reviewed, once the list of a review that was opened is there.
pub(super) fn go_to_first_open(model: &mut Model) -> Vec<Effect> {
    if model.is_stale() || model.work.open.is_none() || !std::mem::take(&mut model.work.seeks_first)
    {
        return Vec::new();
    }
    let first = model.hit_at(model.selected);
    if first.is_some_and(|hit| model.work.is_to_review(&hit.product.id)) {
        return Vec::new();
    }
    let mut effects = seek_open(model, true);
    effects.extend(row_window::request_missing_rows(model));
    effects
}

/// Closes the window of the progress with any key, but for what concerns the terminal.
pub(super) fn press_progress_key(model: &mut Model, meaning: KeyMeaning) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(action @ Action::Window(window)) if window.works_over_panes() => {
            OverlayOutcome::PassThrough(action)
        }
        _ => {
            model.overlay = None;
            OverlayOutcome::DONE
        }
    }
}
