//! `ocop lists history`: who did what in a list, and when; what was undone is marked. What visitors asked is in the
//! report of the list.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::desk::ListsDesk;
use crate::cli::args::{ListHistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::report::json;
use crate::wording::list_text::{describe_list_briefly, describe_list_event};
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::event::WorkEvent;
use crate::work::event_body::WorkAct;
use crate::work::lists::list_act::ListChange;

/// Prints what was done in a list.
pub(super) fn print_history(
    desk: &mut ListsDesk<'_>,
    args: &ListHistoryArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    let list = desk.find_list(&args.name)?;
    let log = desk.log();
    let is_told = |event: &&WorkEvent| {
        let is_asked = matches!(
            event.act(),
            Some(WorkAct::InList { change, .. })
                if matches!(**change, ListChange::Asked | ListChange::Question { .. })
        );
        // An undo is told beside what it undid.
        let is_undo = event.act() == Some(&WorkAct::Undone);
        !is_asked && !is_undo && log.is_of_list(event, Some(list.id))
    };
    let mut events: Vec<&WorkEvent> = log.events().iter().filter(is_told).collect();
    events.sort_by_key(|event| (event.time, event.id));
    if args.output.format == SummaryFormat::Json {
        let rows = events.iter().map(|event| {
            json!({
                "id": event.id.to_string(),
                "time": event.time.to_string(),
                "author": sanitize_text(&event.author),
                "product": event.product.as_ref().map(|product| sanitize_text(&product.id)),
                "did": event.body,
                "text": describe_list_event(locale, event),
                "stands": log.stands(event),
                "counts": log.is_head(event),
            })
        });
        let rows: Vec<Value> = rows.collect();
        let document = json!({"format": 1, "list": sanitize_text(&list.name), "events": rows});
        json::print_document(out, &document)?;
        return Ok(exit::OK);
    }
    writeln!(out, "{}", describe_list_briefly(locale, &list))?;
    for event in events {
        let values: [(&str, &dyn Display); 5] = [
            ("time", &time_in_vietnam(locale, event.time)),
            ("who", &sanitize_text(&event.author)),
            ("act", &describe_list_event(locale, event)),
            ("review", &""),
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
    Ok(exit::OK)
}
