//! Reads an official's file in a process of its own, so that no file can harm this one.
//!
//! A workbook of a kilobyte can make its parser ask for gigabytes, which kills the process without
//! a message. So the program starts itself again with `read-list` ([`child`]) under limits of
//! memory, time and files, and receives a `message` a line ([`parent`]); the death of the child is
//! an ordinary error. [`ImportedLists`] collects what the files of one import contain.
//!
//! Must not open the catalogue.

pub mod child;
mod imported_lists;
#[cfg_attr(unix, path = "limits_unix.rs")]
#[cfg_attr(not(unix), path = "limits_other.rs")]
mod limits;
mod message;
pub mod parent;

pub use imported_lists::{ImportedLists, KnownProductRows, RecalledColumn};
pub use parent::{ImportedFile, read_list_file};
