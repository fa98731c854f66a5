//! Whole catalogues to copy and damage, made by the real binary: the built-in products, and a list imported over them.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::answers::Answer;
use crate::support::home::Home;

/// Products of the imported list.
const IMPORTED_PRODUCTS: usize = 90;

/// How many generations a catalogue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generations {
    /// Only the imported list, as generation 2.
    One,
    /// The built-in products as generation 1, the imported list as generation 2.
    Two,
}

/// Catalogues of both kinds, and what they answer.
pub struct Originals {
    home: Home,
    /// What generation 1, the built-in products, answers.
    pub built_in: Answer,
    /// What generation 2, the imported list, answers.
    pub imported: Answer,
}

/// They are made once.
pub static ORIGINALS: LazyLock<Originals> = LazyLock::new(Originals::make);

impl Originals {
    fn make() -> Self {
        let home = Home::new();
        let run = |arguments: &[&str]| {
            let ran = home.run(arguments);
            assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        };
        run(&["search", "--limit", "1"]);
        let built_in = Answer::of_folder(&home.data());
        run(&["export", "--format", "csv", "--out", "all.csv"]);
        let list = fs::read_to_string(home.path().join("all.csv")).unwrap();
        let lines: Vec<&str> = list.lines().take(IMPORTED_PRODUCTS + 1).collect();
        fs::write(home.path().join("list.csv"), lines.join("\n")).unwrap();
        run(&["import", "--replace", "--yes", "list.csv"]);
        let imported = Answer::of_folder(&home.data());
        assert_ne!(built_in, imported);
        Self {
            home,
            built_in,
            imported,
        }
    }

    /// The list that generation 2 was imported from.
    pub fn list(&self) -> PathBuf {
        self.home.path().join("list.csv")
    }

    /// Copies a catalogue into a data folder that does not exist yet.
    pub fn copy_to(&self, data: &Path, generations: Generations) {
        copy_tree(&self.home.data(), data).unwrap();
        if generations == Generations::One {
            fs::remove_dir_all(data.join("catalog/gen-000001")).unwrap();
        }
    }

    /// A home with a copy of a catalogue.
    pub fn home_with_copy(&self, generations: Generations) -> Home {
        let home = Home::new();
        self.copy_to(&home.data(), generations);
        home
    }
}

/// Copies a folder with its links and rights.
pub fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?;
    if kind.is_symlink() {
        return symlink(fs::read_link(from)?, to);
    }
    if !kind.is_dir() {
        return fs::copy(from, to).map(|_| ());
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_tree(&entry.path(), &to.join(entry.file_name()))?;
    }
    fs::set_permissions(to, kind.permissions())
}

/// Every path under a folder, sorted, folders before what is in them; links are not followed.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if fs::symlink_metadata(&path).is_ok_and(|kind| kind.is_dir()) {
                open.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a folder holds: each path with its kind and its bytes, so that two states can be compared.
pub fn state_of(folder: &Path) -> Vec<(PathBuf, String)> {
    let describe = |path: &PathBuf| {
        let kind = fs::symlink_metadata(path).unwrap();
        if kind.is_symlink() {
            return format!("-> {}", fs::read_link(path).unwrap().display());
        }
        if kind.is_dir() {
            return "folder".to_owned();
        }
        if !kind.is_file() {
            return format!("of another kind, {:o}", kind.mode());
        }
        let bytes = fs::read(path).unwrap();
        format!("{} bytes, {:08x}", bytes.len(), crc32fast::hash(&bytes))
    };
    let paths = walk(folder);
    let told = paths.iter().map(describe).collect::<Vec<_>>();
    paths.into_iter().zip(told).collect()
}

/// What a writer left behind: unfinished files and folders anywhere under a folder.
pub fn left_overs(folder: &Path) -> Vec<PathBuf> {
    let ends = [".tmp", ".gone", ".part"];
    let mut found = walk(folder);
    found.retain(|path| {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        ends.iter().any(|end| name.ends_with(end)) || name.starts_with(".workbook-")
    });
    found
}
