//! One error type of the engine: what went wrong, where, and what caused it.
//!
//! The engine speaks to programmers in English; the program turns each variant into a sentence in
//! Vietnamese and English with what to do, and into an exit code. Must not: print, or carry text
//! of a file that was not cleaned.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::reader::unreadable::UnreadableFile;

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
    InvalidRecord {
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
        cause: Box<UnreadableFile>,
    },
    /// A generation's file is not what its manifest says.
    #[error("{path}: {reason}")]
    Damaged {
        /// The file or generation.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// A generation is not whole, for this reason.
    #[error("{path}: {cause}")]
    BrokenGeneration {
        /// The generation.
        path: PathBuf,
        /// What was found when it was opened.
        cause: Arc<Error>,
    },
    /// A generation of a newer version of the program.
    #[error("{path}: written in format {format} by a newer version")]
    NewerFormat {
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
            Self::Damaged { .. } | Self::BrokenGeneration { .. } | Self::InvalidRecord { .. } => {
                true
            }
            Self::Io { source, .. } => source.kind() == io::ErrorKind::NotFound,
            _ => false,
        }
    }

    /// Names the file an input or output error belongs to.
    pub fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }

    /// True when the system refused, so that nothing is known of what is there.
    pub(crate) fn is_permission_denied(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied)
    }

    /// An index is built from records that are known to be right: what stops it is the system, a full disk.
    pub(crate) fn into_build_error(self, path: &Path) -> Self {
        match self {
            Self::Index(refused) => {
                let text = refused.to_string();
                let system = parse_os_error_code(&text).map(io::Error::from_raw_os_error);
                Self::io_at(path)(system.unwrap_or_else(|| io::Error::other(text)))
            }
            other => other,
        }
    }

    /// A damaged file, with what differs.
    pub(crate) fn damaged_file(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }
}

/// The number of the system's error that a text of tantivy's tells; some of its errors are nothing but such a text.
fn parse_os_error_code(text: &str) -> Option<i32> {
    let before = ["(os error ", "Os { code: "];
    let behind = before.iter().find_map(|before| text.split_once(before))?.1;
    let digits = behind.split(|c: char| !c.is_ascii_digit()).next()?;
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
