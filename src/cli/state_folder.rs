//! The folder of what is remembered between runs: the account's own, or one that the administrator names. One that
//! somebody else could write is not used.

use std::path::{Path, PathBuf};

use super::account;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Where the program remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateFolder {
    /// Where the system has such folders.
    OfSystem,
    /// Here.
    At(PathBuf),
    /// Nowhere: this folder is not the account's own.
    Refused(PathBuf),
}

/// The folder for this run. `named` is the one that the administrator, or the option, names.
pub fn choose_state_folder(named: Option<&Path>, is_restricted: bool) -> StateFolder {
    match named {
        Some(folder) if prepare_own_folder(folder) => StateFolder::At(folder.to_owned()),
        Some(folder) => StateFolder::Refused(folder.to_owned()),
        // Variables may be the person's at the other end of a line.
        None if is_restricted => match account::account_home() {
            Some(home) => StateFolder::At(home.join(".local/state/ocop")),
            None => StateFolder::Refused(PathBuf::from("/")),
        },
        None => StateFolder::OfSystem,
    }
}

impl StateFolder {
    /// What is wrong with it, as a sentence.
    pub fn describe_problem(&self, locale: &Locale) -> Option<String> {
        let Self::Refused(folder) = self else {
            return None;
        };
        let path = sanitize_text(&folder.to_string_lossy());
        Some(locale.fill("limits.state_refused", &[("path", &path)]))
    }
}

/// Makes the folder where it is missing; true where it is the account's own and nobody else may write in it.
#[cfg(unix)]
fn prepare_own_folder(folder: &Path) -> bool {
    use std::fs::{self, DirBuilder};
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};
    const OTHERS_WRITE: u32 = 0o022;
    if !folder.is_absolute() {
        return false;
    }
    // One that is there is looked at below.
    let _ = DirBuilder::new().mode(0o700).create(folder);
    fs::symlink_metadata(folder).is_ok_and(|facts| {
        let is_own = facts.uid() == rustix::process::geteuid().as_raw();
        facts.is_dir() && is_own && facts.mode() & OTHERS_WRITE == 0
    })
}

/// Makes the folder where it is missing.
#[cfg(not(unix))]
fn prepare_own_folder(folder: &Path) -> bool {
    folder.is_absolute() && std::fs::create_dir_all(folder).is_ok()
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn only_a_folder_of_ones_own_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own");
        let at = |path: &Path| choose_state_folder(Some(path), true);
        assert_eq!(at(&own), StateFolder::At(own.clone()));
        let mode = fs::metadata(&own).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        for mode in [0o770, 0o777] {
            fs::set_permissions(&own, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(at(&own), StateFolder::Refused(own.clone()));
        }
        let link = folder.path().join("link");
        symlink(folder.path(), &link).unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for path in [&link, &file, Path::new("here"), &own.join("a/b")] {
            assert_eq!(at(path), StateFolder::Refused(path.to_owned()));
        }
    }
}
