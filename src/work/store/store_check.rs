//! A store looked through: is every page whole, is every row an event, and what does the file have.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::store_rows::{SELECT_EVENTS, read_row};
use super::store_schema::read_version;
use super::work_error::WorkError;
use super::work_store::WorkStore;
use crate::work::events::event_body::{EventBody, WorkAct};
use crate::work::events::event_id::EventId;

/// Problems of one kind that are told one by one.
const MOST_TOLD: usize = 20;

/// What a look through a store found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreReport {
    /// The version of its tables.
    pub version: i64,
    /// Bytes of its pages.
    pub bytes: u64,
    /// How it is written: `wal`, or `delete` on a network file system.
    pub journal: String,
    /// What is wrong with its pages, in the words of SQLite; at most 20.
    pub damages: Vec<String>,
    /// Rows that are no events; at most 20.
    pub invalid_rows: Vec<i64>,
    /// Events.
    pub events: usize,
    /// Events by what they are, the key of their kind.
    pub kinds: BTreeMap<String, usize>,
    /// Events of a newer version of the program.
    pub newer_events: usize,
    /// Who wrote them.
    pub authors: BTreeSet<String>,
    /// Products that they name.
    pub products: usize,
    /// Events that replace one which is not here: of a store that was not merged yet.
    pub replacing_unknown: usize,
    /// Names that were taken out.
    pub forgotten: usize,
}

impl StoreReport {
    /// True where no page is damaged and every row is an event.
    pub fn is_whole(&self) -> bool {
        self.damages.is_empty() && self.invalid_rows.is_empty()
    }
}

impl WorkStore {
    /// Looks through the whole file.
    ///
    /// # Errors
    /// Fails where it cannot be read at all.
    pub fn examine(&mut self) -> Result<StoreReport, WorkError> {
        let connection = self.connection()?;
        let number =
            |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let mut report = StoreReport {
            version: read_version(connection)?,
            bytes: (number("page_count")? * number("page_size")?) as u64,
            journal: connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?,
            ..StoreReport::default()
        };
        {
            let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            for line in rows {
                match line {
                    Ok(line) if line == "ok" => {}
                    Ok(line) => report.damages.push(line),
                    Err(error) => {
                        report.damages.push(error.to_string());
                        break;
                    }
                }
            }
        }
        let (mut ids, mut replaced) = (HashSet::new(), Vec::new());
        let mut products = HashSet::new();
        let mut statement =
            connection.prepare(&format!("{SELECT_EVENTS} ORDER BY events.number"))?;
        let mut rows = statement.query([])?;
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    if report.damages.is_empty() {
                        report.damages.push(error.to_string());
                    }
                    break;
                }
            };
            let Ok(event) = read_row(row) else {
                if report.invalid_rows.len() < MOST_TOLD {
                    report.invalid_rows.push(row.get(0)?);
                }
                continue;
            };
            report.events += 1;
            let kind = kind_of(&event.body);
            report.newer_events += usize::from(kind.is_none());
            *report.kinds.entry(kind.unwrap_or_default()).or_default() += 1;
            report.authors.insert(event.author);
            products.extend(event.product);
            ids.insert(event.id);
            replaced.push(event.replaces);
        }
        report.products = products.len();
        let is_unknown = |replaced: &&Vec<EventId>| replaced.iter().any(|id| !ids.contains(id));
        report.replacing_unknown = replaced.iter().filter(is_unknown).count();
        drop(rows);
        drop(statement);
        report.forgotten = self.forgotten_names()?.len();
        Ok(report)
    }
}

/// The key of a kind of events; `None` for one of a newer version.
fn kind_of(body: &EventBody) -> Option<String> {
    let EventBody::Known(act) = body else {
        return None;
    };
    // The longest body is that of a start; its fields need not be written out for the name of it.
    if matches!(act, WorkAct::ReviewStarted(_)) {
        return Some("review_started".to_owned());
    }
    let value = serde_json::to_value(act).ok()?;
    Some(value.get("kind")?.as_str()?.to_owned())
}
