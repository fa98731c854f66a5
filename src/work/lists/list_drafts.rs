//! The events that acts on product lists become: each names what it replaces, as the log has it at that moment.

use super::entry_subject::EntrySubject;
use super::list_act::{
    BuyerDetails, BuyerId, BuyerInterest, EntryValue, ListChange, ListDetail, ListId, ListStart,
};
use super::list_position::position_after;
use super::product_list::ListEntry;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_registers::{find_register, register_of_act};
use crate::work::events::work_log::WorkLog;

/// The start of a list.
pub fn draft_list_start(start: ListStart) -> EventDraft {
    EventDraft {
        review: None,
        product: None,
        act: WorkAct::ListStarted(Box::new(start)),
        replaces: Vec::new(),
    }
}

/// A visitor asked for a product or text of a list, or for another product of the catalogue.
pub fn draft_visitor_asked(list: ListId, subject: &EntrySubject) -> EventDraft {
    draft_change(list, Some(subject), ListChange::Asked)
}

/// A visitor asked what has no answer; `near` where something nearly called so was found.
pub fn draft_visitor_question(list: ListId, question: &str, near: bool) -> EventDraft {
    let question = question.to_owned();
    draft_change(list, None, ListChange::Question { question, near })
}

/// A new buyer of a trade meeting; their id is that of the event.
pub fn draft_buyer_added(list: ListId, details: BuyerDetails) -> EventDraft {
    draft_change(list, None, ListChange::BuyerAdded { details })
}

impl WorkLog {
    /// Another value of a detail of a list.
    pub fn draft_list_detail(&self, list: ListId, value: ListDetail) -> EventDraft {
        self.draft_in_list(list, None, ListChange::Detail { value })
    }

    /// Deletes a list, or brings it back.
    pub fn draft_list_deleted(&self, list: ListId, deleted: bool) -> EventDraft {
        self.draft_in_list(list, None, ListChange::Deleted { deleted })
    }

    /// Adds entries, one behind the other, behind this position.
    pub fn draft_list_members<'a>(
        &self,
        list: ListId,
        subjects: impl IntoIterator<Item = &'a EntrySubject>,
        behind: Option<&str>,
    ) -> Vec<EventDraft> {
        let mut behind = behind.map(str::to_owned);
        let subjects = subjects.into_iter();
        let drafts = subjects.map(|subject| {
            let position = position_after(behind.as_deref());
            behind = Some(position.clone());
            self.draft_list_member(list, subject, position)
        });
        drafts.collect()
    }

    /// Adds an entry at a place of [`super::list_position`].
    pub fn draft_list_member(
        &self,
        list: ListId,
        subject: &EntrySubject,
        position: String,
    ) -> EventDraft {
        let change = ListChange::Member {
            present: true,
            position: Some(position),
        };
        self.draft_in_list(list, Some(subject), change)
    }

    /// Takes an entry out. Its fields are kept: they are there again when it is added again.
    pub fn draft_list_removal(&self, list: ListId, subject: &EntrySubject) -> EventDraft {
        let change = ListChange::Member {
            present: false,
            position: None,
        };
        self.draft_in_list(list, Some(subject), change)
    }

    /// Another value of a field of an entry.
    pub fn draft_entry_field(
        &self,
        list: ListId,
        subject: &EntrySubject,
        value: EntryValue,
    ) -> EventDraft {
        self.draft_in_list(list, Some(subject), ListChange::Field { value })
    }

    /// Other values of fields of an entry, known or new: none for what it has already.
    pub fn draft_entry_values(
        &self,
        list: ListId,
        (subject, entry): (&EntrySubject, Option<&ListEntry>),
        mut values: Vec<EntryValue>,
    ) -> Vec<EventDraft> {
        values.retain(|value| match entry {
            Some(entry) => !entry.has_value(value),
            None => !value.is_none(),
        });
        let values = values.into_iter();
        values
            .map(|value| self.draft_entry_field(list, subject, value))
            .collect()
    }

    /// What is known of a buyer; `None` takes them out.
    pub fn draft_buyer(
        &self,
        list: ListId,
        buyer: BuyerId,
        details: Option<BuyerDetails>,
    ) -> EventDraft {
        self.draft_in_list(list, None, ListChange::Buyer { buyer, details })
    }

    /// What a buyer wants of a product or text; `None` for nothing any more.
    pub fn draft_buyer_interest(
        &self,
        list: ListId,
        buyer: BuyerId,
        subject: &EntrySubject,
        interest: Option<BuyerInterest>,
    ) -> EventDraft {
        let change = ListChange::Interest { buyer, interest };
        self.draft_in_list(list, Some(subject), change)
    }

    /// A change of a register of a list, with what it replaces.
    fn draft_in_list(
        &self,
        list: ListId,
        subject: Option<&EntrySubject>,
        change: ListChange,
    ) -> EventDraft {
        let of_product = match subject {
            Some(EntrySubject::Product(product)) => match self.current_id(product) {
                Some(id) => self.events_of_product(id),
                None => self.events_naming_product(product).collect(),
            },
            Some(EntrySubject::Text(_)) | None => {
                let events = self.events_in_list(list);
                events.filter(|event| event.product.is_none()).collect()
            }
        };
        let mut draft = draft_change(list, subject, change);
        let Some(register) = register_of_act(&draft.act, None) else {
            return draft;
        };
        let heads = of_product.into_iter().filter(|event| {
            let is_of_it =
                is_in_list(event, list) && find_register(event).as_ref() == Some(&register);
            is_of_it && self.is_head(event)
        });
        draft.replaces = heads.map(|event| event.id).collect();
        draft
    }
}

fn is_in_list(event: &WorkEvent, id: ListId) -> bool {
    matches!(event.act(), Some(WorkAct::InList { list, .. }) if *list == id)
}

fn draft_change(list: ListId, subject: Option<&EntrySubject>, change: ListChange) -> EventDraft {
    let (product, text) = match subject {
        Some(EntrySubject::Product(product)) => (Some(product.clone()), None),
        Some(EntrySubject::Text(text)) => (None, Some(Box::new(text.clone()))),
        None => (None, None),
    };
    let change = Box::new(change);
    EventDraft {
        review: None,
        product,
        act: WorkAct::InList { list, text, change },
        replaces: Vec::new(),
    }
}
