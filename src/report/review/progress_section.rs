//! What a review is, and how far it is: in all, by verdict, by reviewer.

use std::collections::{BTreeMap, BTreeSet};

use super::gathered_review::{GatheredProduct, GatheredReview};
use super::paper::{AUTHOR, Column, Paper, day_of, number, text};
use crate::report::document::Fact;
use crate::report::table_file::ReportCell;
use crate::work::reviews::review_round::ReviewState;

const VERDICT_COLUMNS: [Column; 2] = [("handover.verdict", 30.0), ("handover.products", 16.0)];

const REVIEWER_COLUMNS: [Column; 5] = [
    AUTHOR,
    ("handover.given", 14.0),
    ("handover.judged", 14.0),
    ("handover.open", 14.0),
    ("handover.postponed", 14.0),
];

/// What the review is.
pub(super) fn add_facts(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    let (round, locale) = (source.round, source.locale);
    let t = |key: &'static str| locale.t(key);
    let question = match round.start.question.as_str() {
        "" => t("handover.all_products"),
        question => question,
    };
    let reviewers = if round.reviewers.is_empty() {
        t("handover.everybody").to_owned()
    } else {
        let names: Vec<&str> = round.reviewers.iter().map(String::as_str).collect();
        names.join(", ")
    };
    let due = round
        .due
        .map_or_else(|| text(t("handover.no_due")), ReportCell::Day);
    let yes_or_no = |is: bool| text(t(if is { "handover.yes" } else { "handover.no" }));
    let state = if round.is_closed {
        "handover.closed"
    } else {
        "handover.running"
    };
    paper.add_facts(vec![
        Fact::new(t("handover.report_day"), ReportCell::Day(source.day)),
        Fact::new(t("handover.name"), round.start.name.clone()),
        Fact::new(t("handover.question"), question.to_owned()),
        Fact::new(t("handover.started_by"), round.started_by.clone()),
        Fact::new(t("handover.started_on"), day_of(round.started_at)),
        Fact::new(t("handover.due"), due),
        Fact::new(t("handover.reviewers"), reviewers),
        Fact::new(t("handover.blind"), yes_or_no(round.start.blind)),
        Fact::new(t("handover.state"), t(state).to_owned()),
    ]);
    if review.hides_others() {
        let viewer = [("name", &source.viewer as &dyn std::fmt::Display)];
        paper.add_paragraph(locale.fill("handover.hides", &viewer));
    }
}

/// How far it is.
pub(super) fn add_progress(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    let (round, locale) = (source.round, source.locale);
    let (progress, products) = (&review.progress, &review.products);
    let done = products.iter().filter(|product| product.is_done());
    let done = done.count();
    let is_put_off = |product: &&GatheredProduct| {
        !product.is_done() && !review.list_postponers(product).is_empty()
    };
    let put_off = products.iter().filter(is_put_off).count();
    paper.add_section("handover.progress");
    let share = locale.format_percent(done, progress.total);
    let reached = format!(
        "{}/{} ({share})",
        locale.format_number(done),
        locale.format_number(progress.total)
    );
    let fact = |key: &str, count: usize| Fact::new(locale.t(key), number(count));
    let mut facts = vec![
        Fact::new(locale.t("handover.judged"), reached),
        fact("handover.open", progress.total - done),
        fact("handover.postponed", put_off),
    ];
    if !review.hides_others() {
        facts.push(fact("handover.disagreements", progress.disagreements));
    }
    if progress.missing > 0 {
        facts.push(fact("handover.missing", progress.missing));
    }
    paper.add_facts(facts);
    let rows = list_verdict_counts(review);
    paper.add_table(
        "handover.by_verdict",
        &VERDICT_COLUMNS,
        rows,
        "handover.no_verdicts",
    );
    if progress.disagreements > 0 && !review.hides_others() {
        paper.add_paragraph(locale.t("handover.counted_twice").to_owned());
    }
    let reviewers = progress.by_reviewer.iter();
    let rows = reviewers.map(|(reviewer, own)| {
        let theirs = round.products_of(reviewer, source.log);
        let states = products
            .iter()
            .filter(|product| theirs.contains(&product.id))
            .filter_map(|product| product.state_of(reviewer));
        let states: Vec<ReviewState> = states.collect();
        let count = |wanted: &[ReviewState]| {
            let states = states.iter();
            number(states.filter(|state| wanted.contains(state)).count())
        };
        let mut row = vec![text(reviewer), number(own.total)];
        if round.tells_numbers_of(reviewer, source.viewer) {
            row.extend([
                number(own.done),
                count(&[ReviewState::Open, ReviewState::Postponed]),
                count(&[ReviewState::Postponed]),
            ]);
        }
        row
    });
    let rows = rows.collect();
    paper.add_table(
        "handover.by_reviewer",
        &REVIEWER_COLUMNS,
        rows,
        "handover.no_reviewers",
    );
}

/// Products by verdict that counts, in the order of the review, then verdicts that it does not know; where others are
/// hidden, the verdicts of the reader.
fn list_verdict_counts(review: &GatheredReview<'_>) -> Vec<Vec<ReportCell>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for product in &review.products {
        let own = product.reviewed.own_verdict_of(review.source.viewer);
        let own = own.into_iter();
        let counted: BTreeSet<&str> = if review.hides_others() {
            own.map(|given| given.verdict.as_str()).collect()
        } else {
            product.reviewed.counted_verdicts()
        };
        for verdict in counted {
            *counts.entry(verdict).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let offered = review.source.round.start.verdicts.iter();
    let offered: Vec<&str> = offered.map(|kind| kind.key.as_str()).collect();
    let others = counts.keys().copied();
    let others = others.filter(|key| !offered.contains(key));
    let all = offered.iter().copied().chain(others);
    let row = |key: &str| {
        let count = counts.get(key).copied().unwrap_or(0);
        vec![text(review.verdict_name(key)), number(count)]
    };
    all.map(row).collect()
}
