//! New files in a folder of which each account may fill only so much. For people who have nothing else of the disk.
//!
//! The folder is opened once and everything happens in it: no link is followed, no file that is there is touched. The
//! folder is locked meanwhile, so that several processes of an account cannot pass the limit together.

use std::io;

use crate::capabilities::ExportFolder;

/// Why no file was written.
#[derive(Debug)]
pub enum LimitedWriteError {
    /// The account has as many files there as it may have.
    TooManyFiles,
    /// The account's files would take more space than they may.
    TooManyBytes,
    /// The system refused.
    System(io::Error),
}

impl From<io::Error> for LimitedWriteError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Writes a file under the first of these names, numbered from 1, that the folder does not have; returns the name.
#[cfg(unix)]
pub fn write_new_file(
    limits: &ExportFolder,
    name_of: impl Fn(usize) -> String,
    bytes: &[u8],
) -> Result<String, LimitedWriteError> {
    use rustix::fs::{
        AtFlags, FlockOperation, Mode, OFlags, flock, linkat, open, openat, unlinkat,
    };
    use rustix::io::Errno;
    use std::fs::File;
    use std::io::Write;

    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = open(&limits.folder, flags, Mode::empty()).map_err(io::Error::from)?;
    flock(&folder, FlockOperation::LockExclusive).map_err(io::Error::from)?;
    let used = measure_own_files(&folder)?;
    if used.files >= limits.max_files {
        return Err(LimitedWriteError::TooManyFiles);
    }
    if used.bytes.saturating_add(bytes.len() as u64) > limits.max_bytes {
        return Err(LimitedWriteError::TooManyBytes);
    }
    let unfinished = format!("{UNFINISHED}{}", std::process::id());
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    let mut file = File::from(openat(&folder, &unfinished, flags, mode).map_err(io::Error::from)?);
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let named = written.and_then(|()| {
        for number in 1..=limits.max_files + 1 {
            let name = name_of(number);
            if name.contains('/') || name.starts_with('.') {
                break;
            }
            match linkat(&folder, &unfinished, &folder, &name, AtFlags::empty()) {
                Err(Errno::EXIST) => {}
                linked => return linked.map(|()| name).map_err(io::Error::from),
            }
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists))
    });
    // The file has its own name now, or none.
    let _ = unlinkat(&folder, &unfinished, AtFlags::empty());
    Ok(named?)
}

/// How the names of files begin that are being written.
#[cfg(unix)]
const UNFINISHED: &str = ".ocop-";

/// What an account has in the folder.
#[cfg(unix)]
#[derive(Default)]
struct OwnFiles {
    files: usize,
    bytes: u64,
}

/// Counts the files of this account, and removes what a process left that was ended while it wrote: nobody else is
/// writing under the lock.
#[cfg(unix)]
fn measure_own_files(folder: &rustix::fd::OwnedFd) -> io::Result<OwnFiles> {
    use rustix::fs::{AtFlags, Dir, statat, unlinkat};
    let own = rustix::process::geteuid().as_raw();
    let mut used = OwnFiles::default();
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if matches!(name.to_bytes(), b"." | b"..") {
            continue;
        }
        let Ok(facts) = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) else {
            continue;
        };
        if facts.st_uid != own {
            continue;
        }
        let is_unfinished = name.to_bytes().starts_with(UNFINISHED.as_bytes());
        if is_unfinished && unlinkat(folder, name, AtFlags::empty()).is_ok() {
            continue;
        }
        used.files += 1;
        used.bytes = used
            .bytes
            .saturating_add(u64::try_from(facts.st_size).unwrap_or(0));
    }
    Ok(used)
}

/// This system has no accounts to tell apart by their files.
#[cfg(not(unix))]
pub fn write_new_file(
    _limits: &ExportFolder,
    _name_of: impl Fn(usize) -> String,
    _bytes: &[u8],
) -> Result<String, LimitedWriteError> {
    Err(io::Error::from(io::ErrorKind::Unsupported).into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    fn limits(folder: &Path, max_files: usize, max_bytes: u64) -> ExportFolder {
        ExportFolder {
            folder: folder.to_owned(),
            max_files,
            max_bytes,
        }
    }

    #[test]
    fn an_account_has_so_many_files_and_so_many_bytes_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let name_of = |number| format!("a-{number}.csv");
        let limit = limits(folder.path(), 3, 25);
        for number in 1..=2 {
            let name = write_new_file(&limit, name_of, b"0123456789").unwrap();
            assert_eq!(name, name_of(number));
        }
        let full = write_new_file(&limit, name_of, b"0123456789");
        assert!(matches!(full, Err(LimitedWriteError::TooManyBytes)));
        assert_eq!(
            write_new_file(&limit, name_of, b"01234").unwrap(),
            "a-3.csv"
        );
        let full = write_new_file(&limit, name_of, b"");
        assert!(matches!(full, Err(LimitedWriteError::TooManyFiles)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        let mode = fs::metadata(folder.path().join("a-1.csv"))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }

    #[test]
    fn no_link_is_followed_and_nothing_that_is_there_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, other) = (folder.path().join("x"), folder.path().join("other"));
        fs::create_dir(&inside).unwrap();
        fs::write(&other, "kept").unwrap();
        symlink(&other, inside.join("a-1.csv")).unwrap();
        fs::write(inside.join(".ocop-1"), "left by a killed process").unwrap();
        let name_of = |number| format!("a-{number}.csv");
        let name = write_new_file(&limits(&inside, 5, 99), name_of, b"new").unwrap();
        assert_eq!(
            (name.as_str(), fs::read_to_string(&other).unwrap().as_str()),
            ("a-2.csv", "kept")
        );
        assert_eq!(fs::read_dir(&inside).unwrap().count(), 2);
        let link = folder.path().join("link");
        symlink(&inside, &link).unwrap();
        assert!(write_new_file(&limits(&link, 5, 99), name_of, b"new").is_err());
        for bad in ["../up.csv", ".hidden", "a/b"] {
            assert!(write_new_file(&limits(&inside, 9, 99), |_| bad.to_owned(), b"new").is_err());
        }
        assert_eq!(fs::read_dir(&inside).unwrap().count(), 2);
    }
}
