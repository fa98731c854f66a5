//! Where a name stands in what people wrote: in remarks, proposals, labels, names of reviews, lists and buyers.

use serde_json::Value;

use crate::work::events::event_body::{EventBody, WorkAct};
use crate::work::lists::list_act::{EntryValue, ListChange, ListDetail, TextEntry};

/// True where a text that a person wrote has this name as whole words, in whatever case.
pub(super) fn mentions_name(body: &EventBody, name: &str) -> bool {
    let name = name.to_lowercase();
    let has_name = |text: &str| has_whole_words(&text.to_lowercase(), &name);
    match body {
        EventBody::Known(act) => match act {
            WorkAct::ReviewStarted(start) => has_name(&start.name) || has_name(&start.question),
            WorkAct::Remark { text } => has_name(text),
            WorkAct::LabelDefined { label, values, .. } => {
                has_name(label) || values.iter().any(|value| has_name(value))
            }
            WorkAct::Label { label, value, .. } => {
                has_name(label) || value.as_deref().is_some_and(has_name)
            }
            WorkAct::Proposal { change } => {
                serde_json::to_value(change).is_ok_and(|value| has_text(&value, &has_name))
            }
            WorkAct::ListStarted(start) => {
                has_name(&start.name) || start.place.as_deref().is_some_and(has_name)
            }
            WorkAct::InList { text, change, .. } => {
                let texts = texts_of_list(text.as_deref(), change);
                texts.into_iter().flatten().any(has_name)
            }
            _ => false,
        },
        EventBody::Unknown(value) => has_text(value, &has_name),
    }
}

/// What people wrote with an act in a list: buyers and what they want, entries, remarks, questions, names and places.
fn texts_of_list<'a>(text: Option<&'a TextEntry>, change: &'a ListChange) -> [Option<&'a str>; 4] {
    let (first, second) = match change {
        ListChange::Detail {
            value: ListDetail::Name(name),
        } => (Some(name.as_str()), None),
        ListChange::Detail {
            value: ListDetail::Place(place),
        } => (place.as_deref(), None),
        ListChange::Field {
            value: EntryValue::Stand(text) | EntryValue::Remark(text),
        } => (text.as_deref(), None),
        // What is said instead of a number, or for how much it is.
        ListChange::Field {
            value: EntryValue::Price(Some(price)),
        } => (price.unit.as_deref(), None),
        ListChange::Question { question, .. } => (Some(question.as_str()), None),
        ListChange::BuyerAdded { details }
        | ListChange::Buyer {
            details: Some(details),
            ..
        } => (Some(details.name.as_str()), details.wants.as_deref()),
        ListChange::Interest {
            interest: Some(interest),
            ..
        } => (interest.quantity.as_deref(), interest.remark.as_deref()),
        _ => (None, None),
    };
    let name = text.map(|text| text.name.as_str());
    let producer = text.and_then(|text| text.producer.as_deref());
    [first, second, name, producer]
}

/// True where some text in a value of a body is such; the names of its fields are none.
fn has_text(value: &Value, is_such: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is_such(text),
        Value::Array(values) => values.iter().any(|value| has_text(value, is_such)),
        Value::Object(fields) => fields.values().any(|value| has_text(value, is_such)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn has_whole_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::events::event_body::ProposedChange;
    use crate::work::events::event_id::EventId;
    use crate::work::lists::list_act::BuyerDetails;

    #[test]
    fn a_name_is_mentioned_by_whole_words_that_somebody_wrote() {
        let remark = |text: &str| {
            let text = text.to_owned();
            mentions_name(&EventBody::Known(WorkAct::Remark { text }), "an")
        };
        assert!(remark("gọi An sau") && remark("(an)") && remark("hỏi an"));
        assert!(!remark("gọi Lan") && !remark("ban, tân an2"));
        // `change` and `phone` are words of the program.
        let change = |name: &str| {
            let change = Box::new(ProposedChange::Field {
                field: "phone".to_owned(),
                old: None,
                new: Some("chị Hoa: 0912345678".to_owned()),
            });
            mentions_name(&EventBody::Known(WorkAct::Proposal { change }), name)
        };
        assert!(change("hoa") && !change("proposal") && !change("new"));
        // Who was a buyer stays on the sheets of a meeting, and that is told.
        let buyer = ListChange::BuyerAdded {
            details: BuyerDetails {
                name: "Chị Hoa".to_owned(),
                wants: None,
            },
        };
        let act = WorkAct::InList {
            list: EventId::from_bytes([1; 16]),
            text: None,
            change: Box::new(buyer),
        };
        assert!(mentions_name(&EventBody::Known(act), "hoa"));
        let verdict = Some("dung".to_owned());
        let verdict = EventBody::Known(WorkAct::Verdict { verdict });
        assert!(!mentions_name(&verdict, "dung"));
    }
}
