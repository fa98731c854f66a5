//! The reader process: reads one file and writes `ReaderMessage` lines to standard output, nothing else.
//!
//! A thread of its own writes the messages, so that reading goes on meanwhile: for a long list, writing is a tenth of
//! the work.

use std::io::{self, BufWriter, Write};
use std::mem;
use std::panic;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use ocop_index::Error;
use ocop_index::source::{self, FileReadOptions};

use super::limits;
use super::message::ReaderMessage;
use crate::cli::exit;

/// Messages handed to the writer at a time.
const BATCH_MESSAGES: usize = 64;

/// Batches that may wait to be written.
const MAX_WAITING_BATCHES: usize = 8;

/// Reads the file and writes its content as messages. Returns the exit code.
pub fn serve_list_file(path: &Path, options: &FileReadOptions) -> u8 {
    limits::apply_limits();
    limits::end_with_parent();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let written = serve_with_writer_thread(path, options, &mut out)
        .unwrap_or_else(|| serve_on_one_thread(path, options, &mut out));
    if written.is_ok() { exit::OK } else { exit::IO }
}

/// The same with a thread that writes; `None`, and nothing is read, where none can be started.
fn serve_with_writer_thread(
    path: &Path,
    options: &FileReadOptions,
    out: &mut (impl Write + Send),
) -> Option<io::Result<()>> {
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Vec<ReaderMessage>>(MAX_WAITING_BATCHES);
        let write_batches = || {
            for message in batches.into_iter().flatten() {
                write_message(out, &message)?;
            }
            out.flush()
        };
        let thread = thread::Builder::new().name("writer".to_owned());
        let thread = thread.spawn_scoped(scope, write_batches).ok()?;
        let mut batch = Vec::with_capacity(BATCH_MESSAGES);
        read_messages(path, options, &mut |message| {
            batch.push(message);
            if batch.len() == BATCH_MESSAGES {
                // Fails once the parent is gone: a reader cannot be stopped, so the rest is read for nothing.
                let _ = sender.send(mem::replace(&mut batch, Vec::with_capacity(BATCH_MESSAGES)));
            }
        });
        let _ = sender.send(batch);
        drop(sender);
        let written = thread.join();
        Some(written.unwrap_or_else(|cause| panic::resume_unwind(cause)))
    })
}

fn serve_on_one_thread(
    path: &Path,
    options: &FileReadOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut written = Ok(());
    read_messages(path, options, &mut |message| {
        if written.is_ok() {
            written = write_message(out, &message);
        }
    });
    written.and_then(|()| out.flush())
}

/// Sends the content of the file as messages, and how the reading ended as the last one.
fn read_messages(path: &Path, options: &FileReadOptions, send: &mut dyn FnMut(ReaderMessage)) {
    let result = source::read_list_file(path, options, &mut |item| {
        send(ReaderMessage::Item(Box::new(item)));
    });
    send(match result {
        Ok(summary) => ReaderMessage::Summary(Box::new(summary)),
        Err(Error::Unreadable { cause, .. }) => ReaderMessage::Unreadable(*cause),
        Err(Error::Io { source, .. }) => ReaderMessage::Refused((&source).into()),
        Err(other) => ReaderMessage::Refused((&io::Error::other(other.to_string())).into()),
    });
}

fn write_message(out: &mut impl Write, message: &ReaderMessage) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.write_all(b"\n")
}
