//! Acts on the person's own work on their way to the store: numbered, counted as unsaved, and remembered to be undone.

use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::model::undo_history::WorkStep;
use crate::app::model::work_desk::{SavingState, UnsavedAct};
use crate::app::store_work::{ReviewerAct, WorkRequest};

/// Hands an act to the store; until it is on the disk it counts as unsaved.
pub(super) fn record_act(
    model: &mut Model,
    act: ReviewerAct,
    judged: Vec<String>,
    words: String,
) -> Effect {
    let number = model.work.next_act_number();
    let remarked = match &act {
        ReviewerAct::Remark { products, .. } => {
            products.iter().map(|product| product.id.clone()).collect()
        }
        _ => Vec::new(),
    };
    model.work.unsaved.push(UnsavedAct {
        number,
        judged,
        drafts: remarked.first().cloned().into_iter().collect(),
        remarked,
        words,
        told: None,
    });
    if !matches!(
        model.work.saving,
        SavingState::Failed(_) | SavingState::Waiting
    ) {
        model.work.saving = SavingState::Saving;
    }
    Effect::Work(WorkRequest::Record { number, act })
}

/// Records an act that can be undone.
pub(super) fn record_undoable_act(
    model: &mut Model,
    act: ReviewerAct,
    judged: Vec<String>,
    words: String,
) -> Effect {
    let effect = record_act(model, act, judged.clone(), words.clone());
    model.undo_history.record_work(WorkStep {
        number: model.work.act_count,
        judged,
        words,
        query_number: model.query_number,
        row: model.selected,
    });
    effect
}

/// Keeps these drafts until the act that was just recorded is on the disk.
pub(super) fn keep_drafts_until_saved(model: &mut Model, drafts: Vec<String>) {
    if let Some(act) = model.work.unsaved.last_mut() {
        act.drafts = drafts;
    }
}

/// Says this once the act that was just recorded is on the disk.
pub(super) fn tell_when_saved(model: &mut Model, sentence: String) {
    if let Some(act) = model.work.unsaved.last_mut() {
        act.told = Some(sentence);
    }
}
