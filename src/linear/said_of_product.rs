//! What people said of a product: verdicts of the open review, remarks, labels, lists and buyers, as lines after its
//! record.
//!
//! Of a blind review nothing that others said is read before the person's own verdict.

use std::fmt::Display;

use super::state::LinearState;
use crate::catalog::open_review::open_review;
use crate::wording::list_text::describe_in_lists;
use crate::wording::locale::Locale;
use crate::wording::product_label::describe_label;
use crate::wording::review_text::list_opinions;
use crate::work::lists::product_list::ProductLists;
use crate::work::product_work::{ProductWork, ReviewedProduct};
use crate::work::reviews::review_round::ReviewRound;
use crate::work::work_viewer::WorkViewer;

/// What people said of the product with this id; nothing where the store cannot be read, which was told at the start.
pub(super) fn describe_said(state: &mut LinearState<'_>, id: &str) -> Vec<String> {
    let settings = state.settings;
    let Ok(Some(work)) = state.work.look(settings, state.catalog) else {
        return Vec::new();
    };
    let (locale, log, viewer) = (&settings.locale, work.log(), &*work.author().name);
    let said = WorkViewer::new(log, viewer).product_work(log, id);
    let mut lines = Vec::new();
    if let Some(round) = open_review(settings, log) {
        lines.extend(describe_verdicts(locale, &round, &said, viewer));
    }
    lines.extend(describe_remarks(locale, &said));
    lines.extend(describe_labels(locale, &said));
    let lists = ProductLists::gather(log);
    let in_lists = describe_in_lists(locale, &lists, id).into_iter();
    lines.extend(in_lists.map(|(label, text)| format!("{label}: {text}.")));
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
    let given = describe_opinions(locale, round, reviewed).into_iter();
    let postponed = reviewed.postponed_by.contains(viewer);
    let postponed = postponed.then(|| locale.t("linear.said_postponed").to_owned());
    let all: Vec<String> = given.chain(postponed).collect();
    let values: [(&str, &dyn Display); 2] =
        [("name", &round.start.name), ("said", &all.join("; "))];
    (!all.is_empty()).then(|| locale.fill("linear.said_in_review", &values))
}

/// What each reviewer said, a settlement first.
pub(super) fn describe_opinions(
    locale: &Locale,
    round: &ReviewRound,
    reviewed: &ReviewedProduct,
) -> Vec<String> {
    let opinions = list_opinions(locale, round, reviewed).into_iter();
    let lines = opinions.map(|(who, text)| {
        let values: [(&str, &dyn Display); 2] = [("who", &who), ("text", &text)];
        locale.fill("linear.said", &values)
    });
    lines.collect()
}

/// The remarks, each with who wrote it.
fn describe_remarks(locale: &Locale, said: &ProductWork) -> Vec<String> {
    let lines = said.remarks.iter().map(|remark| {
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
