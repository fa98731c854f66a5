//! Files of events from other machines, as the commands take them: read whole, and only with events that this account
//! may bring.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::catalog::work::{describe_work_error, may_write_as_others};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::event::WorkEvent;
use crate::work::exchange::{LineFault, read_events};
use crate::work::open_work::OpenWork;
use crate::work::store_merge::read_exchanged_file;
use crate::work::work_error::WorkError;

/// The events of a file; `-` is standard input.
pub(super) fn read_exchanged(
    settings: &Settings,
    path: &Path,
) -> Result<Vec<WorkEvent>, CommandFailure> {
    let read = if path == Path::new("-") {
        read_events(io::stdin().lock()).map_err(CommandFailure::Stdin)?
    } else {
        settings.require_paths()?;
        read_exchanged_file(path).map_err(|error| match error {
            WorkError::Io(error) => CommandFailure::UnreadableList(path.to_path_buf(), error),
            error => describe_work_error(&error, path, settings),
        })?
    };
    let Some((line, fault)) = read.faults.first() else {
        return Ok(read.events);
    };
    let key = match fault {
        LineFault::NoHeader => "review.no_work_file",
        _ => "review.bad_line",
    };
    let values: [(&str, &dyn Display); 2] = [("path", &path_text(Some(path))), ("line", line)];
    Err(CommandFailure::Data(settings.locale.fill(key, &values)))
}

/// Fails where events of others may not be written and a file has some.
pub(super) fn require_own_events(
    settings: &Settings,
    work: &OpenWork,
    (path, events): (&Path, &[WorkEvent]),
) -> Result<(), CommandFailure> {
    if may_write_as_others(settings) {
        return Ok(());
    }
    let (log, viewer) = (work.log(), &work.author().name);
    let is_foreign =
        |event: &&WorkEvent| event.author != *viewer && log.find_event(event.id).is_none();
    let Some(foreign) = events.iter().find(is_foreign) else {
        return Ok(());
    };
    let values: [(&str, &dyn Display); 3] = [
        ("path", &path_text(Some(path))),
        ("who", &sanitize_text(&foreign.author)),
        ("account", &sanitize_text(viewer)),
    ];
    let sentence = settings.locale.fill("review.foreign_events", &values);
    Err(CommandFailure::Forbidden(sentence))
}

/// A path as it is told; `-` for none.
pub(super) fn path_text(path: Option<&Path>) -> String {
    path.map_or_else(
        || "-".to_owned(),
        |path| sanitize_text(&path.to_string_lossy()),
    )
}
