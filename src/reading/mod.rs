//! Reading an official's file in a process of its own, so that no file can hurt this one.
//!
//! A workbook of a kilobyte can make its parser ask for gigabytes, and then the process dies without a word
//! to anybody. So the program starts itself again with `read-list` ([`child`]), under limits of memory,
//! time and files, and takes what it says line by line ([`parent`]); a dead child is an ordinary error.
//! Must not: judge products, or open the catalogue.

pub mod child;
#[cfg_attr(unix, path = "limits_unix.rs")]
#[cfg_attr(not(unix), path = "limits_other.rs")]
mod limits;
mod lists;
pub mod parent;

use ocop_index::source::unreadable::Unreadable;
use ocop_index::source::{Item, Summary};
use serde::{Deserialize, Serialize};

use crate::system::Said;

pub use lists::Lists;
pub use parent::{Reading, read};

/// One line from the child to its parent.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    /// Something was found.
    Item(Box<Item>),
    /// The file was read to its end.
    Summary(Box<Summary>),
    /// The file is no list.
    Unreadable(Unreadable),
    /// The system refused.
    Refused(Said),
}
