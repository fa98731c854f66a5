//! `ocop work backup` and `ocop work restore`.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use super::super::consent::confirm_deed;
use super::{fill_path, open_or_say, work_failure};
use crate::catalog::work::require_work_place;
use crate::cli::args::{WorkBackupArgs, WorkRestoreArgs};
use crate::cli::clock::today_in_vietnam;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::store::store_copies::list_daily_copies;
use crate::work::store::store_restore::restore_store;
use crate::work::store::work_error::WorkError;

pub(super) fn run_backup(
    settings: &Settings,
    args: &WorkBackupArgs,
    out: &mut impl Write,
) -> CommandResult {
    let Some(mut work) = open_or_say(settings, out)? else {
        return Ok(exit::NO_HITS);
    };
    let target = std::path::absolute(&args.file).unwrap_or_else(|_| args.file.clone());
    if target.symlink_metadata().is_ok() {
        let error = io::ErrorKind::AlreadyExists.into();
        return Err(CommandFailure::UnwritableFile(args.file.clone(), error));
    }
    let copied = work.store_mut().copy_to(&target);
    copied.map_err(|error| match error {
        WorkError::Io(error) => CommandFailure::UnwritableFile(args.file.clone(), error),
        error => work_failure(settings, &target)(error),
    })?;
    let events = settings.locale.format_number(work.log().events().len());
    let path = sanitize_text(&args.file.to_string_lossy());
    let values: [(&str, &dyn Display); 2] = [("n", &events), ("path", &path)];
    writeln!(out, "{}", settings.locale.fill("work.backed_up", &values))?;
    Ok(exit::OK)
}

pub(super) fn run_restore(
    settings: &Settings,
    args: &WorkRestoreArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let place = require_work_place(settings)?;
    let copy = match &args.file {
        Some(file) => Some(std::path::absolute(file).unwrap_or_else(|_| file.clone())),
        None => newest_copy(&place.path),
    };
    if copy.is_none() && !args.salvage {
        return Err(CommandFailure::Usage(locale.t("work.no_copy").to_owned()));
    }
    if !args.yes {
        let copy = fill_path(settings, "work.restore_from", copy.as_deref());
        writeln!(out, "{copy}")?;
        if !confirm_deed(settings, "work.restore_question", "work.restore_yes", out)? {
            return Ok(exit::NO_HITS);
        }
    }
    let failed = copy.as_deref().unwrap_or(&place.path).to_owned();
    let restored = restore_store(&place, copy.as_deref(), args.salvage, today_in_vietnam());
    let restored = restored.map_err(work_failure(settings, &failed))?;
    let events = locale.format_number(restored.events);
    let values: [(&str, &dyn Display); 1] = [("n", &events)];
    writeln!(out, "{}", locale.fill("work.restored", &values))?;
    if args.salvage {
        let salvaged = locale.format_number(restored.salvaged);
        let values: [(&str, &dyn Display); 1] = [("n", &salvaged)];
        writeln!(out, "{}", locale.fill("work.salvaged", &values))?;
    }
    if restored.renamed > 0 {
        let renamed = locale.format_number(restored.renamed);
        let values: [(&str, &dyn Display); 1] = [("n", &renamed)];
        writeln!(out, "{}", locale.fill("work.stay_forgotten", &values))?;
    }
    if !restored.knows_forgotten {
        writeln!(out, "{}", locale.t("work.forget_again"))?;
    }
    if let Some(aside) = &restored.set_aside {
        let sentence = fill_path(settings, "work.set_aside", Some(aside));
        writeln!(out, "{sentence}")?;
    }
    Ok(exit::OK)
}

fn newest_copy(store: &std::path::Path) -> Option<PathBuf> {
    let newest = list_daily_copies(store).into_iter().next();
    newest.map(|copy| copy.path)
}
