//! What was done before, to undo and redo in the order in which it happened: queries that were replaced, changes of
//! the selection, and acts of work that were saved. What was only looked at does not count.

use std::fmt::Display;

use ocop_index::Query;

use super::state::{LinearResult, LinearState};
use super::work_desk::record_drafts;
use crate::catalog::selected_products::SelectionChange;
use crate::cli::exit::CommandFailure;
use crate::wording::review_text::describe_act;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::events::event_drafts::draft_undo;

/// Most steps that are remembered.
const MAX_UNDO_STEPS: usize = 200;

/// A step that can be undone.
#[derive(Debug)]
pub(super) enum LinearStep {
    /// The query was this one.
    Query(Box<Query>),
    /// Products were selected or deselected.
    Selection(SelectionChange),
    /// An act of work was saved; which one, the store knows.
    Work,
}

/// The steps to go back and forth to, the nearest last.
#[derive(Debug, Default)]
pub(super) struct QueryHistory {
    before: Vec<LinearStep>,
    undone: Vec<LinearStep>,
}

impl QueryHistory {
    /// Records a step: that this query was replaced by another one, that the selection changed, or that work was saved.
    pub(super) fn record_change(&mut self, step: LinearStep) {
        self.undone.clear();
        self.before.push(step);
        if self.before.len() > MAX_UNDO_STEPS {
            self.before.remove(0);
        }
    }

    /// Forgets the acts of work, which the store of a new generation opens anew.
    pub(super) fn forget_work(&mut self) {
        for steps in [&mut self.before, &mut self.undone] {
            steps.retain(|step| !matches!(step, LinearStep::Work));
        }
    }
}

impl LinearState<'_> {
    /// Undoes the last step: goes back to the query before, or takes back what was saved last, and says which.
    pub(super) fn undo_step(&mut self) -> LinearResult {
        match self.query_history.before.pop() {
            None => Ok(vec![self.locale_text("refused.undo")]),
            Some(LinearStep::Query(query)) => {
                let now = LinearStep::Query(Box::new(self.query.clone()));
                self.query_history.undone.push(now);
                self.restore_query(*query)
            }
            Some(LinearStep::Selection(change)) => {
                self.selected.revert(&change);
                let lines = vec![self.selection_text("linear.selection_undone", &change)];
                let step = LinearStep::Selection(change);
                self.query_history.undone.push(step);
                Ok(lines)
            }
            Some(LinearStep::Work) => {
                let lines = self.turn_back_work(true)?;
                self.query_history.undone.push(LinearStep::Work);
                Ok(lines)
            }
        }
    }

    /// Does again what was undone last.
    pub(super) fn redo_step(&mut self) -> LinearResult {
        match self.query_history.undone.pop() {
            None => Ok(vec![self.locale_text("refused.redo")]),
            Some(LinearStep::Query(query)) => {
                let now = LinearStep::Query(Box::new(self.query.clone()));
                self.query_history.before.push(now);
                self.restore_query(*query)
            }
            Some(LinearStep::Selection(change)) => {
                self.selected.repeat(&change);
                let lines = vec![self.selection_text("linear.selection_redone", &change)];
                let step = LinearStep::Selection(change);
                self.query_history.before.push(step);
                Ok(lines)
            }
            Some(LinearStep::Work) => {
                let lines = self.turn_back_work(false)?;
                self.query_history.before.push(LinearStep::Work);
                Ok(lines)
            }
        }
    }

    /// Takes back the last act of this conversation, or does one again that was taken back.
    fn turn_back_work(&mut self, back: bool) -> Result<Vec<String>, CommandFailure> {
        let settings = self.settings;
        let locale = &settings.locale;
        let work = self.work.open(settings, self.catalog)?;
        let log = work.log();
        let events: Vec<WorkEvent> = if back {
            log.find_last_act(work.author(), None)
        } else {
            log.find_last_undo(work.author(), None)
        }
        .into_iter()
        .cloned()
        .collect();
        let drafts: Vec<EventDraft> = events.iter().map(draft_undo).collect();
        // Of a redo the acts are told that the undos had taken away.
        let told = events
            .iter()
            .map(|event| log.find_undone(event).unwrap_or(event));
        let told: Vec<WorkEvent> = told.cloned().collect();
        record_drafts(work, drafts, settings)?;
        let key = if back {
            "linear.undone"
        } else {
            "linear.redone"
        };
        let lines = told.iter().rev().map(|event| {
            let round = event.review.and_then(|id| work.log().review(id));
            let act = describe_act(locale, event, round.as_ref());
            match &event.product {
                Some(product) => {
                    let values: [(&str, &dyn Display); 3] = [
                        ("act", &act),
                        ("product", &product.name),
                        ("id", &product.id),
                    ];
                    locale.fill(key, &values)
                }
                None => locale.fill(&format!("{key}_general"), &[("act", &act)]),
            }
        });
        Ok(lines.collect())
    }
}
