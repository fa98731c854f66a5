//! Opens the files of a generation: regular files at their own place, and nothing that a link leads to.
//!
//! Must not: wait. A pipe without a writer, a device and a socket are told by what they are.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::error::misplaced::FileKind;
use crate::error::{Error, Result};

/// Opens the regular file of this name, whose parts are separated by `/`, below a folder. Neither the folder nor any
/// part of the name may be a link.
pub(super) fn open_regular_file(folder: &Path, name: &str) -> Result<File> {
    let path = folder.join(name);
    check_kinds(folder, name)?;
    let file = open_below(folder, name).map_err(Error::io_at(&path))?;
    // It may have been exchanged since.
    let metadata = file.metadata().map_err(Error::io_at(&path))?;
    if metadata.is_file() {
        return Ok(file);
    }
    let kind = FileKind::from_metadata(&metadata);
    Err(Error::WrongKind { path, kind })
}

/// Reads a regular file of at most this many bytes.
pub(super) fn read_small_file(folder: &Path, name: &str, max_bytes: u64) -> Result<Vec<u8>> {
    let path = folder.join(name);
    let file = open_regular_file(folder, name)?;
    let mut bytes = Vec::new();
    file.take(max_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::io_at(&path))?;
    if bytes.len() as u64 > max_bytes {
        let reason = format!("longer than {max_bytes} bytes");
        return Err(Error::damaged_file(&path, reason));
    }
    Ok(bytes)
}

/// Fails where a link or something else lies in the place of the folder, of a folder below it, or of the file.
fn check_kinds(folder: &Path, name: &str) -> Result<()> {
    let mut path = folder.to_path_buf();
    let mut parts = name.split('/').peekable();
    loop {
        let is_file_wanted = parts.peek().is_none();
        let metadata = fs::symlink_metadata(&path).map_err(Error::io_at(&path))?;
        if metadata.is_file() != is_file_wanted || metadata.is_dir() == is_file_wanted {
            let kind = FileKind::from_metadata(&metadata);
            return Err(Error::WrongKind { path, kind });
        }
        match parts.next() {
            Some(part) => path.push(part),
            None => return Ok(()),
        }
    }
}

#[cfg(unix)]
fn open_below(folder: &Path, name: &str) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open, openat};
    let base = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut opened = open(folder, base | OFlags::DIRECTORY, Mode::empty())?;
    let mut parts = name.split('/').peekable();
    while let Some(part) = parts.next() {
        let kind = match parts.peek() {
            Some(_) => OFlags::DIRECTORY,
            None => OFlags::NONBLOCK | OFlags::NOCTTY,
        };
        opened = openat(&opened, part, base | kind, Mode::empty())?;
    }
    Ok(File::from(opened))
}

#[cfg(not(unix))]
fn open_below(folder: &Path, name: &str) -> io::Result<File> {
    File::open(folder.join(name))
}

/// True for a file with holes: pages that were never written, which read as zeros without end.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn has_holes(file: &File, length: u64) -> bool {
    // Where the system cannot tell, the file has none.
    let hole = rustix::fs::seek(file, rustix::fs::SeekFrom::Hole(0));
    let _ = rustix::fs::seek(file, rustix::fs::SeekFrom::Start(0));
    hole.is_ok_and(|hole| hole < length)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn has_holes(_: &File, _: u64) -> bool {
    false
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn only_a_regular_file_at_its_own_place_is_opened() {
        let home = tempfile::tempdir().unwrap();
        let (folder, other) = (home.path().join("gen"), home.path().join("other"));
        fs::create_dir_all(folder.join("index")).unwrap();
        fs::create_dir_all(other.join("index")).unwrap();
        for path in [folder.join("index/a"), other.join("index/a")] {
            fs::write(path, "text").unwrap();
        }
        symlink("a", folder.join("index/link")).unwrap();
        symlink("../other/index", folder.join("linked")).unwrap();
        symlink("other", home.path().join("whole")).unwrap();
        let kind = rustix::fs::FileType::Fifo;
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        let fifo = folder.join("index/fifo");
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, kind, mode, 0).unwrap();
        assert_eq!(read_small_file(&folder, "index/a", 4).unwrap(), b"text");
        assert!(matches!(
            read_small_file(&folder, "index/a", 3),
            Err(Error::Damaged { .. })
        ));
        for (name, expected) in [
            ("index/link", FileKind::Link),
            ("linked/a", FileKind::Link),
            ("index", FileKind::Folder),
            ("index/fifo", FileKind::Fifo),
            ("index/a/b", FileKind::Other),
        ] {
            match open_regular_file(&folder, name) {
                Err(Error::WrongKind { kind, .. }) => assert_eq!(kind, expected, "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        let whole = open_regular_file(&home.path().join("whole"), "index/a");
        assert!(matches!(whole, Err(Error::WrongKind { .. })));
        let missing = open_regular_file(&folder, "index/none");
        assert!(matches!(missing, Err(Error::Io { .. })));
    }

    #[test]
    fn holes_are_seen() {
        let file = tempfile::tempfile().unwrap();
        file.set_len(1 << 30).unwrap();
        assert!(has_holes(&file, 1 << 30) || !cfg!(target_os = "linux"));
    }
}
