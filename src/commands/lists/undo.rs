//! `ocop lists undo`: the last act on lists that a command line of the person did on this machine, undone or done
//! again, and told.

use std::fmt::Display;
use std::io::Write;

use super::desk::ListsDesk;
use crate::cli::args::UndoListArgs;
use crate::cli::exit::{self, CommandResult};
use crate::wording::list_text::describe_list_event;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::events::event_drafts::draft_undo;

/// So many events of one act are told one by one.
const MOST_TOLD: usize = 10;

/// Undoes the last act, or does it again.
pub(super) fn undo_in_lists(
    desk: &mut ListsDesk<'_>,
    args: &UndoListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    let list = match &args.name {
        Some(name) => Some(desk.find_list(name)?.id),
        None => None,
    };
    let (log, author) = (desk.log(), desk.work().author());
    let events = if args.redo {
        log.find_last_list_undo(author, list)
    } else {
        log.find_last_list_act(author, list)
    };
    if events.is_empty() {
        let key = if args.redo {
            "review.nothing_to_redo"
        } else {
            "review.nothing_to_undo"
        };
        desk.tell(key, &[]);
        return Ok(exit::NO_HITS);
    }
    let drafts: Vec<EventDraft> = events.iter().map(|event| draft_undo(event)).collect();
    // Of a redo the acts are told that the undos had taken away.
    let told = events.iter().rev();
    let told = told.map(|event| log.find_undone(event).unwrap_or(event));
    let told: Vec<WorkEvent> = told.cloned().collect();
    desk.record(drafts)?;
    let key = if args.redo {
        "review.redone"
    } else {
        "review.undone"
    };
    for event in told.iter().take(MOST_TOLD) {
        let act = describe_list_event(locale, event);
        writeln!(out, "{}", locale.fill(key, &[("act", &act)]))?;
    }
    if let Some(rest) = told.len().checked_sub(MOST_TOLD).filter(|rest| *rest > 0) {
        let values: [(&str, &dyn Display); 1] = [("n", &locale.format_number(rest))];
        writeln!(out, "{}", locale.fill("lists.and_more", &values))?;
    }
    Ok(exit::OK)
}
