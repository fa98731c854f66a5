//! The files of searches, one per line: the search history with the newest last, and the searches saved by
//! hand with the newest first.
//!
//! Several screens may write at the same time: each reads the file again, changes its own lines, and writes, while the
//! others wait. Errors of the history file are ignored.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::app::model::search_history::MAX_REMEMBERED_SEARCHES;
use crate::files::private_file::{self, SaveMoment};
use crate::wording::sanitize::sanitize_typed_text;

/// A history of more bytes is shortened; only lines of thousands of letters come to that.
const MAX_HISTORY_BYTES: u64 = 1 << 19;

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
        drop(append_line(&path, &line, SaveMoment::ProcessEnd));
    }
}

/// The search history, cleaned; empty when there is no file.
pub fn load_search_history(path: &Path) -> io::Result<Vec<String>> {
    let lines = load_saved_searches(path)?;
    // The file grows by a line per search; at twice the limit it is shortened.
    if lines.len() > 2 * MAX_REMEMBERED_SEARCHES {
        drop(shorten_history(path, MAX_REMEMBERED_SEARCHES));
        return load_saved_searches(path);
    }
    Ok(lines)
}

/// The searches saved by hand.
pub fn load_saved_searches(path: &Path) -> io::Result<Vec<String>> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    let lines = bytes.split(|byte| *byte == b'\n').map(clean_line);
    Ok(lines.filter(|line| !line.trim().is_empty()).collect())
}

fn clean_line(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    sanitize_typed_text(text.trim_end_matches('\r'))
}

/// Adds a search to those saved by hand, or removes it; it is on the disk when this returns. The other searches are
/// read from the file again, because another screen may have changed them, and stay byte by byte.
pub fn set_search_saved(path: &Path, line: &str, saved: bool) -> io::Result<()> {
    private_file::update_file(path, SaveMoment::Running, |bytes| {
        let mut kept = Vec::new();
        if saved {
            kept.extend(line.bytes().chain([b'\n']));
        }
        let others = bytes.split(|byte| *byte == b'\n');
        for other in others.filter(|other| !other.is_empty() && clean_line(other) != line) {
            kept.extend(other.iter().chain(b"\n"));
        }
        kept
    })
}

/// Appends a search to the history.
pub fn append_to_history(path: &Path, line: &str) -> io::Result<()> {
    append_line(path, line, SaveMoment::Running)?;
    if fs::symlink_metadata(path).is_ok_and(|file| file.len() > MAX_HISTORY_BYTES) {
        shorten_history(path, MAX_REMEMBERED_SEARCHES)?;
    }
    Ok(())
}

fn append_line(path: &Path, line: &str, moment: SaveMoment) -> io::Result<()> {
    private_file::append_to_file(path, &format!("{line}\n"), moment)
}

/// Leaves the newest lines of the history, and no more than it may hold.
fn shorten_history(path: &Path, most: usize) -> io::Result<()> {
    private_file::update_file(path, SaveMoment::Running, |bytes| {
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let mut room = MAX_HISTORY_BYTES as usize / 2;
        let newest = lines.iter().rev().take(most).take_while(|line| {
            let fits = line.len() <= room;
            room = room.saturating_sub(line.len());
            fits
        });
        let newest = newest.count();
        lines[lines.len() - newest..].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_is_read_and_a_long_file_is_shortened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("searches");
        let load = || load_search_history(&path).unwrap();
        assert!(load().is_empty());
        append_to_history(&path, "chả mực").unwrap();
        append_to_history(&path, "sao:4 trà").unwrap();
        assert_eq!(load(), ["chả mực", "sao:4 trà"]);
        for number in 0..2 * MAX_REMEMBERED_SEARCHES {
            append_to_history(&path, &number.to_string()).unwrap();
        }
        let kept = load();
        assert_eq!(kept.len(), MAX_REMEMBERED_SEARCHES);
        let newest = (2 * MAX_REMEMBERED_SEARCHES - 1).to_string();
        assert_eq!(kept.last(), Some(&newest));
        for _ in 0..=MAX_HISTORY_BYTES / 4000 {
            append_to_history(&path, &"ả".repeat(4000 / 3)).unwrap();
        }
        append_to_history(&path, "newest").unwrap();
        assert!(fs::metadata(&path).unwrap().len() <= MAX_HISTORY_BYTES);
        assert_eq!(load().last().map(String::as_str), Some("newest"));
    }

    #[test]
    fn two_screens_save_side_by_side_and_a_line_is_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("saved");
        set_search_saved(&path, "sao:5", true).unwrap();
        set_search_saved(&path, "trà", true).unwrap();
        set_search_saved(&path, "sao:5", true).unwrap();
        assert_eq!(load_saved_searches(&path).unwrap(), ["sao:5", "trà"]);
        set_search_saved(&path, "trà", false).unwrap();
        set_search_saved(&path, "sao:5", false).unwrap();
        assert!(load_saved_searches(&path).unwrap().is_empty());
    }

    #[test]
    fn saving_keeps_what_cannot_be_understood() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved");
        fs::write(&path, b"sao:5\nch\xe0 m\xfdc\n").unwrap();
        set_search_saved(&path, "tra", true).unwrap();
        set_search_saved(&path, "sao:5", false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"tra\nch\xe0 m\xfdc\n");
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_is_never_taken_for_empty_and_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let (path, target) = (folder.path().join("saved"), folder.path().join("mine"));
        fs::write(&target, "precious\n").unwrap();
        std::os::unix::fs::symlink("mine", &path).unwrap();
        assert!(load_saved_searches(&path).is_err());
        assert!(set_search_saved(&path, "tra", true).is_err());
        assert!(append_to_history(&path, "tra").is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious\n");
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        fs::remove_file(&path).unwrap();
        let large = fs::File::create(&path).unwrap();
        large.set_len(1 << 30).unwrap();
        assert!(set_search_saved(&path, "tra", true).is_err());
        assert_eq!(fs::metadata(&path).unwrap().len(), 1 << 30);
    }
}
