//! A connection of SQLite to a store, with everything set that several writers, a power cut and a hostile file ask for.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::store_place::{StoreAccess, refuse_lost_file};
use super::work_error::WorkError;
use crate::files::plain_path::resolve_path;

/// The oldest library that keeps a write-ahead log whole while several connections write and tidy up at once.
const OLDEST_LIBRARY: i32 = 3_051_003;

/// How long SQLite itself waits for another writer before it says that it is busy.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// No value of a row is longer, in bytes.
const MAX_VALUE_BYTES: i32 = 64 << 20;

/// Opens the file at the path, which must be there unless it is to be written.
pub(super) fn connect(path: &Path, access: StoreAccess) -> Result<Connection, WorkError> {
    if rusqlite::version_number() < OLDEST_LIBRARY {
        return Err(WorkError::OldLibrary);
    }
    let path = resolve_folder(path);
    refuse_lost_file(&path)?;
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = match access {
        StoreAccess::Write => {
            Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?
        }
        StoreAccess::Read => {
            Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?
        }
        StoreAccess::ReadImmutable => Connection::open_with_flags(
            immutable_address(&path),
            flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )?,
    };
    protect(&connection)?;
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(connection)
}

/// Links above the file are followed here, so that SQLite need not follow any.
fn resolve_folder(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| resolve_path(folder).ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn immutable_address(path: &Path) -> String {
    let text = path.to_string_lossy();
    // On Windows a drive stands behind a slash: file:///C:/work.db.
    let start = match text.chars().next() {
        _ if !cfg!(windows) => "file:",
        Some('/' | '\\') => "file://",
        _ => "file:///",
    };
    let mut address = String::from(start);
    for c in text.chars() {
        match c {
            '\\' if cfg!(windows) => address.push('/'),
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3f"),
            '#' => address.push_str("%23"),
            c => address.push(c),
        }
    }
    address + "?immutable=1"
}

/// Nothing that a file says of itself is run or trusted beyond its rows.
fn protect(connection: &Connection) -> Result<(), WorkError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    for (config, is_on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(config, is_on)?;
    }
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)?;
    // VACUUM INTO attaches the copy.
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}
