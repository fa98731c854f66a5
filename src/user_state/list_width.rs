//! The file of a person's own width of the list, a number of percent in the folder for what a program remembers.
//!
//! A convenience: where it cannot be read or written the usual width is taken. Must not: know what is usual.

use std::fs;
use std::io;
use std::path::Path;

use crate::app::layout::LIST_PERCENT_RANGE;
use crate::files::private_file;

/// The list's part of the room, in percent; none where the file has no number that is possible.
pub fn load_list_width(path: &Path) -> Option<u16> {
    let text = fs::read_to_string(path).ok()?;
    let share = text.trim().parse().ok()?;
    LIST_PERCENT_RANGE.contains(&share).then_some(share)
}

/// Keeps it.
pub fn save_list_width(path: &Path, share: u16) -> io::Result<()> {
    private_file::replace_file(path, &format!("{share}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("list-percent");
        assert_eq!(load_list_width(&path), None);
        save_list_width(&path, 45).unwrap();
        assert_eq!(load_list_width(&path), Some(45));
        for nonsense in ["", "99", "-5", "\u{1b}[31m", "45 45"] {
            fs::write(&path, nonsense).unwrap();
            assert_eq!(load_list_width(&path), None, "{nonsense}");
        }
    }
}
