//! The names and paths of a store's files. Must not: read or write their contents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::pointer;
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
        self.root.join(generation_name(number))
    }

    /// The folder in which a generation is built before it is renamed.
    pub fn building_folder(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.tmp"))
    }

    /// The folder of a generation while it is removed; its name is not that of a generation.
    pub(super) fn leaving_folder(&self, number: u64) -> PathBuf {
        self.root.join(format!("gen-{number:06}.gone"))
    }

    /// The number of the generation pointed to; `None` without a pointer or with an unclear one.
    pub fn pointed_generation(&self) -> Result<Option<u64>> {
        pointer::read_pointer(self).map(std::result::Result::ok)
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
            .filter_map(|entry| parse_generation_number(entry.ok()?.file_name().to_str()?))
            .collect();
        numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        Ok(numbers)
    }

    /// What a writer that was killed left behind: names of its unfinished and of its half removed folders and files.
    pub fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| is_leftover(name)).collect();
        names.sort();
        names
    }
}

/// True for the names that only a writer gives, and only until it is done.
fn is_leftover(name: &str) -> bool {
    let generation = name
        .strip_suffix(".tmp")
        .or_else(|| name.strip_suffix(".gone"));
    name == "current.tmp" || generation.is_some_and(|name| parse_generation_number(name).is_some())
}

/// The name of a generation's folder.
pub(super) fn generation_name(number: u64) -> String {
    format!("gen-{number:06}")
}

/// No generation has a higher number: a folder with one is none of ours, and there is always a next number.
const MAX_GENERATION: u64 = u64::MAX / 2;

/// `gen-000007` is 7; anything else, `gen-7` too, is not a generation.
pub(super) fn parse_generation_number(name: &str) -> Option<u64> {
    let number = name.strip_prefix("gen-")?.parse().ok()?;
    (number <= MAX_GENERATION && generation_name(number) == name).then_some(number)
}

/// Makes new entries of a folder durable.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    let folder = fs::File::open(path).map_err(Error::io_at(path))?;
    match folder.sync_all() {
        // Some file systems sync no folders.
        Err(error) if is_unsupported(&error) => Ok(()),
        synced => synced.map_err(Error::io_at(path)),
    }
}

/// True for an error that says that a file system cannot do this at all, as FAT has no links and no permissions.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, Unsupported};
    // `Unsupported` is ENOSYS and EOPNOTSUPP.
    matches!(error.kind(), InvalidInput | Unsupported)
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
            "gen-3",
            "gen-+00004",
            "gen-18446744073709551615",
        ] {
            fs::create_dir_all(layout.root().join(name)).unwrap();
        }
        assert_eq!(layout.generation_numbers().unwrap(), [10, 2]);
        assert_eq!(layout.leftovers(), ["gen-000011.tmp"]);
    }
}
