//! A workbook is an archive: what it really inflates to, counted before anybody parses it.
//!
//! Headers of archives lie, so every part is inflated once into nothing. Must not: keep what it inflates.

use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::source::reader::unreadable::{UnreadableFile, UnreadableReason};

/// Most parts of a workbook.
const MAX_PARTS: usize = 2_000;

/// Most bytes of all parts together. A sheet with every row and a dozen columns has less.
const MAX_INFLATED: u64 = 1 << 30;

/// From so many bytes on a part may not be this much larger than its packed form: real tables pack to a
/// tenth, a bomb to a thousandth.
const MIN_BOMB_BYTES: u64 = 8 << 20;

/// Most times a part may be larger than its packed form.
const MAX_INFLATION_RATIO: u64 = 200;

/// Checks an archive.
pub(crate) fn check_inflated_size(file: impl Read + Seek) -> Result<(), UnreadableFile> {
    let mut archive = ZipArchive::new(file).map_err(|error| unreadable_from_zip(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(UnreadableFile::new(UnreadableReason::TooManyParts).with_detail(archive.len()));
    }
    let mut total = 0;
    let mut buffer = vec![0; 1 << 16];
    for number in 0..archive.len() {
        let mut part = archive
            .by_index(number)
            .map_err(|error| unreadable_from_zip(&error))?;
        let packed = part.compressed_size().max(1);
        let mut inflated = 0;
        loop {
            let read = match part.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read as u64,
                Err(error) => return Err(unreadable_from_inflate(&error)),
            };
            inflated += read;
            total += read;
            let bomb = inflated > MIN_BOMB_BYTES && inflated / packed > MAX_INFLATION_RATIO;
            if bomb || total > MAX_INFLATED {
                return Err(UnreadableFile::new(UnreadableReason::Inflates).with_detail(number + 1));
            }
        }
    }
    Ok(())
}

fn unreadable_from_zip(error: &ZipError) -> UnreadableFile {
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}

fn unreadable_from_inflate(error: &io::Error) -> UnreadableFile {
    UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(error)
}
