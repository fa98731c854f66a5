//! The parent of the reader process: starts the child, receives its messages, and reports how it ended.
//!
//! The child is not trusted with this process's memory: a message longer than a row can be ends the reading.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;

use ocop_index::Error;
use ocop_index::change::{ProductDraft, RowOrigin};
use ocop_index::source::problem::ImportProblem;
use ocop_index::source::unreadable::{UnreadableFile, UnreadableReason};
use ocop_index::source::{
    FileReadOptions, LabelledCell, SheetSelection, SourceItem, SourceSummary,
};

use super::message::ReaderMessage;
use crate::cli::args::{ALL_SHEETS, ReadListArgs};
use crate::cli::environment;
use crate::cli::exit::CommandFailure;

/// The longest message of a child in bytes: a row with every cell full.
const MAX_MESSAGE_BYTES: u64 = 32 << 20;

/// The content of one file.
#[derive(Debug)]
pub struct ImportedFile {
    /// How it was read: sheet, encoding, header, columns, counts.
    pub summary: SourceSummary,
    /// The products.
    pub products: Vec<ProductDraft>,
    /// For each product the labelled cells of its row, where they were asked for.
    pub cells: Vec<Vec<LabelledCell>>,
    /// The problems of its rows and cells.
    pub problems: Vec<ImportProblem>,
}

/// Reads a file in a process of its own. `file` is its index in the import; `progress` is called
/// with the number of products so far.
pub fn read_list_file(
    file: usize,
    path: &Path,
    options: &FileReadOptions,
    progress: &mut dyn FnMut(usize),
) -> Result<ImportedFile, CommandFailure> {
    let mut command = build_child_command(path, options)?;
    let mut child = command.spawn().map_err(CommandFailure::Stdout)?;
    let received = match child.stdout.take() {
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
    match received.final_message {
        Some(ReaderMessage::Summary(summary)) => Ok(ImportedFile {
            summary: *summary,
            products: received.products,
            cells: received.cells,
            problems: received.problems,
        }),
        Some(ReaderMessage::Unreadable(cause)) => Err(unreadable(cause)),
        Some(ReaderMessage::Refused(error)) => Err(CommandFailure::UnreadableList(
            path.to_path_buf(),
            error.into(),
        )),
        Some(ReaderMessage::Item(_)) | None => Err(unreadable(describe_child_end(status))),
    }
}

/// This program with the arguments of the reader process, an empty environment and a pipe for its messages.
fn build_child_command(path: &Path, options: &FileReadOptions) -> Result<Command, CommandFailure> {
    let program = environment::own_program()
        .ok_or_else(|| CommandFailure::Stdout(std::io::ErrorKind::NotFound.into()))?;
    let mut command = Command::new(program);
    command
        .arg(ReadListArgs::NAME)
        .arg("--on")
        .arg(options.day.to_string());
    match &options.sheets {
        SheetSelection::Detected => {}
        SheetSelection::All => {
            command.arg(format!("--sheet={ALL_SHEETS}"));
        }
        SheetSelection::Named(names) => {
            command.args(names.iter().map(|name| format!("--sheet={name}")));
        }
    }
    if let Some(encoding) = options.encoding {
        command.arg(format!("--encoding={}", encoding.key()));
    }
    if options.keeps_cells {
        command.arg("--cells");
    }
    for (label, field) in &options.mapping {
        command.arg(format!("--map={label}={field}"));
    }
    command
        .arg("--")
        .arg(path)
        .env_clear()
        .stdin(Stdio::null())
        // The child ends when this end of it is closed, however this process ends.
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    Ok(command)
}

/// The messages of a child.
#[derive(Default)]
struct ReceivedMessages {
    products: Vec<ProductDraft>,
    cells: Vec<Vec<LabelledCell>>,
    problems: Vec<ImportProblem>,
    /// The message that ends them; `None` when the child died first.
    final_message: Option<ReaderMessage>,
}

fn receive_messages(
    file: usize,
    out: impl Read,
    progress: &mut dyn FnMut(usize),
) -> ReceivedMessages {
    let mut received = ReceivedMessages::default();
    let mut input = BufReader::with_capacity(1 << 16, out);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input
            .by_ref()
            .take(MAX_MESSAGE_BYTES)
            .read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || line.last() != Some(&b'\n') {
            return received;
        }
        match serde_json::from_slice(&line) {
            Ok(ReaderMessage::Item(item)) => match *item {
                SourceItem::Product {
                    sheet,
                    row,
                    product,
                    whole,
                    cells,
                } => {
                    let origin = RowOrigin {
                        file,
                        sheet: (!sheet.is_empty()).then(|| Arc::from(sheet)),
                        row,
                    };
                    received
                        .products
                        .push(ProductDraft::new(origin, *product, whole));
                    received.cells.push(cells);
                    progress(received.products.len());
                }
                SourceItem::Problem(problem) => received.problems.push(problem),
            },
            Ok(last) => received.final_message = Some(last),
            Err(_) => return received,
        }
    }
}

/// Why a child ended without a final message.
#[cfg(unix)]
fn describe_child_end(status: ExitStatus) -> UnreadableFile {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;

    let Some(signal) = status.signal() else {
        return UnreadableFile::new(UnreadableReason::Stopped);
    };
    let ended_by = |known: Signal| signal == known.as_raw();
    // A failed allocation aborts.
    if ended_by(Signal::ABORT) {
        UnreadableFile::new(UnreadableReason::Memory)
    } else if ended_by(Signal::XCPU) {
        UnreadableFile::new(UnreadableReason::Time)
    } else if ended_by(Signal::KILL) {
        UnreadableFile::new(UnreadableReason::Killed)
    } else {
        UnreadableFile {
            detail: signal.to_string(),
            ..UnreadableFile::new(UnreadableReason::Signalled)
        }
    }
}

#[cfg(not(unix))]
fn describe_child_end(_: ExitStatus) -> UnreadableFile {
    UnreadableFile::new(UnreadableReason::Stopped)
}
