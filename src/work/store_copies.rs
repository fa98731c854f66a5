//! Copies of a store: one a day, before its tables change, and wherever a person wants one.
//!
//! A copy is a whole file of its own (`VACUUM INTO`), written beside its name, on the disk before it gets it, and never
//! written over. The daily ones lie in `work-copies` beside the store; the newest seven are kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rusqlite::Connection;

use super::store_connection::connect;
use super::store_place::{StoreAccess, StorePlace};
use super::store_schema::read_version;
use super::work_error::WorkError;

/// The daily copies that are kept.
const KEPT_COPIES: usize = 7;

/// An unfinished copy of somebody who was killed is taken away after this.
const UNFINISHED_FOR: Duration = Duration::from_secs(60 * 60);

/// A daily copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DailyCopy {
    /// The day of it.
    pub day: Date,
    /// Its file.
    pub path: PathBuf,
}

/// The folder of the copies of a store.
pub fn copies_folder(store: &Path) -> PathBuf {
    store.with_file_name("work-copies")
}

fn stem_of(store: &Path) -> String {
    let stem = store.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The daily copies of a store, the newest first.
pub fn list_daily_copies(store: &Path) -> Vec<DailyCopy> {
    let prefix = format!("{}-", stem_of(store));
    let entries = fs::read_dir(copies_folder(store));
    let entries = entries.into_iter().flatten().flatten();
    let mut copies: Vec<DailyCopy> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let day = name.strip_prefix(&prefix)?.strip_suffix(".db")?;
            Some(DailyCopy {
                day: day.parse().ok()?,
                path: entry.path(),
            })
        })
        .collect();
    copies.sort_by(|a, b| b.cmp(a));
    copies
}

/// Every copy of a store in its folder of copies, also those from before its tables changed.
pub fn list_all_copies(store: &Path) -> Vec<PathBuf> {
    let prefix = format!("{}-", stem_of(store));
    list_names(&copies_folder(store), |name| {
        name.starts_with(&prefix) && name.strip_suffix(".db").is_some()
    })
}

/// The files beside a store that were set aside by a restore.
pub fn list_set_aside(store: &Path) -> Vec<PathBuf> {
    let name = store.file_name().unwrap_or_default().to_string_lossy();
    let (damaged, replaced) = (format!("{name}.damaged-"), format!("{name}.replaced-"));
    let folder = store.parent().unwrap_or(Path::new("."));
    list_names(folder, |name| {
        name.starts_with(&damaged) || name.starts_with(&replaced)
    })
}

fn list_names(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let wanted = entries.filter(|entry| is_wanted(&entry.file_name().to_string_lossy()));
    let mut paths: Vec<PathBuf> = wanted.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The daily copy of a day.
pub(super) fn daily_copy_path(store: &Path, day: Date) -> PathBuf {
    copies_folder(store).join(format!("{}-{day}.db", stem_of(store)))
}

/// Makes the copy of the day where it is missing, and takes away what is older than the newest seven.
///
/// # Errors
/// Fails where the copy cannot be made; the store is as before.
pub fn make_daily_copy(place: &StorePlace, day: Date) -> Result<(), WorkError> {
    let target = daily_copy_path(&place.path, day);
    if target.exists() {
        return Ok(());
    }
    create_copies_folder(place)?;
    let connection = connect(&place.path, StoreAccess::Read)?;
    read_version(&connection)?;
    copy_into(&connection, place, &target)?;
    for old in list_daily_copies(&place.path).into_iter().skip(KEPT_COPIES) {
        let _ = fs::remove_file(old.path);
    }
    Ok(())
}

/// Keeps the file as it is before its tables change.
pub(super) fn copy_before_change(
    connection: &Connection,
    place: &StorePlace,
    version: i64,
) -> Result<(), WorkError> {
    create_copies_folder(place)?;
    let folder = copies_folder(&place.path);
    let stem = stem_of(&place.path);
    let target = folder.join(format!("{stem}-version-{version}.db"));
    copy_into(connection, place, &target)
}

/// Copies a store to a file with the rights of the store; a file that is there already stays as it is.
///
/// # Errors
/// Fails where the copy cannot be made; then there is none.
pub fn copy_into(
    connection: &Connection,
    place: &StorePlace,
    target: &Path,
) -> Result<(), WorkError> {
    if target.exists() {
        return Ok(());
    }
    let part = part_of(target);
    if !claim_part(&part)? {
        // Somebody else is at it.
        return Ok(());
    }
    let made = write_part(connection, place, &part, target);
    if made.is_err() {
        let _ = fs::remove_file(&part);
    }
    made
}

fn part_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.part"))
}

fn write_part(
    connection: &Connection,
    place: &StorePlace,
    part: &Path,
    target: &Path,
) -> Result<(), WorkError> {
    let Some(text) = part.to_str() else {
        return Err(WorkError::Io(io::ErrorKind::InvalidFilename.into()));
    };
    connection.execute("VACUUM INTO ?1", [text])?;
    // Until the store itself is there, the copy is its owner's alone.
    if place.path.exists() {
        copy_rights(&place.path, part)?;
    }
    File::open(part)?.sync_all()?;
    // A name that is taken stays: `rename` would write over it.
    fs::hard_link(part, target).or_else(|_| {
        if target.exists() {
            return Ok(());
        }
        fs::rename(part, target)
    })?;
    let _ = fs::remove_file(part);
    sync_folder(target);
    Ok(())
}

/// Makes the unfinished file; false where somebody else has just made it.
fn claim_part(part: &Path) -> io::Result<bool> {
    let is_old = fs::metadata(part)
        .and_then(|facts| facts.modified())
        .is_ok_and(|at| {
            SystemTime::now()
                .duration_since(at)
                .is_ok_and(|age| age > UNFINISHED_FOR)
        });
    if is_old {
        let _ = fs::remove_file(part);
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(part) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// The folder is as open as that of the store.
fn create_copies_folder(place: &StorePlace) -> io::Result<()> {
    let folder = copies_folder(&place.path);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) if place.is_shared => {
            let of_store = folder.parent().unwrap_or(Path::new("."));
            copy_rights(of_store, &folder)?;
        }
        _ => {}
    }
    Ok(())
}

/// Gives a file or folder of this account the rights of another one.
pub(super) fn copy_rights(from: &Path, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// The name of a file is on the disk when this returns, where the system can say so.
pub(super) fn sync_folder(file: &Path) {
    if let Some(folder) = file.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}
