//! `ocop review reviewers`, `due`, `close` and `reopen`: the frame of a review.

use std::fmt::Display;
use std::io::Write;

use super::desk::ReviewDesk;
use super::start::{clean_names, tell_past_due};
use crate::catalog::open_review::{open_review, remember_open_review};
use crate::cli::args::{DueArgs, ReviewersArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::commands::typed_day::read_typed_day;
use crate::wording::review_text::{describe_beyond, describe_due, describe_review_briefly};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_drafts::draft_for_review;
use crate::work::events::event_id::EventId;
use crate::work::events::event_registers::Register;
use crate::work::name_key::name_key;
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewRound;

/// Words that mean no due day.
const NO_DAY: [&str; 3] = ["none", "khong", "bo"];

/// Prints who reviews, or sets it.
pub(super) fn set_reviewers(
    desk: &mut ReviewDesk<'_>,
    args: &ReviewersArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut round = desk.round()?;
    if args.everybody || !args.names.is_empty() {
        desk.require_open(&round)?;
        require_organizer(desk, &round)?;
        let reviewers = clean_names(desk.settings, &args.names)?;
        let replaces = find_heads(desk, &round, &Register::Reviewers(round.id));
        let act = WorkAct::Reviewers { reviewers };
        desk.record(vec![draft_for_review(round.id, act, replaces)])?;
        round = desk.log().review(round.id).unwrap_or(round);
    }
    print_reviewers(desk, &round, out)
}

fn print_reviewers(
    desk: &mut ReviewDesk<'_>,
    round: &ReviewRound,
    out: &mut impl Write,
) -> CommandResult {
    desk.open_catalog()?;
    let locale = &desk.settings.locale;
    let progress = ReviewProgress::count(round, desk.log(), desk.viewer());
    if round.reviewers.is_empty() {
        writeln!(out, "{}", locale.t("review.act_everybody"))?;
    }
    for (reviewer, own) in &progress.by_reviewer {
        let name = sanitize_text(reviewer);
        let total = locale.format_number(own.total);
        if !round.tells_numbers_of(reviewer, desk.viewer()) {
            let values: [(&str, &dyn Display); 2] = [("who", &name), ("total", &total)];
            writeln!(out, "{}", locale.fill("review.reviewer_hidden", &values))?;
            continue;
        }
        let values: [(&str, &dyn Display); 3] = [
            ("who", &name),
            ("done", &locale.format_number(own.done)),
            ("total", &total),
        ];
        let row = locale.fill("review.reviewer_row", &values);
        writeln!(out, "{row}{}", describe_beyond(locale, own.beyond))?;
    }
    Ok(exit::OK)
}

/// Prints the due day, or sets it.
pub(super) fn set_due_day(
    desk: &mut ReviewDesk<'_>,
    args: &DueArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut round = desk.round()?;
    if let Some(text) = &args.day {
        desk.require_open(&round)?;
        require_organizer(desk, &round)?;
        let due = if NO_DAY.contains(&name_key(text).as_str()) {
            None
        } else {
            Some(read_typed_day(desk.settings, text)?)
        };
        tell_past_due(desk, due);
        let replaces = find_heads(desk, &round, &Register::DueDay(round.id));
        desk.record(vec![draft_for_review(
            round.id,
            WorkAct::DueDay { due },
            replaces,
        )])?;
        round = desk.log().review(round.id).unwrap_or(round);
    }
    let locale = &desk.settings.locale;
    let due = describe_due(locale, round.due, desk.settings.day);
    let due = due.unwrap_or_else(|| locale.t("review.act_no_due").to_owned());
    writeln!(out, "{due}")?;
    Ok(exit::OK)
}

/// Closes a review: it takes no verdicts any more.
pub(super) fn close_review(
    desk: &mut ReviewDesk<'_>,
    name: &[String],
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.chosen_round(name)?;
    desk.require_open(&round)?;
    require_organizer(desk, &round)?;
    let is_current = open_review(desk.settings, desk.log()).is_some_and(|open| open.id == round.id);
    set_closed(desk, &round, true)?;
    desk.open_catalog()?;
    let locale = &desk.settings.locale;
    let round = desk.log().review(round.id).unwrap_or(round);
    let progress = ReviewProgress::count(&round, desk.log(), desk.viewer());
    let values: [(&str, &dyn Display); 4] = [
        ("name", &sanitize_text(&round.start.name)),
        ("done", &locale.format_number(progress.done)),
        ("total", &locale.format_number(progress.total)),
        ("n", &progress.disagreements),
    ];
    writeln!(out, "{}", locale.fill("review.now_closed", &values))?;
    if is_current {
        // It stays the one that status, history and the report are about.
        remember_open_review(desk.settings, Some(round.id))?;
    }
    Ok(exit::OK)
}

/// Opens a closed review for verdicts again.
pub(super) fn reopen_review(
    desk: &mut ReviewDesk<'_>,
    name: &[String],
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.chosen_round(name)?;
    let locale = &desk.settings.locale;
    let brief = describe_review_briefly(locale, &round);
    if !round.is_closed {
        let sentence = locale.fill("review.is_open", &[("review", &brief)]);
        return Err(CommandFailure::Usage(sentence));
    }
    require_organizer(desk, &round)?;
    set_closed(desk, &round, false)?;
    remember_open_review(desk.settings, Some(round.id))?;
    let sentence = desk
        .settings
        .locale
        .fill("review.opened", &[("review", &brief)]);
    writeln!(out, "{sentence}")?;
    Ok(exit::OK)
}

fn set_closed(
    desk: &mut ReviewDesk<'_>,
    round: &ReviewRound,
    closed: bool,
) -> Result<(), CommandFailure> {
    let replaces = find_heads(desk, round, &Register::Closed(round.id));
    let act = WorkAct::Closed { closed };
    desk.record(vec![draft_for_review(round.id, act, replaces)])?;
    Ok(())
}

/// The events that a new value of a review as a whole replaces.
pub(super) fn find_heads(
    desk: &ReviewDesk<'_>,
    round: &ReviewRound,
    register: &Register,
) -> Vec<EventId> {
    let log = desk.log();
    let heads = log.heads(log.events_of_review(round.id), register);
    heads.into_iter().map(|event| event.id).collect()
}

/// Fails for somebody who may not change the frame of a review: who started it may, and its reviewers.
pub(super) fn require_organizer(
    desk: &ReviewDesk<'_>,
    round: &ReviewRound,
) -> Result<(), CommandFailure> {
    if desk.viewer() == round.started_by || round.has_reviewer(desk.viewer()) {
        return Ok(());
    }
    let values: [(&str, &dyn Display); 2] = [
        ("who", &sanitize_text(desk.viewer())),
        ("starter", &sanitize_text(&round.started_by)),
    ];
    let sentence = desk.settings.locale.fill("review.no_organizer", &values);
    Err(CommandFailure::Forbidden(sentence))
}
