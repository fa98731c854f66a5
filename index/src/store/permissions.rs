//! File permissions of a catalogue: its files get those of its folder, which the owner may change.
//!
//! A folder that this program makes is readable by everyone. Must not: change the permissions of an existing folder.

use std::fs;
use std::io;
use std::path::Path;

use super::layout::StoreLayout;
#[cfg(unix)]
use super::layout::is_unsupported;
use crate::error::{Error, Result};

/// Creates the catalogue's folder if it does not exist. A new one lets in everyone to read, and to write whom the
/// folder around it does.
pub(super) fn create_root(layout: &StoreLayout) -> Result<()> {
    let root = layout.root();
    if root.is_dir() {
        return Ok(());
    }
    let existing = root.ancestors().skip(1).find(|folder| folder.is_dir());
    let shared_bits = existing.map_or(0, |folder| read_mode(folder) & SHARED_BITS);
    fs::create_dir_all(root).map_err(Error::io_at(root))?;
    if shared_bits == SHARED_BITS {
        // The folders in between are new too, and the umask of one person must not shut the others out.
        let new_folders = root.ancestors().skip(1);
        for folder in new_folders.take_while(|folder| Some(*folder) != existing) {
            let _ = set_mode(folder, read_mode(folder) | 0o050 | SHARED_BITS);
        }
        return set_mode(root, 0o755 | SHARED_BITS).map_err(Error::io_at(root));
    }
    set_mode(root, 0o755).map_err(Error::io_at(root))
}

/// The bits of a folder that a group shares: written by the group, its files the group's.
const SHARED_BITS: u32 = 0o2020;

/// The permissions of new files and folders in a catalogue's folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilePermissions {
    folder_mode: u32,
}

impl FilePermissions {
    /// Those of the folder.
    pub(super) fn from_root(root: &Path) -> Self {
        // Users outside the owner's group never write a catalogue.
        Self {
            folder_mode: read_mode(root) & 0o2775 | 0o700,
        }
    }

    /// Sets the permissions of a new folder.
    pub(super) fn apply_to_folder(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode)
    }

    /// Sets the permissions of a new file; tantivy makes some readable by their owner only.
    pub(super) fn apply_to_file(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode & 0o664)
    }

    /// The permissions of the lock file: only writers may open it, since a process that can read it could hold the
    /// lock for ever.
    pub(super) const fn lock_mode(self) -> u32 {
        if self.folder_mode & 0o020 == 0 {
            0o600
        } else {
            0o660
        }
    }
}

/// The permissions of a file or folder; of one that everybody may read where there are none.
#[cfg(unix)]
fn read_mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).map_or(0o755, |metadata| metadata.permissions().mode())
}

#[cfg(not(unix))]
fn read_mode(_: &Path) -> u32 {
    0o755
}

/// Sets the permissions of what this process made. A disk without permissions, such as FAT, refuses with EPERM or as
/// unsupported, and lets in whom its mount does.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied || is_unsupported(&error) => {
            Ok(())
        }
        set => set,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::builtin;
    use crate::store::publish_products;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_catalogue_lets_in_whom_its_folder_lets_in_and_the_lock_none_but_writers() {
        let products = builtin::load_products().unwrap();
        for (root, file, lock) in [
            (None, 0o644, 0o600),
            (Some(0o750), 0o640, 0o600),
            (Some(0o700), 0o600, 0o600),
            (Some(0o2775), 0o664, 0o660),
        ] {
            let home = tempfile::tempdir().unwrap();
            let layout = StoreLayout::new(home.path());
            if let Some(mode) = root {
                fs::create_dir(layout.root()).unwrap();
                fs::write(layout.lock_file(), "").unwrap();
                set_mode(layout.root(), mode).unwrap();
            }
            publish_products(home.path(), &products[..3], "test", "test").unwrap();
            let root = root.unwrap_or(0o755);
            let generation = layout.generation_folder(1);
            for folder in [layout.root(), &generation, &generation.join("index")] {
                assert_eq!(mode(folder), root, "{}", folder.display());
            }
            for folder in [&generation, &generation.join("index")] {
                for entry in fs::read_dir(folder).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_file() {
                        assert_eq!(mode(&path), file, "{}", path.display());
                    }
                }
            }
            assert_eq!(mode(&layout.lock_file()), lock);
        }
    }

    #[test]
    fn a_catalogue_that_begins_in_a_shared_folder_is_shared() {
        let products = builtin::load_products().unwrap();
        for (around, expected) in [
            (0o2775, 0o2775),
            (0o2770, 0o2775),
            (0o755, 0o755),
            (0o700, 0o755),
            (0o775, 0o755),
        ] {
            let home = tempfile::tempdir().unwrap();
            set_mode(home.path(), around).unwrap();
            let data = home.path().join("new/data");
            publish_products(&data, &products[..3], "test", "test").unwrap();
            assert_eq!(mode(StoreLayout::new(&data).root()), expected, "{around:o}");
            let is_shared = around & SHARED_BITS == SHARED_BITS;
            assert_eq!(
                mode(&data) & SHARED_BITS == SHARED_BITS,
                is_shared,
                "{around:o}"
            );
        }
    }
}
