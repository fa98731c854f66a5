//! Reviews in words: a review in one line, verdicts, days left, and what an event did.

use std::fmt::Display;

use jiff::civil::Date;

use super::list_text::describe_list_change;
use super::locale::{Language, Locale};
use super::product_label::describe_label;
use super::sanitize::sanitize_text;
use super::vietnam_time::day_in_vietnam;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::{ProposalOutcome, WorkAct};
use crate::work::product_work::ReviewedProduct;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::VerdictKind;

/// The name of a verdict in the person's language.
pub fn verdict_name(locale: &Locale, kind: &VerdictKind) -> String {
    let name = match locale.language() {
        Language::Vi => &kind.vi,
        Language::En => &kind.en,
    };
    sanitize_text(name)
}

/// The name of the verdict with this key in a review; the key itself where the review does not offer it.
pub fn verdict_name_of(locale: &Locale, round: &ReviewRound, key: &str) -> String {
    let kind = round.find_verdict(key);
    kind.map_or_else(|| sanitize_text(key), |kind| verdict_name(locale, kind))
}

/// Every verdict with its digit: `1 đúng, 2 cần sửa`.
pub fn list_verdicts(locale: &Locale, verdicts: &[VerdictKind]) -> String {
    let all: Vec<&VerdictKind> = verdicts.iter().collect();
    list_some_verdicts(locale, verdicts, &all)
}

/// Some of the verdicts of a review, each with its digit.
pub fn list_some_verdicts(
    locale: &Locale,
    verdicts: &[VerdictKind],
    some: &[&VerdictKind],
) -> String {
    let names = verdicts.iter().zip(1..);
    let names = names.filter(|(kind, _)| some.contains(kind));
    let names: Vec<String> = names
        .map(|(kind, digit)| format!("{digit} {}", verdict_name(locale, kind)))
        .collect();
    names.join(", ")
}

/// How many products a reviewer judged beyond their share, behind their numbers; empty for none.
pub fn describe_beyond(locale: &Locale, beyond: usize) -> String {
    let n = locale.format_number(beyond);
    match beyond {
        0 => String::new(),
        _ => locale.fill("review.beyond", &[("n", &n)]),
    }
}

/// That a due day is over already, where it is: for whoever sets it.
pub fn describe_past_due(locale: &Locale, due: Option<Date>, today: Date) -> Option<String> {
    let due = due.filter(|due| *due < today)?;
    let days = (today - due).get_days();
    let values: [(&str, &dyn Display); 2] = [("day", &locale.format_date(due)), ("n", &days)];
    Some(locale.fill("review.due_is_past", &values))
}

/// A review among others of its name: its short id, the day and who started it.
pub fn describe_review_briefly(locale: &Locale, round: &ReviewRound) -> String {
    let values: [(&str, &dyn Display); 4] = [
        ("id", &round.id.short()),
        ("name", &sanitize_text(&round.start.name)),
        ("day", &locale.format_date(day_in_vietnam(round.started_at))),
        ("who", &sanitize_text(&round.started_by)),
    ];
    locale.fill("review.brief", &values)
}

/// The due day with the days left: `30/12/2026, còn 30 ngày`; `None` where there is none.
pub fn describe_due(locale: &Locale, due: Option<Date>, today: Date) -> Option<String> {
    let due = due?;
    let days = (due - today).get_days();
    let key = match days {
        0 => "review.due_today",
        1.. => "review.due_left",
        _ => "review.due_over",
    };
    let values: [(&str, &dyn Display); 2] = [
        ("day", &locale.format_date(due)),
        ("n", &days.unsigned_abs()),
    ];
    Some(locale.fill(key, &values))
}

/// What each reviewer said of a product in a review, a settlement first: who, and what.
pub fn list_opinions(
    locale: &Locale,
    round: &ReviewRound,
    reviewed: &ReviewedProduct,
) -> Vec<(String, String)> {
    let settled = reviewed.settled.iter().map(|given| {
        let verdict = verdict_name_of(locale, round, &given.verdict);
        let text = locale.fill("review.act_settled", &[("text", &verdict)]);
        (sanitize_text(&given.author), text)
    });
    let own = reviewed.own_verdicts.iter().map(|given| {
        let verdict = verdict_name_of(locale, round, &given.verdict);
        (sanitize_text(&given.author), verdict)
    });
    settled.chain(own).collect()
}

