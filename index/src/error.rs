//! The error type of the engine: what went wrong, in which file, and the cause.
//!
//! Its messages are English, for programmers; the program turns each variant into a sentence in Vietnamese and English
//! with advice, and into an exit code. Must not: hold text of a file that was not cleaned.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clean;
use crate::source::unreadable::UnreadableFile;

pub mod contained;
pub mod misplaced;

use misplaced::{FileKind, PointerFault};

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
        /// The system's error.
        source: io::Error,
    },
    /// A line of a records file is not a product.
    #[error("{path}:{line}:{column}: {reason}")]
    InvalidRecord {
        /// The file, or the name of a built-in table.
        path: PathBuf,
        /// Its line, from 1.
        line: usize,
        /// Its column, from 1; 0 when unknown.
        column: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A foreign file cannot be read as a list of products.
    #[error("{path}: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, and where.
        cause: Box<UnreadableFile>,
    },
    /// A file of a generation differs from its manifest.
    #[error("{path}: {reason}")]
    Damaged {
        /// The file or generation.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// Something else lies where a regular file of the catalogue belongs; it was neither read nor changed.
    #[error("{path}: {kind}, not a regular file")]
    WrongKind {
        /// Its path.
        path: PathBuf,
        /// What lies there.
        kind: FileKind,
    },
    /// The pointer to the generation in use does not say which one.
    #[error("{path}: {fault}")]
    UnclearPointer {
        /// The pointer.
        path: PathBuf,
        /// Why.
        fault: PointerFault,
    },
    /// The disk has no locks, so that two writers could not be kept apart.
    #[error("{path}: this file system has no locks")]
    NoLocks {
        /// The lock file.
        path: PathBuf,
    },
    /// A generation is damaged and cannot be repaired.
    #[error("{path}: {cause}")]
    BrokenGeneration {
        /// The generation.
        path: PathBuf,
        /// The damage that was found when it was opened.
        cause: Arc<Error>,
    },
    /// A generation was written by a newer version of the program.
    #[error("{path}: written in format {format} by a newer version")]
    NewerFormat {
        /// The generation.
        path: PathBuf,
        /// Its format.
        format: u64,
    },
    /// Another process is writing this catalogue.
    #[error("{path}: another process is writing: {holder}")]
    Busy {
        /// The lock file.
        path: PathBuf,
        /// Who, since when; empty if not known.
        holder: String,
    },
    /// An error of the full-text index.
    #[error("index: {0}")]
    Index(#[from] tantivy::TantivyError),
}

/// Most letters of a reason that quotes a file.
const MAX_REASON_CHARS: usize = 300;

impl Error {
    /// True when a file of the catalogue is missing or damaged; other files may be undamaged.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. }
            | Self::BrokenGeneration { .. }
            | Self::InvalidRecord { .. }
            | Self::WrongKind { .. } => true,
            Self::Io { source, .. } => source.kind() == io::ErrorKind::NotFound,
            _ => false,
        }
    }

    /// Turns an I/O error into an error with its path.
    pub fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }

    /// True when the system denied access, so that nothing is known about the file.
    pub(crate) fn is_permission_denied(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied)
    }

    /// The error of building an index. Its records are known to be valid, so the cause is the system, such as a full
    /// disk.
    pub(crate) fn into_build_error(self, path: &Path) -> Self {
        match self {
            Self::Index(error) => {
                let text = error.to_string();
                let system = parse_os_error_code(&text).map(io::Error::from_raw_os_error);
                Self::io_at(path)(system.unwrap_or_else(|| io::Error::other(text)))
            }
            other => other,
        }
    }

    /// The error of reading a verified index. What is not the system's is damage: somebody sealed what cannot be read.
    pub(crate) fn into_read_error(self, path: &Path) -> Self {
        match self {
            Self::Index(error) if parse_os_error_code(&error.to_string()).is_none() => {
                Self::damaged_file(path, error.to_string())
            }
            other => other,
        }
    }

    /// A damaged file, and how it differs. The reason may quote the file: it is cleaned and cut.
    pub(crate) fn damaged_file(path: &Path, reason: impl AsRef<str>) -> Self {
        let reason = clean::clean_text(reason.as_ref());
        Self::Damaged {
            path: path.to_path_buf(),
            reason: reason.chars().take(MAX_REASON_CHARS).collect(),
        }
    }
}

/// The number of the system's error in a message of tantivy, some of whose errors are nothing but a message.
fn parse_os_error_code(text: &str) -> Option<i32> {
    let prefixes = ["(os error ", "Os { code: "];
    let rest = prefixes
        .iter()
        .find_map(|prefix| text.split_once(prefix))?
        .1;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_is_found_in_whatever_tantivy_makes_of_it() {
        use tantivy::TantivyError;
        use tantivy::directory::error::OpenWriteError;
        let full = || io::Error::from_raw_os_error(28);
        let opening = OpenWriteError::wrap_io_error(full(), "x".into());
        for refused in [
            TantivyError::from(full()),
            TantivyError::from(opening),
            TantivyError::InternalError(full().to_string()),
        ] {
            let error = Error::from(refused).into_build_error(Path::new("index"));
            let Error::Io { source, .. } = error else {
                panic!("{error}");
            };
            assert_eq!(source.raw_os_error(), Some(28));
        }
        let other = Error::from(TantivyError::Poisoned).into_build_error(Path::new("index"));
        assert!(other.to_string().contains("poisoned"), "{other}");
    }
}
