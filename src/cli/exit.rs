//! The one map from a failure to a sentence with advice and an exit code.
//!
//! Codes: 0 hits, 1 no hits or a change that the user refused, 2 usage, 3 no or unreadable
//! catalogue, 65 bad data, 74 a file, input or output that failed, 75 busy, 77 not allowed here, 101 a panic, 129 a
//! terminal that went away, 128 and its number a signal. `why` returns 0 for a product that the list shows
//! and 1 for one that is hidden. A broken pipe is success: the reader has what it wanted.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use ocop_index::Error;
use ocop_index::source::unreadable::UnreadableReason;

use crate::wording::engine_error::{describe_engine_error, format_engine_reason};
use crate::wording::io_error;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// How a command ended: its exit code, or why it failed.
pub type CommandResult = Result<u8, CommandFailure>;

/// Hits were found, or the work is done.
pub const OK: u8 = 0;
/// Nothing was found, the product is hidden, or the user refused a change.
pub const NO_HITS: u8 = 1;
/// The command line is wrong.
pub const USAGE: u8 = 2;
/// No catalogue, or one that cannot be read.
pub const NO_CATALOG: u8 = 3;
/// Invalid input data (`EX_DATAERR`).
pub const BAD_DATA: u8 = 65;
/// Input or output failed (`EX_IOERR`).
pub const IO: u8 = 74;
/// Another process holds the write lock, or all slots of sittings are taken (`EX_TEMPFAIL`).
pub const BUSY: u8 = 75;
/// The restricted mode does not allow it (`EX_NOPERM`).
pub const NO_PERMISSION: u8 = 77;
/// The program failed (the code of a Rust panic).
pub const PANIC: u8 = 101;

/// Every exit code in rising order, with its sentence in the table (`docs.exit_…`).
pub const EXIT_CODES: [(u8, &str); 12] = [
    (OK, "ok"),
    (NO_HITS, "no_hits"),
    (USAGE, "usage"),
    (NO_CATALOG, "no_catalog"),
    (BAD_DATA, "bad_data"),
    (IO, "io"),
    (BUSY, "busy"),
    (NO_PERMISSION, "no_permission"),
    (PANIC, "panic"),
    (129, "hang_up"),
    (130, "interrupted"),
    (143, "terminated"),
];

/// The code of an answer with this many hits.
pub const fn code_for_hits(hits: usize) -> u8 {
    if hits > 0 { OK } else { NO_HITS }
}

/// Why a command failed.
#[derive(Debug)]
pub enum CommandFailure {
    /// An invalid command line, as a finished sentence.
    Usage(String),
    /// The restricted mode does not allow it, as a finished sentence.
    Forbidden(String),
    /// An error of the engine.
    Engine(Error),
    /// Input data that cannot be used, as a finished sentence.
    Data(String),
    /// A new generation could not be written; the old one is still current.
    Unpublished(Error),
    /// A list could not be read: its path, and the error.
    UnreadableList(PathBuf, io::Error),
    /// A file that the user named could not be written: its path, and the error.
    UnwritableFile(PathBuf, io::Error),
    /// No place for one more sitting, as a finished sentence.
    NoSlot(String),
    /// The store of work does not do something: the exit code, and a finished sentence.
    Work(u8, String),
    /// Standard input could not be read.
    Stdin(io::Error),
    /// Standard output could not be written.
    Stdout(io::Error),
}

impl From<Error> for CommandFailure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl From<io::Error> for CommandFailure {
    fn from(error: io::Error) -> Self {
        Self::Stdout(error)
    }
}

impl CommandFailure {
    /// True for a file in which no header of a list of products was found.
    pub fn is_missing_header(&self) -> bool {
        let is_missing = |why| {
            matches!(
                why,
                UnreadableReason::NoHeader | UnreadableReason::NotProducts
            )
        };
        matches!(self, Self::Engine(Error::Unreadable { cause, .. }) if is_missing(cause.why))
    }

    /// The exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            // The list is not at fault.
            Self::Engine(Error::Unreadable { cause, .. })
                if cause.why == UnreadableReason::Killed =>
            {
                IO
            }
            Self::Forbidden(_) => NO_PERMISSION,
            Self::Work(code, _) => *code,
            Self::Engine(Error::InvalidRecord { .. } | Error::Unreadable { .. })
            | Self::Data(_) => BAD_DATA,
            Self::Engine(Error::Busy { .. }) | Self::NoSlot(_) => BUSY,
            Self::Engine(_) => NO_CATALOG,
            Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe => OK,
            Self::Stdout(_)
            | Self::Stdin(_)
            | Self::UnreadableList(..)
            | Self::UnwritableFile(..)
            | Self::Unpublished(_) => IO,
        }
    }

    /// The failure as a sentence with advice; `None` for a broken pipe.
    pub fn to_sentence(&self, locale: &Locale) -> Option<String> {
        let text = match self {
            Self::Usage(text)
            | Self::Data(text)
            | Self::NoSlot(text)
            | Self::Forbidden(text)
            | Self::Work(_, text) => text.clone(),
            Self::UnreadableList(path, error) => {
                format_path_error(locale, "error.list", path, error)
            }
            Self::UnwritableFile(path, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                format_path_error(locale, "error.exists", path, error)
            }
            Self::UnwritableFile(path, error) => {
                format_path_error(locale, "error.write", path, error)
            }
            Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Stdout(error) => locale.fill(
                "error.output",
                &[("reason", &io_error::describe_io_error(error, locale))],
            ),
            Self::Stdin(error) => locale.fill(
                "error.input",
                &[("reason", &io_error::describe_io_error(error, locale))],
            ),
            Self::Engine(error) => describe_engine_error(error, locale),
            Self::Unpublished(error) => {
                let reason = format_engine_reason(error, locale);
                locale.fill("error.unpublished", &[("reason", &reason)])
            }
        };
        Some(format!("{} {text}", locale.t("error.label")))
    }
}

fn format_path_error(locale: &Locale, key: &str, path: &Path, error: &io::Error) -> String {
    let path = sanitize_text(&path.to_string_lossy());
    let values: [(&str, &dyn Display); 2] = [
        ("path", &path),
        ("reason", &io_error::describe_io_error(error, locale)),
    ];
    locale.fill(key, &values)
}
