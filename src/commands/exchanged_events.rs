//! Files of events to and from other machines, as the commands write and take them: those that come are read whole, and
//! only with events that this account may bring.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::file_output::{FileOutput, path_text};
use super::work_desk::WorkDesk;
use crate::catalog::work::{describe_work_error, may_write_as_others};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::WorkEvent;
use crate::work::store::exchange::{LineFault, read_events, write_events};
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_merge::{Merged, read_exchanged_file};
use crate::work::store::work_error::WorkError;

/// Writes events for another store into the file that somebody named, and tells it: `told` is the sentence, and the
/// name of what the events are of.
pub(super) fn export_events(
    desk: &WorkDesk<'_>,
    events: Vec<&WorkEvent>,
    (file, force): (Option<&Path>, bool),
    told: (&str, &str),
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let events: Vec<WorkEvent> = events.into_iter().cloned().collect();
    let now = Timestamp::now();
    let output = FileOutput::new(file, force);
    output.write(desk.settings, out, |mut out| {
        Ok(write_events(&events, now, &mut out)?)
    })?;
    let (key, name) = told;
    let values: [(&str, &dyn Display); 3] = [
        ("n", &desk.settings.locale.format_number(events.len())),
        ("name", &sanitize_text(name)),
        ("path", &path_text(output.file())),
    ];
    desk.tell(key, &values);
    Ok(())
}

/// Takes the events of files, and prints how many of each were not here. All files are read before the first is taken.
pub(super) fn take_files(
    desk: &mut WorkDesk<'_>,
    files: &[PathBuf],
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let settings = desk.settings;
    let locale = &settings.locale;
    let mut taken = Vec::new();
    for path in files {
        taken.push((path, read_exchanged(settings, path)?));
    }
    for (path, events) in &taken {
        require_own_events(settings, desk.work(), (path, events))?;
    }
    for (path, events) in taken {
        let read = events.len();
        let merged = desk.merge_events(events)?;
        let values: [(&str, &dyn Display); 3] = [
            ("path", &path_text(Some(path))),
            ("n", &locale.format_number(read)),
            ("added", &locale.format_number(merged.added)),
        ];
        writeln!(out, "{}", locale.fill("review.merged", &values))?;
        if let Some(told) = describe_differing(settings, &merged) {
            writeln!(out, "{told}")?;
        }
    }
    Ok(())
}

/// What is told where events of a file have the ids of events that are here, and say something else.
pub(super) fn describe_differing(settings: &Settings, merged: &Merged) -> Option<String> {
    let locale = &settings.locale;
    let values: [(&str, &dyn Display); 2] = [
        ("n", &locale.format_number(merged.differing)),
        ("id", &merged.first_differing?.short()),
    ];
    Some(locale.fill("work.differing", &values))
}

/// The events of a file; `-` is standard input.
fn read_exchanged(settings: &Settings, path: &Path) -> Result<Vec<WorkEvent>, CommandFailure> {
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
fn require_own_events(
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
