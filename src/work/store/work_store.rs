//! The SQLite file that keeps the events of a catalogue.
//!
//! Events are only added, each call in one transaction that is on the disk when the call returns. After a failed write
//! or sync nobody knows what the disk has, so the file is opened again and read anew, never tried again on the same
//! connection.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, TransactionBehavior};

use super::store_connection::{BUSY_TIMEOUT, connect};
use super::store_copies::copy_before_change;
use super::store_place::{StoreAccess, StorePlace, file_identity, immutable_state};
use super::store_rows::{SELECT_EVENTS, insert_event, read_row};
use super::store_schema::{STORE_VERSION, bring_up_to_date, read_schema_cookie, read_version};
pub use super::work_error::WorkError;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_id::EventId;
use crate::work::events::work_log::WorkLog;

/// How long a writer waits for others, all in all.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Files up to this size are looked through at every start, which takes a few milliseconds.
const MAX_CHECKED_AT_START: u64 = 2 << 20;

/// The open store.
#[derive(Debug)]
pub struct WorkStore {
    place: StorePlace,
    /// Nothing after a failed write: the file is opened again.
    open: Option<OpenFile>,
    /// The number of the last row that was read.
    last_row: i64,
    /// True where what was read before says nothing any more.
    is_read_anew: bool,
    patience: Duration,
}

#[derive(Debug)]
struct OpenFile {
    connection: Connection,
    access: StoreAccess,
    identity: Option<(u64, u64)>,
    /// For a file that is read as it lies there: until when that may be done.
    immutable_state: Option<(Option<SystemTime>, bool)>,
    schema_cookie: i64,
    /// The tables were changed by somebody: the rows may be others than those that were read.
    is_restored: bool,
}

impl OpenFile {
    /// Looks at the tables again where somebody changed them: what they are now must be known before a trigger could
    /// act.
    fn note_change_of_tables(&mut self) -> Result<(), WorkError> {
        let cookie = read_schema_cookie(&self.connection)?;
        if cookie != self.schema_cookie {
            read_version(&self.connection)?;
            self.schema_cookie = cookie;
            self.is_restored = true;
        }
        Ok(())
    }
}

impl WorkStore {
    /// Opens the private store at the path, and makes it where there is none.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or is no store of this program.
    pub fn open(path: &Path) -> Result<Self, WorkError> {
        Self::open_at(StorePlace::private(path))
    }

    /// Opens the store at the place, and makes it where there is none and one may be made.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or is no store of this program.
    pub fn open_at(place: StorePlace) -> Result<Self, WorkError> {
        let mut store = Self {
            place,
            open: None,
            last_row: 0,
            is_read_anew: false,
            patience: PATIENCE,
        };
        store.open_file()?;
        Ok(store)
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.place.path
    }

    /// Where the store lies.
    pub fn place(&self) -> &StorePlace {
        &self.place
    }

    /// True where nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.access != StoreAccess::Write)
    }

    /// Sets how long a writer waits for others; [`PATIENCE`] unless it is set.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
        if let Some(open) = &self.open {
            // The next opening sets it where this one cannot.
            let _ = open.connection.busy_timeout(BUSY_TIMEOUT.min(patience));
        }
    }

    /// The connection, opened again where the last one failed or another file took the place.
    pub(super) fn connection(&mut self) -> Result<&mut Connection, WorkError> {
        Ok(&mut self.open_file()?.connection)
    }

    fn open_file(&mut self) -> Result<&mut OpenFile, WorkError> {
        let path = &self.place.path;
        let is_other = |open: &OpenFile| {
            let is_changed = || {
                open.immutable_state
                    .is_some_and(|state| state != immutable_state(path))
            };
            open.identity != file_identity(path) || is_changed()
        };
        if self.open.as_ref().is_some_and(|open| open.is_restored) {
            self.is_read_anew = true;
            self.last_row = 0;
        }
        if let Some(open) = &mut self.open {
            open.is_restored = false;
        }
        if self.open.as_ref().is_some_and(is_other) {
            self.open = None;
        }
        if self.open.is_none() {
            self.is_read_anew |= self.last_row > 0;
            self.last_row = 0;
            let until = Instant::now() + self.patience;
            let opened = retry_while_busy(until, || open_once(&self.place))?;
            opened
                .connection
                .busy_timeout(BUSY_TIMEOUT.min(self.patience))?;
            return Ok(self.open.insert(opened));
        }
        self.open.as_mut().ok_or(WorkError::NotAStore)
    }

    /// Closes the file after a failure of the disk, so that the next use opens it again.
    fn close_after<T>(&mut self, outcome: Result<T, WorkError>) -> Result<T, WorkError> {
        if matches!(outcome, Err(WorkError::Io(_) | WorkError::Damaged(_))) {
            self.open = None;
            self.is_read_anew = true;
            self.last_row = 0;
        }
        outcome
    }

    /// Adds events in one transaction; those that are here already are passed over. All of them are on the disk when
    /// this returns, or none was acknowledged. Returns how many were new.
    ///
    /// # Errors
    /// Fails with [`WorkError::Busy`] where others write for longer than the patience, and where the transaction cannot
    /// be written. After [`WorkError::Io`] the events may be there or not: the next read says.
    pub fn append(&mut self, events: &[WorkEvent]) -> Result<usize, WorkError> {
        self.change(|connection| {
            let mut added = 0;
            for event in events {
                added += usize::from(insert_event(connection, event)?);
            }
            Ok(added)
        })
    }

    /// Changes the file in one transaction, and again where another file took its place meanwhile: `change` must be one
    /// that may be done twice.
    pub(super) fn change<T>(
        &mut self,
        mut change: impl FnMut(&Connection) -> Result<T, WorkError>,
    ) -> Result<T, WorkError> {
        if self.is_read_only() {
            return Err(WorkError::ReadOnly);
        }
        let until = Instant::now() + self.patience;
        loop {
            let outcome = retry_while_busy(until, || change_once(self.open_file()?, &mut change));
            let outcome = self.close_after(outcome)?;
            let identity = self.open.as_ref().and_then(|open| open.identity);
            if identity == file_identity(&self.place.path) || Instant::now() > until {
                return Ok(outcome);
            }
        }
    }

    /// Reads the events that were added since the last call, by anybody, into a log. Where the file had to be opened
    /// again the log is emptied first, and all of them are read.
    ///
    /// # Errors
    /// Fails where the file cannot be read or a row is no event.
    pub fn read_new_events(&mut self, log: &mut WorkLog) -> Result<usize, WorkError> {
        let outcome = self.read_rows(log);
        self.close_after(outcome)
    }

    fn read_rows(&mut self, log: &mut WorkLog) -> Result<usize, WorkError> {
        self.open_file()?.note_change_of_tables()?;
        self.open_file()?;
        if std::mem::take(&mut self.is_read_anew) {
            log.clear_events();
        }
        let mut last_row = self.last_row;
        let mut added = 0;
        {
            let mut statement = self.connection()?.prepare_cached(&format!(
                "{SELECT_EVENTS} WHERE events.number > ?1 ORDER BY events.number"
            ))?;
            let mut rows = statement.query([last_row])?;
            while let Some(row) = rows.next()? {
                let event = read_row(row)?;
                added += usize::from(log.insert(event));
                last_row = row.get(0)?;
            }
        }
        self.last_row = last_row;
        Ok(added)
    }
}

