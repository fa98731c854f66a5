//! `ocop review export` and `merge`: the events of a review as a file, and those of files taken in: the union of both,
//! in whatever order and however often.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::desk::ReviewDesk;
use crate::catalog::open_review::{open_review, remember_open_review};
use crate::cli::args::{ExportReviewArgs, MergeReviewArgs};
use crate::cli::exit::{self, CommandResult};
use crate::commands::exchanged_events::{path_text, read_exchanged, require_own_events};
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;
use crate::work::event::WorkEvent;
use crate::work::exchange::write_events;

/// Writes the events of a review, for another store.
pub(super) fn export_review(
    desk: &mut ReviewDesk<'_>,
    args: &ExportReviewArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    let is_hidden = round.hides_others();
    let author = is_hidden.then(|| desk.viewer());
    let events = desk.log().events_for_exchange(round.id, author);
    let events: Vec<WorkEvent> = events.into_iter().cloned().collect();
    let now = Timestamp::now();
    let file = args.file.as_deref().filter(|path| *path != Path::new("-"));
    match file {
        None => write_events(&events, now, out)?,
        Some(path) => {
            desk.settings.require_paths()?;
            let choice = (args.force, desk.settings.export_access);
            write_file_atomically(path, choice, |out| Ok(write_events(&events, now, out)?))?;
        }
    }
    let locale = &desk.settings.locale;
    let values: [(&str, &dyn Display); 3] = [
        ("n", &locale.format_number(events.len())),
        ("name", &sanitize_text(&round.start.name)),
        ("path", &path_text(file)),
    ];
    desk.tell("review.exported", &values);
    if is_hidden {
        desk.tell("review.exported_own", &[]);
    }
    Ok(exit::OK)
}

/// Takes the events of files, all of them or none.
pub(super) fn merge_files(
    desk: &mut ReviewDesk<'_>,
    args: &MergeReviewArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut taken = Vec::new();
    for path in &args.files {
        let events = read_exchanged(desk.settings, path)?;
        taken.push((path, events));
    }
    for (path, events) in &taken {
        require_own_events(desk.settings, desk.work(), (path, events))?;
    }
    let known: BTreeSet<_> = desk.log().reviews().iter().map(|round| round.id).collect();
    for (path, events) in taken {
        let read = events.len();
        let added = desk.merge_events(events)?;
        let locale = &desk.settings.locale;
        let values: [(&str, &dyn Display); 3] = [
            ("path", &path_text(Some(path))),
            ("n", &locale.format_number(read)),
            ("added", &locale.format_number(added)),
        ];
        writeln!(out, "{}", locale.fill("review.merged", &values))?;
    }
    let rounds = desk.log().reviews();
    let new: Vec<_> = rounds
        .iter()
        .filter(|round| !known.contains(&round.id))
        .collect();
    for round in &new {
        let name = sanitize_text(&round.start.name);
        let values: [(&str, &dyn Display); 2] = [("name", &name), ("id", &round.id.short())];
        writeln!(
            out,
            "{}",
            desk.settings.locale.fill("review.merged_new", &values)
        )?;
    }
    // Whoever had none open goes on with the one that came.
    if let [round] = new.as_slice()
        && known.is_empty()
        && open_review(desk.settings, desk.log()).is_some_and(|open| open.id == round.id)
    {
        remember_open_review(desk.settings, Some(round.id))?;
    }
    Ok(exit::OK)
}
