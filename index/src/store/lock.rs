//! One writer at a time: a lock that the kernel releases when its process ends.
//!
//! The file stays and is never deleted. It says who holds the lock, for the error of a second writer. A link or
//! anything else in its place is told and left alone; so is the text of a file that is not a holder's name. Must not:
//! be acquired by readers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::layout::{StoreLayout, is_unsupported};
use super::permissions::FilePermissions;
use crate::clean;
use crate::error::misplaced::FileKind;
use crate::error::{Error, Result};

/// Most bytes of a holder's name.
const MAX_HOLDER_BYTES: u64 = 1000;

/// Most letters of it.
const MAX_HOLDER_CHARS: usize = 200;

/// The held lock.
#[derive(Debug)]
pub(super) struct WriterLock {
    file: File,
    /// The file holds nothing but the name of a holder.
    is_ours: bool,
}

impl WriterLock {
    /// Acquires the lock for `holder`, or fails with the present holder's name after waiting for `patience`.
    pub(super) fn acquire(layout: &StoreLayout, patience: Duration, holder: &str) -> Result<Self> {
        let path = layout.lock_file();
        let mut file = open_lock_file(layout)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self::record_holder(file, holder)),
                Err(TryLockError::Error(error)) if has_no_locks(&error) => {
                    return Err(Error::NoLocks { path });
                }
                Err(TryLockError::Error(error)) => return Err(Error::io_at(&path)(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => {
                    let holder = read_holder(&mut file).unwrap_or_default();
                    let holder = clean::clean_text(holder.trim()).into_owned();
                    return Err(Error::Busy { path, holder });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Writes the holder's name into the file; failing to is no reason not to write the catalogue.
    fn record_holder(file: File, holder: &str) -> Self {
        let mut lock = Self {
            is_ours: is_holder_file(&file),
            file,
        };
        if lock.is_ours {
            let holder = clean::clean_text(holder);
            let holder: String = holder.chars().take(MAX_HOLDER_CHARS).collect();
            let line = format!("{holder} (pid {})\n", std::process::id());
            let _ = lock.empty_file();
            let _ = lock.file.write_all(line.as_bytes());
        }
        lock
    }

    fn empty_file(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // An empty file has no holder. The kernel releases the lock when the handle is closed.
        if self.is_ours {
            let _ = self.empty_file();
        }
    }
}

/// Opens the file, which the first writer creates; only writers can open it.
pub(super) fn open_lock_file(layout: &StoreLayout) -> Result<File> {
    let path = layout.lock_file();
    let wrong_kind = |kind| {
        let path = path.clone();
        Err(Error::WrongKind { path, kind })
    };
    if let Ok(metadata) = fs::symlink_metadata(&path)
        && !metadata.is_file()
    {
        return wrong_kind(FileKind::from_metadata(&metadata));
    }
    let mode = FilePermissions::from_root(layout.root()).lock_mode();
    let file = open_without_following(&path, mode).map_err(Error::io_at(&path))?;
    // It may have been exchanged since.
    let metadata = file.metadata().map_err(Error::io_at(&path))?;
    if !metadata.is_file() {
        return wrong_kind(FileKind::from_metadata(&metadata));
    }
    if has_other_names(&metadata) {
        return wrong_kind(FileKind::SharedFile);
    }
    set_own_mode(&file, mode);
    Ok(file)
}

#[cfg(unix)]
fn open_without_following(path: &Path, mode: u32) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(mode)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open_without_following(path: &Path, _: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.create(true).truncate(false).read(true).write(true);
    options.open(path)
}

/// True for a file that has a second name: what is written here would be written there.
#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives the file the permissions of a lock, where it is this user's and holds nothing but a holder's name.
#[cfg(unix)]
fn set_own_mode(file: &File, mode: u32) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let user = rustix::process::geteuid().as_raw();
    let is_own = file
        .metadata()
        .is_ok_and(|metadata| metadata.uid() == user && metadata.mode() & 0o7777 != mode);
    if is_own && is_holder_file(file) {
        let _ = file.set_permissions(fs::Permissions::from_mode(mode));
    }
}

#[cfg(not(unix))]
fn set_own_mode(_: &File, _: u32) {}

/// True for an empty file, and for one with the name of a holder, who may have been killed.
fn is_holder_file(file: &File) -> bool {
    let Ok(text) = file.try_clone().and_then(|mut file| read_holder(&mut file)) else {
        return false;
    };
    let process = || text.trim_end().rsplit_once("(pid ")?.1.strip_suffix(')');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.is_empty() || (text.lines().count() == 1 && process().is_some_and(is_number))
}

/// The text of the file; an error where it is longer than a holder's name.
fn read_holder(file: &mut File) -> io::Result<String> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0))?;
    let read = file.take(MAX_HOLDER_BYTES + 1).read_to_string(&mut text)?;
    if read as u64 > MAX_HOLDER_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(text)
}

