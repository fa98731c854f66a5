//! Events of other stores taken into this one: the union of both, however often and in whatever order.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::exchange::{LineFault, ReadEvents, read_events};
use super::open_work::OpenWork;
use super::store_connection::connect;
use super::store_copies::copy_into;
use super::store_place::{choose_reading, refuse_lost_file};
use super::store_rows::{SELECT_EVENTS, read_row};
use super::store_schema::read_version;
use super::work_error::WorkError;
use super::work_store::{WorkStore, check_quickly};
use crate::files::device_name::refuse_device_name;
use crate::files::plain_path::resolve_path;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_cleaning::clean_event;
use crate::work::events::event_id::EventId;

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Events of the file.
    pub read: usize,
    /// Those that were not here.
    pub added: usize,
    /// Those that are here and say something else; what is here stays.
    pub differing: usize,
    /// The first of them.
    pub first_differing: Option<EventId>,
}

/// The events of another store, cleaned; the numbers of faults are those of rows. Nothing of the file is run or
/// written.
///
/// # Errors
/// Fails where the file cannot be opened, is no store, or is damaged.
pub fn read_store_file(path: &Path) -> Result<ReadEvents, WorkError> {
    refuse_lost_file(path)?;
    crate::files::small_file::refuse_unfit_path(path)?;
    let connection = connect(path, choose_reading(path))?;
    if read_version(&connection)? == 0 {
        return Err(WorkError::NotAStore);
    }
    check_quickly(&connection)?;
    let mut read = ReadEvents::default();
    let mut statement = connection.prepare(&format!("{SELECT_EVENTS} ORDER BY events.number"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let number = row.get::<_, i64>(0)? as usize;
        match read_row(row).map(clean_event) {
            Ok(Ok(event)) => read.events.push(event),
            Ok(Err(unfit)) => read.faults.push((number, LineFault::Unfit(unfit))),
            Err(_) => read.faults.push((number, LineFault::NoEvent)),
        }
    }
    Ok(read)
}

/// The events of a file of another store, an exchange file or a store itself. A link of the person's own is followed.
///
/// # Errors
/// Fails where the file cannot be read, and as [`read_store_file`] does.
pub fn read_exchanged_file(path: &Path) -> Result<ReadEvents, WorkError> {
    const STORE_HEAD: &[u8] = b"SQLite format 3\0";
    refuse_device_name(path).map_err(WorkError::Io)?;
    let path = resolve_path(path).map_err(WorkError::Io)?;
    crate::files::small_file::refuse_unfit_path(&path).map_err(WorkError::Io)?;
    let file = File::open(&path).map_err(WorkError::Io)?;
    let mut input = BufReader::new(file);
    let head = input.fill_buf().map_err(WorkError::Io)?;
    if head.starts_with(STORE_HEAD) {
        drop(input);
        return read_store_file(&path);
    }
    read_events(input).map_err(WorkError::Io)
}

impl WorkStore {
    /// Copies the store to a new file.
    ///
    /// # Errors
    /// Fails where the file cannot be made; then there is none.
    pub fn copy_to(&mut self, target: &Path) -> Result<(), WorkError> {
        let place = self.place().clone();
        copy_into(self.connection()?, &place, target)
    }

    /// Takes events of another store, all of them in one transaction. Names that this store has forgotten stay so.
    ///
    /// # Errors
    /// Fails as [`WorkStore::append`] does; then nothing was taken.
    pub fn merge(&mut self, mut events: Vec<WorkEvent>) -> Result<Merged, WorkError> {
        let mut forgotten = self.forgotten_names()?;
        for event in &mut events {
            forgotten.replace_in(event);
        }
        Ok(Merged {
            read: events.len(),
            added: self.append(&events)?,
            ..Merged::default()
        })
    }
}

impl OpenWork {
    /// Takes events of another store: those that are not here, all of them or none. An event whose id is here stays as
    /// it is; where the two differ, that is told.
    ///
    /// # Errors
    /// Fails where they cannot be written.
    pub fn merge_events(&mut self, events: Vec<WorkEvent>) -> Result<Merged, WorkError> {
        let differs = |event: &&WorkEvent| {
            let known = self.log().find_event(event.id);
            known.is_some_and(|known| known != *event)
        };
        let mut rivals: Vec<WorkEvent> = events.iter().filter(differs).cloned().collect();
        if !rivals.is_empty() {
            // Names that this store has forgotten are no difference.
            let mut forgotten = self.store_mut().forgotten_names()?;
            for event in &mut rivals {
                forgotten.replace_in(event);
            }
            rivals.retain(|event| self.log().find_event(event.id) != Some(event));
        }
        let merged = self.store_mut().merge(events)?;
        self.read_new_events()?;
        Ok(Merged {
            differing: rivals.len(),
            first_differing: rivals.first().map(|event| event.id),
            ..merged
        })
    }
}
