//! `ocop review history`: who did what with a product, and when; what was undone is marked.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::desk::ReviewDesk;
use crate::catalog::named_product::ProductFinder;
use crate::cli::args::{ReviewHistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::report::json;
use crate::wording::review_text::describe_act;
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::event::WorkEvent;
use crate::work::event_body::WorkAct;
use crate::work::review_round::ReviewRound;
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
        let rows = events.iter().map(|event| event_json(desk, event));
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
        let values: [(&str, &dyn Display); 5] = [
            ("time", &time_in_vietnam(locale, event.time)),
            ("who", &sanitize_text(&event.author)),
            ("act", &describe_act(locale, event, round.as_ref())),
            ("review", &review_note(desk, round.as_ref())),
            ("event", &event.id.short()),
        ];
        let line = locale.fill("review.history_row", &values);
        let note = match (log.stands(event), log.is_head(event)) {
            (false, _) => locale.t("review.note_undone"),
            (true, false) => locale.t("review.note_replaced"),
            (true, true) => "",
        };
        writeln!(out, "  {line}{note}")?;
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

fn event_json(desk: &ReviewDesk<'_>, event: &WorkEvent) -> Value {
    let log = desk.log();
    let round = event.review.and_then(|id| log.review_as_written(id));
    json!({
        "id": event.id.to_string(),
        "time": event.time.to_string(),
        "author": sanitize_text(&event.author),
        "review": round.as_ref().map(|round| sanitize_text(&round.start.name)),
        "did": event.body,
        "text": describe_act(&desk.settings.locale, event, round.as_ref()),
        "stands": log.stands(event),
        "counts": log.is_head(event),
    })
}