/// The settlement of a product that a verdict contradicts, as a sentence; `None` where it does not, or where there is
/// none.
pub fn describe_broken_settlement(
    locale: &Locale,
    round: &ReviewRound,
    (reviewed, verdict): (&ReviewedProduct, &str),
    (id, how): (&str, &str),
) -> Option<String> {
    let mut settled = reviewed.settled.iter();
    let settled = settled.find(|settled| settled.verdict != verdict)?;
    let values: [(&str, &dyn Display); 4] = [
        ("id", &sanitize_text(id)),
        ("who", &sanitize_text(&settled.author)),
        ("text", &verdict_name_of(locale, round, &settled.verdict)),
        ("how", &how),
    ];
    Some(locale.fill("review.settlement_broken", &values))
}

/// What an event did, in a few words. `round` is its review, which knows the names of the verdicts.
pub fn describe_act(locale: &Locale, event: &WorkEvent, round: Option<&ReviewRound>) -> String {
    let verdict = |key: &str| match round {
        Some(round) => verdict_name_of(locale, round, key),
        None => sanitize_text(key),
    };
    let Some(act) = event.act() else {
        return locale.t("review.act_newer").to_owned();
    };
    let (key, text) = match act {
        WorkAct::ReviewStarted(start) => ("review.act_started", start.name.clone()),
        WorkAct::DueDay { due: Some(day) } => ("review.act_due", locale.format_date(*day)),
        WorkAct::DueDay { due: None } => ("review.act_no_due", String::new()),
        WorkAct::Reviewers { reviewers } if reviewers.is_empty() => {
            ("review.act_everybody", String::new())
        }
        WorkAct::Reviewers { reviewers } => ("review.act_reviewers", reviewers.join(", ")),
        WorkAct::Share { reviewer, .. } => ("review.act_share", reviewer.clone()),
        WorkAct::Closed { closed: true } => ("review.act_closed", String::new()),
        WorkAct::Closed { closed: false } => ("review.act_reopened", String::new()),
        WorkAct::Verdict { verdict: Some(key) } => ("review.act_verdict", verdict(key)),
        WorkAct::Verdict { verdict: None } => ("review.act_no_verdict", String::new()),
        WorkAct::Postponed => ("review.act_postponed", String::new()),
        WorkAct::Settled { verdict: key } => ("review.act_settled", verdict(key)),
        WorkAct::Remark { text } if text.is_empty() => ("review.act_no_remark", String::new()),
        WorkAct::Remark { text } => ("review.act_remark", text.replace('\n', " / ")),
        WorkAct::LabelDefined { label, .. } => ("review.act_label_defined", label.clone()),
        WorkAct::Label {
            label,
            value,
            present,
        } => {
            let text = describe_label(locale, label, value.as_deref());
            if *present {
                ("review.act_label", text)
            } else {
                ("review.act_no_label", text)
            }
        }
        WorkAct::Proposal { .. } => ("review.act_proposal", String::new()),
        WorkAct::ProposalDecided { outcome, .. } => {
            let key = match outcome {
                ProposalOutcome::Applied => "review.act_applied",
                ProposalOutcome::Refused => "review.act_refused",
                ProposalOutcome::TakenBack => "review.act_taken_back",
            };
            (key, String::new())
        }
        WorkAct::Relinked { to } => ("review.act_relinked", to.id.clone()),
        WorkAct::ListStarted(start) => ("list.act_started", start.name.clone()),
        WorkAct::InList { text, change, .. } => {
            return describe_list_change(locale, change, text.as_deref());
        }
        WorkAct::Undone => ("review.act_undone", String::new()),
    };
    locale.fill(key, &[("text", &sanitize_text(&text))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_left_are_counted_from_today() {
        let locale = Locale::new(Language::En);
        let due = |text: &str| {
            let today = "2026-11-30".parse().unwrap();
            describe_due(&locale, Some(text.parse().unwrap()), today).unwrap()
        };
        assert_eq!(due("2026-12-01"), "2026-12-01, 1 day left");
        assert_eq!(due("2026-12-30"), "2026-12-30, 30 days left");
        assert_eq!(due("2026-11-30"), "2026-11-30, today");
        assert_eq!(due("2026-11-28"), "2026-11-28, 2 days over");
        assert_eq!(
            describe_due(&locale, None, "2026-11-30".parse().unwrap()),
            None
        );
    }
}
