//! Copies of a store: one a day, before its tables change, and wherever a person wants one.
//!
//! A copy is a whole file of its own (`VACUUM INTO`), written beside its name and on the disk before it gets it. Only
//! the copy of the day is ever made anew, by who writes: when it is a quarter of an hour old, or when the store has 25
//! events more and a twentieth more. The daily ones lie in `work-copies` beside the store; the newest seven are kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rusqlite::Connection;

use super::store_connection::connect;
use super::store_place::{StoreAccess, StorePlace, choose_reading};
use super::store_schema::read_version;
use super::work_error::WorkError;

/// The daily copies that are kept.
const KEPT_COPIES: usize = 7;

/// An unfinished copy of somebody who was killed is taken away after this.
const UNFINISHED_FOR: Duration = Duration::from_secs(60 * 60);

/// The copy of the day is made anew after this, where something was written since.
const COPY_LASTS: Duration = Duration::from_secs(15 * 60);

/// It is made anew when the store has this many events more, and a [`COPY_LAG_SHARE`] of the copy.
const COPY_LAG: usize = 25;
const COPY_LAG_SHARE: usize = 20;

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

/// True where the copy of the day, which had so many events, is to be made anew for a store of so many.
pub(super) fn is_copy_due(copy: &Path, copied: usize, events: usize) -> bool {
    let behind = events.saturating_sub(copied);
    let written = fs::metadata(copy).and_then(|facts| facts.modified());
    // A clock that was set back says nothing.
    let is_old = || written.map_or(true, |at| at.elapsed().is_ok_and(|age| age > COPY_LASTS));
    behind >= COPY_LAG.max(copied / COPY_LAG_SHARE) || (behind > 0 && is_old())
}

/// How many events a copy has; none where it cannot be read.
pub(super) fn count_copied_events(copy: &Path) -> usize {
    let count =
        connect(copy, choose_reading(copy)).and_then(|connection| count_events(&connection));
    count.unwrap_or(0)
}

fn count_events(connection: &Connection) -> Result<usize, WorkError> {
    let count: i64 = connection.query_row("SELECT count(*) FROM events", [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Makes the copy of the day where it is missing or behind, and takes away what is older than the newest seven. A copy
/// that has more than the store is kept.
///
/// # Errors
/// Fails where the copy cannot be made; the store and the copy are as before.
pub fn make_daily_copy(place: &StorePlace, day: Date) -> Result<(), WorkError> {
    let target = daily_copy_path(&place.path, day);
    create_copies_folder(place)?;
    let connection = connect(&place.path, StoreAccess::Read)?;
    read_version(&connection)?;
    if target.exists() {
        // Somebody else may just have made it.
        let copied = count_copied_events(&target);
        if is_copy_due(&target, copied, count_events(&connection)?) {
            make_copy(&connection, place, &target, true)?;
        }
        return Ok(());
    }
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
    make_copy(connection, place, target, false)
}

fn make_copy(
    connection: &Connection,
    place: &StorePlace,
    target: &Path,
    replaces: bool,
) -> Result<(), WorkError> {
    let part = part_of(target);
    if !claim_part(&part)? {
        // Somebody else is at it.
        return Ok(());
    }
    let made =
        write_part(connection, place, &part).and_then(|()| name_part(&part, target, replaces));
    if made.is_err() {
        let _ = fs::remove_file(&part);
    }
    made
}

fn part_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.part"))
}

fn write_part(connection: &Connection, place: &StorePlace, part: &Path) -> Result<(), WorkError> {
    let Some(text) = part.to_str() else {
        return Err(WorkError::Io(io::ErrorKind::InvalidFilename.into()));
    };
    connection.execute("VACUUM INTO ?1", [text])?;
    // Until the store itself is there, the copy is its owner's alone.
    if place.path.exists() {
        copy_rights(&place.path, part)?;
    }
    sync_file(part)?;
    Ok(())
}

fn name_part(part: &Path, target: &Path, replaces: bool) -> Result<(), WorkError> {
    if replaces {
        fs::rename(part, target)?;
        sync_folder(target);
        return Ok(());
    }
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
    match create_private_folder(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) if place.is_shared => {
            let of_store = folder.parent().unwrap_or(Path::new("."));
            copy_rights(of_store, &folder)?;
        }
        _ => {}
    }
    Ok(())
}

/// Makes a folder for its owner alone.
fn create_private_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        fs::DirBuilder::new().mode(0o700).create(folder)
    }
    #[cfg(not(unix))]
    fs::create_dir(folder)
}

/// Gives a file or folder of this account the rights of another one.
pub(super) fn copy_rights(from: &Path, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// The content of a file is on the disk when this returns. Windows syncs only what is open to be written.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// The name of a file is on the disk when this returns, where the system can say so.
pub(super) fn sync_folder(file: &Path) {
    if let Some(folder) = file.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}
