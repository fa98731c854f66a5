//! The reading process: one file in, words out, nothing else.
//!
//! Must not: touch the catalogue, print for people, or outlive its parent's interest.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use ocop_index::Error;
use ocop_index::source::{self, FileReadOptions};

use super::{ReaderMessage, limits};
use crate::cli::exit;

/// Reads the file and says what is in it.
pub fn serve_list_file(path: &Path, options: &FileReadOptions) -> u8 {
    limits::apply_limits();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut gone = false;
    let read = source::read_list_file(path, options, &mut |item| {
        // Nobody listens any more: there is no way to stop a reader, but nothing to say either.
        gone = gone || write_message(&mut out, &ReaderMessage::Item(Box::new(item))).is_err();
    });
    let word = match read {
        Ok(summary) => ReaderMessage::Summary(Box::new(summary)),
        Err(Error::Unreadable { cause, .. }) => ReaderMessage::Unreadable(*cause),
        Err(Error::Io { source, .. }) => ReaderMessage::Refused((&source).into()),
        Err(other) => ReaderMessage::Refused((&io::Error::other(other.to_string())).into()),
    };
    let said = write_message(&mut out, &word).and_then(|()| out.flush());
    if said.is_ok() { exit::OK } else { exit::IO }
}

fn write_message(out: &mut impl Write, word: &ReaderMessage) -> io::Result<()> {
    serde_json::to_writer(&mut *out, word)?;
    out.write_all(b"\n")
}
