//! A person's name taken out of a store: everywhere it stands as somebody who worked, a made-up name stands instead.
//!
//! The name is kept as a salted sum only, so that an older file that is merged later does not bring it back. What a
//! person wrote as a text (remarks, proposals) is not changed.

use std::collections::HashMap;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::name_mentions::mentions_name;
use super::store_rows::{SELECT_EVENTS, read_row};
use super::work_error::WorkError;
use super::work_store::{PATIENCE, WorkStore, retry_while_busy};
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::{EventBody, WorkAct};
use crate::work::events::event_id::EventId;

/// The trigger that refuses changes, which is lifted for this one.
const CHANGE_TRIGGER: &str = "events_are_not_changed";

/// What forgetting did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetting {
    /// The made-up name.
    pub pseudonym: String,
    /// Events that had the name.
    pub events: usize,
    /// Texts that people wrote and that have the name still.
    pub mentions: usize,
}

/// The names that a store has forgotten.
#[derive(Debug, Default)]
pub struct ForgottenNames {
    rows: Vec<ForgottenName>,
    /// What was found for each name that was asked for.
    asked: HashMap<String, Option<String>>,
}

#[derive(Debug)]
struct ForgottenName {
    salt: Vec<u8>,
    sum: Vec<u8>,
    pseudonym: String,
}

impl ForgottenNames {
    /// Puts made-up names into an event, wherever it has a forgotten one.
    pub fn replace_in(&mut self, event: &mut WorkEvent) {
        if !self.rows.is_empty() {
            rename_people(event, &mut |name| self.find(name));
        }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn find(&mut self, name: &str) -> Option<String> {
        if let Some(known) = self.asked.get(name) {
            return known.clone();
        }
        let is_it = |row: &&ForgottenName| sum_of(&row.salt, name) == row.sum;
        let found = self.rows.iter().find(is_it);
        let found = found.map(|row| row.pseudonym.clone());
        self.asked.insert(name.to_owned(), found.clone());
        found
    }
}

impl WorkStore {
    /// The names that this store has forgotten.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub fn forgotten_names(&mut self) -> Result<ForgottenNames, WorkError> {
        Ok(ForgottenNames {
            rows: read_forgotten(self.connection()?)?,
            asked: HashMap::new(),
        })
    }

