//! Why a search ends early.

use crate::error::Error;

/// Asked from time to time whether the answer is no longer wanted.
pub(crate) type StopCheck<'a> = &'a (dyn Fn() -> bool + Sync);

/// Why a search ends early.
#[derive(Debug)]
pub(crate) enum SearchInterruption {
    /// The answer is no longer wanted.
    Stopped,
    /// The index cannot be read.
    Failed(Error),
}

impl From<Error> for SearchInterruption {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// The result of a search that may end early.
pub(crate) type SearchResult<T> = Result<T, SearchInterruption>;
