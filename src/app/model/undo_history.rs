//! What was done in this session, in the order in which it happened: queries and changes of the selection, to undo and
//! redo. Must not: search or select; the caller does.

use jiff::civil::Date;

use super::list::SelectionAnchor;
use super::picked_options::PickedOptions;
use super::selection::SelectionChange;
use super::statistics::ReferenceQuery;
use crate::app::store_work::ActNumber;

/// Most steps that are remembered.
const MAX_UNDO_STEPS: usize = 200;

/// Most products that all remembered changes of the selection name.
const MAX_REMEMBERED_PRODUCTS: usize = 1_000_000;

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

/// A change of the selection, and where the user was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionStep {
    /// The change.
    pub change: SelectionChange,
    /// The number of the query whose list was shown.
    pub query_number: u64,
    /// The row of the cursor.
    pub row: usize,
}

/// An act on the person's own work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkStep {
    /// Its number; of one that was taken back, the number of the act that took it back.
    pub number: ActNumber,
    /// The products that it judged.
    pub judged: Vec<String>,
    /// What it did, in words.
    pub words: String,
    /// The number of the query whose list was shown.
    pub query_number: u64,
    /// The row of the cursor.
    pub row: usize,
}

/// Something that can be undone.
#[derive(Clone, Debug, PartialEq)]
pub enum UndoEntry {
    /// The query was another one.
    Query(Box<UndoStep>),
    /// Products were selected or deselected.
    Selection(SelectionStep),
    /// Something was done of the person's own work.
    Work(WorkStep),
}

impl UndoEntry {
    /// The products that it names.
    fn product_count(&self) -> usize {
        match self {
            Self::Query(_) => 0,
            Self::Work(step) => step.judged.len(),
            Self::Selection(step) => step.change.products().count(),
        }
    }
}

/// The steps to undo and to redo.
#[derive(Clone, Debug, Default)]
pub struct UndoHistory {
    undo_steps: Vec<UndoEntry>,
    redo_steps: Vec<UndoEntry>,
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
        self.remember(UndoEntry::Query(Box::new(old)));
    }

    /// Records a change of the selection.
    pub fn record_selection(&mut self, step: SelectionStep) {
        if step.change.is_empty() {
            return;
        }
        self.redo_steps.clear();
        self.typing = false;
        self.remember(UndoEntry::Selection(step));
    }

    /// Records an act on the person's own work.
    pub fn record_work(&mut self, step: WorkStep) {
        self.redo_steps.clear();
        self.typing = false;
        self.remember(UndoEntry::Work(step));
    }

    /// Gives the act that was just undone (`back`) or done again the number by which it can be turned round.
    pub fn renumber_work(&mut self, back: bool, number: ActNumber) {
        let steps = if back {
            &mut self.redo_steps
        } else {
            &mut self.undo_steps
        };
        if let Some(UndoEntry::Work(step)) = steps.last_mut() {
            step.number = number;
        }
    }

    /// Forgets an act that was not written after all.
    pub fn forget_work(&mut self, number: ActNumber) {
        let is_other =
            |entry: &UndoEntry| !matches!(entry, UndoEntry::Work(step) if step.number == number);
        self.undo_steps.retain(is_other);
        self.redo_steps.retain(is_other);
    }

    fn remember(&mut self, entry: UndoEntry) {
        self.undo_steps.push(entry);
        let products =
            |steps: &[UndoEntry]| steps.iter().map(UndoEntry::product_count).sum::<usize>();
        while self.undo_steps.len() > MAX_UNDO_STEPS
            || (self.undo_steps.len() > 1 && products(&self.undo_steps) > MAX_REMEMBERED_PRODUCTS)
        {
            self.undo_steps.remove(0);
        }
    }

    /// Ends a step of typing: letters from now on are another step.
    pub fn end_typing(&mut self) {
        self.typing = false;
    }

    /// What is to be undone: the query before `now`, or a change of the selection to take back.
    pub fn undo(&mut self, now: UndoStep) -> Option<UndoEntry> {
        self.typing = false;
        let before = pop_different_step(&mut self.undo_steps, &now)?;
        let way_forth = self.opposite_of(&before, now);
        self.redo_steps.push(way_forth);
        Some(before)
    }

    /// What was undone, if nothing was changed since.
    pub fn redo(&mut self, now: UndoStep) -> Option<UndoEntry> {
        self.typing = false;
        let after = pop_different_step(&mut self.redo_steps, &now)?;
        let way_back = self.opposite_of(&after, now);
        self.undo_steps.push(way_back);
        Some(after)
    }

    /// What leads back from an entry that is about to be undone or redone.
    fn opposite_of(&mut self, entry: &UndoEntry, now: UndoStep) -> UndoEntry {
        match entry {
            UndoEntry::Query(_) => {
                self.is_restoring = true;
                UndoEntry::Query(Box::new(now))
            }
            UndoEntry::Selection(_) | UndoEntry::Work(_) => entry.clone(),
        }
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
fn pop_different_step(steps: &mut Vec<UndoEntry>, now: &UndoStep) -> Option<UndoEntry> {
    while let Some(entry) = steps.pop() {
        match &entry {
            UndoEntry::Query(step) if **step == *now => {}
            _ => return Some(entry),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::selection::{ProductId, SelectedProducts};

    fn step(line: &str) -> UndoStep {
        UndoStep {
            line: line.to_owned(),
            ..UndoStep::default()
        }
    }

    fn query(line: &str) -> UndoEntry {
        UndoEntry::Query(Box::new(step(line)))
    }

    #[test]
    fn queries_and_selections_are_undone_in_the_order_in_which_they_happened() {
        let mut selected = SelectedProducts::default();
        let change = selected.select([ProductId::from("qn-001")]);
        let selecting = SelectionStep {
            change,
            query_number: 1,
            row: 0,
        };
        let mut history = UndoHistory::default();
        history.record_change(step(""), false);
        history.record_selection(selecting.clone());
        history.record_change(step("cha"), false);
        let selecting = Some(UndoEntry::Selection(selecting));
        assert_eq!(history.undo(step("tra")), Some(query("cha")));
        history.record_change(step("tra"), false);
        assert_eq!(history.undo(step("cha")), selecting);
        assert_eq!(history.undo(step("cha")), Some(query("")));
        history.record_change(step("cha"), false);
        assert_eq!(history.redo(step("")), Some(query("cha")));
        history.record_change(step(""), false);
        assert_eq!(history.redo(step("cha")), selecting);
        // A new change after one that was undone is a step of its own.
        history.record_change(step("cha"), false);
        assert!(!history.has_steps(false));
    }

    #[test]
    fn letters_in_a_row_are_one_change_and_a_new_change_ends_the_way_forth() {
        let mut history = UndoHistory::default();
        for line in ["", "c", "ch"] {
            history.record_change(step(line), true);
        }
        history.record_change(step("cha"), false);
        history.record_change(step("filtered"), true);
        assert_eq!(history.undo(step("typed")), Some(query("filtered")));
        assert_eq!(history.undo(step("filtered")), Some(query("cha")));
        assert_eq!(history.redo(step("cha")), Some(query("filtered")));
        assert_eq!(history.undo(step("filtered")), Some(query("cha")));
        assert_eq!(history.undo(step("cha")), Some(query("")));
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
