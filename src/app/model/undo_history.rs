//! The queries of this session, to undo and redo. Must not: search; the caller does.

use jiff::civil::Date;

use super::list::SelectionAnchor;
use super::picked_options::PickedOptions;
use super::statistics::ReferenceQuery;

/// Most steps that are remembered.
const MAX_UNDO_STEPS: usize = 200;

/// A query: the line, what keys chose beside it, and what its figures are compared with.
#[derive(Clone, Debug, Default)]
pub struct UndoStep {
    /// The line.
    pub line: String,
    /// What keys chose.
    pub picked: PickedOptions,
    /// The selected product.
    pub selection: Option<SelectionAnchor>,
    /// The day that the catalogue is seen on.
    pub day: Date,
    /// What figures are compared with.
    pub reference: Option<ReferenceQuery>,
}

/// Two steps are the same when they are the same query: another selected product is no step of its own.
impl PartialEq for UndoStep {
    fn eq(&self, other: &Self) -> bool {
        (&self.line, &self.picked, self.day, &self.reference)
            == (&other.line, &other.picked, other.day, &other.reference)
    }
}

/// The steps to undo and to redo.
#[derive(Clone, Debug, Default)]
pub struct UndoHistory {
    undo_steps: Vec<UndoStep>,
    redo_steps: Vec<UndoStep>,
    /// The last change was typed: more letters belong to the same step.
    typing: bool,
    /// The next change comes from undo or redo and is not a step of its own.
    is_restoring: bool,
}

impl UndoHistory {
    /// Records that `old` was changed, by typing or otherwise.
    pub fn record_change(&mut self, old: UndoStep, typing: bool) {
        if std::mem::take(&mut self.is_restoring) {
            return;
        }
        self.redo_steps.clear();
        if std::mem::replace(&mut self.typing, typing) && typing {
            return;
        }
        self.undo_steps.push(old);
        if self.undo_steps.len() > MAX_UNDO_STEPS {
            self.undo_steps.remove(0);
        }
    }

    /// Ends a step of typing: letters from now on are another step.
    pub fn end_typing(&mut self) {
        self.typing = false;
    }

    /// The query before `now`, if there is one.
    pub fn undo(&mut self, now: UndoStep) -> Option<UndoStep> {
        self.typing = false;
        let before = pop_different_step(&mut self.undo_steps, &now)?;
        self.redo_steps.push(now);
        self.is_restoring = true;
        Some(before)
    }

    /// The query that was undone, if nothing was changed since.
    pub fn redo(&mut self, now: UndoStep) -> Option<UndoStep> {
        self.typing = false;
        let after = pop_different_step(&mut self.redo_steps, &now)?;
        self.undo_steps.push(now);
        self.is_restoring = true;
        Some(after)
    }

    /// True when there is something to undo (`back`) or redo.
    pub fn has_steps(&self, back: bool) -> bool {
        let steps = if back {
            &self.undo_steps
        } else {
            &self.redo_steps
        };
        !steps.is_empty()
    }
}

/// The last step that differs from `now`: typing may have ended where it began.
fn pop_different_step(steps: &mut Vec<UndoStep>, now: &UndoStep) -> Option<UndoStep> {
    while let Some(step) = steps.pop() {
        if step != *now {
            return Some(step);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(line: &str) -> UndoStep {
        UndoStep {
            line: line.to_owned(),
            ..UndoStep::default()
        }
    }

    #[test]
    fn letters_in_a_row_are_one_change_and_a_new_change_ends_the_way_forth() {
        let mut history = UndoHistory::default();
        for line in ["", "c", "ch"] {
            history.record_change(step(line), true);
        }
        history.record_change(step("cha"), false);
        history.record_change(step("filtered"), true);
        assert_eq!(history.undo(step("typed")), Some(step("filtered")));
        assert_eq!(history.undo(step("filtered")), Some(step("cha")));
        assert_eq!(history.redo(step("cha")), Some(step("filtered")));
        assert_eq!(history.undo(step("filtered")), Some(step("cha")));
        assert_eq!(history.undo(step("cha")), Some(step("")));
        assert_eq!(history.undo(step("")), None);
        // A change by undo is not a step, the next change is.
        history.record_change(step(""), false);
        assert!(history.has_steps(false));
        history.record_change(step(""), false);
        assert!(!history.has_steps(false) && history.has_steps(true));
        for number in 0..MAX_UNDO_STEPS + 9 {
            history.record_change(step(&number.to_string()), false);
        }
        assert_eq!(history.undo_steps.len(), MAX_UNDO_STEPS);
    }
}
