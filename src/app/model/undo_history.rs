//! The questions of this sitting, to go back to and forth again. Must not: ask; who goes back does.

use crate::app::model::PickedOptions;

/// Most that are remembered.
const MAX_UNDO_STEPS: usize = 200;

/// What was asked: the line, and what keys chose beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoStep {
    /// The line.
    pub line: String,
    /// What keys chose.
    pub picked: PickedOptions,
}

/// The way here, and the way back that was gone.
#[derive(Clone, Debug, Default)]
pub struct UndoHistory {
    undo_steps: Vec<UndoStep>,
    redo_steps: Vec<UndoStep>,
    /// The last change was one of letters: more of them are the same change.
    typing: bool,
    /// The next change is that of going back or forth, and none of its own.
    is_restoring: bool,
}

impl UndoHistory {
    /// Takes in that `old` was left for another question, by letters or by something else.
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

    /// Something else was done: letters that come now are another change.
    pub fn end_typing(&mut self) {
        self.typing = false;
    }

    /// The question before `now`, if there is one.
    pub fn undo(&mut self, now: UndoStep) -> Option<UndoStep> {
        self.typing = false;
        let before = pop_different_step(&mut self.undo_steps, &now)?;
        self.redo_steps.push(now);
        self.is_restoring = true;
        Some(before)
    }

    /// The question that was gone back from, if nothing was changed since.
    pub fn redo(&mut self, now: UndoStep) -> Option<UndoStep> {
        self.typing = false;
        let behind = pop_different_step(&mut self.redo_steps, &now)?;
        self.undo_steps.push(now);
        self.is_restoring = true;
        Some(behind)
    }

    /// True when there is something to go back to, or forth.
    pub fn has_steps(&self, back: bool) -> bool {
        let steps = if back {
            &self.undo_steps
        } else {
            &self.redo_steps
        };
        !steps.is_empty()
    }
}

/// The last step that is another one than that of now: letters may have led back to where they began.
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
        let mut trail = UndoHistory::default();
        for line in ["", "c", "ch"] {
            trail.record_change(step(line), true);
        }
        trail.record_change(step("cha"), false);
        trail.record_change(step("filtered"), true);
        assert_eq!(trail.undo(step("typed")), Some(step("filtered")));
        assert_eq!(trail.undo(step("filtered")), Some(step("cha")));
        assert_eq!(trail.redo(step("cha")), Some(step("filtered")));
        assert_eq!(trail.undo(step("filtered")), Some(step("cha")));
        assert_eq!(trail.undo(step("cha")), Some(step("")));
        assert_eq!(trail.undo(step("")), None);
        // What going back changed is no change, what comes behind it is one.
        trail.record_change(step(""), false);
        assert!(trail.has_steps(false));
        trail.record_change(step(""), false);
        assert!(!trail.has_steps(false) && trail.has_steps(true));
        for number in 0..MAX_UNDO_STEPS + 9 {
            trail.record_change(step(&number.to_string()), false);
        }
        assert_eq!(trail.undo_steps.len(), MAX_UNDO_STEPS);
    }
}
