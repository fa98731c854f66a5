//! `ocop review disagreements`: the products whose verdicts differ, with who said what.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::desk::ReviewDesk;
use crate::cli::args::SummaryFormat;
use crate::cli::exit::{self, CommandResult};
use crate::report::json;
use crate::wording::review_text::list_opinions;
use crate::wording::sanitize::sanitize_text;
use crate::work::product_work::{GivenVerdict, ReviewedProduct};
use crate::work::work_viewer::WorkViewer;

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
    let viewer = WorkViewer::new(desk.log(), desk.viewer());
    let mut rows: Vec<(String, String, ReviewedProduct)> = Vec::new();
    for id in round.current_scope(desk.log()) {
        let work = viewer.product_work(desk.log(), &id);
        let Some(reviewed) = work.reviews.get(&round.id) else {
            continue;
        };
        if !reviewed.has_disagreement() {
            continue;
        }
        let hit = opened.catalog.find_product(&id)?;
        let name = hit.map_or_else(String::new, |hit| sanitize_text(&hit.product.name));
        rows.push((sanitize_text(&id), name, reviewed.clone()));
    }
    let code = exit::code_for_hits(rows.len());
    if format == SummaryFormat::Json {
        let given = |given: &[GivenVerdict]| -> Vec<Value> {
            let rows = given
                .iter()
                .map(|one| json!({"reviewer": sanitize_text(&one.author), "verdict": one.verdict}));
            rows.collect()
        };
        let rows = rows.iter().map(|(id, name, reviewed)| {
            json!({
                "id": id,
                "name": name,
                "settled": given(&reviewed.settled),
                "verdicts": given(&reviewed.own_verdicts),
            })
        });
        let document = json!({
            "format": 1,
            "complete": !round.hides_others(),
            "disagreements": rows.collect::<Vec<Value>>(),
        });
        json::print_document(out, &document)?;
        return Ok(code);
    }
    for (id, name, reviewed) in &rows {
        writeln!(out, "{id}  {name}")?;
        for (who, text) in list_opinions(locale, &round, reviewed) {
            writeln!(out, "    {who}: {text}")?;
        }
    }
    if round.hides_others() {
        writeln!(out, "{}", locale.t("review.disagreements_hidden"))?;
    } else if rows.is_empty() {
        writeln!(out, "{}", locale.t("review.no_disagreement"))?;
    } else {
        let values: [(&str, &dyn Display); 1] = [("id", &rows[0].0)];
        writeln!(out, "{}", locale.fill("review.how_to_settle", &values))?;
    }
    Ok(code)
}
