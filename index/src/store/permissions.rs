//! Who may read and write the parts of a catalogue: whoever its folder lets in, as its owner set that.
//!
//! A folder that this program makes is open to every reader. Must not: change what somebody else made.

use std::fs;
use std::io;
use std::path::Path;

use super::layout::StoreLayout;
use crate::error::{Error, Result};

/// Makes the catalogue's folder where there is none.
pub(super) fn create_root(layout: &StoreLayout) -> Result<()> {
    let root = layout.root();
    let is_ours = !root.is_dir();
    fs::create_dir_all(root).map_err(Error::io_at(root))?;
    if is_ours {
        set_mode(root, 0o755).map_err(Error::io_at(root))?;
    }
    Ok(())
}

/// The rights of what is made in a catalogue's folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilePermissions {
    folder_mode: u32,
}

impl FilePermissions {
    /// As the folder has them.
    #[cfg(unix)]
    pub(super) fn from_root(root: &Path) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(root).map_or(0o755, |found| found.permissions().mode());
        // Who is in no group with the owner never writes a catalogue.
        Self {
            folder_mode: mode & 0o2775 | 0o700,
        }
    }

    #[cfg(not(unix))]
    pub(super) fn from_root(_: &Path) -> Self {
        Self { folder: 0o755 }
    }

    /// Gives a new folder its rights.
    pub(super) fn apply_to_folder(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode)
    }

    /// Gives a new file its rights; tantivy writes some for its own user only.
    pub(super) fn apply_to_file(self, path: &Path) -> io::Result<()> {
        set_mode(path, self.folder_mode & 0o664)
    }

    /// Leaves the lock to those who may write: whoever can read it could hold it for ever. One of somebody else stays
    /// as it is.
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
