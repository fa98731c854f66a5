//! The reader process: reads one file and writes `ReaderMessage` lines to standard output, nothing else.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use ocop_index::Error;
use ocop_index::source::{self, FileReadOptions};

use super::limits;
use super::message::ReaderMessage;
use crate::cli::exit;

/// Reads the file and writes its content as messages. Returns the exit code.
pub fn serve_list_file(path: &Path, options: &FileReadOptions) -> u8 {
    limits::apply_limits();
    limits::end_with_parent();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut is_parent_gone = false;
    let result = source::read_list_file(path, options, &mut |item| {
        // A reader cannot be stopped, so without a parent the rest of the file is read for nothing.
        is_parent_gone = is_parent_gone
            || write_message(&mut out, &ReaderMessage::Item(Box::new(item))).is_err();
    });
    let last_message = match result {
        Ok(summary) => ReaderMessage::Summary(Box::new(summary)),
        Err(Error::Unreadable { cause, .. }) => ReaderMessage::Unreadable(*cause),
        Err(Error::Io { source, .. }) => ReaderMessage::Refused((&source).into()),
        Err(other) => ReaderMessage::Refused((&io::Error::other(other.to_string())).into()),
    };
    let written = write_message(&mut out, &last_message).and_then(|()| out.flush());
    if written.is_ok() { exit::OK } else { exit::IO }
}

fn write_message(out: &mut impl Write, message: &ReaderMessage) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.write_all(b"\n")
}
