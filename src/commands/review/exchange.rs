//! `ocop review export` and `merge`: the events of a review as a file, and those of files taken in: the union of both,
//! in whatever order and however often.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;

use super::desk::ReviewDesk;
use crate::catalog::open_review::{open_review, remember_open_review};
use crate::cli::args::{ExportReviewArgs, MergeReviewArgs};
use crate::cli::exit::{self, CommandResult};
use crate::commands::exchanged_events::{export_events, take_files};
use crate::wording::sanitize::sanitize_text;

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
    let file = (args.file.as_deref(), args.force);
    let told = ("review.exported", round.start.name.as_str());
    export_events(desk, events, file, told, out)?;
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
    let known: BTreeSet<_> = desk.log().reviews().iter().map(|round| round.id).collect();
    take_files(desk, &args.files, out)?;
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
