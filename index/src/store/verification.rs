//! Verifies the files of a generation against its manifest: kind and length of each before any is read, then the
//! checksums, two threads at a time. Small files are kept, so that what is parsed is what was verified.
//!
//! Must not: parse a file.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::checksum;
use super::manifest::GenerationManifest;
use super::regular_file::{has_holes, open_regular_file};
use super::stored_records::read_file_at;
use crate::error::{Error, Result};

/// Fewer bytes than this are verified faster by one thread.
const MIN_PARALLEL_BYTES: u64 = 1 << 20;

/// Larger files are verified in parts of this many bytes.
const PART_BYTES: u64 = 32 << 20;

/// Bytes read at a time.
const BLOCK_BYTES: u64 = 1 << 18;

/// Files of at least this many bytes may have no holes.
const MIN_CHECKED_FOR_HOLES: u64 = 64 << 20;

/// The kept files of a generation, by name.
pub(super) type KeptFiles = HashMap<String, Vec<u8>>;

/// A file that has the kind and the length of the manifest.
struct MeasuredFile<'a> {
    name: &'a str,
    file: File,
    length: u64,
    expected: &'a str,
    is_kept: bool,
}

/// A part of a file: its index among the files, and its bytes.
struct FilePart {
    file: usize,
    from: u64,
    length: u64,
}

/// What was read of a part.
struct ReadPart {
    hasher: crc32fast::Hasher,
    kept: Option<Vec<u8>>,
}

/// Verifies these files, and keeps those whose length `keeps`.
pub(super) fn verify_files<'a>(
    manifest: &'a GenerationManifest,
    generation: &Path,
    names: impl IntoIterator<Item = &'a str>,
    keeps: impl Fn(u64) -> bool,
) -> Result<KeptFiles> {
    let measured = names
        .into_iter()
        .map(|name| measure_file(manifest, generation, name, &keeps));
    let mut files = measured.collect::<Result<Vec<MeasuredFile<'_>>>>()?;
    // The largest first, so that no thread is left with it alone.
    files.sort_by_key(|file| std::cmp::Reverse(file.length));
    let parts: Vec<FilePart> = files.iter().enumerate().flat_map(split_file).collect();
    let at_path =
        |error, part: &FilePart| Error::io_at(&generation.join(files[part.file].name))(error);
    let read: Vec<OnceLock<io::Result<ReadPart>>> = parts.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(index) else { break };
            let _ = read[index].set(read_part(&files[part.file], part));
        }
    };
    if files.iter().map(|file| file.length).sum::<u64>() < MIN_PARALLEL_BYTES {
        work();
    } else {
        thread::scope(|scope| {
            // Where there is no second thread, this one reads all.
            let _second = thread::Builder::new().spawn_scoped(scope, work);
            work();
        });
    }
    let mut sums: Vec<crc32fast::Hasher> = files.iter().map(|_| crc32fast::Hasher::new()).collect();
    let mut kept = KeptFiles::new();
    for (part, read) in parts.iter().zip(read) {
        let missing = || Err(io::ErrorKind::Interrupted.into());
        let read = read.into_inner().unwrap_or_else(missing);
        let read = read.map_err(|error| at_path(error, part))?;
        sums[part.file].combine(&read.hasher);
        if let Some(bytes) = read.kept {
            kept.insert(files[part.file].name.to_owned(), bytes);
        }
    }
    for (file, sum) in files.iter().zip(sums) {
        let actual = checksum::format_checksum(file.length, sum.finalize());
        if actual != file.expected {
            let reason = format!("checksum {actual}, the manifest says {}", file.expected);
            return Err(Error::damaged_file(&generation.join(file.name), reason));
        }
    }
    Ok(kept)
}

/// Verifies one file and returns its content.
pub(super) fn read_verified_file(
    manifest: &GenerationManifest,
    generation: &Path,
    name: &str,
) -> Result<Vec<u8>> {
    let mut kept = verify_files(manifest, generation, [name], |_| true)?;
    Ok(kept.remove(name).unwrap_or_default())
}

/// Compares kind and length of one file with the manifest.
pub(super) fn verify_length(
    manifest: &GenerationManifest,
    generation: &Path,
    name: &str,
) -> Result<()> {
    measure_file(manifest, generation, name, &|_| false).map(|_| ())
}

fn measure_file<'a>(
    manifest: &'a GenerationManifest,
    generation: &Path,
    name: &'a str,
    keeps: &impl Fn(u64) -> bool,
) -> Result<MeasuredFile<'a>> {
    let path = generation.join(name);
    let Some(expected) = manifest.files.get(name).map(String::as_str) else {
        return Err(Error::damaged_file(&path, "not in the manifest"));
    };
    let file = open_regular_file(generation, name)?;
    let length = file.metadata().map_err(Error::io_at(&path))?.len();
    if checksum::checksum_length(expected) != Some(length) {
        let reason = format!("{length} bytes, the manifest says {expected}");
        return Err(Error::damaged_file(&path, reason));
    }
    if length >= MIN_CHECKED_FOR_HOLES && has_holes(&file, length) {
        return Err(Error::damaged_file(&path, "it has holes"));
    }
    let is_kept = keeps(length);
    Ok(MeasuredFile {
        name,
        file,
        length,
        expected,
        is_kept,
    })
}

/// A kept file is one part.
fn split_file((file, measured): (usize, &MeasuredFile<'_>)) -> Vec<FilePart> {
    let part_bytes = if measured.is_kept {
        measured.length.max(1)
    } else {
        PART_BYTES
    };
    let part = |from: u64| FilePart {
        file,
        from,
        length: part_bytes.min(measured.length - from),
    };
    let starts = (0..measured.length.max(1)).step_by(part_bytes as usize);
    starts.map(part).collect()
}

fn read_part(measured: &MeasuredFile<'_>, part: &FilePart) -> io::Result<ReadPart> {
    let mut hasher = crc32fast::Hasher::new();
    let (from, end) = (part.from, part.from + part.length);
    if measured.is_kept {
        let mut bytes = vec![0; part.length as usize];
        read_file_at(&measured.file, from, &mut bytes)?;
        hasher.update(&bytes);
        let kept = Some(bytes);
        return Ok(ReadPart { hasher, kept });
    }
    let mut block = vec![0; BLOCK_BYTES.min(part.length) as usize];
    let mut at = from;
    while at < end {
        let length = BLOCK_BYTES.min(end - at);
        let block = &mut block[..length as usize];
        read_file_at(&measured.file, at, block)?;
        hasher.update(block);
        at += length;
    }
    Ok(ReadPart { hasher, kept: None })
}
