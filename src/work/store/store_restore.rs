//! A copy put in the place of a store, and what a damaged file still has.
//!
//! Nothing is written over: a whole store is copied aside before another takes its place, a damaged one is moved aside.
//! Other processes follow by themselves where the store is whole; a damaged one must be closed everywhere, because who
//! has it open would go on writing into the file that was moved.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::forgotten_names::ForgottenNames;
use super::store_connection::connect;
use super::store_copies::{copy_into, copy_rights, sync_file, sync_folder};
use super::store_place::{StoreAccess, StorePlace, choose_reading, has_log, with_suffix};
use super::store_rows::{SELECT_EVENTS, read_row};
use super::store_schema::read_version;
use super::work_error::WorkError;
use super::work_store::{PATIENCE, WorkStore, check_quickly, retry_while_busy};
use crate::work::events::event::WorkEvent;

/// The files that belong to a store.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Pages copied in one step of a restore: all of them.
const ALL_PAGES: i32 = -1;

/// The pages of a store, in bytes.
const PAGE_BYTES: usize = 4096;

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Events that the store has now.
    pub events: usize,
    /// Those that were read out of the damaged file.
    pub salvaged: usize,
    /// Where the file that was here before is.
    pub set_aside: Option<PathBuf>,
    /// Events of the copy that had a name which this store has forgotten, and have the made-up one now.
    pub renamed: usize,
    /// False where the file that was here before could not say which names it had forgotten.
    pub knows_forgotten: bool,
}

/// Puts a copy in the place of the store, or with `reads_damaged` what the store itself still has, over the copy where
/// there is one. `today` names the file that is set aside.
///
/// # Errors
/// Fails where the copy is no whole store, where nothing can be written, and with [`WorkError::Busy`] where others have
/// a damaged store open. The store is then as before.
pub fn restore_store(
    place: &StorePlace,
    copy: Option<&Path>,
    reads_damaged: bool,
    today: Date,
) -> Result<Restored, WorkError> {
    if place.is_read_only {
        return Err(WorkError::ReadOnly);
    }
    place.make_folder()?;
    let salvaged = if reads_damaged {
        salvage_events(&place.path)?
    } else {
        Vec::new()
    };
    // Names that were taken out stay so, whatever the copy has.
    let forgotten = if place.has_store() {
        let store = WorkStore::open_at(place.clone().read_only());
        store.and_then(|mut store| store.forgotten_names()).ok()
    } else {
        Some(ForgottenNames::default())
    };
    let knows_forgotten = forgotten.is_some();
    let next = StorePlace {
        path: with_suffix(&place.path, ".new"),
        ..place.clone()
    };
    remove_store(&next.path);
    let built = build_next(&next, copy, &salvaged, forgotten.unwrap_or_default());
    let outcome = built.and_then(|(events, renamed)| {
        let set_aside = put_in_place(place, &next.path, today)?;
        Ok(Restored {
            events,
            salvaged: salvaged.len(),
            set_aside,
            renamed,
            knows_forgotten,
        })
    });
    remove_store(&next.path);
    outcome
}

/// Writes the store that is to be: the copy, and the events beside it, without names that were forgotten. Returns how
/// many events it has, and how many of them had such a name.
fn build_next(
    next: &StorePlace,
    copy: Option<&Path>,
    salvaged: &[WorkEvent],
    mut forgotten: ForgottenNames,
) -> Result<(usize, usize), WorkError> {
    if let Some(copy) = copy {
        crate::files::small_file::refuse_unfit_path(copy)?;
        let connection = connect(copy, choose_reading(copy))?;
        if read_version(&connection)? == 0 {
            return Err(WorkError::NotAStore);
        }
        check_quickly(&connection)?;
        copy_into(&connection, next, &next.path)?;
    }
    let mut store = WorkStore::open_at(next.clone())?;
    store.append(salvaged)?;
    let renamed = store.forget_names(&mut forgotten)?;
    let mut log = crate::work::events::work_log::WorkLog::default();
    store.read_new_events(&mut log)?;
    Ok((log.events().len(), renamed))
}

