//! What people said of a product: verdicts of the open review, remarks and labels, as lines after its record.
//!
//! Of a blind review nothing that others said is read before the person's own verdict.

use std::fmt::Display;

use super::state::LinearState;
use crate::catalog::open_review::open_review;
use crate::wording::locale::Locale;
use crate::wording::product_label::describe_label;
use crate::wording::review_text::verdict_name_of;
use crate::work::product_work::ProductWork;
use crate::work::review_round::ReviewRound;
use crate::work::work_log::WorkLog;

/// What people said of the product with this id; nothing where the store cannot be read, which was told at the start.
pub(super) fn describe_said(state: &mut LinearState<'_>, id: &str) -> Vec<String> {
    let settings = state.settings;
    let Ok(Some(work)) = state.work.look(settings, state.catalog) else {
        return Vec::new();
    };
    let (locale, log, viewer) = (&settings.locale, work.log(), &*work.author().name);
    let said = log.product_work(id);
    let mut lines = Vec::new();
    if let Some(round) = open_review(settings, log) {
        lines.extend(describe_verdicts(locale, &round, &said, viewer));
    }
    lines.extend(describe_remarks(locale, log, &said, viewer));
    lines.extend(describe_labels(locale, &said));
    lines
}

/// The verdicts of the review, each with who gave it.
fn describe_verdicts(
    locale: &Locale,
    round: &ReviewRound,
    said: &ProductWork,
    viewer: &str,
) -> Option<String> {
    let reviewed = said.reviews.get(&round.id)?;
    let shows_others = round.shows_others(said, viewer);
    let given = reviewed.settled.iter().chain(&reviewed.verdicts);
    let given = given.filter(|given| shows_others || given.author == viewer);
    let given = given.map(|given| {
        let verdict = verdict_name_of(locale, round, &given.verdict);
        let values: [(&str, &dyn Display); 2] = [("who", &given.author), ("text", &verdict)];
        locale.fill("linear.said", &values)
    });
    let postponed = reviewed.postponed_by.contains(viewer);
    let postponed = postponed.then(|| locale.t("linear.said_postponed").to_owned());
    let all: Vec<String> = given.chain(postponed).collect();
    let values: [(&str, &dyn Display); 2] =
        [("name", &round.start.name), ("said", &all.join("; "))];
    (!all.is_empty()).then(|| locale.fill("linear.said_in_review", &values))
}

/// The remarks, each with who wrote it.
fn describe_remarks(
    locale: &Locale,
    log: &WorkLog,
    said: &ProductWork,
    viewer: &str,
) -> Vec<String> {
    let is_hidden = |review: Option<_>| {
        let round = review.and_then(|id| log.review(id));
        round.is_some_and(|round| !round.shows_others(said, viewer))
    };
    let remarks = said.remarks.iter();
    let seen = remarks.filter(|remark| remark.author == viewer || !is_hidden(remark.review));
    let lines = seen.map(|remark| {
        let text = remark.text.replace('\n', ", ");
        let values: [(&str, &dyn Display); 2] = [("who", &remark.author), ("text", &text)];
        locale.fill("linear.said_remark", &values)
    });
    lines.collect()
}

fn describe_labels(locale: &Locale, said: &ProductWork) -> Option<String> {
    let labels = said.labels.iter().flat_map(|(label, values)| {
        let values = values.iter();
        values.map(move |value| describe_label(locale, label, value.as_deref()))
    });
    let labels: Vec<String> = labels.collect();
    let labels = labels.join("; ");
    (!labels.is_empty()).then(|| locale.fill("linear.said_labels", &[("labels", &labels)]))
}
