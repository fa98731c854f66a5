//! The lines that the reader process writes to its parent, as JSON.

use ocop_index::source::unreadable::UnreadableFile;
use ocop_index::source::{SourceItem, SourceSummary};
use serde::{Deserialize, Serialize};

use crate::wording::io_error::PortableIoError;

/// One line from the child to its parent. Any number of items come first; every other message is
/// the last one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ReaderMessage {
    /// A product or a problem.
    Item(Box<SourceItem>),
    /// The file was read to its end.
    Summary(Box<SourceSummary>),
    /// The file is not a readable list.
    Unreadable(UnreadableFile),
    /// The operating system refused.
    Refused(PortableIoError),
}
