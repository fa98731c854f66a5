//! Files in the user's state folder, readable by their owner alone, because they say what the user searched
//! for and copied.
//!
//! Each function creates the folder if it is missing, for its owner alone. What is no plain file (a link, a pipe, a
//! device, a folder) is neither followed nor replaced, and whoever changes a file reads it first and holds its folder
//! meanwhile, so that several screens never undo what another one saved.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use ocop_index::store::rename_over;

use super::folder_lock::lock_folder;
use super::small_file::{
    LinkRule, MAX_SMALL_FILE_BYTES, open_for_append, read_small_file, refuse_unfit_path,
};
use super::temp_file::{FileAccess, temp_path_beside};
use super::whole_file::{ExistingFile, WholeFileWriter};
use crate::wording::unfit_file::UnfitFile;

/// When a file is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveMoment {
    /// While the program runs: it is on the disk when the call returns.
    Running,
    /// As the process ends: whole or not at all, but not synced to the disk, which may be slow, and when no temporary
    /// file may be registered any more.
    ProcessEnd,
}

impl SaveMoment {
    /// How long it waits for others that save.
    const fn patience(self) -> Duration {
        match self {
            Self::Running => Duration::from_secs(10),
            Self::ProcessEnd => Duration::from_millis(40),
        }
    }
}

/// The bytes of a file; `None` when there is none.
pub fn read_file(path: &Path) -> io::Result<Option<Vec<u8>>> {
    read_small_file(path, LinkRule::Refuse)
}

/// Replaces the whole content of a file atomically.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    update_file(path, SaveMoment::Running, |_| text.as_bytes().to_vec())
}

/// Replaces the content of a file atomically with what `change` makes of it (nothing for a missing file). A file that
/// cannot be read stays, and the call fails.
pub fn update_file(
    path: &Path,
    moment: SaveMoment,
    change: impl FnOnce(Vec<u8>) -> Vec<u8>,
) -> io::Result<()> {
    let folder = create_folder_of(path)?;
    let _lock = lock_folder(folder, moment.patience())?;
    let bytes = change(read_file(path)?.unwrap_or_default());
    if bytes.len() as u64 > MAX_SMALL_FILE_BYTES {
        return Err(UnfitFile::TooLarge.into());
    }
    match moment {
        SaveMoment::Running => {
            let existing = ExistingFile::ReplacePlain;
            let mut file = WholeFileWriter::create(path, existing, FileAccess::OwnerOnly)?;
            file.writer().write_all(&bytes)?;
            file.commit()
        }
        SaveMoment::ProcessEnd => replace_at_once(path, &bytes),
    }
}

/// Replaces a file without the registry of temporary files; the next writer removes what a sudden end leaves.
fn replace_at_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = temp_path_beside(path);
    // An earlier write of this process may have been stopped by a full disk.
    let _ = fs::remove_file(&unfinished);
    let mut options = File::options();
    FileAccess::OwnerOnly.apply_to(&mut options);
    let mut file = options.write(true).create_new(true).open(&unfinished)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| rename_over(&unfinished, path));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Appends a text in one write, so that lines of several processes do not mix, while nobody changes the file.
pub fn append_to_file(path: &Path, text: &str, moment: SaveMoment) -> io::Result<()> {
    let folder = create_folder_of(path)?;
    let _lock = lock_folder(folder, moment.patience())?;
    open_for_append(path)?.write_all(text.as_bytes())
}

/// Appends a text in one write without waiting for anybody; for the log, which nobody rewrites.
pub fn append_at_once(path: &Path, text: &str) -> io::Result<()> {
    create_folder_of(path)?;
    open_for_append(path)?.write_all(text.as_bytes())
}

/// Removes a file; a missing one is fine.
pub fn remove_file(path: &Path) -> io::Result<()> {
    refuse_unfit_path(path)?;
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// True for a folder of the account, no link to one, that nobody else can look into.
#[cfg(unix)]
pub fn is_private_folder(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    const ANYBODY_ELSE: u32 = 0o077;
    fs::symlink_metadata(folder).is_ok_and(|facts| {
        let is_own = facts.uid() == rustix::process::getuid().as_raw();
        facts.is_dir() && is_own && facts.mode() & ANYBODY_ELSE == 0
    })
}

/// A folder in the home is private on this system.
#[cfg(not(unix))]
pub fn is_private_folder(folder: &Path) -> bool {
    directories::BaseDirs::new().is_some_and(|home| folder.starts_with(home.home_dir()))
}

/// Fails where files of this folder cannot be written. Creates the folder, as writing would; leaves no file.
pub fn check_folder(folder: &Path) -> io::Result<()> {
    create_folder(folder)?;
    let probe = temp_path_beside(&folder.join("probe"));
    let mut options = File::options();
    FileAccess::OwnerOnly.apply_to(&mut options);
    drop(options.write(true).create_new(true).open(&probe)?);
    fs::remove_file(probe)
}

fn create_folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().unwrap_or(Path::new(""));
    create_folder(folder)?;
    Ok(folder)
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_and_its_owners_and_one_that_cannot_be_put_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("new");
        let (replaced, appended) = (inner.join("copied.txt"), inner.join("log"));
        for text in ["first\n", "second\n"] {
            replace_file(&replaced, text).unwrap();
            append_to_file(&appended, text, SaveMoment::Running).unwrap();
        }
        assert_eq!(fs::read_to_string(&replaced).unwrap(), "second\n");
        assert_eq!(fs::read_to_string(&appended).unwrap(), "first\nsecond\n");
        #[cfg(unix)]
        for (path, wanted) in [(&replaced, 0o600), (&appended, 0o600), (&inner, 0o700)] {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, wanted, "{}", path.display());
        }
        fs::remove_file(&replaced).unwrap();
        fs::create_dir(&replaced).unwrap();
        assert!(replace_file(&replaced, "x").is_err());
        assert!(append_at_once(&appended.join("below a file"), "x").is_err());
        assert_eq!(fs::read_dir(inner).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_stays_and_so_does_what_it_leads_to() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").unwrap();
        symlink("target", &link).unwrap();
        for moment in [SaveMoment::Running, SaveMoment::ProcessEnd] {
            let refused = update_file(&link, moment, |_| b"new".to_vec()).unwrap_err();
            assert_eq!(UnfitFile::of_error(&refused), Some(UnfitFile::Link));
            assert!(append_to_file(&link, "new", moment).is_err());
            // A link in the place of the unfinished file leads nowhere either.
            symlink("target", temp_path_beside(&folder.path().join("fresh"))).unwrap();
            let _ = update_file(&folder.path().join("fresh"), moment, |_| b"new".to_vec());
            let _ = fs::remove_file(temp_path_beside(&folder.path().join("fresh")));
        }
        assert!(remove_file(&link).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn of_many_that_change_a_file_none_undoes_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved");
        std::thread::scope(|scope| {
            for number in 0..24 {
                let path = &path;
                scope.spawn(move || {
                    update_file(path, SaveMoment::Running, |mut old| {
                        old.extend(format!("{number}\n").bytes());
                        old
                    })
                    .unwrap();
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 24, "{text}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
