//! The files of searches, one a line: those of before with the newest last, those saved by hand with the newest first,
//! both in the folder for what a program remembers.
//!
//! Several screens may write at once. That those of before cannot be read or written is no reason to say anything.
//! Must not: hold anything but what a person searched for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ocop_index::clean;

use crate::app::past::MOST;
use crate::state;

/// The search that is on the screen and in no file yet, with the file that it belongs in.
static OPEN: Mutex<Option<(PathBuf, String)>> = Mutex::new(None);

/// This search is on the screen and in no file yet, or none is.
pub fn open(search: Option<(PathBuf, String)>) {
    *OPEN.lock().unwrap_or_else(PoisonError::into_inner) = search;
}

/// Keeps that search, as one of the last things of a process that ends early: whoever lost the line finds it again.
pub fn keep_open() {
    if let Ok(mut open) = OPEN.try_lock()
        && let Some((path, line)) = open.take()
    {
        drop(append(&path, &line));
    }
}

/// The searches of before, cleaned; none where there is no file.
pub fn read(path: &Path) -> Vec<String> {
    let lines = lines(path);
    // It grows by a line a search; twice what is kept is enough to write it anew.
    if lines.len() > 2 * MOST {
        drop(replace(path, &lines[lines.len() - MOST..]));
    }
    lines
}

/// The lines of a file, cleaned, without empty ones.
fn lines(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().map(|line| clean::text(line).into_owned());
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// The searches saved by hand.
pub fn saved(path: &Path) -> Vec<String> {
    lines(path)
}

/// Puts a search among those saved by hand, or takes it away; others stay as the file has them now.
pub fn save(path: &Path, line: &str, wanted: bool) -> io::Result<()> {
    let mut saved = lines(path);
    saved.retain(|known| known != line);
    if wanted {
        saved.insert(0, line.to_owned());
    }
    replace(path, &saved)
}

/// Puts a search behind the others.
pub fn append(path: &Path, line: &str) -> io::Result<()> {
    state::append(path, &format!("{line}\n"))
}

/// Puts these in the place of what the file has.
fn replace(path: &Path, lines: &[String]) -> io::Result<()> {
    let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    state::replace(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_is_read_and_a_long_file_is_shortened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("searches");
        assert!(read(&path).is_empty());
        append(&path, "chả mực").unwrap();
        append(&path, "sao:4 trà").unwrap();
        assert_eq!(read(&path), ["chả mực", "sao:4 trà"]);
        for number in 0..2 * MOST {
            append(&path, &number.to_string()).unwrap();
        }
        assert_eq!(read(&path).len(), 2 * MOST + 2);
        let kept = read(&path);
        assert_eq!(kept.len(), MOST);
        assert_eq!(kept.last(), Some(&(2 * MOST - 1).to_string()));
    }

    #[test]
    fn two_screens_save_side_by_side_and_a_line_is_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("saved");
        save(&path, "sao:5", true).unwrap();
        save(&path, "trà", true).unwrap();
        save(&path, "sao:5", true).unwrap();
        assert_eq!(saved(&path), ["sao:5", "trà"]);
        save(&path, "trà", false).unwrap();
        save(&path, "sao:5", false).unwrap();
        assert!(saved(&path).is_empty());
    }
}
