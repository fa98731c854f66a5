//! File permissions of a catalogue: its files get those of its folder, which the owner may change.
//!
//! A folder that this program makes is readable by everyone. Must not: change the permissions of an existing folder.

use std::fs;
use std::io;
use std::path::Path;

use super::layout::StoreLayout;
use crate::error::{Error, Result};

/// Creates the catalogue's folder if it does not exist.
pub(super) fn create_root(layout: &StoreLayout) -> Result<()> {
    let root = layout.root();
    let is_new = !root.is_dir();
    fs::create_dir_all(root).map_err(Error::io_at(root))?;
    if is_new {
        set_mode(root, 0o755).map_err(Error::io_at(root))?;
    }
    Ok(())
}

/// The permissions of new files and folders in a catalogue's folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilePermissions {
    folder_mode: u32,
}

impl FilePermissions {
    /// Those of the folder.
    #[cfg(unix)]
    pub(super) fn from_root(root: &Path) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(root).map_or(0o755, |metadata| metadata.permissions().mode());
        // Users outside the owner's group never write a catalogue.
        Self {
            folder_mode: mode & 0o2775 | 0o700,
        }
    }

    #[cfg(not(unix))]
    pub(super) fn from_root(_: &Path) -> Self {
        Self { folder_mode: 0o755 }
    }

    /// Sets the permissions of a new folder.
    pub(super) fn apply_to_folder(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode)
    }

    /// Sets the permissions of a new file; tantivy makes some readable by their owner only.
    pub(super) fn apply_to_file(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode & 0o664)
    }

    /// Gives only writers access to the lock file, since a process that can read it could hold the lock for ever.
    /// Does nothing to another user's file.
    pub(super) fn apply_to_lock(self, path: &Path) {
        let _ = set_mode(
            path,
            if self.folder_mode & 0o020 == 0 {
                0o600
            } else {
                0o660
            },
        );
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
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
}
