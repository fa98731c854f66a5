//! `ocop review status --format csv`: a row for each product of the review. What others said of a product is empty
//! until the person who looks may see it.

use std::collections::BTreeSet;
use std::io::Write;

use ocop_index::Catalog;
use serde::Serialize;

use super::desk::ReviewDesk;
use crate::cli::exit::CommandFailure;
use crate::report::hit_list::HitListWriter;
use crate::wording::sanitize::sanitize_text;
use crate::work::product_work::{GivenVerdict, ReviewedProduct, StandingRemark};
use crate::work::reviews::review_round::ReviewRound;
use crate::work::work_viewer::WorkViewer;

/// A product of a review.
#[derive(Serialize)]
struct StatusRow {
    id: String,
    name: String,
    producer: Option<String>,
    district: Option<String>,
    commune: Option<String>,
    /// The key of the state for the person who looks.
    state: &'static str,
    /// Their own verdict.
    own_verdict: Option<String>,
    /// The verdicts that count, by their keys.
    verdicts: String,
    /// What each reviewer said: `an: dung; binh: can-sua`.
    given: String,
    settled: Option<String>,
    disagreement: Option<bool>,
    remarks: String,
}

/// The names of the columns, in the order of [`StatusRow`].
const FIELDS: [&str; 12] = [
    "id",
    "name",
    "producer",
    "district",
    "commune",
    "state",
    "own_verdict",
    "verdicts",
    "given",
    "settled",
    "disagreement",
    "remarks",
];

/// Writes the products of a review.
pub(super) fn write_status_table(
    desk: &ReviewDesk<'_>,
    round: &ReviewRound,
    catalog: &Catalog,
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let mut rows = HitListWriter::new(true, &FIELDS, out)?;
    let nothing = ReviewedProduct::default();
    let viewer = WorkViewer::new(desk.log(), desk.viewer());
    for id in round.current_scope(desk.log()) {
        let Some(hit) = catalog.find_product(&id)? else {
            continue;
        };
        let product = hit.product;
        let all = desk.log().product_work(&id);
        let work = viewer.strip_hidden(all.clone());
        let reviewed = work.reviews.get(&round.id).unwrap_or(&nothing);
        let is_shown = round.shows_others(&work, viewer.name());
        let mut given: Vec<&GivenVerdict> = reviewed.own_verdicts.iter().collect();
        // No clock decides the order.
        given.sort_by(|a, b| (&a.author, &a.verdict).cmp(&(&b.author, &b.verdict)));
        let remarks = work.remarks.iter();
        let counted: Vec<&str> = reviewed.counted_verdicts().into_iter().collect();
        let own = reviewed.own_verdict_of(viewer.name());
        rows.write_row(&StatusRow {
            id: sanitize_text(&id),
            name: sanitize_text(&product.name),
            producer: product.producer.map(|producer| producer.name),
            district: product.place.district,
            commune: product.place.commune,
            state: round.state_for(&all, viewer.name()).key(),
            own_verdict: own.map(|given| sanitize_text(&given.verdict)),
            verdicts: sanitize_text(&counted.join("; ")),
            given: join(given.iter().map(|one| (&*one.author, &*one.verdict))),
            settled: join_settled(reviewed),
            disagreement: is_shown.then(|| reviewed.has_disagreement()),
            remarks: join(remarks.map(|one: &StandingRemark| (&*one.author, &*one.text))),
        })?;
    }
    Ok(rows.finish()?)
}

/// The settled verdict; several where two were settled at once.
fn join_settled(reviewed: &ReviewedProduct) -> Option<String> {
    let settled: BTreeSet<&str> = reviewed.settled.iter().map(|one| &*one.verdict).collect();
    let settled: Vec<&str> = settled.into_iter().collect();
    (!settled.is_empty()).then(|| sanitize_text(&settled.join("; ")))
}

/// `an: text; binh: text`, on one line.
fn join<'a>(said: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let parts: Vec<String> = said
        .map(|(who, text)| format!("{who}: {}", text.replace('\n', " / ")))
        .collect();
    sanitize_text(&parts.join("; "))
}
