//! The keys that do something now, as many as fit in one line.

use unicode_width::UnicodeWidthStr;

use super::answer::FairAnswer;
use super::fair_keys::{FAIR_KEYS, FairAction, shown_key};
use super::model::{FairModel, FairPanel};
use crate::work::lists::product_list::ListEntry;

/// Blanks between two keys.
const GAP: usize = 2;

/// A key and what it does, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FairHint {
    /// The key.
    pub key: String,
    /// What it does.
    pub words: String,
}

impl FairHint {
    /// Its columns, the gap behind it included.
    pub fn width(&self) -> usize {
        self.key.width() + 1 + self.words.width() + GAP
    }
}

/// The keys that do something now, the most useful first. Where they do not fit, words become short from the last one
/// on, and then the last keys are left out. `has_code` says that the QR code is on the screen already.
pub fn footer_hints(model: &FairModel, has_code: bool, columns: usize) -> Vec<FairHint> {
    let actions = footer_actions(model, has_code);
    let fits =
        |hints: &[FairHint]| hints.iter().map(FairHint::width).sum::<usize>() <= columns + GAP;
    let hints = actions.iter().map(|action| hint(model, *action, false));
    let mut hints: Vec<FairHint> = hints.collect();
    for (index, action) in actions.iter().enumerate().rev() {
        if fits(&hints) {
            return hints;
        }
        hints[index] = hint(model, *action, true);
    }
    while !fits(&hints) {
        hints.pop();
    }
    hints
}

/// A key and what it does now, in few letters where `is_short`.
pub(super) fn hint(model: &FairModel, action: FairAction, is_short: bool) -> FairHint {
    let name = hint_name(model, action);
    let short = model.locale.get(&format!("fair_key.{name}_short"));
    let long = model.locale.t(&format!("fair_key.{name}")).to_owned();
    FairHint {
        key: match action {
            // Both arrows are one hint.
            FairAction::Up => format!("{} {}", shown_key(action), shown_key(FairAction::Down)),
            // Enter on a card counts as well.
            FairAction::Asked if !is_short && is_card(model) => {
                format!("{} {}", shown_key(FairAction::Choose), shown_key(action))
            }
            action => shown_key(action),
        },
        words: short.filter(|_| is_short).map_or(long, str::to_owned),
    }
}

/// True where one product is shown alone.
fn is_card(model: &FairModel) -> bool {
    model
        .answer
        .as_ref()
        .is_some_and(|answer| !answer.is_list())
}

/// What a key does here, by the name of its sentence.
fn hint_name(model: &FairModel, action: FairAction) -> &'static str {
    let is_sold_out = || {
        let hit = model.selected_hit();
        let entry = hit.and_then(|hit| hit.entry_in(&model.board));
        entry.is_some_and(ListEntry::is_sold_out)
    };
    match (action, &model.panel) {
        (FairAction::Choose, Some(FairPanel::Remark(_))) => "save",
        (FairAction::Clear, Some(FairPanel::Remark(_))) => "keep_draft",
        (FairAction::Choose, Some(FairPanel::Leave(_))) => "leave",
        (FairAction::Clear, Some(FairPanel::Leave(_))) => "stay",
        (FairAction::Clear, Some(_)) => "close",
        (FairAction::Up, _) => "move",
        (FairAction::SoldOut, None) if is_sold_out() => "there_again",
        (FairAction::WholeCatalogue, None) if model.is_whole_catalogue => "only_list",
        _ => {
            let row = FAIR_KEYS.iter().find(|row| row.action == action);
            row.map_or("", |row| row.name)
        }
    }
}

/// What can be done now, the most useful first.
fn footer_actions(model: &FairModel, has_code: bool) -> Vec<FairAction> {
    match &model.panel {
        Some(FairPanel::Remark(_) | FairPanel::Leave(_)) => {
            return vec![FairAction::Choose, FairAction::Clear];
        }
        Some(FairPanel::QrCode(_)) => return vec![FairAction::Clear, FairAction::QrCode],
        Some(FairPanel::Comparison(_)) => return vec![FairAction::Clear],
        None => {}
    }
    let answer = model.answer.as_ref();
    let mut actions = Vec::new();
    if answer.is_some_and(FairAnswer::is_list) {
        actions.extend([FairAction::Up, FairAction::Choose]);
    }
    let hit = model.selected_hit();
    let is_listed = hit.is_some_and(|hit| hit.entry_in(&model.board).is_some());
    if is_listed {
        actions.push(FairAction::SoldOut);
    }
    if hit.is_some() && model.counts_questions {
        actions.push(FairAction::Asked);
    }
    if is_listed {
        actions.push(FairAction::Remark);
    }
    actions.push(FairAction::WholeCatalogue);
    if hit.is_some() {
        actions.extend([FairAction::SameProducer, FairAction::Compare]);
        if !has_code {
            actions.push(FairAction::QrCode);
        }
    }
    if !model.question.text().is_empty() || model.is_whole_catalogue {
        actions.push(FairAction::Clear);
    }
    if !model.acts.done.is_empty() {
        actions.push(FairAction::Undo);
    }
    if hit.is_none() {
        actions.push(FairAction::Leave);
    }
    actions
}
