//! The store of work, open for a person: the file, its log, and who writes.

use std::path::Path;

use jiff::Timestamp;

use super::event::{EventAuthor, EventDraft, WorkEvent};
use super::event_id::EventId;
use super::work_log::WorkLog;
use super::work_store::{WorkError, WorkStore};

/// The store of work, open for a person.
#[derive(Debug)]
pub struct OpenWork {
    store: WorkStore,
    log: WorkLog,
    author: EventAuthor,
}

impl OpenWork {
    /// Opens the store and reads its events. `author` is the name of the account; the sitting is a new one.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or read.
    pub fn open(path: &Path, author: &str) -> Result<Self, WorkError> {
        let sitting = EventId::random().map_err(|_| WorkError::NoRandomBytes)?;
        let mut work = Self {
            store: WorkStore::open(path)?,
            log: WorkLog::default(),
            author: EventAuthor {
                name: author.to_owned(),
                sitting,
            },
        };
        work.read_new_events()?;
        Ok(work)
    }

    /// All events.
    pub fn log(&self) -> &WorkLog {
        &self.log
    }

    /// All events, to link them to the products of a catalogue.
    pub fn log_mut(&mut self) -> &mut WorkLog {
        &mut self.log
    }

    /// Who writes.
    pub fn author(&self) -> &EventAuthor {
        &self.author
    }

    /// Writes events. They are on the disk when this returns, all of them or none.
    ///
    /// # Errors
    /// Fails where they cannot be written; the log is then as before.
    pub fn record(
        &mut self,
        drafts: Vec<EventDraft>,
        now: Timestamp,
    ) -> Result<Vec<WorkEvent>, WorkError> {
        let events = drafts
            .into_iter()
            .map(|draft| self.author.write_event(draft, now));
        let events: Result<Vec<WorkEvent>, _> = events.collect();
        let events = events.map_err(|_| WorkError::NoRandomBytes)?;
        self.store.append(&events)?;
        for event in &events {
            self.log.insert(event.clone());
        }
        Ok(events)
    }

    /// Takes what others wrote since the last call; true when there was something.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub fn read_new_events(&mut self) -> Result<bool, WorkError> {
        Ok(self.store.read_new_events(&mut self.log)? > 0)
    }
}
