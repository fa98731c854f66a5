//! A folder held for a moment, so that of several screens and commands one at a time changes its files: each reads,
//! changes and writes before the next one reads.
//!
//! The lock is on the open folder itself, so it needs no file of its own and goes with the process; on Windows, which
//! locks no folders, on a file in it that stays, empty. Where the system has no such locks, there is none. Must not: be
//! held longer than one file takes to write.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::wording::unfit_file::UnfitFile;

/// The time between two looks at a folder that somebody else holds.
const RETRY_INTERVAL: Duration = Duration::from_millis(3);

/// A held folder; dropping it lets it go.
#[derive(Debug)]
pub struct FolderLock {
    _folder: Option<File>,
}

/// Waits until nobody else holds the folder, at most this long; fails with [`UnfitFile::Locked`] after that.
pub fn lock_folder(folder: &Path, patience: Duration) -> io::Result<FolderLock> {
    let Some(opened) = open_folder(folder) else {
        return Ok(FolderLock { _folder: None });
    };
    let started = Instant::now();
    loop {
        match opened.try_lock() {
            Ok(()) => {
                return Ok(FolderLock {
                    _folder: Some(opened),
                });
            }
            Err(TryLockError::WouldBlock) if started.elapsed() >= patience => {
                return Err(UnfitFile::Locked.into());
            }
            Err(TryLockError::WouldBlock) => thread::sleep(RETRY_INTERVAL),
            Err(TryLockError::Error(_)) => return Ok(FolderLock { _folder: None }),
        }
    }
}

#[cfg(unix)]
fn open_folder(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    rustix::fs::open(folder, flags, Mode::empty())
        .ok()
        .map(File::from)
}

/// The file that is locked in place of its folder.
#[cfg(not(unix))]
const LOCK_FILE: &str = ".ocop.lock";

#[cfg(not(unix))]
fn open_folder(folder: &Path) -> Option<File> {
    let mut options = File::options();
    let options = options.create(true).truncate(false).write(true);
    options.open(folder.join(LOCK_FILE)).ok()
}
