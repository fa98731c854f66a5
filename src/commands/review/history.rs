//! `ocop review history`: who did what with a product, and when; what was undone is marked.

use std::io::Write;

use serde_json::{Value, json};

use super::desk::ReviewDesk;
use crate::catalog::named_product::ProductFinder;
use crate::cli::args::{ReviewHistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::commands::event_lines::{event_json, format_event_line};
use crate::report::json;
use crate::wording::review_text::describe_act;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event_body::WorkAct;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::work_viewer::WorkViewer;

/// Prints what was done with a product, in all reviews and beside them.
pub(super) fn print_history(
    desk: &mut ReviewDesk<'_>,
    args: &ReviewHistoryArgs,
    out: &mut impl Write,
) -> CommandResult {
    let opened = desk.open_catalog()?;
    let finder = ProductFinder::new(&opened.catalog);
    let product = desk.find_product(&finder, &args.id, |_| false)?;
    let log = desk.log();
    let work = log.product_work(&product.id);
    let mut events = log.events_of_product(&product.id);
    // An undo is told beside what it undid.
    events.retain(|event| event.act() != Some(&WorkAct::Undone));
    let viewer = WorkViewer::new(log, desk.viewer());
    events.retain(|event| viewer.sees_event(&work, event));
    events.sort_by_key(|event| (event.time, event.id));
    let locale = &desk.settings.locale;
    let (id, name) = (sanitize_text(&product.id), sanitize_text(&product.name));
    let code = exit::code_for_hits(events.len());
    if args.output.format == SummaryFormat::Json {
        let rows = events.iter().map(|event| {
            let round = event.review.and_then(|id| log.review_as_written(id));
            let review = round.as_ref().map(|round| round.start.name.as_str());
            let act = describe_act(locale, event, round.as_ref());
            event_json(log, event, ("review", review), &act)
        });
        let document = json!({
            "format": 1,
            "product": {"id": id, "name": name},
            "events": rows.collect::<Vec<Value>>(),
        });
        json::print_document(out, &document)?;
        return Ok(code);
    }
    writeln!(out, "{id}  {name}")?;
    if events.is_empty() {
        writeln!(out, "{}", locale.t("review.no_history"))?;
    }
    for event in events {
        let round = event.review.and_then(|id| log.review_as_written(id));
        let act = describe_act(locale, event, round.as_ref());
        let review = review_note(desk, round.as_ref());
        let line = format_event_line(locale, log, event, (&act, &review));
        writeln!(out, "{line}")?;
    }
    Ok(code)
}

/// The name of the review of an event, where it has one.
fn review_note(desk: &ReviewDesk<'_>, round: Option<&ReviewRound>) -> String {
    let locale = &desk.settings.locale;
    round.map_or_else(String::new, |round| {
        let name = sanitize_text(&round.start.name);
        locale.fill("review.in_review", &[("name", &name)])
    })
}
