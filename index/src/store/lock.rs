//! One writer at a time: a lock that the kernel releases when its process ends.
//!
//! The file stays and is never deleted. It says who holds the lock, for the error of a second writer. Must not: be
//! acquired by readers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::layout::StoreLayout;
use super::permissions::FilePermissions;
use crate::clean;
use crate::error::{Error, Result};

/// The held lock.
#[derive(Debug)]
pub(super) struct WriterLock(File);

impl WriterLock {
    /// Acquires the lock for `holder`, or fails with the present holder's name after waiting for `patience`.
    pub(super) fn acquire(layout: &StoreLayout, patience: Duration, holder: &str) -> Result<Self> {
        let path = layout.lock_file();
        let file = open_lock_file(layout)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self::record_holder(file, holder)),
                Err(TryLockError::Error(error)) => return Err(Error::io_at(&path)(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => {
                    let holder = read_holder(&path);
                    return Err(Error::Busy { path, holder });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Writes the holder's name into the file; failing to is no reason not to write the catalogue.
    fn record_holder(mut file: File, holder: &str) -> Self {
        let _ = file.set_len(0);
        let _ = writeln!(
            file,
            "{} (pid {})",
            clean::clean_text(holder),
            std::process::id()
        );
        Self(file)
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // An empty file has no holder. The kernel releases the lock when the handle is closed.
        let _ = self.0.set_len(0);
    }
}

/// Opens the file, which the first writer creates; only writers can open it.
pub(super) fn open_lock_file(layout: &StoreLayout) -> Result<File> {
    let path = layout.lock_file();
    let mut options = OpenOptions::new();
    let options = options.create(true).truncate(false).write(true);
    // A process that can read the file could hold its lock.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    let file = options.open(&path).map_err(Error::io_at(&path))?;
    FilePermissions::from_root(layout.root()).apply_to_lock(&path);
    Ok(file)
}

/// The name in the file; may be empty.
fn read_holder(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line: String = text
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    clean::clean_text(&line).trim().to_owned()
}
