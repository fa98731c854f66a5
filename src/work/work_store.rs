//! The SQLite file that keeps the events of a catalogue.
//!
//! Events are only added, each call in one transaction that is on the disk when the call returns. The file is opened
//! for its owner alone unless it lies in a folder that the config shares.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::event::WorkEvent;
use super::event_id::EventId;
use super::product_ref::ProductRef;
use super::work_log::WorkLog;

/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What can fail.
#[derive(Debug)]
pub enum WorkError {
    /// SQLite refused: the file is damaged, locked, full, or may not be written.
    Sqlite(rusqlite::Error),
    /// The system has no random bytes for the id of an event.
    NoRandomBytes,
    /// A row of the file is no event.
    InvalidRow {
        /// Its number in the file.
        row: i64,
    },
}

impl From<rusqlite::Error> for WorkError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// The open store.
#[derive(Debug)]
pub struct WorkStore {
    connection: Connection,
    path: PathBuf,
    /// The number of the last row that was read.
    last_row: i64,
}

impl WorkStore {
    /// Opens the store, and makes it where there is none.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or is no store of this program.
    pub fn open(path: &Path) -> Result<Self, WorkError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.execute_batch(include_str!("schema.sql"))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            last_row: 0,
        })
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds events in one transaction; those that are here already are passed over. All of them are on the disk when
    /// this returns, or none is.
    ///
    /// # Errors
    /// Fails where the transaction cannot be written.
    pub fn append(&mut self, events: &[WorkEvent]) -> Result<(), WorkError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for event in events {
            let product = match &event.product {
                Some(product) => Some(find_or_add_product(&transaction, product)?),
                None => None,
            };
            let replaces: Vec<u8> = event.replaces.iter().flat_map(|id| id.to_bytes()).collect();
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO events \
                     (id, time, author, sitting, review, product, body, replaces) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    event.id.to_bytes(),
                    event.time.as_millisecond(),
                    event.author,
                    event.sitting.to_bytes(),
                    event.review.map(EventId::to_bytes),
                    product,
                    serde_json::to_string(&event.body).unwrap_or_default(),
                    replaces,
                ])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Reads the events that were added since the last call, by anybody, into a log.
    ///
    /// # Errors
    /// Fails where the file cannot be read or a row is no event.
    pub fn read_new_events(&mut self, log: &mut WorkLog) -> Result<usize, WorkError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT events.number, events.id, time, author, sitting, review, body, replaces, \
             products.id, name, producer, district, commune \
             FROM events LEFT JOIN products ON products.number = events.product \
             WHERE events.number > ?1 ORDER BY events.number",
        )?;
        let mut rows = statement.query([self.last_row])?;
        let mut added = 0;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let event = read_row(row)?.ok_or(WorkError::InvalidRow { row: number })?;
            added += usize::from(log.insert(event));
            self.last_row = number;
        }
        Ok(added)
    }
}

fn find_or_add_product(connection: &Connection, product: &ProductRef) -> Result<i64, WorkError> {
    let values = params![
        product.id,
        product.name,
        product.producer,
        product.district,
        product.commune
    ];
    let found = connection
        .prepare_cached(
            "SELECT number FROM products WHERE id = ?1 AND name = ?2 AND producer IS ?3 \
             AND district IS ?4 AND commune IS ?5",
        )?
        .query_row(values, |row| row.get(0))
        .optional()?;
    if let Some(number) = found {
        return Ok(number);
    }
    connection
        .prepare_cached(
            "INSERT INTO products (id, name, producer, district, commune) \
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(values)?;
    Ok(connection.last_insert_rowid())
}

/// The event of a row; `None` where it is none.
fn read_row(row: &rusqlite::Row<'_>) -> Result<Option<WorkEvent>, rusqlite::Error> {
    let product = match row.get::<_, Option<String>>(8)? {
        Some(id) => Some(Arc::new(ProductRef {
            id,
            name: row.get(9)?,
            producer: row.get(10)?,
            district: row.get(11)?,
            commune: row.get(12)?,
        })),
        None => None,
    };
    let (body, replaces): (String, Vec<u8>) = (row.get(6)?, row.get(7)?);
    let Ok(time) = Timestamp::from_millisecond(row.get(2)?) else {
        return Ok(None);
    };
    let Ok(body) = serde_json::from_str(&body) else {
        return Ok(None);
    };
    let (ids, rest) = replaces.as_chunks::<16>();
    Ok(rest.is_empty().then_some(WorkEvent {
        id: EventId::from_bytes(row.get(1)?),
        time,
        author: row.get(3)?,
        sitting: EventId::from_bytes(row.get(4)?),
        review: row.get::<_, Option<[u8; 16]>>(5)?.map(EventId::from_bytes),
        product,
        body,
        replaces: ids.iter().map(|id| EventId::from_bytes(*id)).collect(),
    }))
}
