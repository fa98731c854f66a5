//! The reading process: one file in, words out, nothing else.
//!
//! Must not: touch the catalogue, print for people, or outlive its parent's interest.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use ocop_index::Error;
use ocop_index::source::{self, Options};

use super::{Word, limits};
use crate::exit;

/// Reads the file and says what is in it.
pub fn serve(path: &Path, options: &Options) -> u8 {
    limits::set();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut gone = false;
    let read = source::read(path, options, &mut |item| {
        // Nobody listens any more: there is no way to stop a reader, but nothing to say either.
        gone = gone || say(&mut out, &Word::Item(Box::new(item))).is_err();
    });
    let word = match read {
        Ok(summary) => Word::Summary(Box::new(summary)),
        Err(Error::Unreadable { cause, .. }) => Word::Unreadable(*cause),
        Err(Error::Io { source, .. }) => Word::Refused((&source).into()),
        Err(other) => Word::Refused((&io::Error::other(other.to_string())).into()),
    };
    let said = say(&mut out, &word).and_then(|()| out.flush());
    if said.is_ok() { exit::OK } else { exit::IO }
}

fn say(out: &mut impl Write, word: &Word) -> io::Result<()> {
    serde_json::to_writer(&mut *out, word)?;
    out.write_all(b"\n")
}
