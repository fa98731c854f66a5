//! Reading an official's file in a process of its own, so that no file can hurt this one.
//!
//! A workbook of a kilobyte can make its parser ask for gigabytes, and then the process dies without a word
//! to anybody. So the program starts itself again with `read-list` ([`child`]), under limits of memory,
//! time and files, and takes what it says line by line ([`parent`]); a dead child is an ordinary error.
//! Must not: judge products, or open the catalogue.

pub mod child;
mod imported_lists;
#[cfg_attr(unix, path = "limits_unix.rs")]
#[cfg_attr(not(unix), path = "limits_other.rs")]
mod limits;
pub mod parent;

use ocop_index::source::reader::unreadable::UnreadableFile;
use ocop_index::source::{SourceItem, SourceSummary};
use serde::{Deserialize, Serialize};

use crate::wording::io_error::PortableIoError;

pub use imported_lists::ImportedLists;
pub use parent::{ImportedFile, read_list_file};

/// One line from the child to its parent.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ReaderMessage {
    /// Something was found.
    Item(Box<SourceItem>),
    /// The file was read to its end.
    Summary(Box<SourceSummary>),
    /// The file is no list.
    Unreadable(UnreadableFile),
    /// The system refused.
    Refused(PortableIoError),
}
