//! A workbook is an archive: what it really inflates to, counted before anybody parses it.
//!
//! Headers of archives lie, so every part is inflated once into nothing. Must not: keep what it inflates.

use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::unreadable::{Unreadable, Why};

/// Most parts of a workbook.
const MAX_PARTS: usize = 2_000;

/// Most bytes of all parts together. A sheet with every row and a dozen columns has less.
const MAX_INFLATED: u64 = 1 << 30;

/// From so many bytes on a part may not be this much larger than its packed form: real tables pack to a
/// tenth, a bomb to a thousandth.
const SUSPICIOUS: u64 = 8 << 20;

/// Most times a part may be larger than its packed form.
const MAX_RATIO: u64 = 200;

/// Checks an archive.
pub(super) fn check(file: impl Read + Seek) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::new(Why::TooManyParts).with(archive.len()));
    }
    let mut total = 0;
    let mut buffer = vec![0; 1 << 16];
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| broken(&error))?;
        let packed = part.compressed_size().max(1);
        let mut inflated = 0;
        loop {
            let read = match part.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read as u64,
                Err(error) => return Err(damaged(&error)),
            };
            inflated += read;
            total += read;
            let bomb = inflated > SUSPICIOUS && inflated / packed > MAX_RATIO;
            if bomb || total > MAX_INFLATED {
                return Err(Unreadable::new(Why::Inflates).with(number + 1));
            }
        }
    }
    Ok(())
}

fn broken(error: &ZipError) -> Unreadable {
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Why::Encrypted,
        _ => Why::BrokenWorkbook,
    };
    Unreadable::new(why).with(error)
}

fn damaged(error: &io::Error) -> Unreadable {
    Unreadable::new(Why::BrokenWorkbook).with(error)
}
