//! What is wrong with a bundle.

use std::io;

use ocop_index::Error;

use crate::work::store::exchange::LineFault;

/// Why a bundle is not used.
#[derive(Debug)]
pub enum BundleFault {
    /// The system cannot read it.
    Io(io::Error),
    /// It is no bundle.
    NoBundle,
    /// A newer version of the program packed it; the version of the format.
    NewerFormat(u64),
    /// Longer than a bundle can be, or than its manifest says.
    TooLong,
    /// A member that no bundle has: another name, a link, a folder, or one that the manifest does not name once.
    ForeignMember(String),
    /// Two members have one name.
    DoubleName,
    /// A member that the manifest names is missing.
    MissingMember(String),
    /// A member is not what the manifest says, or cannot be read.
    Damaged(String),
    /// A record is no product.
    InvalidRecord(Error),
    /// A line of the work is no event: its number, from 1, and what is wrong.
    InvalidEvent(usize, LineFault),
}

impl From<io::Error> for BundleFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