    /// True where somebody who worked has this name, or where it was forgotten already: then there is something to do,
    /// or to do again in a copy.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub fn knows_name(&mut self, name: &str) -> Result<bool, WorkError> {
        if self.forgotten_names()?.find(name).is_some() {
            return Ok(true);
        }
        let connection = self.connection()?;
        let mut statement = connection.prepare(SELECT_EVENTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut event = read_row(row)?;
            if rename_people(&mut event, &mut |found| (found == name).then(String::new)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes a person's name out of the file; its bytes are gone from it when this returns. `pseudonym` is the made-up
    /// name, where it has one in another file already.
    ///
    /// # Errors
    /// Fails where nothing can be written, and with [`WorkError::Busy`] where somebody reads so long that the old bytes
    /// cannot be taken away: the name is out of the events then, and doing it again finishes it.
    pub fn forget_name(
        &mut self,
        name: &str,
        pseudonym: Option<&str>,
    ) -> Result<Forgetting, WorkError> {
        self.connection()?
            .pragma_update(None, "secure_delete", true)?;
        let known = read_forgotten(self.connection()?)?;
        let known = known
            .into_iter()
            .find(|row| sum_of(&row.salt, name) == row.sum);
        let pseudonym = match known {
            Some(row) => row.pseudonym,
            None => pseudonym.map_or_else(make_pseudonym, |known| Ok(known.to_owned()))?,
        };
        let forgetting = self.change(|connection| forget_in(connection, name, &pseudonym))?;
        self.drop_old_bytes()?;
        Ok(forgetting)
    }

    /// Forgets what another store has forgotten, under the same made-up names; returns how many events had one of the
    /// names.
    ///
    /// # Errors
    /// Fails as [`Self::forget_name`] does.
    pub fn forget_names(&mut self, names: &mut ForgottenNames) -> Result<usize, WorkError> {
        if names.is_empty() {
            return Ok(0);
        }
        self.connection()?
            .pragma_update(None, "secure_delete", true)?;
        let renamed = self.change(|connection| {
            let renamed = rename_in_rows(connection, &mut |name| names.find(name), |_| ())?;
            let known = read_forgotten(connection)?;
            for row in &names.rows {
                if !known.iter().any(|known| known.sum == row.sum) {
                    insert_forgotten(connection, row)?;
                }
            }
            Ok(renamed)
        })?;
        self.drop_old_bytes()?;
        Ok(renamed)
    }

    /// Takes bytes of rows that were changed out of the file.
    fn drop_old_bytes(&mut self) -> Result<(), WorkError> {
        let until = Instant::now() + PATIENCE;
        retry_while_busy(until, || {
            let connection = self.connection()?;
            connection.execute_batch("VACUUM")?;
            let is_blocked: i64 =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if is_blocked != 0 {
                return Err(WorkError::Busy);
            }
            Ok(())
        })
    }
}

fn forget_in(
    connection: &Connection,
    name: &str,
    pseudonym: &str,
) -> Result<Forgetting, WorkError> {
    let mut mentions = 0;
    let mut rename = |found: &str| (found == name).then(|| pseudonym.to_owned());
    let events = rename_in_rows(connection, &mut rename, |event| {
        mentions += usize::from(mentions_name(&event.body, name));
    })?;
    let known = read_forgotten(connection)?;
    if !known.iter().any(|row| sum_of(&row.salt, name) == row.sum) {
        let salt = EventId::random().map_err(|_| WorkError::NoRandomBytes)?;
        let salt = salt.to_bytes().to_vec();
        let row = ForgottenName {
            sum: sum_of(&salt, name),
            salt,
            pseudonym: pseudonym.to_owned(),
        };
        insert_forgotten(connection, &row)?;
    }
    Ok(Forgetting {
        pseudonym: pseudonym.to_owned(),
        events,
        mentions,
    })
}

fn insert_forgotten(connection: &Connection, row: &ForgottenName) -> Result<(), WorkError> {
    connection.execute(
        "INSERT INTO forgotten (salt, sum, pseudonym) VALUES (?1, ?2, ?3)",
        rusqlite::params![row.salt, row.sum, row.pseudonym],
    )?;
    Ok(())
}

/// Renames people in all rows, and looks at each event as it is then; returns how many had such a name.
fn rename_in_rows(
    connection: &Connection,
    rename: &mut impl FnMut(&str) -> Option<String>,
    mut look_at: impl FnMut(&WorkEvent),
) -> Result<usize, WorkError> {
    let trigger: String = connection.query_row(
        "SELECT sql FROM sqlite_schema WHERE name = ?1",
        [CHANGE_TRIGGER],
        |row| row.get(0),
    )?;
    connection.execute_batch(&format!("DROP TRIGGER {CHANGE_TRIGGER}"))?;
    let mut changed = Vec::new();
    {
        let mut statement = connection.prepare(SELECT_EVENTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut event = read_row(row)?;
            let is_changed = rename_people(&mut event, rename);
            look_at(&event);
            if is_changed {
                changed.push((row.get::<_, i64>(0)?, event));
            }
        }
    }
    for (number, event) in &changed {
        let body = serde_json::to_string(&event.body).map_err(std::io::Error::other)?;
        connection
            .prepare_cached("UPDATE events SET author = ?2, body = ?3 WHERE number = ?1")?
            .execute(rusqlite::params![number, event.author, body])?;
    }
    connection.execute_batch(&trigger)?;
    Ok(changed.len())
}

fn read_forgotten(connection: &Connection) -> Result<Vec<ForgottenName>, WorkError> {
    // A file of an older version that may not be written has no such table.
    let has_table = connection
        .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'forgotten'")?
        .exists([])?;
    if !has_table {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare("SELECT salt, sum, pseudonym FROM forgotten")?;
    let rows = statement.query_map([], |row| {
        Ok(ForgottenName {
            salt: row.get(0)?,
            sum: row.get(1)?,
            pseudonym: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn make_pseudonym() -> Result<String, WorkError> {
    let id = EventId::random().map_err(|_| WorkError::NoRandomBytes)?;
    Ok(format!("người-{}", &id.short()[..4]))
}

fn sum_of(salt: &[u8], name: &str) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(salt);
    sum.update(name.as_bytes());
    sum.finalize().to_vec()
}

/// Renames those who worked: the author, and reviewers. In a body of a newer version every text that is the name.
fn rename_people(event: &mut WorkEvent, rename: &mut impl FnMut(&str) -> Option<String>) -> bool {
    let mut is_changed = false;
    let mut change = |name: &mut String| {
        if let Some(new) = rename(name) {
            *name = new;
            is_changed = true;
        }
    };
    change(&mut event.author);
    match &mut event.body {
        EventBody::Known(WorkAct::ReviewStarted(start)) => {
            start.reviewers.iter_mut().for_each(change);
        }
        EventBody::Known(WorkAct::Reviewers { reviewers }) => {
            reviewers.iter_mut().for_each(change);
        }
        EventBody::Known(WorkAct::Share { reviewer, .. }) => change(reviewer),
        EventBody::Known(_) => {}
        EventBody::Unknown(value) => rename_in_value(value, &mut change),
    }
    is_changed
}

fn rename_in_value(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(values) => {
            for value in values {
                rename_in_value(value, change);
            }
        }
        Value::Object(fields) => {
            for value in fields.values_mut() {
                rename_in_value(value, change);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
