//! What people contradict each other about, and what was settled.

use std::collections::BTreeMap;

use super::act_words::describe_change;
use super::gathered_review::{GatheredProduct, GatheredReview};
use super::paper::{AUTHOR, DAY, ID, PRODUCT, Paper, day_of, text};
use crate::wording::review_text::list_opinions;
use crate::work::events::event_registers::proposal_key;
use crate::work::product_work::StandingProposal;

/// What people contradict each other about: verdicts, labels, proposals, versions of a remark.
pub(super) fn add_disagreements(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let mut rows = Vec::new();
    for product in &review.products {
        for (about, opinions) in list_disagreements(review, product) {
            let mut row = product.name_cells();
            row.extend([text(about), text(opinions)]);
            rows.push(row);
        }
    }
    let columns = [
        ID,
        PRODUCT,
        ("handover.about", 16.0),
        ("handover.opinions", 44.0),
    ];
    paper.add_section("handover.disagreements");
    paper.add_table(
        "handover.disagreements",
        &columns,
        rows,
        "handover.no_disagreements",
    );
}

fn list_disagreements(
    review: &GatheredReview<'_>,
    product: &GatheredProduct,
) -> Vec<(String, String)> {
    let locale = review.source.locale;
    let mut found = Vec::new();
    let reviewed = &product.reviewed;
    if reviewed.has_disagreement() {
        let about = locale.t("handover.verdict").to_owned();
        let opinions = list_opinions(locale, review.source.round, reviewed).into_iter();
        let opinions: Vec<String> = opinions
            .map(|(who, text)| format!("{who}: {text}"))
            .collect();
        found.push((about, opinions.join("; ")));
    }
    for (label, values) in &product.work.labels {
        if values.len() > 1 {
            let about = locale.fill("handover.the_label", &[("label", label)]);
            let values = values.iter().flatten().map(String::as_str);
            found.push((about, values.collect::<Vec<_>>().join(" / ")));
        }
    }
    let mut proposals: BTreeMap<String, Vec<&StandingProposal>> = BTreeMap::new();
    for proposal in &product.work.proposals {
        let of_field = proposals.entry(proposal_key(&proposal.change)).or_default();
        of_field.push(proposal);
    }
    for rivals in proposals.values() {
        let Some(first) = rivals.first() else {
            continue;
        };
        if rivals.iter().all(|rival| rival.change == first.change) {
            continue;
        }
        let words = |rival: &&StandingProposal| {
            describe_change(locale, &rival.change, review.source.with_phones)
        };
        let about = words(first).what;
        let opinions = rivals
            .iter()
            .map(|rival| format!("{}: {}", rival.author, words(rival).new));
        let opinions = opinions.collect::<Vec<_>>().join("; ");
        found.push((
            locale.fill("handover.the_proposal", &[("what", &about)]),
            opinions,
        ));
    }
    let remarks = product.work.remarks.iter();
    let rivals: Vec<String> = remarks
        .filter(|remark| remark.has_rival)
        .map(|remark| format!("{}: {}", remark.author, remark.text))
        .collect();
    if !rivals.is_empty() {
        found.push((locale.t("handover.remark").to_owned(), rivals.join("\n")));
    }
    found
}

/// Disagreements that somebody settled.
pub(super) fn add_settled(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let mut rows = Vec::new();
    for product in &review.products {
        let reviewed = &product.reviewed;
        let Some(settled) = reviewed.settled.last() else {
            continue;
        };
        if reviewed.has_disagreement() {
            continue;
        }
        let mut row = product.name_cells();
        row.extend([
            text(review.verdict_name(&settled.verdict)),
            text(&settled.author),
            day_of(settled.time),
            text(review.list_verdicts(&reviewed.own_verdicts)),
        ]);
        rows.push(row);
    }
    let columns = [
        ID,
        PRODUCT,
        ("handover.verdict", 14.0),
        AUTHOR,
        DAY,
        ("handover.before", 34.0),
    ];
    paper.add_section("handover.settled");
    paper.add_table("handover.settled", &columns, rows, "handover.no_settled");
}
