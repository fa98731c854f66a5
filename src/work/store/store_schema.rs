//! The tables of the store: made, brought up to date, and compared with what a file has before anything of it is used.
//!
//! A shared or merged file may be anybody's. A trigger or view of somebody else would act in the name of whoever
//! writes, so a file whose tables are not exactly those of its version is refused.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::work_error::WorkError;

/// `OCOP` in the header of the file.
const APPLICATION_ID: i64 = 0x4f43_4f50;

/// The version of the tables that this program writes.
pub const STORE_VERSION: i64 = STEPS.len() as i64;

/// What brings a file from each version to the next one, from an empty file on.
const STEPS: [&str; 2] = [include_str!("schema.sql"), include_str!("schema_2.sql")];

/// The version of a file's tables; 0 for an empty file.
///
/// # Errors
/// Fails for a file that is no store, whose tables are others than those of its version, or of a newer version.
pub(super) fn read_version(connection: &Connection) -> Result<i64, WorkError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (id, version) = (pragma("application_id")?, pragma("user_version")?);
    let found = read_objects(connection)?;
    match (id, version) {
        (0, 0) if found.is_empty() => Ok(0),
        // From before versions were written into the file.
        (0, 0) if found == expected_objects(1)? => Ok(1),
        (APPLICATION_ID, newer) if newer > STORE_VERSION => {
            Err(WorkError::NewerVersion { version: newer })
        }
        (APPLICATION_ID, known) if known >= 1 => {
            if found == expected_objects(known)? {
                Ok(known)
            } else {
                Err(WorkError::ForeignSchema)
            }
        }
        _ => Err(WorkError::NotAStore),
    }
}

/// Makes the tables that are missing, all of them in one transaction.
///
/// # Errors
/// Fails as [`read_version`] does, and where nothing can be written; the file is then as before.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), WorkError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it meanwhile.
    let version = read_version(&transaction)?;
    apply_steps(&transaction, version)?;
    transaction.commit()?;
    Ok(())
}

fn apply_steps(transaction: &Transaction<'_>, version: i64) -> Result<(), WorkError> {
    for step in STEPS.iter().skip(version as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", STORE_VERSION)?;
    Ok(())
}

/// What changes whenever anybody changes the tables.
pub(super) fn read_schema_cookie(connection: &Connection) -> Result<i64, WorkError> {
    let cookie = connection.pragma_query_value(None, "schema_version", |row| row.get(0))?;
    Ok(cookie)
}

/// Names and texts of tables, indexes, triggers and views.
type SchemaObjects = Vec<(String, String)>;

fn read_objects(connection: &Connection) -> Result<SchemaObjects, WorkError> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn expected_objects(version: i64) -> Result<SchemaObjects, WorkError> {
    let connection = Connection::open_in_memory()?;
    for step in STEPS.iter().take(version as usize) {
        connection.execute_batch(step)?;
    }
    read_objects(&connection)
}
