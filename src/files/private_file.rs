//! Files in the folder for what the program remembers by itself, for their owner alone.
//!
//! They tell what a person searched for and copied. Whoever writes one makes its folder. Must not: know what is in
//! them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Puts a text in the place of what is there, at once and whole.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    create_parent_dir(path)?;
    let fresh = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = private_open_options()
        .write(true)
        .create_new(true)
        .open(&fresh);
    let written = written.and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    });
    if written.is_err() {
        drop(fs::remove_file(&fresh));
    }
    written
}

/// Puts a text behind what is there, in one write, so that lines of several programs do not mix.
pub fn append_to_file(path: &Path, text: &str) -> io::Result<()> {
    create_parent_dir(path)?;
    let mut file = private_open_options()
        .create(true)
        .append(true)
        .open(path)?;
    file.write_all(text.as_bytes())
}

fn create_parent_dir(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// A file that comes into being is one that nobody else can open.
#[cfg(unix)]
fn private_open_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The folder of a person is nobody else's there.
#[cfg(not(unix))]
fn private_open_options() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_and_its_owners_and_one_that_cannot_be_put_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("new");
        let (replaced, appended) = (inner.join("copied.txt"), inner.join("log"));
        for text in ["first\n", "second\n"] {
            replace_file(&replaced, text).unwrap();
            append_to_file(&appended, text).unwrap();
        }
        assert_eq!(fs::read_to_string(&replaced).unwrap(), "second\n");
        assert_eq!(fs::read_to_string(&appended).unwrap(), "first\nsecond\n");
        #[cfg(unix)]
        for path in [&replaced, &appended] {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
        fs::remove_file(&replaced).unwrap();
        fs::create_dir(&replaced).unwrap();
        assert!(replace_file(&replaced, "x").is_err());
        assert!(append_to_file(&appended.join("below a file"), "x").is_err());
        assert_eq!(fs::read_dir(inner).unwrap().count(), 2);
    }
}
