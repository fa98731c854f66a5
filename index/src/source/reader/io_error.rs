//! Why reading failed: an input error as the reason that a file is unreadable.

use std::io;

use super::encoding::TextDecodeError;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Unwraps what our own readers put into an input error: a limit that was exceeded or bytes that do not
/// decode. Everything else comes from the system.
pub(super) fn unreadable_from_io(error: &io::Error, line: u64) -> UnreadableFile {
    let inner = error.get_ref();
    if let Some(unreadable) = inner.and_then(|inner| inner.downcast_ref::<UnreadableFile>()) {
        let mut unreadable = unreadable.clone();
        if unreadable.line == 0 {
            unreadable.line = line;
        }
        return unreadable;
    }
    if let Some(error) = inner.and_then(|inner| inner.downcast_ref::<TextDecodeError>()) {
        return UnreadableFile::at_line(UnreadableReason::Undecodable, error.line, error.byte);
    }
    UnreadableFile::at_line(UnreadableReason::Stopped, line, 0).with_detail(error)
}

/// The reason for a text whose encoding cannot be detected.
pub(super) fn unreadable_from_decode(error: &TextDecodeError) -> UnreadableFile {
    let why = if error.binary {
        UnreadableReason::Binary
    } else {
        UnreadableReason::Undecodable
    };
    UnreadableFile::at_line(why, error.line, error.byte)
}
