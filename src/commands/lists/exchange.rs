//! `ocop lists export` and `merge`: the events of a list as a file, and those of files taken in: the union of both, in
//! whatever order and however often.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::desk::ListsDesk;
use crate::cli::args::{ExportListArgs, MergeListsArgs};
use crate::cli::exit::{self, CommandResult};
use crate::commands::exchanged_events::{path_text, read_exchanged, require_own_events};
use crate::report::table_file::write_file_atomically;
use crate::wording::list_text::describe_list_briefly;
use crate::wording::sanitize::sanitize_text;
use crate::work::event::WorkEvent;
use crate::work::exchange::write_events;

/// Writes the events of a list, for another store.
pub(super) fn export_list(
    desk: &mut ListsDesk<'_>,
    args: &ExportListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let list = desk.find_list(&args.name)?;
    let events = desk.log().events_of_list(list.id);
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
        ("name", &sanitize_text(&list.name)),
        ("path", &path_text(file)),
    ];
    desk.tell("lists.exported", &values);
    Ok(exit::OK)
}

/// Takes the events of files, all of them or none.
pub(super) fn merge_files(
    desk: &mut ListsDesk<'_>,
    args: &MergeListsArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    let mut taken = Vec::new();
    for path in &args.files {
        taken.push((path, read_exchanged(settings, path)?));
    }
    for (path, events) in &taken {
        require_own_events(settings, desk.work(), (path, events))?;
    }
    let known: BTreeSet<_> = desk.lists().lists.iter().map(|list| list.id).collect();
    for (path, events) in taken {
        let read = events.len();
        let added = desk.merge_events(events)?;
        let values: [(&str, &dyn Display); 3] = [
            ("path", &path_text(Some(path))),
            ("n", &locale.format_number(read)),
            ("added", &locale.format_number(added)),
        ];
        writeln!(out, "{}", locale.fill("review.merged", &values))?;
    }
    for list in &desk.lists().lists {
        let brief = describe_list_briefly(locale, list);
        if !known.contains(&list.id) {
            writeln!(
                out,
                "{}",
                locale.fill("lists.merged_new", &[("list", &brief)])
            )?;
        }
        if list.has_disagreement() {
            writeln!(out, "{}", locale.fill("lists.differs", &[("list", &brief)]))?;
        }
    }
    Ok(exit::OK)
}
