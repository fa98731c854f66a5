//! The store of work that belongs to a catalogue: where it lies, who writes, and how it is opened.
//!
//! Whatever is wrong with it, the catalogue opens and searches: who only shows what others said opens it with
//! [`open_work_or_tell`].

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};

use ocop_index::Catalog;

use super::work_links::link_products;
use crate::cli::exit::{self, CommandFailure};
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::user_state::log;
use crate::wording::io_error::describe_io_error;
use crate::wording::sanitize::sanitize_text;
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_copies::list_daily_copies;
use crate::work::store::store_place::StorePlace;
use crate::work::store::work_error::WorkError;

/// The most bytes of a store that people of the restricted mode write into: some hundred thousand acts. Whoever has a
/// key of a server must not fill its disk.
const MAX_RESTRICTED_BYTES: u64 = 128 << 20;

/// Opens the store of work for the catalogue of these settings, and makes it where there is none.
///
/// # Errors
/// Fails, with a sentence, where there is no place for it or the file cannot be opened.
pub fn open_work(settings: &Settings) -> Result<OpenWork, CommandFailure> {
    let place = require_work_place(settings)?;
    let path = place.path.clone();
    OpenWork::open_at(place, &settings.work.author)
        .map_err(|error| describe_work_error(&error, &path, settings))
}

/// Opens the store of work where there is one; `None` where nobody has done anything yet.
///
/// # Errors
/// Fails, with a sentence, where the file cannot be opened.
pub fn open_existing_work(settings: &Settings) -> Result<Option<OpenWork>, CommandFailure> {
    match work_place(settings) {
        Some(place) if place.has_store() => open_work(settings).map(Some),
        _ => Ok(None),
    }
}

/// Opens the store of work, makes it where there is none, and finds its products in the catalogue.
///
/// # Errors
/// Fails, with a sentence, where the store cannot be opened or the catalogue not read.
pub fn open_linked_work(
    settings: &Settings,
    catalog: &Catalog,
) -> Result<OpenWork, CommandFailure> {
    let mut work = open_work(settings)?;
    link_work(&mut work, catalog)?;
    Ok(work)
}

/// Opens the store of work where there is one, and finds its products in the catalogue.
///
/// # Errors
/// Fails as [`open_linked_work`] does.
pub fn open_existing_linked_work(
    settings: &Settings,
    catalog: &Catalog,
) -> Result<Option<OpenWork>, CommandFailure> {
    let mut work = open_existing_work(settings)?;
    if let Some(work) = &mut work {
        link_work(work, catalog)?;
    }
    Ok(work)
}

/// The store of work for somebody who looks: where it cannot be opened that is said, and the catalogue is used without.
pub fn open_work_or_tell(settings: &Settings, catalog: &Catalog) -> Option<OpenWork> {
    match open_existing_linked_work(settings, catalog) {
        Ok(work) => work,
        Err(failure) => {
            if let Some(sentence) = failure.to_sentence(&settings.locale) {
                log::write_line(&format!("work: {sentence}"));
                if settings.reports.screen().is_none() {
                    let _ = writeln!(std::io::stderr(), "{sentence}");
                }
            }
            None
        }
    }
}

/// Finds the products of the store in a catalogue: after opening, and when another generation is in use.
///
/// # Errors
/// Fails where the catalogue cannot be read.
pub fn link_work(work: &mut OpenWork, catalog: &Catalog) -> Result<(), CommandFailure> {
    let (links, doubts) = link_products(work.log(), catalog)?;
    work.set_links(links, doubts);
    Ok(())
}

/// True where events of others may be written: not into a shared store, and not in the restricted mode, unless the
/// administrator allows it.
pub fn may_write_as_others(settings: &Settings) -> bool {
    settings.system.author_override == Some(true)
        || !(settings.work.is_shared || settings.is_restricted())
}

/// The path of the store of work; `None` where the account has no place for one.
pub fn work_path(settings: &Settings) -> Option<PathBuf> {
    let named = settings.work.file.clone();
    named.or_else(|| paths::work_file(&settings.data_dir))
}

/// Where the store of work lies; `None` where the account has no place for one.
pub fn work_place(settings: &Settings) -> Option<StorePlace> {
    Some(StorePlace {
        path: work_path(settings)?,
        is_shared: settings.work.is_shared,
        is_read_only: settings.work.is_read_only,
        max_bytes: settings.is_restricted().then_some(MAX_RESTRICTED_BYTES),
    })
}

/// Where the store of work lies.
///
/// # Errors
/// Fails, with a sentence, where the account has no place for one.
pub fn require_work_place(settings: &Settings) -> Result<StorePlace, CommandFailure> {
    work_place(settings)
        .ok_or_else(|| CommandFailure::Data(settings.locale.t("work.no_place").to_owned()))
}

/// What is wrong with a store, as a sentence that says what to do, and its exit code.
pub fn describe_work_error(error: &WorkError, path: &Path, settings: &Settings) -> CommandFailure {
    let locale = &settings.locale;
    let shown = sanitize_text(&path.to_string_lossy());
    let (code, key, reason) = match error {
        WorkError::Busy => (exit::BUSY, "work.busy", String::new()),
        WorkError::Full => (exit::IO, "work.full", String::new()),
        WorkError::ReadOnly if settings.work.is_read_only => {
            (exit::USAGE, "work.asked_read_only", String::new())
        }
        WorkError::ReadOnly => (exit::IO, "work.read_only", String::new()),
        // What SQLite says of it is no sentence for people; `ocop work check` prints what it finds.
        WorkError::Damaged(_) => (exit::BAD_DATA, "work.damaged", String::new()),
        WorkError::LostFile => (
            exit::BAD_DATA,
            "work.damaged",
            format!(" ({})", locale.t("work.lost_file")),
        ),
        WorkError::InvalidRow { row } => (
            exit::BAD_DATA,
            "work.damaged",
            format!(" ({})", locale.fill("work.invalid_row", &[("n", row)])),
        ),
        WorkError::ForeignSchema => (exit::BAD_DATA, "work.foreign_schema", String::new()),
        WorkError::NotAStore => (exit::BAD_DATA, "work.not_a_store", String::new()),
        WorkError::NewerVersion { version } => {
            (exit::BAD_DATA, "work.newer_version", version.to_string())
        }
        WorkError::NotOwn => (exit::IO, "work.not_own", String::new()),
        WorkError::OthersWrite => (exit::IO, "work.others_write", String::new()),
        WorkError::NetworkFolder => (exit::IO, "work.network", String::new()),
        WorkError::OldLibrary => (exit::IO, "work.old_library", String::new()),
        WorkError::NoRandomBytes => (exit::IO, "work.no_random", String::new()),
        WorkError::Io(error) => (exit::IO, "work.io", describe_io_error(error, locale)),
        WorkError::Sqlite(error) => (
            exit::IO,
            "work.cannot_open",
            sanitize_text(&error.to_string()),
        ),
    };
    let newest = list_daily_copies(path).into_iter().next();
    // What to do comes first: a narrow screen shows no more.
    let how = match &newest {
        Some(_) => "ocop work restore --latest",
        None => "ocop work restore --salvage",
    };
    let values: [(&str, &dyn Display); 3] = [("path", &shown), ("reason", &reason), ("how", &how)];
    let mut sentence = locale.fill(key, &values);
    if let Some(copy) = newest.filter(|_| error.is_damage()) {
        let copy = sanitize_text(&copy.path.to_string_lossy());
        sentence.push(' ');
        sentence.push_str(&locale.fill("work.offer_copy", &[("copy", &copy)]));
    }
    CommandFailure::Work(code, sentence)
}
