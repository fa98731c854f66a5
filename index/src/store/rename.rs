//! Renames that wait for a moment where another program has a look at the file, as scanners of Windows do with all that
//! is new.

use std::fs;
use std::io;
use std::path::Path;

/// Renames a file or a folder; a file in its place is replaced.
#[cfg(not(windows))]
pub fn rename_over(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Renames a file or a folder; a file in its place is replaced. What another program has open is tried again for a
/// second.
#[cfg(windows)]
pub fn rename_over(from: &Path, to: &Path) -> io::Result<()> {
    use std::thread;
    use std::time::Duration;
    const SHARING_VIOLATION: i32 = 32;
    const TRIES: u32 = 40;
    const PAUSE: Duration = Duration::from_millis(25);
    let is_held = |error: &io::Error| {
        error.kind() == io::ErrorKind::PermissionDenied
            || error.raw_os_error() == Some(SHARING_VIOLATION)
    };
    for _ in 1..TRIES {
        match fs::rename(from, to) {
            Err(error) if is_held(&error) => thread::sleep(PAUSE),
            renamed => return renamed,
        }
    }
    fs::rename(from, to)
}
