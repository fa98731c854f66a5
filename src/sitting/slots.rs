//! How many sittings an account has at once: a locked file each.
//!
//! The system takes a lock back when its process ends, however that ends, so no slot is ever lost. The files stay,
//! empty. They lie in the folder that the settings name, else in one of the account's own that all its keys share: of
//! the running system (`/run/user/UID`), or among the temporary files. Must not: wait for a lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::sitting_settings::SittingLimits;
#[cfg(unix)]
use crate::files::private_file::is_private_folder;
use crate::files::temp_file::FileAccess;
use crate::wording::io_error;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// A slot that is taken; dropping it gives it back.
#[derive(Debug)]
pub(super) struct SittingSlot {
    _locked: File,
}

/// Takes a slot; `None` where there is no limit. Fails when all are taken, and also when none can be had: a limit that
/// a full disk undoes is none.
pub(super) fn take_slot(
    limits: &SittingLimits,
    locale: &Locale,
) -> Result<Option<SittingSlot>, CommandFailure> {
    let Some(max) = limits.max_sittings else {
        return Ok(None);
    };
    let folder = limits.slot_folder.clone().or_else(default_folder);
    let folder = folder.unwrap_or_default();
    match take_slot_in(&folder, max) {
        Ok(Some(slot)) => Ok(Some(slot)),
        Ok(None) => {
            let sentence = locale.fill("sitting.too_many", &[("n", &max)]);
            Err(CommandFailure::NoSlot(sentence))
        }
        Err(error) => {
            let path = sanitize_text(&folder.to_string_lossy());
            let reason = io_error::describe_io_error(&error, locale);
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("path", &path), ("reason", &reason)];
            Err(CommandFailure::NoSlot(
                locale.fill("sitting.no_slot", &values),
            ))
        }
    }
}

/// Takes the first free slot of a folder; `None` when all are taken.
fn take_slot_in(folder: &Path, max: u32) -> io::Result<Option<SittingSlot>> {
    create_folder(folder)?;
    for number in 1..=max {
        let file = open_slot_file(&folder.join(slot_name(number)))?;
        match file.try_lock() {
            Ok(()) => return Ok(Some(SittingSlot { _locked: file })),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

/// Creates a folder for its owner alone, where there is none.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The name of a slot; the account stands in it, for a folder that several accounts share.
fn slot_name(number: u32) -> String {
    #[cfg(unix)]
    let account = rustix::process::getuid().as_raw();
    #[cfg(not(unix))]
    let account = 0;
    format!("sitting-{account}-{number}.lock")
}

/// Opens a slot's file, and creates it. A link is not followed.
fn open_slot_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    FileAccess::OwnerOnly.apply_to(&mut options);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.create(true).write(true).truncate(false).open(path)
}

#[cfg(unix)]
fn default_folder() -> Option<PathBuf> {
    let account = rustix::process::getuid().as_raw();
    let running = PathBuf::from(format!("/run/user/{account}"));
    if running.is_dir() {
        return Some(running.join("ocop"));
    }
    // Not where variables say: whoever is counted could choose an empty folder.
    let shared = PathBuf::from(format!("/tmp/ocop-sittings-{account}"));
    if create_folder(&shared).is_ok() && is_private_folder(&shared) {
        return Some(shared);
    }
    paths::state_dir().map(|folder| folder.join("sittings"))
}

#[cfg(not(unix))]
fn default_folder() -> Option<PathBuf> {
    paths::state_dir().map(|folder| folder.join("sittings"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_and_no_more_and_a_slot_given_back_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("slots");
        let first = take_slot_in(&folder, 2).unwrap();
        let second = take_slot_in(&folder, 2).unwrap();
        assert!(first.is_some() && second.is_some());
        assert!(take_slot_in(&folder, 2).unwrap().is_none());
        drop(first);
        assert!(take_slot_in(&folder, 2).unwrap().is_some());
        drop(second);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_a_slot_is_refused_and_its_target_stays() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("precious");
        fs::write(&target, "precious").unwrap();
        let link = folder.path().join(slot_name(1));
        std::os::unix::fs::symlink(&target, link).unwrap();
        assert!(take_slot_in(folder.path(), 1).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
    }
}
