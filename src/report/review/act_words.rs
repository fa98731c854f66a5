//! What people did and propose, in words.

use ocop_index::source::field::ProductField;

use super::gathered_review::GatheredReview;
use crate::wording::change_text::field_name_of_key;
use crate::wording::locale::Locale;
use crate::wording::product_label::describe_label;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::{ProposalOutcome, ProposedChange, WorkAct};

/// A proposal in words: what it changes, from what, to what.
pub(super) struct ChangeWords {
    pub(super) what: String,
    pub(super) old: String,
    pub(super) new: String,
}

/// A proposal in words.
pub(super) fn describe_change(
    locale: &Locale,
    change: &ProposedChange,
    with_phones: bool,
) -> ChangeWords {
    let words = |key: &str, old: &str, new: &str| ChangeWords {
        what: locale.t(key).to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
    };
    match change {
        ProposedChange::Field { field, old, new } => {
            let is_hidden = field == ProductField::Phone.to_string().as_str() && !with_phones;
            let shown = |value: &Option<String>, none: &str| match value {
                None => locale.t(none).to_owned(),
                Some(_) if is_hidden => locale.t("handover.hidden_phone").to_owned(),
                Some(value) => value.clone(),
            };
            ChangeWords {
                what: field_name_of_key(locale, field),
                old: shown(old, "handover.no_value"),
                new: shown(new, "handover.cleared"),
            }
        }
        ProposedChange::NewProduct { record } => words("handover.new_product", "", &record.name),
        ProposedChange::Withdrawn { reason } => words("handover.withdrawn", "", reason),
        ProposedChange::Split { into } => {
            let names: Vec<&str> = into.iter().map(|product| product.name.as_str()).collect();
            words("handover.split", "", &names.join("; "))
        }
        ProposedChange::MergedInto { product } => {
            let kept = format!("{} {}", product.id, product.name);
            words("handover.merged_into", "", &kept)
        }
        ProposedChange::ProducerName { from, to } => words("handover.producer_name", from, to),
    }
}

/// What an event did, in a few words; `None` for an undo, whose trace is that something is missing, for product lists,
/// and for kinds of newer versions.
pub(super) fn describe_act(review: &GatheredReview<'_>, event: &WorkEvent) -> Option<String> {
    let locale = review.source.locale;
    let plain = |key: &str| locale.t(key).to_owned();
    let with = |key: &str, value: &dyn std::fmt::Display| locale.fill(key, &[("value", value)]);
    let words = match event.act()? {
        // What happened at a fair is told by the report of its list.
        WorkAct::Undone | WorkAct::ListStarted(_) | WorkAct::InList { .. } => return None,
        WorkAct::ReviewStarted(start) => with("handover.did_start", &start.scope.len()),
        WorkAct::DueDay { due: None } => plain("handover.did_no_due"),
        WorkAct::DueDay { due: Some(day) } => with("handover.did_due", &locale.format_date(*day)),
        WorkAct::Reviewers { reviewers } => with("handover.did_reviewers", &reviewers.join(", ")),
        WorkAct::Share { reviewer, products } => locale.fill(
            "handover.did_share",
            &[("reviewer", reviewer), ("n", &products.len())],
        ),
        WorkAct::Closed { closed: true } => plain("handover.did_close"),
        WorkAct::Closed { closed: false } => plain("handover.did_reopen"),
        WorkAct::Verdict { verdict: None } => plain("handover.did_take_back"),
        WorkAct::Verdict { verdict: Some(key) } => {
            with("handover.did_judge", &review.verdict_name(key))
        }
        WorkAct::Postponed => plain("handover.did_postpone"),
        WorkAct::Settled { verdict } => with("handover.did_settle", &review.verdict_name(verdict)),
        WorkAct::Remark { text } if text.is_empty() => plain("handover.did_erase"),
        WorkAct::Remark { text } => with("handover.did_remark", text),
        WorkAct::LabelDefined {
            label,
            withdrawn: true,
            ..
        } => with("handover.did_withdraw_label", label),
        WorkAct::LabelDefined { label, values, .. } => {
            let values = (!values.is_empty()).then(|| values.join(" / "));
            let label = describe_label(locale, label, values.as_deref());
            with("handover.did_define", &label)
        }
        WorkAct::Label {
            label,
            value,
            present: true,
        } => with(
            "handover.did_label",
            &describe_label(locale, label, value.as_deref()),
        ),
        WorkAct::Label { label, .. } => with("handover.did_unlabel", label),
        WorkAct::Proposal { change } => {
            let words = describe_change(locale, change, review.source.with_phones);
            let values: Vec<&str> = [words.old.as_str(), words.new.as_str()]
                .into_iter()
                .filter(|value| !value.is_empty())
                .collect();
            let change = format!("{}: {}", words.what, values.join(" → "));
            with("handover.did_propose", &change)
        }
        WorkAct::ProposalDecided { outcome, .. } => plain(match outcome {
            ProposalOutcome::Applied => "handover.did_apply",
            ProposalOutcome::Refused => "handover.did_refuse",
            ProposalOutcome::TakenBack => "handover.did_withdraw",
        }),
        WorkAct::Relinked { to } => with("handover.did_relink", &to.id),
    };
    Some(words)
}
