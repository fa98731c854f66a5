//! Checksums of files: length and CRC-32, as hexadecimal text.
//!
//! They detect decay and half-written files, not an attacker. Must not: load a whole file into memory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// `length-crc`, both hexadecimal.
pub(super) fn checksum_bytes(bytes: &[u8]) -> String {
    format_checksum(bytes.len() as u64, crc32fast::hash(bytes))
}

/// The checksum of a file, read in blocks.
pub(super) fn checksum_file(path: &Path) -> io::Result<String> {
    checksum_reader(File::open(path)?)
}

/// The checksum of what is read, in blocks.
pub(super) fn checksum_reader(mut file: impl Read) -> io::Result<String> {
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    let mut length = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(format_checksum(length, hasher.finalize())),
            read => {
                hasher.update(&buffer[..read]);
                length += read as u64;
            }
        }
    }
}

/// A writer that computes the checksum of what is written through it.
pub(super) struct ChecksumWriter<W> {
    out: W,
    length: u64,
    hasher: crc32fast::Hasher,
}

impl<W: Write> ChecksumWriter<W> {
    /// Wraps a writer.
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            length: 0,
            hasher: crc32fast::Hasher::new(),
        }
    }

    /// The checksum and the inner writer.
    pub(super) fn into_parts(self) -> (String, W) {
        (
            format_checksum(self.length, self.hasher.finalize()),
            self.out,
        )
    }
}

impl<W: Write> Write for ChecksumWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text of a length and a CRC-32.
pub(super) fn format_checksum(length: u64, crc: u32) -> String {
    format!("{length:x}-{crc:08x}")
}

/// The length in a checksum; `None` for a text that is no checksum.
pub(super) fn checksum_length(sum: &str) -> Option<u64> {
    let (length, crc) = sum.split_once('-')?;
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if crc.len() != 8 || !is_hex(crc) || !is_hex(length) {
        return None;
    }
    u64::from_str_radix(length, 16).ok()
}
