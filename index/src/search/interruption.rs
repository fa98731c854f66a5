//! Why a search ends early.

use std::ops::Range;

use tantivy::DocId;

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

/// Products that a scan looks at between two questions whether to stop.
const STOP_CHECK_INTERVAL: DocId = 4096;

/// Does something with each of these products until the answer is no longer wanted.
pub(crate) fn scan_docs(
    docs: Range<DocId>,
    should_stop: StopCheck<'_>,
    mut visit: impl FnMut(DocId),
) -> SearchResult<()> {
    for doc in docs {
        if doc.is_multiple_of(STOP_CHECK_INTERVAL) && should_stop() {
            return Err(SearchInterruption::Stopped);
        }
        visit(doc);
    }
    Ok(())
}
