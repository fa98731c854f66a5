//! Events of other people's files: no character that acts on a terminal, and nothing longer than a person writes.

use std::sync::Arc;

use jiff::Timestamp;
use ocop_index::clean::clean_text;
use serde_json::Value;

use super::event::WorkEvent;
use super::event_body::{EventBody, WorkAct};
use super::product_ref::ProductRef;
use crate::work::lists::list_cleaning::check_list_act;

/// The longest remark, in characters.
pub const MAX_REMARK_CHARS: usize = 4_000;

/// The longest label, or value of one, in characters.
pub const MAX_LABEL_CHARS: usize = 200;

/// The longest name of a person, in characters.
const MAX_NAME_CHARS: usize = 200;

/// The longest other text, in characters.
const MAX_TEXT_CHARS: usize = 100_000;

/// Why an event is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitEvent {
    /// A remark is longer than [`MAX_REMARK_CHARS`].
    LongRemark,
    /// A label is longer than [`MAX_LABEL_CHARS`].
    LongLabel,
    /// Another text is longer than anybody writes.
    LongText,
    /// It has no author.
    NoAuthor,
}

/// The event as it may be kept and shown.
///
/// # Errors
/// Fails where a text is too long, or where nobody wrote it.
pub fn clean_event(event: WorkEvent) -> Result<WorkEvent, UnfitEvent> {
    let author = clean_text(&event.author).trim().to_owned();
    if author.is_empty() {
        return Err(UnfitEvent::NoAuthor);
    }
    if author.chars().count() > MAX_NAME_CHARS {
        return Err(UnfitEvent::LongText);
    }
    let product = match &event.product {
        Some(product) => Some(Arc::new(clean_product(product)?)),
        None => None,
    };
    Ok(WorkEvent {
        // The file keeps milliseconds.
        time: Timestamp::from_millisecond(event.time.as_millisecond()).unwrap_or(event.time),
        author,
        product,
        body: clean_body(event.body)?,
        ..event
    })
}

fn clean_product(product: &ProductRef) -> Result<ProductRef, UnfitEvent> {
    let clean = |text: &String| -> Result<String, UnfitEvent> {
        let text = clean_text(text);
        refuse_longer(&text, MAX_TEXT_CHARS, UnfitEvent::LongText)?;
        Ok(text.to_string())
    };
    let clean_optional = |text: &Option<String>| text.as_ref().map(clean).transpose();
    Ok(ProductRef {
        id: clean(&product.id)?,
        name: clean(&product.name)?,
        producer: clean_optional(&product.producer)?,
        district: clean_optional(&product.district)?,
        commune: clean_optional(&product.commune)?,
    })
}

fn clean_body(body: EventBody) -> Result<EventBody, UnfitEvent> {
    let Ok(mut value) = serde_json::to_value(&body) else {
        return Err(UnfitEvent::LongText);
    };
    clean_value(&mut value)?;
    let body = serde_json::from_value(value).unwrap_or(body);
    match &body {
        EventBody::Known(WorkAct::Remark { text }) => {
            refuse_longer(text, MAX_REMARK_CHARS, UnfitEvent::LongRemark)?;
        }
        EventBody::Known(WorkAct::Label { label, value, .. }) => {
            for text in std::iter::once(label).chain(value) {
                refuse_longer(text, MAX_LABEL_CHARS, UnfitEvent::LongLabel)?;
            }
        }
        EventBody::Known(WorkAct::LabelDefined { label, values, .. }) => {
            for text in std::iter::once(label).chain(values) {
                refuse_longer(text, MAX_LABEL_CHARS, UnfitEvent::LongLabel)?;
            }
        }
        EventBody::Known(act) => check_list_act(act)?,
        EventBody::Unknown(_) => {}
    }
    Ok(body)
}

fn clean_value(value: &mut Value) -> Result<(), UnfitEvent> {
    match value {
        Value::String(text) => {
            refuse_longer(text, MAX_TEXT_CHARS, UnfitEvent::LongText)?;
            *text = clean_lines(text);
        }
        Value::Array(values) => {
            for value in values {
                clean_value(value)?;
            }
        }
        Value::Object(fields) => {
            if fields.keys().any(|name| clean_text(name) != name.as_str()) {
                return Err(UnfitEvent::LongText);
            }
            for value in fields.values_mut() {
                clean_value(value)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

/// Each line cleaned of what acts on a terminal; lines stay lines.
pub(in crate::work) fn clean_lines(text: &str) -> String {
    let lines = text.lines().map(|line| clean_text(line));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

pub(in crate::work) fn refuse_longer(
    text: &str,
    most: usize,
    unfit: UnfitEvent,
) -> Result<(), UnfitEvent> {
    // Bytes are counted first, as they are known.
    if text.len() > most && text.chars().count() > most {
        return Err(unfit);
    }
    Ok(())
}
