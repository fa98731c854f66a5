//! What a typed path may become: folders, and files that an import reads.
//!
//! Names are shown clean and may be typed without accents; a path that was typed or shown is found again on disk. Must
//! not: read a file.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use ocop_index::query::language::field::normalize_name as folded;

use crate::app::catalog_work::{PathCandidate, PathListing};
use crate::cli::paths::expand_home;
use crate::wording::sanitize::sanitize_text;

/// Most candidates: nobody scrolls through more.
const MAX_CANDIDATES: usize = 1000;

/// How the names of files end that an import reads.
const LIST_ENDINGS: [&str; 11] = [
    "csv", "tsv", "txt", "md", "xlsx", "xlsm", "xlsb", "xls", "ods", "json", "jsonl",
];

/// The folders and lists that a typed path may become.
pub fn list_paths(typed: &str) -> PathListing {
    let mut listing = PathListing {
        typed: typed.to_owned(),
        is_file: !typed.is_empty() && resolve_typed_path(typed).is_file(),
        ..PathListing::default()
    };
    if typed == "~" {
        let home = format!("~{}", std::path::MAIN_SEPARATOR);
        listing.common = Some(home.clone());
        listing.candidates.push(PathCandidate {
            path: home.clone(),
            name: home,
            is_folder: true,
        });
        return listing;
    }
    let split = typed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let (folder, part) = typed.split_at(split);
    let mut names = list_folder(folder, part);
    let is_exact = names.iter().any(|(name, _)| name.starts_with(part));
    names.retain(|(name, _)| !is_exact || name.starts_with(part));
    names.sort_by_cached_key(|(name, is_folder)| (!is_folder, folded(name)));
    names.truncate(MAX_CANDIDATES);
    listing.common = common_start(&names)
        .filter(|common| common.chars().count() > part.chars().count() || common != part)
        .filter(|common| is_exact || folded(common).starts_with(&folded(part)))
        .filter(|common| !common.is_empty() && common.len() >= part.len())
        .map(|common| format!("{folder}{common}"));
    listing.candidates = names
        .into_iter()
        .map(|(name, is_folder)| PathCandidate {
            path: format!("{folder}{name}"),
            name,
            is_folder,
        })
        .collect();
    // The path is what it can be.
    if listing.is_file && listing.candidates.len() == 1 {
        listing.candidates.clear();
        listing.common = None;
    }
    listing
}

/// The names in a folder that begin with this part, accents aside; a folder's name ends with a separator.
fn list_folder(folder: &str, part: &str) -> Vec<(String, bool)> {
    let path = if folder.is_empty() {
        PathBuf::from(".")
    } else {
        resolve_typed_path(folder)
    };
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    let part = part.trim_start();
    let wanted = folded(part);
    let mut names = Vec::new();
    for entry in entries.flatten() {
        let name = shown_name(&entry.file_name());
        let is_wanted =
            name.starts_with(part) || (!wanted.is_empty() && folded(&name).starts_with(&wanted));
        if !is_wanted || (name.starts_with('.') && !part.starts_with('.')) {
            continue;
        }
        if entry.path().is_dir() {
            names.push((format!("{name}{}", std::path::MAIN_SEPARATOR), true));
        } else if is_list_name(&name) {
            names.push((name, false));
        }
    }
    names
}

fn is_list_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        LIST_ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    })
}

/// The longest start that all names share.
fn common_start(names: &[(String, bool)]) -> Option<String> {
    let ((first, _), rest) = names.split_first()?;
    let shared = rest
        .iter()
        .fold(first.chars().count(), |shared, (name, _)| {
            let same = first.chars().zip(name.chars()).take(shared);
            same.take_while(|(one, other)| one == other).count()
        });
    Some(first.chars().take(shared).collect())
}

/// The file that a path means: as typed, with `~` for the home folder; where there is no such file, the one whose name
/// is shown so.
pub fn resolve_typed_path(typed: &str) -> PathBuf {
    let path = expand_home(typed);
    if path.exists() {
        return path;
    }
    let path = expand_home(typed.trim());
    let mut found = PathBuf::new();
    for component in path.components() {
        let next = found.join(component);
        found = match component {
            Component::Normal(name) if !next.exists() => {
                find_shown_name(&found, name).unwrap_or(next)
            }
            _ => next,
        };
    }
    found
}

/// The entry of a folder whose name is shown as this one; without accents, where only one is.
fn find_shown_name(folder: &Path, name: &OsStr) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let name = shown_name(name);
    let entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().collect();
    let has_name = |entry: &&fs::DirEntry| shown_name(&entry.file_name()) == name;
    if let Some(entry) = entries.iter().find(has_name) {
        return Some(entry.path());
    }
    let is_like = |entry: &&fs::DirEntry| folded(&shown_name(&entry.file_name())) == folded(&name);
    let mut like = entries.iter().filter(is_like);
    let only = like.next().filter(|_| like.next().is_none())?;
    Some(only.path())
}

fn shown_name(name: &OsStr) -> String {
    sanitize_text(&name.to_string_lossy())
}
