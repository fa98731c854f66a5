//! What makes a path unfit for a small file of the program, or for an export: said in words by
//! [`io_error`](super::io_error) wherever an error of the system is.

use std::error::Error;
use std::fmt;
use std::io;

/// Why something is not a file that the program reads or writes; the inner error of an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitFile {
    /// A symbolic link, which is not followed.
    Link,
    /// A symbolic link that leads nowhere.
    BrokenLink,
    /// A symbolic link to a file of somebody else.
    ForeignLink,
    /// A file that has another name as well (a hard link).
    SecondName,
    /// A pipe (FIFO).
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// Larger than the program's own files ever are.
    TooLarge,
    /// Not what the program writes there.
    Damaged,
    /// The path ends with a folder: no name of a file is left.
    NoFileName,
    /// A pipe that nobody reads.
    UnreadPipe,
    /// Somebody else is writing it and does not finish.
    Locked,
}

impl UnfitFile {
    /// Every reason.
    pub const ALL: [Self; 12] = [
        Self::Link,
        Self::BrokenLink,
        Self::ForeignLink,
        Self::SecondName,
        Self::Pipe,
        Self::Socket,
        Self::Device,
        Self::TooLarge,
        Self::Damaged,
        Self::NoFileName,
        Self::UnreadPipe,
        Self::Locked,
    ];

    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Link => "unfit.link",
            Self::BrokenLink => "unfit.broken_link",
            Self::ForeignLink => "unfit.foreign_link",
            Self::SecondName => "unfit.second_name",
            Self::Pipe => "unfit.pipe",
            Self::Socket => "unfit.socket",
            Self::Device => "unfit.device",
            Self::TooLarge => "unfit.too_large",
            Self::Damaged => "unfit.damaged",
            Self::NoFileName => "unfit.no_name",
            Self::UnreadPipe => "unfit.unread_pipe",
            Self::Locked => "unfit.locked",
        }
    }

    /// The reason that an error carries.
    pub fn of_error(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl fmt::Display for UnfitFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unfit file: {self:?}")
    }
}

impl Error for UnfitFile {}

impl From<UnfitFile> for io::Error {
    fn from(unfit: UnfitFile) -> Self {
        Self::new(io::ErrorKind::InvalidInput, unfit)
    }
}