/// True where the file system cannot lock at all.
fn has_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return true;
    }
    is_unsupported(error)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn new_layout() -> (tempfile::TempDir, StoreLayout) {
        let home = tempfile::tempdir().unwrap();
        let layout = StoreLayout::new(home.path());
        fs::create_dir(layout.root()).unwrap();
        (home, layout)
    }

    fn acquire(layout: &StoreLayout) -> Result<WriterLock> {
        WriterLock::acquire(layout, Duration::ZERO, "Lan")
    }

    #[test]
    fn what_lies_in_the_locks_place_is_told_and_stays_as_it_was() {
        let (home, layout) = new_layout();
        let (victim, lock) = (home.path().join("victim"), layout.lock_file());
        fs::write(&victim, "precious").unwrap();
        fs::set_permissions(&victim, fs::Permissions::from_mode(0o640)).unwrap();
        let make_fifo = |path: &Path| {
            let mode = rustix::fs::Mode::from_raw_mode(0o600);
            let kind = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, path, kind, mode, 0).unwrap();
        };
        let cases: [(FileKind, &dyn Fn()); 5] = [
            (FileKind::Link, &|| symlink(&victim, &lock).unwrap()),
            (FileKind::Link, &|| symlink("/dev/null", &lock).unwrap()),
            (FileKind::SharedFile, &|| {
                fs::hard_link(&victim, &lock).unwrap();
            }),
            (FileKind::Fifo, &|| make_fifo(&lock)),
            (FileKind::Link, &|| {
                symlink(home.path().join("none"), &lock).unwrap();
            }),
        ];
        for (expected, make) in cases {
            make();
            match acquire(&layout) {
                Err(Error::WrongKind { kind, path }) => {
                    assert_eq!((kind, &path), (expected, &lock));
                }
                other => panic!("{expected}: {other:?}"),
            }
            assert_eq!(
                fs::read_to_string(&victim).unwrap(),
                "precious",
                "{expected}"
            );
            let mode = fs::metadata(&victim).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o640, "{expected}");
            fs::remove_file(&lock).unwrap();
        }
        assert!(!home.path().join("none").exists());
        fs::create_dir(&lock).unwrap();
        assert!(matches!(
            acquire(&layout),
            Err(Error::WrongKind {
                kind: FileKind::Folder,
                ..
            })
        ));
    }

    #[test]
    fn a_text_of_somebody_else_stays_and_the_lock_holds() {
        let (_home, layout) = new_layout();
        for text in [
            "precious",
            "a\n(pid 1)\n",
            "(pid )",
            &*"x (pid 1)".repeat(200),
            "\0\0",
        ] {
            fs::write(layout.lock_file(), text).unwrap();
            fs::set_permissions(layout.lock_file(), fs::Permissions::from_mode(0o644)).unwrap();
            let held = acquire(&layout).unwrap();
            assert!(
                matches!(acquire(&layout), Err(Error::Busy { .. })),
                "{text}"
            );
            drop(held);
            assert_eq!(fs::read_to_string(layout.lock_file()).unwrap(), text);
            let mode = fs::metadata(layout.lock_file())
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o644, "{text}");
        }
        fs::write(layout.lock_file(), "Hoa, 2026-11-24 09:00 (pid 12)\n").unwrap();
        let held = acquire(&layout).unwrap();
        match acquire(&layout) {
            Err(Error::Busy { holder, .. }) => assert!(holder.starts_with("Lan (pid "), "{holder}"),
            other => panic!("{other:?}"),
        }
        drop(held);
        assert_eq!(fs::read_to_string(layout.lock_file()).unwrap(), "");
    }
}
