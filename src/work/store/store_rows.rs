//! Events as rows of the store.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::work_error::WorkError;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::EventBody;
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;

/// What [`read_row`] reads; a condition or an order comes behind it.
pub(super) const SELECT_EVENTS: &str = "SELECT events.number, events.id, time, author, sitting, review, body, replaces, events.product, \
     products.id, name, producer, district, commune \
     FROM events LEFT JOIN products ON products.number = events.product ";

/// Adds an event; false where it is here already.
pub(super) fn insert_event(connection: &Connection, event: &WorkEvent) -> Result<bool, WorkError> {
    let body = serde_json::to_string(&event.body).map_err(std::io::Error::other)?;
    let is_known = connection
        .prepare_cached("SELECT 1 FROM events WHERE id = ?1")?
        .exists([event.id.to_bytes()])?;
    if is_known {
        return Ok(false);
    }
    let product = match &event.product {
        Some(product) => Some(find_or_add_product(connection, product)?),
        None => None,
    };
    let replaces: Vec<u8> = event.replaces.iter().flat_map(|id| id.to_bytes()).collect();
    connection
        .prepare_cached(
            "INSERT INTO events (id, time, author, sitting, review, product, body, replaces) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            event.id.to_bytes(),
            event.time.as_millisecond(),
            event.author,
            event.sitting.to_bytes(),
            event.review.map(EventId::to_bytes),
            product,
            body,
            replaces,
        ])?;
    Ok(true)
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

/// The event of a row of [`SELECT_EVENTS`].
///
/// # Errors
/// Fails where a value has another type, and with [`WorkError::InvalidRow`] where the values are no event.
pub(super) fn read_row(row: &Row<'_>) -> Result<WorkEvent, WorkError> {
    let number: i64 = row.get(0)?;
    let invalid = || WorkError::InvalidRow { row: number };
    let product_number: Option<i64> = row.get(8)?;
    let product = match row.get::<_, Option<String>>(9)? {
        Some(id) => Some(Arc::new(ProductRef {
            id,
            name: row.get(10)?,
            producer: row.get(11)?,
            district: row.get(12)?,
            commune: row.get(13)?,
        })),
        None => None,
    };
    if product.is_some() != product_number.is_some() {
        return Err(invalid());
    }
    let replaces: Vec<u8> = row.get(7)?;
    let time = Timestamp::from_millisecond(row.get(2)?).map_err(|_| invalid())?;
    let body = row.get_ref(6)?.as_str().map_err(|_| invalid())?;
    let body = read_body(body).ok_or_else(invalid)?;
    let (ids, rest) = replaces.as_chunks::<16>();
    if !rest.is_empty() {
        return Err(invalid());
    }
    Ok(WorkEvent {
        id: EventId::from_bytes(row.get(1)?),
        time,
        author: row.get(3)?,
        sitting: EventId::from_bytes(row.get(4)?),
        review: row.get::<_, Option<[u8; 16]>>(5)?.map(EventId::from_bytes),
        product,
        body,
        replaces: ids.iter().map(|id| EventId::from_bytes(*id)).collect(),
    })
}

/// As [`EventBody`] itself would be read, in half the time: nearly every body is of a kind that is known.
fn read_body(text: &str) -> Option<EventBody> {
    match serde_json::from_str(text) {
        Ok(act) => Some(EventBody::Known(act)),
        Err(_) => serde_json::from_str(text).ok().map(EventBody::Unknown),
    }
}
