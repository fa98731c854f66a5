//! Files that keep one short line, such as an id.
//!
//! A file that cannot be read counts as missing.

use std::io;
use std::path::Path;

use crate::files::private_file;

/// Reads the line; `None` where there is no file or an empty one.
pub fn load_line(path: &Path) -> Option<String> {
    let bytes = private_file::read_file(path).ok()??;
    let text = String::from_utf8(bytes).ok()?;
    let line = text.lines().next().unwrap_or_default().trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Writes the line.
pub fn save_line(path: &Path, line: &str) -> io::Result<()> {
    private_file::replace_file(path, &format!("{line}\n"))
}

/// Writes the line unless there is one, and returns the one that is there: of several that write at once, all return
/// the same.
pub fn keep_first_line(path: &Path, line: &str) -> io::Result<String> {
    let moment = private_file::SaveMoment::Running;
    private_file::update_file(path, moment, |bytes| {
        if bytes.trim_ascii().is_empty() {
            format!("{line}\n").into_bytes()
        } else {
            bytes
        }
    })?;
    Ok(load_line(path).unwrap_or_else(|| line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_stays_until_another_one_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("line");
        assert_eq!(load_line(&path), None);
        assert_eq!(keep_first_line(&path, "a").unwrap(), "a");
        assert_eq!(keep_first_line(&path, "b").unwrap(), "a");
        save_line(&path, "c").unwrap();
        assert_eq!(load_line(&path).as_deref(), Some("c"));
        std::fs::write(&path, [0xff, b'\n']).unwrap();
        assert_eq!(load_line(&path), None);
    }
}
