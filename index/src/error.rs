//! One error type of the engine: what went wrong, where, and what caused it.
//!
//! The engine speaks to programmers in English; the program turns each variant into a sentence in
//! Vietnamese and English with what to do, and into an exit code. Must not: print, or carry text
//! of a file that was not cleaned.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::unreadable::Unreadable;

/// The result of the engine's fallible calls.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong in the engine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line of a records file is not a product.
    #[error("{path}:{line}:{column}: {reason}")]
    Record {
        /// The file, or the name of a built-in table.
        path: PathBuf,
        /// Its line, from 1.
        line: usize,
        /// Its column, from 1; 0 when unknown.
        column: usize,
        /// What does not fit.
        reason: String,
    },
    /// A foreign file cannot be read as a list of products.
    #[error("{path}: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, and where.
        cause: Box<Unreadable>,
    },
    /// A generation's file is not what its manifest says.
    #[error("{path}: {reason}")]
    Damaged {
        /// The file or generation.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// A generation of a newer version of the program.
    #[error("{path}: written in format {format} by a newer version")]
    Newer {
        /// The generation.
        path: PathBuf,
        /// Its format.
        format: u64,
    },
    /// Another process writes this catalogue.
    #[error("{path}: another process is writing: {holder}")]
    Busy {
        /// The lock file.
        path: PathBuf,
        /// Who, since when; empty when not known.
        holder: String,
    },
    /// The full-text index refused.
    #[error("index: {0}")]
    Index(#[from] tantivy::TantivyError),
}

impl Error {
    /// True when a file of the catalogue is gone or is not what was written; other files may be whole.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. } | Self::Record { .. } => true,
            Self::Io { source, .. } => source.kind() == io::ErrorKind::NotFound,
            _ => false,
        }
    }

    /// Names the file an input or output error belongs to.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }

    /// True when the system refused, so that nothing is known of what is there.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied)
    }

    /// An index is built from records that are known to be right: what stops it is the system, a full disk.
    pub(crate) fn of_building(self, path: &Path) -> Self {
        match self {
            Self::Index(refused) => Self::io(path)(io::Error::other(refused.to_string())),
            other => other,
        }
    }

    /// A damaged file, with what differs.
    pub(crate) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }
}
