//! `ocop lists history`: who did what in a list, and when; what was undone is marked. What visitors asked is in the
//! report of the list.

use std::io::Write;

use serde_json::{Value, json};

use super::desk::ListsDesk;
use crate::cli::args::{ListHistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::commands::event_lines::{event_json, format_event_line};
use crate::report::json;
use crate::wording::list_text::{describe_list_briefly, describe_list_event};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;
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
            let product = event.product.as_ref().map(|product| product.id.as_str());
            let act = describe_list_event(locale, event);
            event_json(log, event, ("product", product), &act)
        });
        let rows: Vec<Value> = rows.collect();
        let document = json!({"format": 1, "list": sanitize_text(&list.name), "events": rows});
        json::print_document(out, &document)?;
        return Ok(exit::OK);
    }
    writeln!(out, "{}", describe_list_briefly(locale, &list))?;
    for event in events {
        let act = describe_list_event(locale, event);
        writeln!(out, "{}", format_event_line(locale, log, event, (&act, "")))?;
    }
    Ok(exit::OK)
}
