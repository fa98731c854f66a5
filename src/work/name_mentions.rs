//! Where a name stands in what people wrote: in remarks, proposals, labels, and names of reviews.

use serde_json::Value;

use super::event_body::{EventBody, WorkAct};

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
            _ => false,
        },
        EventBody::Unknown(value) => has_text(value, &has_name),
    }
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
    use super::super::event_body::ProposedChange;
    use super::*;

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
        let verdict = Some("dung".to_owned());
        let verdict = EventBody::Known(WorkAct::Verdict { verdict });
        assert!(!mentions_name(&verdict, "dung"));
    }
}
