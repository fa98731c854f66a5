//! `ocop review disagreements`: the products whose verdicts differ, with who said what.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::desk::ReviewDesk;
use crate::cli::args::SummaryFormat;
use crate::cli::exit::{self, CommandResult};
use crate::report::json;
use crate::wording::review_text::verdict_name_of;
use crate::wording::sanitize::sanitize_text;
use crate::work::product_work::GivenVerdict;

/// Lists the products whose verdicts differ, in the order of the review; of a blind review those that the person may
/// see.
pub(super) fn list_disagreements(
    desk: &mut ReviewDesk<'_>,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    let opened = desk.open_catalog()?;
    let locale = &desk.settings.locale;
    let mut rows: Vec<(String, String, Vec<GivenVerdict>)> = Vec::new();
    for id in round.current_scope(desk.log()) {
        let work = desk.log().product_work(&id);
        let Some(reviewed) = work.reviews.get(&round.id) else {
            continue;
        };
        if !reviewed.has_disagreement() || !round.shows_others(&work, desk.viewer()) {
            continue;
        }
        let hit = opened.catalog.find_product(&id)?;
        let name = hit.map_or_else(String::new, |hit| sanitize_text(&hit.product.name));
        let given = reviewed.settled.iter().chain(&reviewed.verdicts);
        rows.push((sanitize_text(&id), name, given.cloned().collect()));
    }
    let code = exit::code_for_hits(rows.len());
    if format == SummaryFormat::Json {
        let rows = rows.iter().map(|(id, name, given)| {
            let verdicts = given
                .iter()
                .map(|one| json!({"reviewer": sanitize_text(&one.author), "verdict": one.verdict}));
            json!({"id": id, "name": name, "verdicts": verdicts.collect::<Vec<Value>>()})
        });
        let document = json!({"format": 1, "disagreements": rows.collect::<Vec<Value>>()});
        json::print_document(out, &document)?;
        return Ok(code);
    }
    for (id, name, given) in &rows {
        writeln!(out, "{id}  {name}")?;
        for one in given {
            let who = sanitize_text(&one.author);
            writeln!(
                out,
                "    {who}: {}",
                verdict_name_of(locale, &round, &one.verdict)
            )?;
        }
    }
    if rows.is_empty() {
        writeln!(out, "{}", locale.t("review.no_disagreement"))?;
    } else {
        let values: [(&str, &dyn Display); 1] = [("id", &rows[0].0)];
        writeln!(out, "{}", locale.fill("review.how_to_settle", &values))?;
    }
    Ok(code)
}
