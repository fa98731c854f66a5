//! The store of work, open for a person: the file, its log, and who writes.

use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};

use super::store_copies::{count_copied_events, daily_copy_path, is_copy_due, make_daily_copy};
use super::store_place::StorePlace;
use super::work_store::{WorkError, WorkStore};
use crate::work::events::event::{EventAuthor, EventDraft, WorkEvent};
use crate::work::events::event_id::EventId;
use crate::work::events::product_links::{LinkDoubt, ProductLinks};
use crate::work::events::work_log::WorkLog;

/// The store of work, open for a person. Dropping it waits for the copy of the day.
#[derive(Debug)]
pub struct OpenWork {
    store: WorkStore,
    log: WorkLog,
    author: EventAuthor,
    doubts: Vec<LinkDoubt>,
    /// The last day whose copy was seen to, and how many events the copy had then.
    copied: Option<(Date, usize)>,
    copying: Option<JoinHandle<Result<(), WorkError>>>,
}

impl OpenWork {
    /// Opens the private store at the path and reads its events. `author` is the name of the account; the sitting is a
    /// new one.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or read.
    pub fn open(path: &Path, author: &str) -> Result<Self, WorkError> {
        Self::open_at(StorePlace::private(path), author)
    }

    /// Opens the store at a place and reads its events.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or read.
    pub fn open_at(place: StorePlace, author: &str) -> Result<Self, WorkError> {
        let sitting = EventId::random().map_err(|_| WorkError::NoRandomBytes)?;
        let mut work = Self {
            store: WorkStore::open_at(place)?,
            log: WorkLog::default(),
            author: EventAuthor {
                name: author.to_owned(),
                sitting,
            },
            doubts: Vec::new(),
            copied: None,
            copying: None,
        };
        work.read_new_events()?;
        Ok(work)
    }

    /// Writes in a sitting of before from now on: all command lines of an account on one machine are one.
    pub fn continue_sitting(&mut self, sitting: EventId) {
        self.author.sitting = sitting;
    }

    /// All events.
    pub fn log(&self) -> &WorkLog {
        &self.log
    }

    /// All events, to link them to the products of a catalogue.
    pub fn log_mut(&mut self) -> &mut WorkLog {
        &mut self.log
    }

    /// Sets which product of the catalogue each product of the log is, and which of them a person must link.
    pub fn set_links(&mut self, links: ProductLinks, doubts: Vec<LinkDoubt>) {
        self.log.set_links(links);
        self.doubts = doubts;
    }

    /// The products of the log that a person must link.
    pub fn link_doubts(&self) -> &[LinkDoubt] {
        &self.doubts
    }

    /// The file.
    pub fn store(&self) -> &WorkStore {
        &self.store
    }

    /// The file, to look through it or to change it.
    pub fn store_mut(&mut self) -> &mut WorkStore {
        &mut self.store
    }

    /// True where nothing can be written: the file, its folder or this run is read-only.
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// Sets how long [`Self::record`] waits for other writers; ten seconds unless it is set.
    pub fn set_patience(&mut self, patience: Duration) {
        self.store.set_patience(patience);
    }

    /// Who writes.
    pub fn author(&self) -> &EventAuthor {
        &self.author
    }

    /// Writes events. They are on the disk when this returns, all of them or none. The copy of the day is made with it
    /// where it is missing or behind, on a thread.
    ///
    /// # Errors
    /// Fails where they cannot be written, with [`WorkError::Busy`] where others write for longer than the patience:
    /// the log is then as before, and the caller may keep the drafts. After [`WorkError::Io`] the file is opened again
    /// and the log read anew.
    pub fn record(
        &mut self,
        drafts: Vec<EventDraft>,
        now: Timestamp,
    ) -> Result<Vec<WorkEvent>, WorkError> {
        // The file keeps milliseconds.
        let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let events = drafts
            .into_iter()
            .map(|draft| self.author.write_event(draft, now));
        let events: Result<Vec<WorkEvent>, _> = events.collect();
        let events = events.map_err(|_| WorkError::NoRandomBytes)?;
        if let Err(error) = self.store.append(&events) {
            if matches!(error, WorkError::Io(_)) {
                // What the disk has is what counts from now on; that it cannot be read is told by the next call.
                let _ = self.store.read_new_events(&mut self.log);
            }
            return Err(error);
        }
        for event in &events {
            self.log.insert(event.clone());
        }
        self.start_daily_copy(now);
        Ok(events)
    }

    /// Takes what others wrote since the last call; true when there was something.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub fn read_new_events(&mut self) -> Result<bool, WorkError> {
        Ok(self.store.read_new_events(&mut self.log)? > 0)
    }

    /// Starts the copy of the day on a thread, where it is missing or behind.
    pub fn start_daily_copy(&mut self, now: Timestamp) {
        // The day in Vietnam.
        let today = now.to_zoned(TimeZone::fixed(offset(7))).date();
        let is_copying = self
            .copying
            .as_ref()
            .is_some_and(|copying| !copying.is_finished());
        if is_copying {
            return;
        }
        let copy = daily_copy_path(self.store.path(), today);
        let copied = match self.copied {
            Some((day, copied)) if day == today => copied,
            _ => count_copied_events(&copy),
        };
        let events = self.log.events().len();
        if !is_copy_due(&copy, copied, events) {
            self.copied = Some((today, copied));
            return;
        }
        self.copied = Some((today, events));
        let place = self.store.place().clone();
        self.copying = Some(thread::spawn(move || make_daily_copy(&place, today)));
    }

    /// Waits for the copy of the day, where one is being made.
    ///
    /// # Errors
    /// Fails where the copy could not be made; the store is not the worse for it.
    pub fn finish_daily_copy(&mut self) -> Result<(), WorkError> {
        match self.copying.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) | None => Ok(()),
        }
    }
}

impl Drop for OpenWork {
    fn drop(&mut self) {
        // That there is no copy of this day is told by `ocop work check`.
        let _ = self.finish_daily_copy();
    }
}
