//! The names and paths of a store's files. Must not: read or write their contents, except the pointer's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The paths of one catalogue.
#[derive(Clone, Debug)]
pub struct StoreLayout {
    root: PathBuf,
}

impl StoreLayout {
    /// The catalogue under a data folder.
    pub fn new(data_dir: &Path) -> Self {
        Self {
            root: data_dir.join("catalog"),
        }
    }

    /// The catalogue's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The pointer to the generation in use.
    pub(crate) fn current_pointer(&self) -> PathBuf {
        self.root.join("current")
    }

    /// The lock of the one writer.
    pub fn lock_file(&self) -> PathBuf {
        self.root.join("writer.lock")
    }

    /// The folder of a generation.
    pub fn generation_folder(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}"))
    }

    /// The folder in which a generation is built before it is renamed.
    pub fn building_folder(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.tmp"))
    }

    /// The folder of a generation while it is removed; its name is not that of a generation.
    pub(super) fn leaving_folder(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.gone"))
    }

    /// The number of the generation pointed to; `None` without a pointer or with an invalid one.
    pub fn pointed_generation(&self) -> Result<Option<u64>> {
        let path = self.current_pointer();
        match read_pointer(&path) {
            Ok(target) => Ok(parse_generation_number(&target)),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(Error::io_at(&path)(error))
            }
            Err(_) => Ok(None),
        }
    }

    /// The generation in use: the one pointed to, or the newest where nothing points.
    pub fn generation_in_use(&self) -> Result<Option<u64>> {
        let pointed = self.pointed_generation()?;
        Ok(pointed.or(self.generation_numbers()?.first().copied()))
    }

    /// Every published generation, newest first.
    pub fn generation_numbers(&self) -> Result<Vec<u64>> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(Error::io_at(&self.root)(error));
            }
            Err(_) => return Ok(Vec::new()),
        };
        let mut numbers: Vec<u64> = entries
            .filter_map(|entry| parse_generation_number(Path::new(&entry.ok()?.file_name())))
            .collect();
        numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        Ok(numbers)
    }

    /// Points to another generation: writes a new pointer beside the old one and renames it.
    pub(super) fn point_to_generation(&self, number: u64) -> Result<()> {
        let target = PathBuf::from(format!("gen-{number:06}"));
        let fresh = self.root.join("current.tmp");
        let _ = fs::remove_file(&fresh);
        write_pointer(&fresh, &target).map_err(Error::io_at(&fresh))?;
        fs::rename(&fresh, self.current_pointer())
            .map_err(Error::io_at(&self.current_pointer()))?;
        sync_folder(&self.root)
    }
}

/// `gen-000007` is 7; anything else is not a generation.
fn parse_generation_number(name: &Path) -> Option<u64> {
    name.to_str()?.strip_prefix("gen-")?.parse().ok()
}

#[cfg(unix)]
fn read_pointer(path: &Path) -> io::Result<PathBuf> {
    fs::read_link(path)
}

#[cfg(unix)]
fn write_pointer(path: &Path, target: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

// Symbolic links need a privilege on Windows, so the pointer is a small file with the name there.
#[cfg(not(unix))]
fn read_pointer(path: &Path) -> io::Result<PathBuf> {
    fs::read_to_string(path).map(|name| PathBuf::from(name.trim()))
}

#[cfg(not(unix))]
fn write_pointer(path: &Path, target: &Path) -> io::Result<()> {
    fs::write(path, target.to_string_lossy().as_bytes())
}

/// Makes new entries of a folder durable.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    fs::File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::io_at(path))
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_generations_count() {
        let dir = tempfile::tempdir().unwrap();
        let layout = StoreLayout::new(dir.path());
        for name in [
            "gen-000002",
            "gen-000010",
            "gen-000011.tmp",
            "writer.lock",
            "gen-x",
        ] {
            fs::create_dir_all(layout.root().join(name)).unwrap();
        }
        assert_eq!(layout.generation_numbers().unwrap(), [10, 2]);
        layout.point_to_generation(2).unwrap();
        layout.point_to_generation(10).unwrap();
        assert_eq!(layout.pointed_generation().unwrap(), Some(10));
    }
}
