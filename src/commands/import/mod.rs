//! `ocop import`: lists into the catalogue.
//!
//! Lists are read (`list_reading`), compared with the catalogue and shown ([`PendingImport`]);
//! after consent the write lock is taken and the changes are published. Nothing is written before
//! everything has been read, and a refusal leaves the catalogue as it was.

mod corrections;
pub(super) mod list_reading;
mod pending;

use std::io::Write;

use ocop_index::store::StoreWriter;

pub use self::corrections::prepare_corrections;
use self::list_reading::{nothing_read_failure, read_lists, write_report};
pub use self::pending::{Agreement, PendingImport, PublishedImport};
use crate::catalog::open::open_catalog;
use crate::cli::args::ImportArgs;
use crate::cli::exit::{CommandFailure, CommandResult};
use crate::cli::settings::Settings;

/// Reads the lists and compares them with the catalogue; what remains is to show the changes and
/// ask for consent.
pub fn prepare_import(
    settings: &Settings,
    args: &ImportArgs,
) -> Result<PendingImport, CommandFailure> {
    settings.require_import()?;
    if !args.dry_run {
        settings.require_writable()?;
    }
    // The catalogue must exist before it can change: the first start builds the built-in one.
    let opened = open_catalog(settings)?;
    let is_agreed = args.yes || args.dry_run;
    let lists = read_lists(settings, &args.files, &args.input, is_agreed)?;
    let is_empty = lists.drafts.is_empty();
    let pending = PendingImport::new(settings, args, lists, opened)?;
    write_report(settings, args.report.as_deref(), &pending.lists)?;
    if is_empty {
        return Err(nothing_read_failure(settings, &pending.lists));
    }
    Ok(pending)
}

/// Fails where nothing can be imported: in read-only mode, or in a folder that cannot be written.
pub fn check_import_allowed(settings: &Settings) -> Result<(), CommandFailure> {
    settings.require_import()?;
    settings.require_writable()?;
    Ok(StoreWriter::check_writable(&settings.data_dir)?)
}

/// Imports without a screen: a preview as text, and a question where someone can answer it.
pub fn run_import(settings: &Settings, args: &ImportArgs, out: &mut impl Write) -> CommandResult {
    prepare_import(settings, args)?.preview_and_publish(settings, args.into(), out)
}
