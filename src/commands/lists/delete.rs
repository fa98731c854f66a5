//! `ocop lists delete`. What the list had stays in the store, so an undo brings it back.

use std::fmt::Display;
use std::io::Write;

use super::desk::ListsDesk;
use crate::cli::args::NamedListArgs;
use crate::cli::exit::{self, CommandResult};
use crate::wording::sanitize::sanitize_text;

/// Deletes a list.
pub(super) fn delete_list(
    desk: &mut ListsDesk<'_>,
    args: &NamedListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let list = desk.find_list(&args.name)?;
    let draft = desk.log().draft_list_deleted(list.id, true);
    desk.record(vec![draft])?;
    let locale = &desk.settings.locale;
    let values: [(&str, &dyn Display); 2] = [
        ("name", &sanitize_text(&list.name)),
        ("n", &locale.format_number(list.entries.len())),
    ];
    writeln!(out, "{}", locale.fill("lists.deleted", &values))?;
    Ok(exit::OK)
}
