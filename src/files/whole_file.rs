//! The writer of whole files: a file appears complete under its name, or not at all.
//!
//! The content goes to a temporary file in the folder of the target ([`temp_file`](super::temp_file)),
//! reaches the disk, and is then renamed. If writing fails, the process ends or the writer is dropped before
//! [`WholeFileWriter::commit`], the old file stays as it was and the temporary one is removed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::temp_file::{FileAccess, TempOutputFile};

/// What happens to a file that already has the target's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExistingFile {
    /// It stays; writing fails with [`io::ErrorKind::AlreadyExists`].
    Keep,
    /// It is replaced. A symbolic link stays and its target is replaced.
    Replace,
    /// It is replaced, and so is a symbolic link: nothing is written where the link leads to.
    ReplaceLink,
}

/// A file that is being written.
#[derive(Debug)]
pub struct WholeFileWriter {
    temp_file: TempOutputFile,
    out: BufWriter<File>,
    /// The final path; for a replaced symbolic link, the path that it leads to.
    target: PathBuf,
    existing: ExistingFile,
}

impl WholeFileWriter {
    /// Starts a file that will be named `path`. With [`FileAccess::Default`] it gets the permissions of the
    /// file that it replaces.
    ///
    /// Fails with [`io::ErrorKind::AlreadyExists`] when this process is writing the same file already.
    pub fn create(path: &Path, existing: ExistingFile, access: FileAccess) -> io::Result<Self> {
        if existing == ExistingFile::Keep && fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let target = match existing {
            ExistingFile::ReplaceLink => path.to_path_buf(),
            ExistingFile::Keep | ExistingFile::Replace => {
                fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
            }
        };
        let (temp_file, file) = TempOutputFile::create_beside(&target, access)?;
        if access == FileAccess::Default
            && let Ok(old) = fs::metadata(&target)
        {
            file.set_permissions(old.permissions())?;
        }
        Ok(Self {
            temp_file,
            out: BufWriter::new(file),
            target,
            existing,
        })
    }

    /// Where the content goes.
    pub fn writer(&mut self) -> &mut BufWriter<File> {
        &mut self.out
    }

    /// Syncs the content to the disk and gives the file its name.
    pub fn commit(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        let temp_path = self.temp_file.path();
        match self.existing {
            ExistingFile::Replace | ExistingFile::ReplaceLink => {
                fs::rename(temp_path, &self.target)
            }
            // Unlike a rename, a hard link never replaces a file that appeared in the meantime.
            ExistingFile::Keep => match fs::hard_link(temp_path, &self.target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    fs::rename(temp_path, &self.target)
                }
                linked => linked,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write_text(path: &Path, existing: ExistingFile, access: FileAccess) -> io::Result<()> {
        let mut file = WholeFileWriter::create(path, existing, access)?;
        file.writer().write_all(b"new")?;
        file.commit()
    }

    #[test]
    fn a_file_that_is_not_committed_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        fs::write(&path, "old").unwrap();
        let mut file =
            WholeFileWriter::create(&path, ExistingFile::Replace, FileAccess::Default).unwrap();
        file.writer().write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let refused = write_text(&path, ExistingFile::Keep, FileAccess::Default);
        assert_eq!(
            refused.unwrap_err().kind(),
            io::ErrorKind::AlreadyExists,
            "an existing file is kept"
        );
        write_text(&path, ExistingFile::Replace, FileAccess::Default).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_private_and_takes_the_place_of_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("saved"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        symlink("saved", &link).unwrap();
        for written in [&link, &path] {
            write_text(written, ExistingFile::ReplaceLink, FileAccess::OwnerOnly).unwrap();
            let metadata = fs::symlink_metadata(written).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
            assert!(metadata.is_file());
            if written == &link {
                assert_eq!(
                    fs::read_to_string(&path).unwrap(),
                    "old",
                    "its target stays"
                );
            }
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
