//! The one map from what went wrong to a sentence, what to do, and an exit code.
//!
//! Codes: 0 hits, 1 no hits or a change that the person refused, 2 usage, 3 no or unreadable catalogue, 65 bad data, 74
//! a file, input or output that failed, 75 busy, 101 a panic, 129 a terminal that went away, 130/131/143 signals. `why`
//! answers 0 for a product that the list shows and 1 for one that is hidden. A broken pipe is success: the reader has
//! what it wanted. Must not: print.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use ocop_index::Error;
use ocop_index::source::unreadable::Why;

use crate::locale::Locale;
use crate::settings::safe;
use crate::system;

/// Hits were found, or the work is done.
pub const OK: u8 = 0;
/// Nothing was found, or what was asked for is hidden.
pub const NO_HITS: u8 = 1;
/// The command line is wrong.
pub const USAGE: u8 = 2;
/// No catalogue, or one that cannot be read.
pub const NO_CATALOG: u8 = 3;
/// Data that is not what it should be (`EX_DATAERR`).
pub const BAD_DATA: u8 = 65;
/// Input or output failed (`EX_IOERR`).
pub const IO: u8 = 74;
/// Somebody else is writing (`EX_TEMPFAIL`).
pub const BUSY: u8 = 75;

/// The code of an answer with so many hits.
pub const fn of(hits: usize) -> u8 {
    if hits > 0 { OK } else { NO_HITS }
}

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Wrong options, as a finished sentence.
    Usage(String),
    /// The engine refused.
    Engine(Error),
    /// Foreign data that cannot be used, as a finished sentence.
    Data(String),
    /// A new generation could not be written; the old one is in use.
    Unpublished(Error),
    /// A list that is to be read refused: its path, and why.
    List(PathBuf, io::Error),
    /// A file that is written by wish refused: its path, and why.
    File(PathBuf, io::Error),
    /// Standard input cannot be read.
    Input(io::Error),
    /// Standard output refused.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// True for a file in which no header was found.
    pub fn is_no_header(&self) -> bool {
        matches!(self, Self::Engine(Error::Unreadable { cause, .. }) if cause.why == Why::NoHeader)
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Engine(Error::Record { .. } | Error::Unreadable { .. }) | Self::Data(_) => {
                BAD_DATA
            }
            Self::Engine(Error::Busy { .. }) => BUSY,
            Self::Engine(_) => NO_CATALOG,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => OK,
            Self::Output(_)
            | Self::Input(_)
            | Self::List(..)
            | Self::File(..)
            | Self::Unpublished(_) => IO,
        }
    }

    /// The sentence and what to do; `None` when there is nothing to say.
    pub fn sentence(&self, locale: &Locale) -> Option<String> {
        let text = match self {
            Self::Usage(text) | Self::Data(text) => text.clone(),
            Self::List(path, error) => with_path(locale, "error.list", path, error),
            Self::File(path, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                with_path(locale, "error.exists", path, error)
            }
            Self::File(path, error) => with_path(locale, "error.write", path, error),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Output(error) => {
                locale.fill("error.output", &[("reason", &system::told(error, locale))])
            }
            Self::Input(error) => {
                locale.fill("error.input", &[("reason", &system::told(error, locale))])
            }
            Self::Engine(error) => engine(error, locale),
            Self::Unpublished(error) => {
                let reason = reason(error, locale);
                locale.fill("error.unpublished", &[("reason", &reason)])
            }
        };
        Some(format!("{} {text}", locale.t("error.label")))
    }
}

fn with_path(locale: &Locale, key: &str, path: &Path, error: &io::Error) -> String {
    let path = safe(&path.to_string_lossy());
    let values: [(&str, &dyn Display); 2] =
        [("path", &path), ("reason", &system::told(error, locale))];
    locale.fill(key, &values)
}

/// Why the engine refused, as part of a sentence: where, and what the system said or the engine found.
pub fn reason(error: &Error, locale: &Locale) -> String {
    match error {
        Error::Io { path, source } => {
            let path = safe(&path.to_string_lossy());
            format!("{path}: {}", system::told(source, locale))
        }
        Error::Broken { path, cause } => {
            let path = safe(&path.to_string_lossy());
            format!("{path}: {}", reason(cause, locale))
        }
        other => safe(&other.to_string()),
    }
}

fn engine(error: &Error, locale: &Locale) -> String {
    match error {
        Error::Io { path, source } => locale.fill(
            "error.file",
            &[
                ("path", &safe(&path.to_string_lossy())),
                ("reason", &system::told(source, locale)),
            ],
        ),
        Error::Record {
            path,
            line,
            column,
            reason,
        } => locale.fill(
            "error.record",
            &[
                ("path", &safe(&path.to_string_lossy())),
                ("line", line),
                ("column", column),
                ("reason", &safe(reason)),
            ],
        ),
        Error::Damaged { path, reason } => locale.fill(
            "error.damaged",
            &[
                ("path", &safe(&path.to_string_lossy())),
                ("reason", &safe(reason)),
            ],
        ),
        Error::Broken { path, cause } => locale.fill(
            "error.damaged",
            &[
                ("path", &safe(&path.to_string_lossy())),
                ("reason", &reason(cause, locale)),
            ],
        ),
        Error::Busy { path, holder } => locale.fill(
            "error.busy",
            &[
                ("path", &safe(&path.to_string_lossy())),
                (
                    "holder",
                    &safe(if holder.is_empty() { "?" } else { holder }),
                ),
            ],
        ),
        Error::Unreadable { path, cause } => locale.fill(
            &format!("unreadable.{}", cause.why.key()),
            &[
                ("path", &safe(&path.to_string_lossy())),
                ("line", &cause.line),
                ("column", &cause.column),
                ("detail", &safe(&cause.detail)),
            ],
        ),
        Error::Newer { path, format } => locale.fill(
            "error.newer",
            &[("path", &safe(&path.to_string_lossy())), ("format", format)],
        ),
        Error::Index(reason) => {
            locale.fill("error.index", &[("reason", &safe(&reason.to_string()))])
        }
    }
}
