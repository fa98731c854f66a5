//! The side that wants a file read: starts the child, takes its words, and tells how it ended.
//!
//! Must not: trust the child with memory; a word longer than a row can be ends the reading.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use ocop_index::Error;
use ocop_index::change::ProductDraft;
use ocop_index::source::problem::ImportProblem;
use ocop_index::source::reader::unreadable::{UnreadableFile, UnreadableReason};
use ocop_index::source::{FileReadOptions, SourceItem, SourceSummary};

use super::ReaderMessage;
use crate::cli::args::ReadListArgs;
use crate::cli::exit::CommandFailure;

/// Longest word of a child, in bytes: a row with every cell full.
const MAX_MESSAGE_BYTES: u64 = 32 << 20;

/// A file that was read.
#[derive(Debug)]
pub struct ImportedFile {
    /// How.
    pub summary: SourceSummary,
    /// The products.
    pub products: Vec<ProductDraft>,
    /// What a person should look at.
    pub problems: Vec<ImportProblem>,
}

/// Reads a file, the `file`th of an import, in a process of its own. `progress` hears how many products there are so far.
pub fn read_list_file(
    file: usize,
    path: &Path,
    options: &FileReadOptions,
    progress: &mut dyn FnMut(usize),
) -> Result<ImportedFile, CommandFailure> {
    let program = std::env::current_exe().map_err(CommandFailure::Stdout)?;
    let mut command = Command::new(program);
    command
        .arg(ReadListArgs::NAME)
        .arg("--on")
        .arg(options.day.to_string());
    if let Some(sheet) = &options.sheet {
        command.arg(format!("--sheet={sheet}"));
    }
    if let Some(encoding) = options.encoding {
        command.arg(format!("--encoding={}", encoding.key()));
    }
    for (label, field) in &options.mapping {
        command.arg(format!("--map={label}={field}"));
    }
    command.arg("--").arg(path);
    let mut child = command
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(CommandFailure::Stdout)?;
    let heard = match child.stdout.take() {
        Some(out) => receive_messages(file, out, progress),
        None => ReceivedMessages::default(),
    };
    let status = child.wait().map_err(CommandFailure::Stdout)?;
    let unreadable = |cause: UnreadableFile| {
        CommandFailure::Engine(Error::Unreadable {
            path: path.to_path_buf(),
            cause: Box::new(cause),
        })
    };
    match heard.final_message {
        Some(ReaderMessage::Summary(summary)) => Ok(ImportedFile {
            summary: *summary,
            products: heard.products,
            problems: heard.problems,
        }),
        Some(ReaderMessage::Unreadable(cause)) => Err(unreadable(cause)),
        Some(ReaderMessage::Refused(said)) => Err(CommandFailure::UnreadableList(
            path.to_path_buf(),
            said.into(),
        )),
        Some(ReaderMessage::Item(_)) | None => Err(unreadable(UnreadableFile::new(
            child_failure_reason(status),
        ))),
    }
}

/// What a child said.
#[derive(Default)]
struct ReceivedMessages {
    products: Vec<ProductDraft>,
    problems: Vec<ImportProblem>,
    /// The word that ends it.
    final_message: Option<ReaderMessage>,
}

fn receive_messages(
    file: usize,
    out: impl Read,
    progress: &mut dyn FnMut(usize),
) -> ReceivedMessages {
    let mut heard = ReceivedMessages::default();
    let mut input = BufReader::with_capacity(1 << 16, out);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input
            .by_ref()
            .take(MAX_MESSAGE_BYTES)
            .read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || line.last() != Some(&b'\n') {
            return heard;
        }
        match serde_json::from_slice(&line) {
            Ok(ReaderMessage::Item(item)) => match *item {
                SourceItem::Product {
                    row,
                    product,
                    whole,
                } => {
                    heard
                        .products
                        .push(ProductDraft::new(file, row, *product, whole));
                    progress(heard.products.len());
                }
                SourceItem::Problem(problem) => heard.problems.push(problem),
            },
            Ok(last) => heard.final_message = Some(last),
            Err(_) => return heard,
        }
    }
}

/// Why a child ended without its last word.
#[cfg(unix)]
fn child_failure_reason(status: ExitStatus) -> UnreadableReason {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;

    let by = |signal: Signal| status.signal() == Some(signal.as_raw());
    // What cannot be allocated ends in an abort, a stack that cannot grow in a fault.
    if by(Signal::ABORT) || by(Signal::SEGV) || by(Signal::BUS) {
        UnreadableReason::Memory
    } else if by(Signal::XCPU) || by(Signal::KILL) {
        UnreadableReason::Time
    } else {
        UnreadableReason::Stopped
    }
}

#[cfg(not(unix))]
fn child_failure_reason(_: ExitStatus) -> UnreadableReason {
    UnreadableReason::Stopped
}
