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

use crate::app::model::search_history::MAX_REMEMBERED_SEARCHES;
use crate::files::private_file;

/// The search that is on the screen and in no file yet, with the file that it belongs in.
static UNSAVED_SEARCH: Mutex<Option<(PathBuf, String)>> = Mutex::new(None);

/// This search is on the screen and in no file yet, or none is.
pub fn set_unsaved_search(search: Option<(PathBuf, String)>) {
    *UNSAVED_SEARCH
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = search;
}

/// Keeps that search, as one of the last things of a process that ends early: whoever lost the line finds it again.
pub fn save_unsaved_search() {
    if let Ok(mut open) = UNSAVED_SEARCH.try_lock()
        && let Some((path, line)) = open.take()
    {
        drop(append_to_history(&path, &line));
    }
}

/// The searches of before, cleaned; none where there is no file.
pub fn load_search_history(path: &Path) -> Vec<String> {
    let lines = read_search_lines(path);
    // It grows by a line a search; twice what is kept is enough to write it anew.
    if lines.len() > 2 * MAX_REMEMBERED_SEARCHES {
        drop(write_searches(
            path,
            &lines[lines.len() - MAX_REMEMBERED_SEARCHES..],
        ));
    }
    lines
}

/// The lines of a file, cleaned, without empty ones.
fn read_search_lines(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = text
        .lines()
        .map(|line| clean::clean_text(line).into_owned());
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// The searches saved by hand.
pub fn load_saved_searches(path: &Path) -> Vec<String> {
    read_search_lines(path)
}

/// Puts a search among those saved by hand, or takes it away; others stay as the file has them now.
pub fn set_search_saved(path: &Path, line: &str, wanted: bool) -> io::Result<()> {
    let mut saved = read_search_lines(path);
    saved.retain(|known| known != line);
    if wanted {
        saved.insert(0, line.to_owned());
    }
    write_searches(path, &saved)
}

/// Puts a search behind the others.
pub fn append_to_history(path: &Path, line: &str) -> io::Result<()> {
    private_file::append_to_file(path, &format!("{line}\n"))
}

/// Puts these in the place of what the file has.
fn write_searches(path: &Path, lines: &[String]) -> io::Result<()> {
    let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    private_file::replace_file(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_is_read_and_a_long_file_is_shortened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("searches");
        assert!(load_search_history(&path).is_empty());
        append_to_history(&path, "chả mực").unwrap();
        append_to_history(&path, "sao:4 trà").unwrap();
        assert_eq!(load_search_history(&path), ["chả mực", "sao:4 trà"]);
        for number in 0..2 * MAX_REMEMBERED_SEARCHES {
            append_to_history(&path, &number.to_string()).unwrap();
        }
        assert_eq!(
            load_search_history(&path).len(),
            2 * MAX_REMEMBERED_SEARCHES + 2
        );
        let kept = load_search_history(&path);
        assert_eq!(kept.len(), MAX_REMEMBERED_SEARCHES);
        assert_eq!(
            kept.last(),
            Some(&(2 * MAX_REMEMBERED_SEARCHES - 1).to_string())
        );
    }

    #[test]
    fn two_screens_save_side_by_side_and_a_line_is_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("saved");
        set_search_saved(&path, "sao:5", true).unwrap();
        set_search_saved(&path, "trà", true).unwrap();
        set_search_saved(&path, "sao:5", true).unwrap();
        assert_eq!(load_saved_searches(&path), ["sao:5", "trà"]);
        set_search_saved(&path, "trà", false).unwrap();
        set_search_saved(&path, "sao:5", false).unwrap();
        assert!(load_saved_searches(&path).is_empty());
    }
}
