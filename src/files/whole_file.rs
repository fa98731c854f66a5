//! The writer of whole files: a file appears complete under its name, or not at all.
//!
//! The content goes to a temporary file in the folder of the target ([`temp_file`](super::temp_file)),
//! reaches the disk, and is then renamed. If writing fails, the process ends or the writer is dropped before
//! [`WholeFileWriter::commit`], the old file stays as it was and the temporary one is removed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use ocop_index::store::rename_over;

use super::device_name::refuse_device_name;
use super::small_file::{folder_error, refuse_unfit_path};
use super::temp_file::{FileAccess, TempOutputFile};
use crate::wording::unfit_file::UnfitFile;

/// Most links on the way to a file, as systems count them.
const MAX_LINKS: usize = 40;

/// What happens to a file that already has the target's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExistingFile {
    /// It stays; writing fails with [`io::ErrorKind::AlreadyExists`].
    Keep,
    /// It is replaced. A symbolic link stays and its target is replaced, or made where there is none.
    Replace,
    /// A plain file is replaced; anything else, also a symbolic link, stays and is the failure, so that nothing is
    /// written where a link leads to.
    ReplacePlain,
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
    /// Starts a file that will be named `path`. With [`ExistingFile::Replace`] it gets the permissions of the
    /// file that it replaces.
    ///
    /// Fails with [`io::ErrorKind::AlreadyExists`] when this process is writing the same file already, and for a path
    /// that is one of a folder.
    pub fn create(path: &Path, existing: ExistingFile, access: FileAccess) -> io::Result<Self> {
        refuse_folder_path(path)?;
        if existing == ExistingFile::Keep && fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let target = match existing {
            ExistingFile::ReplacePlain => {
                refuse_unfit_path(path)?;
                path.to_path_buf()
            }
            ExistingFile::Keep => fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()),
            ExistingFile::Replace => follow_links(path)?,
        };
        let (temp_file, file) = TempOutputFile::create_beside(&target, access)?;
        if existing == ExistingFile::Replace
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
        let (target, existing) = (self.target, self.existing);
        let named = self.temp_file.finish(|temp_path| match existing {
            ExistingFile::Replace | ExistingFile::ReplacePlain => rename_over(temp_path, &target),
            // Unlike a rename, a hard link never replaces a file that appeared in the meantime.
            ExistingFile::Keep => match fs::hard_link(temp_path, &target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    rename_over(temp_path, &target)
                }
                linked => linked,
            },
        });
        named.map(|()| sync_folder_of(&target))
    }
}

/// Where a path leads that is written through its links, also where nothing is there yet. A link that somebody else put
/// into a folder where others write is not followed: it would lead to a file of the person who writes.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        let Ok(next) = fs::read_link(&target) else {
            return Ok(fs::canonicalize(&target).unwrap_or(target));
        };
        refuse_strangers_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(UnfitFile::BrokenLink.into())
}

#[cfg(unix)]
fn refuse_strangers_link(link: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    /// Others of the group, or all, write in a folder.
    const OTHERS_WRITE: u32 = 0o022;
    let folder = link.parent().filter(|folder| *folder != Path::new(""));
    let folder = fs::metadata(folder.unwrap_or(Path::new(".")))?;
    let owner = fs::symlink_metadata(link)?.uid();
    let is_known = owner == rustix::process::geteuid().as_raw() || owner == folder.uid();
    if !is_known && folder.mode() & OTHERS_WRITE != 0 {
        return Err(UnfitFile::Link.into());
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it fails on Unix")]
fn refuse_strangers_link(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Brings the new name to the disk too, where the system can.
fn sync_folder_of(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Fails for a path that can only be one of a folder: one that ends with a slash, `.` or `..`, or an existing folder;
/// also for the name of a device.
pub fn refuse_folder_path(path: &Path) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|facts| facts.is_dir()) {
        return Err(folder_error());
    }
    refuse_device_name(path)?;
    let text = path.as_os_str().to_string_lossy();
    let last = text.rsplit(std::path::is_separator).next();
    match last {
        Some("" | "." | "..") | None => Err(UnfitFile::NoFileName.into()),
        Some(_) => Ok(()),
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

    #[test]
    fn a_path_of_a_folder_is_no_name_of_a_file_and_a_long_name_is_one() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", "new/", "new/.", "new/..", "..", ".", "new//"] {
            let path = folder.path().join(name);
            let refused = write_text(&path, ExistingFile::Replace, FileAccess::Default);
            assert!(refused.is_err(), "{name}");
        }
        assert!(write_text(Path::new(""), ExistingFile::Keep, FileAccess::Default).is_err());
        // A letter of three bytes does not fit evenly into any of the lengths.
        for letters in [84, 85] {
            let name = "ạ".repeat(letters);
            let path = folder.path().join(&name);
            write_text(&path, ExistingFile::Keep, FileAccess::Default).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        }
        let path = folder.path().join("ạ".repeat(86));
        assert!(write_text(&path, ExistingFile::Keep, FileAccess::Default).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_replaced_behind_its_link_also_where_none_is_yet() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("kept")).unwrap();
        symlink("kept/list", at("first")).unwrap();
        symlink("first", at("second")).unwrap();
        for content in ["", "old"] {
            fs::write(at("kept/list"), content).unwrap();
            if content.is_empty() {
                fs::remove_file(at("kept/list")).unwrap();
            }
            write_text(&at("second"), ExistingFile::Replace, FileAccess::Default).unwrap();
            assert_eq!(fs::read_to_string(at("kept/list")).unwrap(), "new");
            assert!(fs::symlink_metadata(at("second")).unwrap().is_symlink());
        }
        symlink("loop", at("loop")).unwrap();
        let refused = write_text(&at("loop"), ExistingFile::Replace, FileAccess::Default);
        let refused = refused.unwrap_err();
        assert_eq!(UnfitFile::of_error(&refused), Some(UnfitFile::BrokenLink));
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_private_and_never_takes_the_place_of_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("saved"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        symlink("saved", &link).unwrap();
        let write = |path| write_text(path, ExistingFile::ReplacePlain, FileAccess::OwnerOnly);
        let refused = write(&link).unwrap_err();
        assert_eq!(UnfitFile::of_error(&refused), Some(UnfitFile::Link));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        write(&path).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_a_group_has_the_rights_of_its_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("columns.json");
        for (of_folder, of_file) in [(0o2775, 0o664), (0o755, 0o644), (0o700, 0o600)] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(of_folder)).unwrap();
            write_text(&path, ExistingFile::ReplacePlain, FileAccess::LikeFolder).unwrap();
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, of_file, "{of_folder:o}");
        }
    }
}
