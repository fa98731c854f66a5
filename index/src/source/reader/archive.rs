//! Measures what a workbook, which is an archive, inflates to, before a parser opens it.
//!
//! The sizes in an archive's headers cannot be trusted, so every part is inflated once and discarded.

use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Most parts of a workbook.
const MAX_PARTS: usize = 2_000;

/// Most bytes of all parts together. A sheet with every row and a dozen columns has less.
const MAX_INFLATED: u64 = 1 << 30;

/// Inflated bytes above which [`MAX_INFLATION_RATIO`] applies: real tables compress to a tenth, a bomb to a thousandth.
const MIN_BOMB_BYTES: u64 = 8 << 20;

/// How many times larger than its compressed form a part may be.
const MAX_INFLATION_RATIO: u64 = 200;

/// Rejects an archive with too many parts or one that inflates to too much.
pub(crate) fn check_inflated_size(file: impl Read + Seek) -> Result<(), UnreadableFile> {
    let mut archive = ZipArchive::new(file).map_err(|error| unreadable_from_zip(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(UnreadableFile::new(UnreadableReason::TooManyParts).with_detail(archive.len()));
    }
    let mut total_bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    for number in 0..archive.len() {
        let mut part = archive
            .by_index(number)
            .map_err(|error| unreadable_from_zip(&error))?;
        let compressed_bytes = part.compressed_size().max(1);
        let mut inflated_bytes = 0;
        loop {
            let read = match part.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read as u64,
                Err(error) => return Err(unreadable_from_inflate(&error)),
            };
            inflated_bytes += read;
            total_bytes += read;
            let is_bomb = inflated_bytes > MIN_BOMB_BYTES
                && inflated_bytes / compressed_bytes > MAX_INFLATION_RATIO;
            if is_bomb || total_bytes > MAX_INFLATED {
                return Err(UnreadableFile::new(UnreadableReason::Inflates).with_detail(number + 1));
            }
        }
    }
    Ok(())
}

/// The error for an archive that does not open.
pub(super) fn unreadable_from_zip(error: &ZipError) -> UnreadableFile {
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}

fn unreadable_from_inflate(error: &io::Error) -> UnreadableFile {
    UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(error)
}