fn put_in_place(
    place: &StorePlace,
    next: &Path,
    today: Date,
) -> Result<Option<PathBuf>, WorkError> {
    if fs::symlink_metadata(&place.path).is_err() {
        let aside = free_name(&place.path, "damaged", today);
        // A log of a file that is gone would be taken for that of the new one.
        let had_log = has_log(&place.path)?;
        move_companions(&place.path, &aside)?;
        sync_file(next)?;
        fs::rename(next, &place.path)?;
        sync_folder(&place.path);
        return Ok(had_log.then(|| with_suffix(&aside, "-wal")));
    }
    match WorkStore::open_at(place.clone()) {
        Ok(_) => replace_content(place, next, today).map(Some),
        Err(error) if error.is_damage() || matches!(error, WorkError::NotAStore) => {
            move_aside(place, next, today).map(Some)
        }
        Err(error) => Err(error),
    }
}

/// Replaces the pages of a whole store, in one transaction: everybody who has it open sees the new ones.
fn replace_content(place: &StorePlace, next: &Path, today: Date) -> Result<PathBuf, WorkError> {
    let aside = free_name(&place.path, "replaced", today);
    let mut target = connect(&place.path, StoreAccess::Write)?;
    copy_into(&target, place, &aside)?;
    let source = connect(next, StoreAccess::Read)?;
    let until = Instant::now() + PATIENCE;
    retry_while_busy(until, || {
        let backup = Backup::new(&source, &mut target)?;
        match backup.step(ALL_PAGES)? {
            rusqlite::backup::StepResult::Done => Ok(()),
            _ => Err(WorkError::Busy),
        }
    })?;
    Ok(aside)
}

/// Moves a damaged file aside with all that belongs to it.
fn move_aside(place: &StorePlace, next: &Path, today: Date) -> Result<PathBuf, WorkError> {
    let aside = free_name(&place.path, "damaged", today);
    sync_file(next)?;
    // Held until the new file is in place: whoever opens the old one waits.
    let _held = lock_alone(&place.path)?;
    move_companions(&place.path, &aside)?;
    fs::hard_link(&place.path, &aside)?;
    fs::rename(next, &place.path)?;
    sync_folder(&place.path);
    Ok(aside)
}

fn move_companions(store: &Path, aside: &Path) -> io::Result<()> {
    for companion in COMPANIONS {
        let from = with_suffix(store, companion);
        if from.exists() {
            fs::rename(from, with_suffix(aside, companion))?;
        }
    }
    Ok(())
}

/// Locks the file against every connection of SQLite; [`WorkError::Busy`] where one has it open.
#[cfg(unix)]
fn lock_alone(path: &Path) -> Result<File, WorkError> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    let file = File::options().read(true).write(true).open(path)?;
    match fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(file),
        Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS) => Err(WorkError::Busy),
        Err(error) => Err(io::Error::from(error).into()),
    }
}

#[cfg(not(unix))]
fn lock_alone(path: &Path) -> Result<File, WorkError> {
    Ok(File::options().read(true).write(true).open(path)?)
}

/// A name beside the store that nothing has: `work.db.damaged-2026-11-30`, then with a number.
fn free_name(store: &Path, word: &str, today: Date) -> PathBuf {
    let mut number = 1;
    loop {
        let suffix = match number {
            1 => format!(".{word}-{today}"),
            _ => format!(".{word}-{today}-{number}"),
        };
        let path = with_suffix(store, &suffix);
        let mut files = std::iter::once("").chain(COMPANIONS);
        if files.all(|part| fs::symlink_metadata(with_suffix(&path, part)).is_err()) {
            return path;
        }
        number += 1;
    }
}

fn remove_store(path: &Path) {
    let _ = fs::remove_file(path);
    for companion in COMPANIONS {
        let _ = fs::remove_file(with_suffix(path, companion));
    }
}

