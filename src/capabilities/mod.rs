//! What this run of the program may do, as one value that every room asks, and what the administrator of the system
//! allows. Plain data at the bottom of the house. Must not: read a file or a variable.

mod system_settings;

use std::path::PathBuf;

pub use self::system_settings::{AuditSettings, AuditTarget, RestrictionSource, SystemSettings};

/// Where exports may be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileExports {
    /// Wherever the account may write.
    #[default]
    Anywhere,
    /// To standard output only.
    Off,
    /// Into one folder, under names that the program makes.
    Folder(ExportFolder),
}

/// The one folder for exports, and how much of it an account may fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFolder {
    /// Its absolute path.
    pub folder: PathBuf,
    /// The most files of one account.
    pub max_files: usize,
    /// The most bytes of one account's files together.
    pub max_bytes: u64,
}

impl FileExports {
    /// What both allow.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Anywhere, other) => other,
            (one, Self::Anywhere) => one,
            (Self::Folder(one), Self::Folder(other)) if one.folder == other.folder => {
                Self::Folder(ExportFolder {
                    folder: one.folder,
                    max_files: one.max_files.min(other.max_files),
                    max_bytes: one.max_bytes.min(other.max_bytes),
                })
            }
            _ => Self::Off,
        }
    }
}

/// What this run may do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a permission of its own"
)]
pub struct Capabilities {
    /// Read foreign lists into the catalogue, or check them.
    pub may_import: bool,
    /// Publish a generation: by an import, a rollback, or by building one again.
    pub may_publish: bool,
    /// Where exports may be written.
    pub file_exports: FileExports,
    /// Send text to the clipboard of the user's own machine (OSC 52), and keep it in the file of the last copy.
    pub may_copy: bool,
    /// Open or write a path that the user names: lists, files to write, folders, config files.
    pub may_open_paths: bool,
    /// Give the terminal back to a shell (Ctrl-Z).
    pub may_suspend: bool,
    /// Start other programs.
    pub may_run_programs: bool,
    /// Sign a generation with another name beside the account's.
    pub may_name_author: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self::full()
    }
}

impl Capabilities {
    /// Everything that an account's own shell allows as well. Another author's name is for [`Self::of_system`] to
    /// allow.
    pub const fn full() -> Self {
        Self {
            may_import: true,
            may_publish: true,
            file_exports: FileExports::Anywhere,
            may_copy: true,
            may_open_paths: true,
            may_suspend: true,
            may_run_programs: true,
            may_name_author: false,
        }
    }

    /// The restricted mode: to look, and what the administrator leaves open.
    pub fn restricted(system: &SystemSettings) -> Self {
        let file_exports = match &system.exports {
            Some(FileExports::Folder(folder)) => FileExports::Folder(folder.clone()),
            _ => FileExports::Off,
        };
        Self {
            may_import: false,
            may_publish: false,
            file_exports,
            may_copy: system.copy == Some(true),
            may_open_paths: false,
            may_suspend: false,
            may_run_programs: false,
            may_name_author: false,
        }
    }

    /// What these settings of the system allow.
    pub fn of_system(system: &SystemSettings) -> Self {
        if system.restricted == Some(true) {
            return Self::restricted(system);
        }
        Self {
            may_name_author: system.author_override == Some(true),
            ..Self::full()
        }
    }

    /// What both allow.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            may_import: self.may_import && other.may_import,
            may_publish: self.may_publish && other.may_publish,
            file_exports: self.file_exports.and(other.file_exports),
            may_copy: self.may_copy && other.may_copy,
            may_open_paths: self.may_open_paths && other.may_open_paths,
            may_suspend: self.may_suspend && other.may_suspend,
            may_run_programs: self.may_run_programs && other.may_run_programs,
            may_name_author: self.may_name_author && other.may_name_author,
        }
    }

    /// True where lists can be written into files.
    pub fn may_write_files(&self) -> bool {
        self.file_exports != FileExports::Off
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str, max_files: usize, max_bytes: u64) -> FileExports {
        FileExports::Folder(ExportFolder {
            folder: path.into(),
            max_files,
            max_bytes,
        })
    }

    #[test]
    fn a_second_word_never_widens_the_first() {
        let exports = [
            FileExports::Anywhere,
            FileExports::Off,
            folder("/a", 3, 10),
            folder("/a", 5, 5),
            folder("/b", 9, 99),
        ];
        for one in &exports {
            for other in &exports {
                let both = one.clone().and(other.clone());
                assert_eq!(both, other.clone().and(one.clone()));
                assert_eq!(both, both.clone().and(one.clone()).and(other.clone()));
            }
        }
        assert_eq!(
            folder("/a", 3, 10).and(folder("/a", 5, 5)),
            folder("/a", 3, 5)
        );
        let restricted = Capabilities::restricted(&SystemSettings::default());
        assert_eq!(restricted.clone().and(Capabilities::full()), restricted);
    }
}
