//! `ocop review next`: the next product that the person has not reviewed, in the order of the review.

use std::fmt::Display;
use std::io::Write;

use ocop_index::Catalog;
use serde_json::json;

use super::desk::ReviewDesk;
use crate::cli::args::SummaryFormat;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::report::json::{self, HitSummary};
use crate::wording::product_card::describe_card;
use crate::wording::review_text::list_verdicts;
use crate::wording::sanitize::sanitize_text;
use crate::work::reviews::review_left::LeftToReview;

/// Prints the next product; those put off come when nothing else is left.
pub(super) fn print_next(
    desk: &mut ReviewDesk<'_>,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    desk.require_reviewer(&round)?;
    let opened = desk.open_catalog()?;
    let found = LeftToReview::find(&round, desk.log(), desk.viewer());
    let left = found.count();
    let next = found.next_after(&round, desk.log(), None);
    let locale = &desk.settings.locale;
    let Some(id) = next else {
        match format {
            SummaryFormat::Json => {
                let document = json!({"format": 1, "left": 0, "product": null});
                json::print_document(out, &document)?;
            }
            SummaryFormat::Table => writeln!(out, "{}", locale.t("review.all_done"))?,
        }
        return Ok(exit::NO_HITS);
    };
    let hit = load_product(&opened.catalog, id)?;
    match format {
        SummaryFormat::Json => {
            let product = hit.as_ref().map(HitSummary::new);
            let document = json!({
                "format": 1,
                "left": left,
                "postponed": found.open.is_empty(),
                "product": product,
            });
            json::print_document(out, &document)?;
        }
        SummaryFormat::Table => {
            if found.open.is_empty() {
                writeln!(out, "{}", locale.t("review.only_postponed"))?;
            }
            writeln!(out, "{}", sanitize_text(id))?;
            for line in hit.iter().flat_map(|hit| describe_card(locale, hit)) {
                writeln!(out, "{}", sanitize_text(&line))?;
            }
            let values: [(&str, &dyn Display); 3] = [
                ("left", &locale.format_number(left)),
                ("id", &sanitize_text(id)),
                ("known", &list_verdicts(locale, &round.start.verdicts)),
            ];
            writeln!(out, "{}", locale.fill("review.next_how", &values))?;
        }
    }
    Ok(exit::OK)
}

fn load_product(
    catalog: &Catalog,
    id: &str,
) -> Result<Option<ocop_index::SearchHit>, CommandFailure> {
    Ok(catalog.find_product(id)?)
}
