//! Files in the user's state folder, readable by their owner alone, because they say what the user searched
//! for and copied.
//!
//! Each function creates the folder if it is missing.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::temp_file::FileAccess;
use super::whole_file::{ExistingFile, WholeFileWriter};

/// Replaces the whole content of a file atomically. A symbolic link in its place is replaced, not followed.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    create_parent_dir(path)?;
    let mut file = WholeFileWriter::create(path, ExistingFile::ReplaceLink, FileAccess::OwnerOnly)?;
    file.writer().write_all(text.as_bytes())?;
    file.commit()
}

/// Replaces the whole content of a file as the process ends: whole or not at all, but not synced to the disk, which may
/// be slow, and when no temporary file may be registered any more.
pub fn replace_file_at_once(path: &Path, text: &str) -> io::Result<()> {
    create_parent_dir(path)?;
    let unfinished = path.with_extension("new");
    let mut options = OpenOptions::new();
    FileAccess::OwnerOnly.apply_to(&mut options);
    let mut file = options
        .create(true)
        .write(true)
        .truncate(true)
        .open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    fs::rename(unfinished, path)
}

/// Appends a text in one write, so that lines of several processes do not mix.
pub fn append_to_file(path: &Path, text: &str) -> io::Result<()> {
    create_parent_dir(path)?;
    let mut options = OpenOptions::new();
    FileAccess::OwnerOnly.apply_to(&mut options);
    let mut file = options.create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn create_parent_dir(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
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
            append_to_file(&appended, text).unwrap();
        }
        assert_eq!(fs::read_to_string(&replaced).unwrap(), "second\n");
        assert_eq!(fs::read_to_string(&appended).unwrap(), "first\nsecond\n");
        #[cfg(unix)]
        for path in [&replaced, &appended] {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
        fs::remove_file(&replaced).unwrap();
        fs::create_dir(&replaced).unwrap();
        assert!(replace_file(&replaced, "x").is_err());
        assert!(append_to_file(&appended.join("below a file"), "x").is_err());
        assert_eq!(fs::read_dir(inner).unwrap().count(), 2);
    }
}
