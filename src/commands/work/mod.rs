//! `ocop work`: the store of work looked through, copied, put back, exchanged, and rid of a name.

mod check;
mod exchange;
mod forget;
mod link;
mod restore;

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

pub(super) use self::exchange::describe_fault;
use crate::catalog::work::{describe_work_error, open_existing_work, work_path};
use crate::cli::args::{WorkArgs, WorkCommand};
use crate::cli::exit::{CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::store::open_work::OpenWork;

/// Does what `ocop work` asks for.
pub fn run_work(settings: &Settings, args: &WorkArgs, out: &mut impl Write) -> CommandResult {
    match &args.command {
        WorkCommand::Check(args) => check::run_check(settings, args, out),
        WorkCommand::Backup(args) => restore::run_backup(settings, args, out),
        WorkCommand::Restore(args) => restore::run_restore(settings, args, out),
        WorkCommand::Export(args) => exchange::run_export(settings, args, out),
        WorkCommand::Merge(args) => exchange::run_merge(settings, args, out),
        WorkCommand::Link(args) => link::run_link(settings, args, out),
        WorkCommand::Forget(args) => forget::run_forget(settings, args, out),
    }
}

/// The store where there is one; where there is none, a sentence says so.
fn open_or_say(
    settings: &Settings,
    out: &mut impl Write,
) -> Result<Option<OpenWork>, CommandFailure> {
    let work = open_existing_work(settings)?;
    if work.is_none() {
        let sentence = fill_path(settings, "work.none", work_path(settings).as_deref());
        writeln!(out, "{sentence}")?;
    }
    Ok(work)
}

/// A sentence about a file.
fn fill_path(settings: &Settings, key: &str, path: Option<&Path>) -> String {
    let path = path.map_or("-".into(), Path::to_string_lossy);
    let path = sanitize_text(&path);
    let values: [(&str, &dyn Display); 1] = [("path", &path)];
    settings.locale.fill(key, &values)
}

/// The failure of the store that belongs to the catalogue.
fn work_failure(
    settings: &Settings,
    path: &Path,
) -> impl Fn(crate::work::store::work_error::WorkError) -> CommandFailure {
    move |error| describe_work_error(&error, path, settings)
}
