//! Names and places of a store's files. Must not: read or write file contents, except the pointer.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Where the parts of one catalogue lie.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
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
    pub fn current(&self) -> PathBuf {
        self.root.join("current")
    }

    /// The lock of the one writer.
    pub fn lock(&self) -> PathBuf {
        self.root.join("writer.lock")
    }

    /// The folder of a generation.
    pub fn generation(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}"))
    }

    /// The folder a generation is built in before it has its name.
    pub fn building(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.tmp"))
    }

    /// The folder of a generation on its way out: no generation by its name.
    pub(super) fn leaving(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.gone"))
    }

    /// The number of the generation that is pointed to; `None` where there is no pointer, or one that names none.
    pub fn current_number(&self) -> Result<Option<u64>> {
        let path = self.current();
        match read_pointer(&path) {
            Ok(target) => Ok(number(&target)),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(Error::io(&path)(error))
            }
            Err(_) => Ok(None),
        }
    }

    /// The generation in use: the one pointed to, or the newest where nothing points.
    pub fn in_use(&self) -> Result<Option<u64>> {
        let pointed_to = self.current_number()?;
        Ok(pointed_to.or(self.numbers()?.first().copied()))
    }

    /// Every published generation, newest first.
    pub fn numbers(&self) -> Result<Vec<u64>> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(Error::io(&self.root)(error));
            }
            Err(_) => return Ok(Vec::new()),
        };
        let mut numbers: Vec<u64> = entries
            .filter_map(|entry| number(Path::new(&entry.ok()?.file_name())))
            .collect();
        numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        Ok(numbers)
    }

    /// Points to another generation: a new pointer beside the old one, then one rename.
    pub(super) fn set_current(&self, number: u64) -> Result<()> {
        let target = PathBuf::from(format!("gen-{number:06}"));
        let fresh = self.root.join("current.tmp");
        let _ = fs::remove_file(&fresh);
        write_pointer(&fresh, &target).map_err(Error::io(&fresh))?;
        fs::rename(&fresh, self.current()).map_err(Error::io(&self.current()))?;
        sync_folder(&self.root)
    }
}

/// `gen-000007` is 7; anything else is no generation.
fn number(name: &Path) -> Option<u64> {
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

// Symbolic links need a privilege on Windows: there the pointer is a small file with the name.
#[cfg(not(unix))]
fn read_pointer(path: &Path) -> io::Result<PathBuf> {
    fs::read_to_string(path).map(|name| PathBuf::from(name.trim()))
}

#[cfg(not(unix))]
fn write_pointer(path: &Path, target: &Path) -> io::Result<()> {
    fs::write(path, target.to_string_lossy().as_bytes())
}

/// Makes what was created in a folder durable.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    fs::File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::io(path))
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
        let layout = Layout::new(dir.path());
        for name in [
            "gen-000002",
            "gen-000010",
            "gen-000011.tmp",
            "writer.lock",
            "gen-x",
        ] {
            fs::create_dir_all(layout.root().join(name)).unwrap();
        }
        assert_eq!(layout.numbers().unwrap(), [10, 2]);
        layout.set_current(2).unwrap();
        layout.set_current(10).unwrap();
        assert_eq!(layout.current_number().unwrap(), Some(10));
    }
}
