//! Checksums of files: length and CRC-32, as hexadecimal text.
//!
//! Against decay and half-written files, not against an attacker. Must not: load a file whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// `length-crc`, both hexadecimal.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    text(bytes.len() as u64, crc32fast::hash(bytes))
}

/// The checksum of a file, read piece by piece.
pub(super) fn of_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    let mut length = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(text(length, hasher.finalize())),
            read => {
                hasher.update(&buffer[..read]);
                length += read as u64;
            }
        }
    }
}

fn text(length: u64, crc: u32) -> String {
    format!("{length:x}-{crc:08x}")
}

/// The length that a checksum tells.
pub(super) fn length(sum: &str) -> Option<u64> {
    u64::from_str_radix(sum.split_once('-')?.0, 16).ok()
}
