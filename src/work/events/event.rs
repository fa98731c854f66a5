//! One event: what was done to a product or a review, by whom, and which events it replaces.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event_body::{EventBody, WorkAct};
use super::event_id::EventId;
use super::product_ref::ProductRef;

/// The id of a review: that of the event that started it.
pub type ReviewId = EventId;

/// An event. It is written once and never changed; as JSON it is one line of an exchange file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkEvent {
    /// Its id.
    pub id: EventId,
    /// When it was written, by the clock of that machine. Only shown: it decides nothing.
    pub time: Timestamp,
    /// The account that wrote it.
    pub author: String,
    /// Which sitting of the author wrote it; a sitting undoes only what is its own.
    pub sitting: EventId,
    /// The review that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewId>,
    /// The product that it is about.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "shared_product"
    )]
    pub product: Option<Arc<ProductRef>>,
    /// What it did.
    pub body: EventBody,
    /// The events whose values it replaces: those that its author saw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<EventId>,
}

impl WorkEvent {
    /// What it did; `None` for a kind of a newer version.
    pub fn act(&self) -> Option<&WorkAct> {
        match &self.body {
            EventBody::Known(act) => Some(act),
            EventBody::Unknown(_) => None,
        }
    }
}

/// A product that many events share, written out in each of them.
mod shared_product {
    use super::{Arc, Deserialize, ProductRef, Serialize};
    use serde::{Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
    pub(super) fn serialize<S: Serializer>(
        product: &Option<Arc<ProductRef>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        product.as_deref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Arc<ProductRef>>, D::Error> {
        Ok(Option::<ProductRef>::deserialize(deserializer)?.map(Arc::new))
    }
}

/// Who writes events, and in which sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAuthor {
    /// The name of the account.
    pub name: String,
    /// The sitting.
    pub sitting: EventId,
}

impl EventAuthor {
    /// An event of this author.
    ///
    /// # Errors
    /// Fails where the system has no random bytes for its id.
    pub fn write_event(
        &self,
        draft: EventDraft,
        time: Timestamp,
    ) -> Result<WorkEvent, super::event_id::NoEventId> {
        Ok(WorkEvent {
            id: EventId::random()?,
            time,
            author: self.name.clone(),
            sitting: self.sitting,
            review: draft.review,
            product: draft.product.map(Arc::new),
            body: EventBody::Known(draft.act),
            replaces: draft.replaces,
        })
    }
}

/// An event before it has an id, a time and an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// The review that it belongs to.
    pub review: Option<ReviewId>,
    /// The product that it is about.
    pub product: Option<ProductRef>,
    /// What it does.
    pub act: WorkAct,
    /// The events whose values it replaces.
    pub replaces: Vec<EventId>,
}
