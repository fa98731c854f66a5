//! The questions of this sitting, to go back to and forth again. Must not: ask; who goes back does.

use super::model::Picked;

/// Most that are remembered.
const MOST: usize = 200;

/// What was asked: the line, and what keys chose beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The line.
    pub line: String,
    /// What keys chose.
    pub picked: Picked,
}

/// The way here, and the way back that was gone.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Step>,
    forth: Vec<Step>,
    /// The last change was one of letters: more of them are the same change.
    typing: bool,
    /// The next change is that of going back or forth, and none of its own.
    walked: bool,
}

impl Trail {
    /// Takes in that `old` was left for another question, by letters or by something else.
    pub fn leave(&mut self, old: Step, typing: bool) {
        if std::mem::take(&mut self.walked) {
            return;
        }
        self.forth.clear();
        if std::mem::replace(&mut self.typing, typing) && typing {
            return;
        }
        self.back.push(old);
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// Something else was done: letters that come now are another change.
    pub fn settle(&mut self) {
        self.typing = false;
    }

    /// The question before `now`, if there is one.
    pub fn undo(&mut self, now: Step) -> Option<Step> {
        self.typing = false;
        let before = pop_other(&mut self.back, &now)?;
        self.forth.push(now);
        self.walked = true;
        Some(before)
    }

    /// The question that was gone back from, if nothing was changed since.
    pub fn redo(&mut self, now: Step) -> Option<Step> {
        self.typing = false;
        let behind = pop_other(&mut self.forth, &now)?;
        self.back.push(now);
        self.walked = true;
        Some(behind)
    }

    /// True when there is something to go back to, or forth.
    pub fn leads(&self, back: bool) -> bool {
        let steps = if back { &self.back } else { &self.forth };
        !steps.is_empty()
    }
}

/// The last step that is another one than that of now: letters may have led back to where they began.
fn pop_other(steps: &mut Vec<Step>, now: &Step) -> Option<Step> {
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

    fn step(line: &str) -> Step {
        Step {
            line: line.to_owned(),
            ..Step::default()
        }
    }

    #[test]
    fn letters_in_a_row_are_one_change_and_a_new_change_ends_the_way_forth() {
        let mut trail = Trail::default();
        for line in ["", "c", "ch"] {
            trail.leave(step(line), true);
        }
        trail.leave(step("cha"), false);
        trail.leave(step("filtered"), true);
        assert_eq!(trail.undo(step("typed")), Some(step("filtered")));
        assert_eq!(trail.undo(step("filtered")), Some(step("cha")));
        assert_eq!(trail.redo(step("cha")), Some(step("filtered")));
        assert_eq!(trail.undo(step("filtered")), Some(step("cha")));
        assert_eq!(trail.undo(step("cha")), Some(step("")));
        assert_eq!(trail.undo(step("")), None);
        // What going back changed is no change, what comes behind it is one.
        trail.leave(step(""), false);
        assert!(trail.leads(false));
        trail.leave(step(""), false);
        assert!(!trail.leads(false) && trail.leads(true));
        for number in 0..MOST + 9 {
            trail.leave(step(&number.to_string()), false);
        }
        assert_eq!(trail.back.len(), MOST);
    }
}