/// The events that a damaged file still has: every row that parses, also behind a damaged page or header. The file
/// itself is only read.
///
/// # Errors
/// Fails where it cannot be read at all, or where there is no room for a working copy.
pub fn salvage_events(path: &Path) -> Result<Vec<WorkEvent>, WorkError> {
    crate::files::small_file::refuse_unfit_path(path)?;
    let work = with_suffix(path, ".salvage");
    remove_store(&work);
    let found = salvage_from_copy(path, &work);
    remove_store(&work);
    found
}

fn salvage_from_copy(path: &Path, work: &Path) -> Result<Vec<WorkEvent>, WorkError> {
    let log = with_suffix(path, "-wal");
    if log.exists() && !fs::metadata(path).is_ok_and(|facts| facts.len() > 0) {
        // What is left is the log; it needs a file to be the log of.
        drop(WorkStore::open(work)?);
    } else {
        copy_privately(path, work)?;
    }
    if log.exists() {
        copy_privately(&log, &with_suffix(work, "-wal"))?;
    }
    let mut events = read_what_parses(work);
    if events.is_empty() {
        // The first page says where everything is. That of a new store says the same.
        remove_companions(work);
        let fresh = with_suffix(work, "-fresh");
        remove_store(&fresh);
        let replaced = replace_first_page(work, &fresh);
        remove_store(&fresh);
        replaced?;
        events = read_what_parses(work);
    }
    Ok(events)
}

fn remove_companions(path: &Path) {
    for companion in COMPANIONS {
        let _ = fs::remove_file(with_suffix(path, companion));
    }
}

fn copy_privately(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    copy_rights(from, to)
}

fn replace_first_page(work: &Path, fresh: &Path) -> Result<(), WorkError> {
    {
        let store = WorkStore::open(fresh)?;
        drop(store);
    }
    let mut page = fs::read(fresh)?;
    page.truncate(PAGE_BYTES);
    let mut file = File::options().write(true).open(work)?;
    let pages = (file.metadata()?.len() / PAGE_BYTES as u64) as u32;
    if page.len() < PAGE_BYTES || pages == 0 {
        return Err(WorkError::NotAStore);
    }
    // The size in pages, and that there are no free ones.
    page[28..32].copy_from_slice(&pages.to_be_bytes());
    page[32..40].fill(0);
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&page)?;
    Ok(())
}

/// Asks for each row by its number: a damaged page hides its own rows only.
fn read_what_parses(path: &Path) -> Vec<WorkEvent> {
    let Ok(connection) = connect(path, StoreAccess::Write) else {
        return Vec::new();
    };
    // A damaged list of free pages, or an index, does not matter for reading.
    let _ = connection.pragma_update(None, "cell_size_check", false);
    let Ok(last) = find_last_number(&connection) else {
        return Vec::new();
    };
    let mut events = Vec::new();
    let Ok(mut statement) =
        connection.prepare(&format!("{SELECT_EVENTS} WHERE events.number = ?1"))
    else {
        return events;
    };
    for number in 1..=last {
        let Ok(mut rows) = statement.query([number]) else {
            continue;
        };
        if let Ok(Some(row)) = rows.next()
            && let Ok(event) = read_row(row)
        {
            events.push(event);
        }
    }
    events
}

/// The highest number of a row that can be reached.
fn find_last_number(connection: &Connection) -> Result<i64, WorkError> {
    const FARTHEST: i64 = 1 << 40;
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
    let last = ask("SELECT max(number) FROM events");
    if let Ok(Some(last)) = last {
        return Ok(last.clamp(0, FARTHEST));
    }
    // The last page is damaged: the rows before it are counted from the front, and some room is left.
    let mut last = 0;
    let mut statement = connection.prepare("SELECT number FROM events ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Ok(Some(row)) = rows.next() {
        last = row.get(0)?;
    }
    Ok((last + 10_000).clamp(0, FARTHEST))
}
