//! The width of the product list that the user chose, a percentage in a file of its own.
//!
//! A file that holds no valid percentage counts as missing; the caller knows the default.

use std::io;
use std::path::Path;

use crate::app::layout::LIST_PERCENT_RANGE;
use crate::files::private_file;

/// Reads the list's share of the width in percent; `None` unless the file holds one in [`LIST_PERCENT_RANGE`].
pub fn load_list_width(path: &Path) -> io::Result<Option<u16>> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let percent = text.trim().parse().ok();
    Ok(percent.filter(|percent| LIST_PERCENT_RANGE.contains(percent)))
}

/// Writes the list's share of the width in percent.
pub fn save_list_width(path: &Path, percent: u16) -> io::Result<()> {
    private_file::replace_file(path, &format!("{percent}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_kept_is_read_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("list-percent");
        assert_eq!(load_list_width(&path).unwrap(), None);
        save_list_width(&path, 45).unwrap();
        assert_eq!(load_list_width(&path).unwrap(), Some(45));
        for nonsense in ["", "99", "-5", "\u{1b}[31m", "45 45"] {
            fs::write(&path, nonsense).unwrap();
            assert_eq!(load_list_width(&path).unwrap(), None, "{nonsense}");
        }
    }
}
