//! Which events are of a list: what its file holds, what an undo in it undoes, and which list a person used last.

use super::list_act::{BuyerId, ListChange, ListId};
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;
use crate::work::events::work_log::WorkLog;

/// What a person did something with last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListUse {
    /// The list.
    pub list: Option<ListId>,
    /// The buyer.
    pub buyer: Option<BuyerId>,
}

/// The buyer that an act is about.
const fn buyer_of(event: &WorkEvent, change: &ListChange) -> Option<BuyerId> {
    match change {
        ListChange::BuyerAdded { .. } => Some(event.id),
        ListChange::Buyer { buyer, .. } | ListChange::Interest { buyer, .. } => Some(*buyer),
        _ => None,
    }
}

impl WorkLog {
    /// The events of a list in the order of this store: its start, all that was done in it, and the undos of that.
    pub fn events_of_list(&self, list: ListId) -> Vec<&WorkEvent> {
        let events = self.events().iter();
        events
            .filter(|event| self.is_of_list(event, Some(list)))
            .collect()
    }

    /// The list and the buyer that a person did something with last, on whichever machine, by a command or by keys.
    pub fn last_list_use(&self, author: &str) -> ListUse {
        let mut used = ListUse::default();
        for event in self.events().iter().rev() {
            if event.author != author {
                continue;
            }
            let (list, buyer) = match event.act() {
                Some(WorkAct::ListStarted(_)) => (event.id, None),
                Some(WorkAct::InList { list, change, .. }) => (*list, buyer_of(event, change)),
                _ => continue,
            };
            used.list.get_or_insert(list);
            used.buyer = used.buyer.or(buyer);
            if used.buyer.is_some() {
                break;
            }
        }
        used
    }

    /// True for an act on a product list, this one or any, and for the undo of one.
    pub fn is_of_list(&self, event: &WorkEvent, list: Option<ListId>) -> bool {
        let of = self.list_of(event);
        of.is_some() && (list.is_none() || of == list)
    }

    /// The product list that an event is of: of an act on one, and of the undo of such an act.
    pub fn list_of(&self, event: &WorkEvent) -> Option<ListId> {
        let mut event = event;
        // Undos of undos end at an act; a file of somebody else may have a circle of them.
        for _ in 0..=self.events().len() {
            match event.act() {
                Some(WorkAct::ListStarted(_)) => return Some(event.id),
                Some(WorkAct::InList { list, .. }) => return Some(*list),
                _ => event = self.find_undone(event)?,
            }
        }
        None
    }
}
