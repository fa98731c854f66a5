//! What stands over the answer: the line of a remark, the question whether to leave, a QR code, two products beside
//! each other.

use super::acting::{count_unanswered, write_remark};
use super::answer::FairHit;
use super::effect::FairEffect;
use super::fair_keys::FairAction;
use super::model::{FairModel, FairPanel, FairRemark, draft_key};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::notice::Notice;
use crate::app::store_work::keep_draft;
use crate::work::name_key::name_key;

/// Opens the line of a remark on the entry under the cursor: with what was typed before, else with the remark.
pub(super) fn open_remark(model: &mut FairModel) {
    let board = &model.board;
    let hit = model.selected_hit();
    let Some(entry) = hit.and_then(|hit| hit.entry_in(board)) else {
        let key = if hit.is_some() {
            "fair.not_listed"
        } else {
            "fair.nothing_shown"
        };
        return model.hint(key);
    };
    let text_before = entry.remark.clone().unwrap_or_default().replace('\n', " ");
    let mut input = InputLine::with_input_method(model.question.method);
    let draft = model.drafts.get(&draft_key(&entry.key));
    input.set_text(draft.unwrap_or(&text_before));
    let remark = FairRemark {
        entry: entry.key.clone(),
        subject: entry.subject.clone(),
        name: entry.subject.name().to_owned(),
        text_before,
        input,
    };
    model.panel = Some(FairPanel::Remark(Box::new(remark)));
    model.use_answer();
}

/// Asks whether to leave.
pub(super) fn ask_to_leave(model: &mut FairModel) {
    model.panel = Some(FairPanel::Leave(InputLine::default()));
}

/// Shows the QR code of the one under the cursor over the whole window.
pub(super) fn open_qr_code(model: &mut FairModel) {
    match model.selected_card().map(|card| card.codes.len()) {
        None => model.hint("fair.nothing_shown"),
        Some(0) => model.hint("fair.no_code"),
        Some(_) => {
            model.panel = Some(FairPanel::QrCode(0));
            model.use_answer();
        }
    }
}

/// Marks the one under the cursor to be compared, or shows it beside the one that was marked.
pub(super) fn compare(model: &mut FairModel) {
    let Some(hit) = model.selected_hit().cloned() else {
        return model.hint("fair.nothing_shown");
    };
    model.use_answer();
    match model.compared.take() {
        Some(first) if !first.is_same(&hit) => {
            model.panel = Some(FairPanel::Comparison(Box::new([first, hit])));
        }
        _ => {
            let name = hit.name(&model.board);
            model.compared = Some(hit);
            let sentence = model.locale.fill("fair.compare_with", &[("name", &name)]);
            model.notice = Some(Notice::hint(sentence));
        }
    }
}

/// Takes a key while something stands over the answer. `None` where it is closed by the key, which then means what it
/// always means.
pub(super) fn press_panel_key(
    model: &mut FairModel,
    key: KeyPress,
    action: Option<FairAction>,
) -> Option<Vec<FairEffect>> {
    match model.panel.take()? {
        FairPanel::Remark(remark) => Some(press_remark_key(model, remark, key, action)),
        FairPanel::Leave(word) => press_leave_key(model, word, key, action),
        FairPanel::QrCode(index) => press_qr_key(model, index, action),
        FairPanel::Comparison(hits) => press_comparison_key(model, hits, action),
    }
}

fn press_remark_key(
    model: &mut FairModel,
    mut remark: Box<FairRemark>,
    key: KeyPress,
    action: Option<FairAction>,
) -> Vec<FairEffect> {
    let before = remark.input.text().to_owned();
    match action {
        Some(FairAction::Clear) => {
            if model.drafts.contains_key(&draft_key(&remark.entry)) {
                model.hint("fair.draft_kept");
            }
            return Vec::new();
        }
        Some(FairAction::Choose) => return finish_remark(model, *remark),
        Some(FairAction::SwitchInputMethod) => remark.input.method = remark.input.method.next(),
        Some(FairAction::Edit(edit)) => remark.input.perform_edit(edit),
        Some(_) => {}
        None => {
            if let Some(c) = key.typed_char() {
                remark.input.type_char(c);
            }
        }
    }
    keep_remark(model, remark, &before)
}

