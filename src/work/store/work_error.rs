//! What can fail in the store of work.

use std::io;

use rusqlite::ErrorCode;

/// Why the store of work does not do something.
#[derive(Debug)]
pub enum WorkError {
    /// Somebody else has written for longer than this waits.
    Busy,
    /// The disk is full. What was written before is kept.
    Full,
    /// The file, its folder or this run is read-only.
    ReadOnly,
    /// The file is damaged; what SQLite says of it.
    Damaged(String),
    /// The file is missing or empty, and its log is there with rows.
    LostFile,
    /// A row of the file is no event.
    InvalidRow {
        /// Its number in the file.
        row: i64,
    },
    /// The file is something else than a store of work.
    NotAStore,
    /// The tables of the file are not those of this program: nothing in it is run.
    ForeignSchema,
    /// A newer version of the program made the file.
    NewerVersion {
        /// The version of its tables.
        version: i64,
    },
    /// The file belongs to somebody else.
    NotOwn,
    /// Anybody may write the file or its folder.
    OthersWrite,
    /// A shared file on a network file system, where locks cannot be trusted.
    NetworkFolder,
    /// The library is older than what several writers need.
    OldLibrary,
    /// The system has no random bytes for the id of an event.
    NoRandomBytes,
    /// Input or output failed. What was acknowledged before is on the disk; what failed may be or may not be.
    Io(io::Error),
    /// SQLite refused something else.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for WorkError {
    fn from(error: rusqlite::Error) -> Self {
        let text = match &error {
            rusqlite::Error::SqliteFailure(_, Some(text)) => text.clone(),
            other => other.to_string(),
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::SystemIoFailure) => Self::Io(io::Error::other(text)),
            // Or a value of another type than the table's.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) | None => {
                Self::Damaged(text)
            }
            Some(_) => Self::Sqlite(error),
        }
    }
}

impl From<io::Error> for WorkError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl WorkError {
    /// True where the file itself is the trouble, so that a copy helps.
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged(_) | Self::LostFile | Self::InvalidRow { .. } | Self::ForeignSchema
        )
    }
}
