//! The file of past searches: one a line, the newest last, in the folder for what a program remembers.
//!
//! It is a convenience: where it cannot be read or written nothing is said and nothing stops. Several screens may
//! write at once, each a whole line. Must not: hold anything but what a person searched for.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use ocop_index::clean;

use crate::app::past::MOST;

/// The searches of the file, cleaned; none where there is no file.
pub fn read(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<String> = text
        .lines()
        .map(|line| clean::text(line).into_owned())
        .collect();
    // It grows by a line a search; twice what is kept is enough to write it anew.
    if lines.len() > 2 * MOST {
        drop(shorten(path, &lines[lines.len() - MOST..]));
    }
    lines
}

/// Puts a search behind the others.
pub fn append(path: &Path, line: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{line}\n").as_bytes())
}

/// Writes these beside the file and puts them in its place.
fn shorten(path: &Path, lines: &[String]) -> io::Result<()> {
    let fresh = path.with_extension("tmp");
    fs::write(&fresh, lines.join("\n") + "\n")?;
    fs::rename(&fresh, path)
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
}
