//! What an entry of a list is about: a product, or a text for what is in no catalogue.

use super::list_act::TextEntry;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

/// What an entry is about, as an event names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrySubject {
    /// A product.
    Product(ProductRef),
    /// What is in no catalogue.
    Text(TextEntry),
}

/// Which entry of a list: events with one key are about the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKey {
    /// A product of the catalogue, by its id there.
    Product(String),
    /// A product that the catalogue has no more, or that may be several of it, as it was named.
    Lost(ProductRef),
    /// A text, by [`TextEntry::key`].
    Text(String),
}

impl EntryKey {
    /// The id of the product, in the catalogue or as it was named; `None` for a text.
    pub fn id_of_product(&self) -> Option<&str> {
        match self {
            Self::Product(id) => Some(id),
            Self::Lost(product) => Some(&product.id),
            Self::Text(_) => None,
        }
    }
}

impl EntrySubject {
    /// What an event of a list is about; `None` for the list as a whole.
    pub fn of_event(event: &WorkEvent) -> Option<Self> {
        match (&event.product, event.act()) {
            (Some(product), _) => Some(Self::Product((**product).clone())),
            (None, Some(WorkAct::InList { text, .. })) => {
                text.as_deref().cloned().map(EntrySubject::Text)
            }
            _ => None,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Product(product) => &product.name,
            Self::Text(text) => &text.name,
        }
    }

    /// Who makes it.
    pub fn producer(&self) -> Option<&str> {
        match self {
            Self::Product(product) => product.producer.as_deref(),
            Self::Text(text) => text.producer.as_deref(),
        }
    }

    /// Which entry of a list it is.
    pub fn key(&self, log: &WorkLog) -> EntryKey {
        match self {
            Self::Product(product) => match log.current_id(product) {
                Some(id) => EntryKey::Product(id.to_owned()),
                None => EntryKey::Lost(product.clone()),
            },
            Self::Text(text) => EntryKey::Text(text.key()),
        }
    }
}
