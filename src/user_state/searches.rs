//! The files of searches, one per line: the search history with the newest last, and the searches saved by
//! hand with the newest first.
//!
//! Several screens may write at the same time. Errors of the history file are ignored.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::app::model::search_history::MAX_REMEMBERED_SEARCHES;
use crate::files::private_file;
use crate::wording::sanitize::sanitize_typed_text;

/// The search that is on the screen but not in the history file yet, with the path of that file.
static UNSAVED_SEARCH: Mutex<Option<(PathBuf, String)>> = Mutex::new(None);

/// Registers the search that is on the screen but not in the history file yet; `None` when there is none.
pub fn set_unsaved_search(search: Option<(PathBuf, String)>) {
    *UNSAVED_SEARCH
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = search;
}

/// Saves that search when the process ends early, so that a user who lost the connection finds it again.
pub fn save_unsaved_search() {
    if let Ok(mut unsaved) = UNSAVED_SEARCH.try_lock()
        && let Some((path, line)) = unsaved.take()
    {
        drop(append_to_history(&path, &line));
    }
}

/// The search history, cleaned; empty when there is no file.
pub fn load_search_history(path: &Path) -> Vec<String> {
    let lines = read_search_lines(path);
    // The file grows by a line per search; at twice the limit it is shortened.
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
    let lines = text.lines().map(sanitize_typed_text);
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// The searches saved by hand.
pub fn load_saved_searches(path: &Path) -> Vec<String> {
    read_search_lines(path)
}

/// Adds a search to those saved by hand, or removes it. The other searches are read from the file again,
/// because another screen may have changed them.
pub fn set_search_saved(path: &Path, line: &str, saved: bool) -> io::Result<()> {
    let mut searches = read_search_lines(path);
    searches.retain(|other| other != line);
    if saved {
        searches.insert(0, line.to_owned());
    }
    write_searches(path, &searches)
}

/// Appends a search to the history.
pub fn append_to_history(path: &Path, line: &str) -> io::Result<()> {
    private_file::append_to_file(path, &format!("{line}\n"))
}

/// Replaces the content of the file.
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
