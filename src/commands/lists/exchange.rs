//! `ocop lists export` and `merge`: the events of a list as a file, and those of files taken in: the union of both, in
//! whatever order and however often.

use std::collections::BTreeSet;
use std::io::Write;

use super::desk::ListsDesk;
use super::disputes::dispute_lines;
use crate::cli::args::{ExportListArgs, MergeListsArgs};
use crate::cli::exit::{self, CommandResult};
use crate::commands::exchanged_events::{export_events, take_files};
use crate::wording::list_text::describe_list_briefly;

/// Writes the events of a list, for another store.
pub(super) fn export_list(
    desk: &mut ListsDesk<'_>,
    args: &ExportListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let list = desk.find_list(&args.name)?;
    let events = desk.log().events_of_list(list.id);
    let file = (args.file.as_deref(), args.force);
    export_events(desk, events, file, ("lists.exported", &list.name), out)?;
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
    let known: BTreeSet<_> = desk.lists().lists.iter().map(|list| list.id).collect();
    take_files(desk, &args.files, out)?;
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
            let entries = list.entries.iter();
            let entries = entries.map(|entry| (entry, entry.subject.name()));
            for line in dispute_lines(locale, entries) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(exit::OK)
}
