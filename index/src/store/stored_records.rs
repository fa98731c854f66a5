//! The records as they were written, to be read again one by one in another order.

use std::fs::File;
use std::io;

/// Where the records are stored.
pub(super) enum StoredRecords {
    /// In memory.
    Memory(Vec<u8>),
    /// In a file.
    File(File),
}

impl StoredRecords {
    /// Replaces the buffer with the bytes from `from` to `to`.
    pub(super) fn read_range(&self, from: u64, to: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
        let length = (to - from) as usize;
        buffer.clear();
        match self {
            Self::Memory(bytes) => {
                let part = bytes.get(from as usize..to as usize);
                buffer.extend_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
            Self::File(file) => {
                buffer.resize(length, 0);
                read_file_at(file, from, buffer)
            }
        }
    }
}

/// Fills the buffer with the bytes of a file from `from` on.
#[cfg(unix)]
pub(super) fn read_file_at(file: &File, from: u64, buffer: &mut [u8]) -> io::Result<()> {
    use std::os::unix::fs::FileExt;
    file.read_exact_at(buffer, from)
}

#[cfg(not(unix))]
pub(super) fn read_file_at(mut file: &File, from: u64, buffer: &mut [u8]) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    file.seek(SeekFrom::Start(from))?;
    file.read_exact(buffer)
}