/// Keeps the line open, and what was typed as a draft.
fn keep_remark(model: &mut FairModel, remark: Box<FairRemark>, before: &str) -> Vec<FairEffect> {
    let text = remark.input.text().to_owned();
    let draft = draft_key(&remark.entry);
    let is_new = text != remark.text_before;
    model.panel = Some(FairPanel::Remark(remark));
    if text == before {
        return Vec::new();
    }
    let request = keep_draft(&mut model.drafts, draft, is_new.then_some(text));
    vec![FairEffect::Work(request)]
}

/// Hands the remark to the store; one that is as before is only closed.
fn finish_remark(model: &mut FairModel, mut remark: FairRemark) -> Vec<FairEffect> {
    remark.input.finish_word();
    let text = remark.input.text().trim().to_owned();
    if text == remark.text_before.trim() {
        let draft = draft_key(&remark.entry);
        if !model.drafts.contains_key(&draft) {
            return Vec::new();
        }
        return vec![FairEffect::Work(keep_draft(&mut model.drafts, draft, None))];
    }
    // Kept until it is on the disk.
    model.drafts.insert(draft_key(&remark.entry), text.clone());
    let entry = (&remark.entry, remark.subject.clone(), remark.name.as_str());
    vec![write_remark(model, entry, &text)]
}

/// Pastes text into the line that is open; false where none is.
pub(super) fn paste_into_panel(model: &mut FairModel, text: &str) -> Option<Vec<FairEffect>> {
    match model.panel.take()? {
        FairPanel::Remark(mut remark) => {
            let before = remark.input.text().to_owned();
            remark.input.insert_text(text);
            Some(keep_remark(model, remark, &before))
        }
        // Nobody leaves by pasting; all others are closed.
        FairPanel::Leave(_) | FairPanel::QrCode(_) | FairPanel::Comparison(_) => None,
    }
}

/// The word has to be typed: no key that is pressed twice leaves.
fn press_leave_key(
    model: &mut FairModel,
    mut word: InputLine,
    key: KeyPress,
    action: Option<FairAction>,
) -> Option<Vec<FairEffect>> {
    match action {
        Some(FairAction::Choose) if is_leaving_word(model, word.text()) => {
            let question = count_unanswered(model);
            return Some(question.into_iter().chain([FairEffect::Leave]).collect());
        }
        Some(FairAction::Choose | FairAction::Clear) => {
            model.hint("fair.stayed");
            return Some(Vec::new());
        }
        Some(FairAction::Leave | FairAction::Redraw | FairAction::SwitchInputMethod) => {}
        Some(FairAction::Edit(edit)) => word.perform_edit(edit),
        // Any other key goes on with the work.
        Some(_) => return None,
        None => {
            if let Some(c) = key.typed_char() {
                word.type_char(c);
            }
        }
    }
    model.panel = Some(FairPanel::Leave(word));
    Some(Vec::new())
}

fn is_leaving_word(model: &FairModel, typed: &str) -> bool {
    let wanted = name_key(model.locale.t("fair.leave_word"));
    name_key(typed) == wanted
}

fn press_qr_key(
    model: &mut FairModel,
    index: usize,
    action: Option<FairAction>,
) -> Option<Vec<FairEffect>> {
    let count = model.selected_card().map_or(0, |card| card.codes.len());
    match action {
        Some(FairAction::QrCode) if index + 1 < count => {
            model.panel = Some(FairPanel::QrCode(index + 1));
            Some(Vec::new())
        }
        Some(FairAction::Redraw) => {
            model.panel = Some(FairPanel::QrCode(index));
            Some(vec![FairEffect::Redraw])
        }
        // A last one, Enter and Escape only close it.
        Some(FairAction::QrCode | FairAction::Clear | FairAction::Choose) => Some(Vec::new()),
        _ => None,
    }
}

fn press_comparison_key(
    model: &mut FairModel,
    hits: Box<[FairHit; 2]>,
    action: Option<FairAction>,
) -> Option<Vec<FairEffect>> {
    match action {
        Some(FairAction::Redraw) => {
            model.panel = Some(FairPanel::Comparison(hits));
            Some(vec![FairEffect::Redraw])
        }
        Some(FairAction::Compare | FairAction::Clear | FairAction::Choose) => Some(Vec::new()),
        _ => None,
    }
}
