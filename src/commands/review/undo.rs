//! `ocop review undo`: the last act of the person on this machine is undone, or done again, and told.
//!
//! All command lines of an account on one machine are one sitting. A plain undo takes back what a command line did
//! here, never what a screen or another machine of the same person did; an event that is named is undone wherever the
//! same person wrote it.

use std::fmt::Display;
use std::io::Write;

use super::desk::ReviewDesk;
use crate::cli::args::UndoArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::wording::review_text::describe_act;
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::events::event_body::{ProposalOutcome, WorkAct};
use crate::work::events::event_drafts::draft_undo;
use crate::work::reviews::review_round::ReviewRound;

/// The fewest digits by which an event is named.
const MIN_DIGITS: usize = 4;

/// Undoes the last act, the event that is named, or the last undo.
pub(super) fn undo_act(
    desk: &mut ReviewDesk<'_>,
    args: &UndoArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = current_round(desk)?;
    let review = round.as_ref().map(|round| round.id);
    if args.event.is_none() && !args.redo {
        refuse_applied(desk)?;
    }
    let (log, author) = (desk.log(), desk.work().author());
    let events: Vec<&WorkEvent> = match &args.event {
        Some(digits) => {
            let event = find_own_event(desk, digits)?;
            if is_used_start(desk, event) {
                let sentence = desk.settings.locale.t("review.start_is_used").to_owned();
                return Err(CommandFailure::Usage(sentence));
            }
            vec![event]
        }
        None if args.redo => log.find_last_undo(author, review),
        None => log.find_last_act(author, review),
    };
    let is_left = events.iter().any(|event| is_used_start(desk, event));
    if events.is_empty() || is_left {
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
    let told = events.iter();
    let told = told.map(|event| log.find_undone(event).unwrap_or(event));
    let told: Vec<WorkEvent> = told.cloned().collect();
    desk.record(drafts)?;
    let key = if args.redo {
        "review.redone"
    } else {
        "review.undone"
    };
    for event in told.iter().rev() {
        if is_half_of_renaming(event, &told) {
            continue;
        }
        let line = describe_event(desk, event, round.as_ref());
        writeln!(out, "{}", desk.settings.locale.fill(key, &[("act", &line)]))?;
    }
    Ok(exit::OK)
}

/// Fails where the last thing that the person did was to put proposals into the catalogue: that is taken back there.
fn refuse_applied(desk: &ReviewDesk<'_>) -> Result<(), CommandFailure> {
    let log = desk.log();
    let mut own = log.events().iter().rev();
    let last = own.find(|event| event.author == desk.viewer() && log.stands(event));
    let Some(WorkAct::ProposalDecided {
        outcome: ProposalOutcome::Applied,
        generation,
    }) = last.and_then(WorkEvent::act)
    else {
        return Ok(());
    };
    let n = generation.map_or_else(|| "?".to_owned(), |number| number.to_string());
    let locale = &desk.settings.locale;
    Err(CommandFailure::Usage(
        locale.fill("review.undo_applied", &[("n", &n)]),
    ))
}

/// The review of `--in`; without it the last act of any kind counts, a label too.
fn current_round(desk: &ReviewDesk<'_>) -> Result<Option<ReviewRound>, CommandFailure> {
    if desk.names_review() {
        desk.round().map(Some)
    } else {
        Ok(None)
    }
}

/// The event of the person with these first digits that stands.
fn find_own_event<'a>(
    desk: &'a ReviewDesk<'_>,
    digits: &str,
) -> Result<&'a WorkEvent, CommandFailure> {
    let locale = &desk.settings.locale;
    let typed = digits.trim().to_lowercase();
    let log = desk.log();
    let has_digits =
        |event: &&WorkEvent| typed.len() >= MIN_DIGITS && event.id.to_string().starts_with(&typed);
    let found: Vec<&WorkEvent> = log.events().iter().filter(has_digits).collect();
    let refuse = |key: &str| {
        let values: [(&str, &dyn Display); 2] = [
            ("event", &sanitize_text(digits)),
            (
                "who",
                &sanitize_text(found.first().map_or("", |event| &event.author)),
            ),
        ];
        Err(CommandFailure::Usage(locale.fill(key, &values)))
    };
    match found.as_slice() {
        [] => refuse("review.no_event"),
        [event] if event.author != desk.viewer() => refuse("review.event_of_other"),
        [event] if !log.stands(event) => refuse("review.event_undone"),
        [event] => Ok(*event),
        _ => refuse("review.several_events"),
    }
}

/// True for a label that was taken off a product where another one was set at once: a label that got another name is
/// told once a product.
fn is_half_of_renaming(event: &WorkEvent, act: &[WorkEvent]) -> bool {
    match event.act() {
        Some(WorkAct::LabelDefined { withdrawn, .. }) => *withdrawn && act.len() > 1,
        Some(WorkAct::Label { present: false, .. }) => act.iter().any(|other| {
            matches!(other.act(), Some(WorkAct::Label { present: true, .. }))
                && other.product == event.product
        }),
        _ => false,
    }
}

/// True for the start of a review in which something was done: it stays.
fn is_used_start(desk: &ReviewDesk<'_>, event: &WorkEvent) -> bool {
    let is_start = matches!(event.act(), Some(WorkAct::ReviewStarted(_)));
    let log = desk.log();
    let is_used = |other: &WorkEvent| {
        other.review == Some(event.id) && other.act() != Some(&WorkAct::Undone) && log.stands(other)
    };
    is_start && log.events().iter().any(is_used)
}

/// An event with its product and its time.
fn describe_event(desk: &ReviewDesk<'_>, event: &WorkEvent, round: Option<&ReviewRound>) -> String {
    let locale = &desk.settings.locale;
    let of_event = event.review.and_then(|id| desk.log().review_as_written(id));
    let act = describe_act(locale, event, of_event.as_ref().or(round));
    let time = time_in_vietnam(locale, event.time);
    let Some(product) = &event.product else {
        let values: [(&str, &dyn Display); 2] = [("act", &act), ("time", &time)];
        return locale.fill("review.event_of_review", &values);
    };
    let values: [(&str, &dyn Display); 4] = [
        ("id", &sanitize_text(&product.id)),
        ("product", &sanitize_text(&product.name)),
        ("act", &act),
        ("time", &time),
    ];
    locale.fill("review.event_of_product", &values)
}