fn open_once(place: &StorePlace) -> Result<OpenFile, WorkError> {
    let facts = place.prepare()?;
    let is_immutable = facts.access == StoreAccess::ReadImmutable;
    let immutable_state = is_immutable.then(|| immutable_state(&place.path));
    let mut connection = connect(&place.path, facts.access)?;
    let mut version = read_version(&connection)?;
    if facts.access == StoreAccess::Write {
        let journal = if facts.is_on_network { "delete" } else { "wal" };
        let set = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        connection.pragma_update_and_check(None, "journal_mode", journal, set)?;
        if let Some(most) = place.max_bytes {
            limit_size(&connection, most)?;
        }
        if version < STORE_VERSION {
            if version > 0 {
                copy_before_change(&connection, place, version)?;
            }
            bring_up_to_date(&mut connection)?;
            version = STORE_VERSION;
        }
    }
    if version == 0 {
        return Err(WorkError::NotAStore);
    }
    let is_small = fs::metadata(&place.path).is_ok_and(|facts| facts.len() <= MAX_CHECKED_AT_START);
    if is_small {
        check_quickly(&connection)?;
    }
    Ok(OpenFile {
        schema_cookie: read_schema_cookie(&connection)?,
        identity: file_identity(&place.path),
        immutable_state,
        connection,
        access: facts.access,
        is_restored: false,
    })
}

/// Lets the file grow to so many bytes, or as far as it has grown: what goes beyond fails as on a full disk.
fn limit_size(connection: &Connection, most: u64) -> Result<(), WorkError> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let pages = most / page.unsigned_abs().max(1);
    let pages = i64::try_from(pages).unwrap_or(i64::MAX);
    let set = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    connection.pragma_update_and_check(None, "max_page_count", pages, set)?;
    Ok(())
}

/// Looks at every page; fails with what is wrong first.
pub(super) fn check_quickly(connection: &Connection) -> Result<(), WorkError> {
    let first: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if first == "ok" {
        return Ok(());
    }
    Err(WorkError::Damaged(first))
}

fn change_once<T>(
    open: &mut OpenFile,
    change: &mut impl FnMut(&Connection) -> Result<T, WorkError>,
) -> Result<T, WorkError> {
    let transaction = open
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    if read_schema_cookie(&transaction)? != open.schema_cookie {
        read_version(&transaction)?;
        open.is_restored = true;
    }
    let outcome = change(&transaction)?;
    open.schema_cookie = read_schema_cookie(&transaction)?;
    transaction.commit()?;
    Ok(outcome)
}

/// Tries again while somebody else writes, at moments that no two writers share.
pub(super) fn retry_while_busy<T>(
    until: Instant,
    mut act: impl FnMut() -> Result<T, WorkError>,
) -> Result<T, WorkError> {
    loop {
        match act() {
            Err(WorkError::Busy) if Instant::now() < until => {
                let jitter = EventId::random().map_or(0, |id| id.to_bytes()[0]);
                thread::sleep(Duration::from_millis(5 + u64::from(jitter) / 8));
            }
            outcome => return outcome,
        }
    }
}
