//! Which events are of a list: what its file holds, and what an undo in it undoes.

use super::list_act::ListId;
use crate::work::event::WorkEvent;
use crate::work::event_body::WorkAct;
use crate::work::work_log::WorkLog;

impl WorkLog {
    /// The events of a list in the order of this store: its start, all that was done in it, and the undos of that.
    pub fn events_of_list(&self, list: ListId) -> Vec<&WorkEvent> {
        let events = self.events().iter();
        events
            .filter(|event| self.is_of_list(event, Some(list)))
            .collect()
    }

    /// True for an act on a product list, this one or any, and for the undo of one.
    pub fn is_of_list(&self, event: &WorkEvent, list: Option<ListId>) -> bool {
        let mut event = event;
        // Undos of undos end at an act; a file of somebody else may have a circle of them.
        for _ in 0..=self.events().len() {
            match event.act() {
                Some(WorkAct::ListStarted(_)) => return list.is_none_or(|id| id == event.id),
                Some(WorkAct::InList { list: of, .. }) => return list.is_none_or(|id| id == *of),
                _ => match self.find_undone(event) {
                    Some(undone) => event = undone,
                    None => return false,
                },
            }
        }
        false
    }
}
