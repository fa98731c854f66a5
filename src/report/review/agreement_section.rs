//! How far the reviewers agree.

use super::gathered_review::GatheredReview;
use super::paper::{Column, Paper, number, text};
use crate::report::table_file::ReportCell;
use crate::work::reviews::agreement::{collect_verdicts, compare_reviewers};

const COLUMNS: [Column; 6] = [
    ("handover.first", 14.0),
    ("handover.second", 14.0),
    ("handover.both", 14.0),
    ("handover.same", 14.0),
    ("handover.same_share", 14.0),
    ("handover.kappa", 18.0),
];

/// The agreement of each pair of reviewers, and what kappa is; nothing where others are hidden.
pub(super) fn add_agreement(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    if review.hides_others() {
        return;
    }
    let products = review.products.iter();
    let works = products.map(|product| (product.id.as_str(), &product.work));
    let verdicts = collect_verdicts(source.round.id, works);
    let pairs = compare_reviewers(&verdicts);
    let rows = pairs.iter().map(|pair| {
        let both = pair.judged_by_both.max(1);
        let percent = pair.same as f64 * 100.0 / both as f64;
        let kappa = match pair.kappa {
            Some(kappa) => ReportCell::Number((kappa * 100.0).round() / 100.0),
            None => text(source.locale.t("handover.undefined")),
        };
        let [first, second] = &pair.reviewers;
        vec![
            text(first),
            text(second),
            number(pair.judged_by_both),
            number(pair.same),
            ReportCell::Number((percent * 10.0).round() / 10.0),
            kappa,
        ]
    });
    paper.add_section("handover.agreement");
    paper.add_table(
        "handover.agreement",
        &COLUMNS,
        rows.collect(),
        "handover.no_agreement",
    );
    if !pairs.is_empty() {
        paper.add_paragraph(source.locale.t("handover.about_kappa").to_owned());
    }
}
