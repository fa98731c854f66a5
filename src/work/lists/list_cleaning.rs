//! How long the texts of a list in a file of other people may be.

use super::list_act::{BuyerDetails, BuyerInterest, EntryValue, ListChange, ListDetail, TextEntry};
use super::list_position::MAX_POSITION_CHARS;
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_cleaning::{
    MAX_LABEL_CHARS, MAX_REMARK_CHARS, UnfitEvent, refuse_longer,
};

/// Refuses an act on a list with a text that is longer than a person writes. Other acts are no matter of this.
///
/// # Errors
/// Fails for such a text.
pub fn check_list_act(act: &WorkAct) -> Result<(), UnfitEvent> {
    match act {
        WorkAct::ListStarted(start) => {
            refuse_long(Some(&start.name))?;
            refuse_long(start.place.as_ref())
        }
        WorkAct::InList { text, change, .. } => {
            if let Some(TextEntry { name, producer }) = text.as_deref() {
                refuse_long(Some(name))?;
                refuse_long(producer.as_ref())?;
            }
            check_change(change)
        }
        _ => Ok(()),
    }
}

fn check_change(change: &ListChange) -> Result<(), UnfitEvent> {
    match change {
        ListChange::Detail { value } => match value {
            ListDetail::Name(name) => refuse_long(Some(name)),
            ListDetail::Place(place) => refuse_long(place.as_ref()),
            ListDetail::Kind(_) | ListDetail::Days(_) => Ok(()),
        },
        ListChange::Member { position, .. } => refuse_long_position(position.as_deref()),
        ListChange::Field { value } => match value {
            EntryValue::Stand(stand) => refuse_long(stand.as_ref()),
            EntryValue::Price(price) => {
                refuse_long(price.as_ref().and_then(|price| price.unit.as_ref()))
            }
            EntryValue::Remark(remark) => refuse_long_remark(remark.as_deref()),
            EntryValue::Position(position) => refuse_long_position(position.as_deref()),
            EntryValue::Stock(_) => Ok(()),
        },
        ListChange::Question { question, .. } => refuse_long(Some(question)),
        ListChange::BuyerAdded { details } => check_buyer(details),
        ListChange::Buyer { details, .. } => details.as_ref().map_or(Ok(()), check_buyer),
        ListChange::Interest { interest, .. } => match interest {
            Some(BuyerInterest { quantity, remark }) => {
                refuse_long(quantity.as_ref())?;
                refuse_long_remark(remark.as_deref())
            }
            None => Ok(()),
        },
        ListChange::Deleted { .. } | ListChange::Asked => Ok(()),
    }
}

fn check_buyer(details: &BuyerDetails) -> Result<(), UnfitEvent> {
    refuse_long(Some(&details.name))?;
    refuse_long_remark(details.wants.as_deref())
}

fn refuse_long(text: Option<&String>) -> Result<(), UnfitEvent> {
    text.map_or(Ok(()), |text| {
        refuse_longer(text, MAX_LABEL_CHARS, UnfitEvent::LongText)
    })
}

fn refuse_long_remark(text: Option<&str>) -> Result<(), UnfitEvent> {
    text.map_or(Ok(()), |text| {
        refuse_longer(text, MAX_REMARK_CHARS, UnfitEvent::LongRemark)
    })
}

fn refuse_long_position(text: Option<&str>) -> Result<(), UnfitEvent> {
    text.map_or(Ok(()), |text| {
        refuse_longer(text, MAX_POSITION_CHARS, UnfitEvent::LongText)
    })
}
