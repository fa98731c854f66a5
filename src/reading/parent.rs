//! The side that wants a file read: starts the child, takes its words, and tells how it ended.
//!
//! Must not: trust the child with memory; a word longer than a row can be ends the reading.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use ocop_index::Error;
use ocop_index::change::Draft;
use ocop_index::source::problem::Problem;
use ocop_index::source::unreadable::{Unreadable, Why};
use ocop_index::source::{Item, Options, Summary};

use super::Word;
use crate::args::ReadList;
use crate::exit::Failure;

/// Longest word of a child, in bytes: a row with every cell full.
const MAX_WORD: u64 = 32 << 20;

/// A file that was read.
#[derive(Debug)]
pub struct Reading {
    /// How.
    pub summary: Summary,
    /// The products.
    pub products: Vec<Draft>,
    /// What a person should look at.
    pub problems: Vec<Problem>,
}

/// Reads a file, the `file`th of an import, in a process of its own. `progress` hears how many products there are so far.
pub fn read(
    file: usize,
    path: &Path,
    options: &Options,
    progress: &mut dyn FnMut(usize),
) -> Result<Reading, Failure> {
    let program = std::env::current_exe().map_err(Failure::Output)?;
    let mut command = Command::new(program);
    command
        .arg(ReadList::NAME)
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
        .map_err(Failure::Output)?;
    let heard = match child.stdout.take() {
        Some(out) => listen(file, out, progress),
        None => Heard::default(),
    };
    let status = child.wait().map_err(Failure::Output)?;
    let unreadable = |cause: Unreadable| {
        Failure::Engine(Error::Unreadable {
            path: path.to_path_buf(),
            cause: Box::new(cause),
        })
    };
    match heard.last {
        Some(Word::Summary(summary)) => Ok(Reading {
            summary: *summary,
            products: heard.products,
            problems: heard.problems,
        }),
        Some(Word::Unreadable(cause)) => Err(unreadable(cause)),
        Some(Word::Refused(said)) => Err(Failure::List(path.to_path_buf(), said.into())),
        Some(Word::Item(_)) | None => Err(unreadable(Unreadable::new(cause_of_death(status)))),
    }
}

/// What a child said.
#[derive(Default)]
struct Heard {
    products: Vec<Draft>,
    problems: Vec<Problem>,
    /// The word that ends it.
    last: Option<Word>,
}

fn listen(file: usize, out: impl Read, progress: &mut dyn FnMut(usize)) -> Heard {
    let mut heard = Heard::default();
    let mut input = BufReader::with_capacity(1 << 16, out);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.by_ref().take(MAX_WORD).read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || line.last() != Some(&b'\n') {
            return heard;
        }
        match serde_json::from_slice(&line) {
            Ok(Word::Item(item)) => match *item {
                Item::Product {
                    row,
                    product,
                    whole,
                } => {
                    heard.products.push(Draft::new(file, row, *product, whole));
                    progress(heard.products.len());
                }
                Item::Problem(problem) => heard.problems.push(problem),
            },
            Ok(last) => heard.last = Some(last),
            Err(_) => return heard,
        }
    }
}

/// Why a child ended without its last word.
#[cfg(unix)]
fn cause_of_death(status: ExitStatus) -> Why {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;

    let by = |signal: Signal| status.signal() == Some(signal.as_raw());
    // What cannot be allocated ends in an abort, a stack that cannot grow in a fault.
    if by(Signal::ABORT) || by(Signal::SEGV) || by(Signal::BUS) {
        Why::Memory
    } else if by(Signal::XCPU) || by(Signal::KILL) {
        Why::Time
    } else {
        Why::Stopped
    }
}

#[cfg(not(unix))]
fn cause_of_death(_: ExitStatus) -> Why {
    Why::Stopped
}
