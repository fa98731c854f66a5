//! The store of work that belongs to a catalogue: where it lies, who writes, and how it is opened.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::account::account_name;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::open_work::OpenWork;
use crate::work::work_store::WorkError;

/// Opens the store of work for the catalogue of these settings, and makes it where there is none.
///
/// # Errors
/// Fails, with a sentence, where there is no place for it or the file cannot be opened.
pub fn open_work(settings: &Settings) -> Result<OpenWork, CommandFailure> {
    let path = work_path(settings)
        .ok_or_else(|| CommandFailure::Data(settings.locale.t("work.no_place").to_owned()))?;
    if let Some(folder) = path.parent() {
        let _ = fs::create_dir_all(folder);
    }
    OpenWork::open(&path, &account_name())
        .map_err(|error| describe_failure(&error, &path, settings))
}

/// Opens the store of work where there is one; `None` where nobody has done anything yet.
///
/// # Errors
/// Fails, with a sentence, where the file cannot be opened.
pub fn open_existing_work(settings: &Settings) -> Result<Option<OpenWork>, CommandFailure> {
    match work_path(settings) {
        Some(path) if path.exists() => open_work(settings).map(Some),
        _ => Ok(None),
    }
}

/// The path of the store of work; `None` where the account has no place for one.
pub fn work_path(settings: &Settings) -> Option<PathBuf> {
    paths::work_file(&settings.data_dir)
}

fn describe_failure(error: &WorkError, path: &Path, settings: &Settings) -> CommandFailure {
    let path = sanitize_text(&path.to_string_lossy());
    let reason = sanitize_text(&format!("{error:?}"));
    let locale = &settings.locale;
    CommandFailure::Data(locale.fill("work.cannot_open", &[("path", &path), ("reason", &reason)]))
}
