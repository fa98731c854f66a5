//! The one door for reading small files: settings, searches, what a screen remembers, named columns.
//!
//! Whatever stands in a file's place is looked at first and opened so that nothing waits: a symbolic link, a pipe, a
//! device, a folder, or a file of more than [`MAX_SMALL_FILE_BYTES`] fails at once, with the reason
//! ([`UnfitFile`]). Must not: create or change anything but the end of a file in [`open_for_append`].

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::device_name::refuse_device_name;
use crate::wording::unfit_file::UnfitFile;

/// No small file is larger, in bytes.
pub const MAX_SMALL_FILE_BYTES: u64 = 1 << 20;

/// Whether a symbolic link in the place of a file is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRule {
    /// It is not: for everything that the program writes itself.
    Refuse,
    /// It is, to a file of the user or of root: for the config file, which people keep elsewhere and link to.
    FollowToOwn,
}

/// The bytes of a small file; `None` when there is none.
pub fn read_small_file(path: &Path, links: LinkRule) -> io::Result<Option<Vec<u8>>> {
    let Some(facts) = inspect(path)? else {
        return Ok(None);
    };
    let follows = facts.is_symlink() && links == LinkRule::FollowToOwn;
    if follows {
        refuse_foreign_target(&link_target(path)?)?;
    } else {
        refuse_unfit(&facts)?;
    }
    let file = open_at_once(path, follows)?;
    // Another file may have taken its place meanwhile.
    let facts = file.metadata()?;
    refuse_unfit(&facts)?;
    if follows {
        refuse_foreign_target(&facts)?;
    }
    let mut bytes = Vec::new();
    file.take(MAX_SMALL_FILE_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_SMALL_FILE_BYTES {
        return Err(UnfitFile::TooLarge.into());
    }
    Ok(Some(bytes))
}

/// What stands in the place of a file, a link itself; `None` when nothing does.
fn inspect(path: &Path) -> io::Result<Option<Metadata>> {
    refuse_device_name(path)?;
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        facts => facts.map(Some),
    }
}

/// Fails for anything but a regular file, also a symbolic link; a missing file is fine.
pub fn refuse_unfit_path(path: &Path) -> io::Result<()> {
    inspect(path)?.map_or(Ok(()), |facts| refuse_unfit_kind(&facts))
}

fn refuse_unfit(facts: &Metadata) -> io::Result<()> {
    refuse_unfit_kind(facts)?;
    if facts.len() > MAX_SMALL_FILE_BYTES {
        return Err(UnfitFile::TooLarge.into());
    }
    Ok(())
}

fn refuse_unfit_kind(facts: &Metadata) -> io::Result<()> {
    if facts.is_file() {
        return Ok(());
    }
    if facts.is_dir() {
        return Err(folder_error());
    }
    let unfit = if facts.is_symlink() {
        UnfitFile::Link
    } else {
        special_kind(facts)
    };
    Err(unfit.into())
}

/// The system's own error for a folder in the place of a file.
pub(super) fn folder_error() -> io::Error {
    #[cfg(unix)]
    return rustix::io::Errno::ISDIR.into();
    #[cfg(not(unix))]
    ErrorKind::IsADirectory.into()
}

/// What a file is that is no regular file, no folder and no link.
#[cfg(unix)]
fn special_kind(facts: &Metadata) -> UnfitFile {
    use std::os::unix::fs::FileTypeExt;
    let kind = facts.file_type();
    if kind.is_fifo() {
        UnfitFile::Pipe
    } else if kind.is_socket() {
        UnfitFile::Socket
    } else {
        UnfitFile::Device
    }
}

#[cfg(not(unix))]
fn special_kind(_: &Metadata) -> UnfitFile {
    UnfitFile::Device
}

/// What a link leads to.
fn link_target(path: &Path) -> io::Result<Metadata> {
    let target = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => UnfitFile::BrokenLink.into(),
        _ => name_link_loop(error, UnfitFile::BrokenLink),
    })?;
    refuse_unfit(&target)?;
    Ok(target)
}

#[cfg(unix)]
fn refuse_foreign_target(target: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    if target.uid() != own && target.uid() != 0 {
        return Err(UnfitFile::ForeignLink.into());
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it fails on Unix")]
fn refuse_foreign_target(_: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Too many links on the way is what a refused link is told as.
fn name_link_loop(error: io::Error, unfit: UnfitFile) -> io::Error {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return unfit.into();
    }
    let _ = unfit;
    error
}

#[cfg(unix)]
fn open_at_once(path: &Path, follows: bool) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    flags.set(OFlags::NOFOLLOW, !follows);
    let opened = rustix::fs::open(path, flags, Mode::empty());
    opened
        .map(File::from)
        .map_err(|error| name_link_loop(error.into(), UnfitFile::Link))
}

#[cfg(not(unix))]
fn open_at_once(path: &Path, _: bool) -> io::Result<File> {
    File::open(path)
}

/// Opens a file of its owner alone to write behind its end; creates it if it is missing. Like reading, it follows no
/// link and waits for nobody.
pub fn open_for_append(path: &Path) -> io::Result<File> {
    refuse_unfit_path(path)?;
    let file = open_to_write(path, true)?;
    let facts = file.metadata()?;
    refuse_unfit_kind(&facts)?;
    if has_other_names(&facts) {
        return Err(second_name_error());
    }
    Ok(file)
}

/// The error for a file that has another name (a hard link).
pub fn second_name_error() -> io::Error {
    UnfitFile::SecondName.into()
}

/// True for a file that has another name (a hard link): what is written here would be written there.
#[cfg(unix)]
fn has_other_names(facts: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(facts) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Opens an existing plain file to look whether somebody has locked it.
pub fn open_for_lock(path: &Path) -> io::Result<File> {
    refuse_unfit_path(path)?;
    open_to_write(path, false)
}

#[cfg(unix)]
fn open_to_write(path: &Path, creates: bool) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let mut flags = OFlags::WRONLY
        | OFlags::APPEND
        | OFlags::NONBLOCK
        | OFlags::NOCTTY
        | OFlags::NOFOLLOW
        | OFlags::CLOEXEC;
    flags.set(OFlags::CREATE, creates);
    let opened = rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR);
    opened
        .map(File::from)
        .map_err(|error| name_link_loop(error.into(), UnfitFile::Link))
}

#[cfg(not(unix))]
fn open_to_write(path: &Path, creates: bool) -> io::Result<File> {
    File::options().create(creates).append(true).open(path)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    fn reason(path: &Path, links: LinkRule) -> Option<UnfitFile> {
        UnfitFile::of_error(&read_small_file(path, links).unwrap_err())
    }

    #[test]
    fn what_is_no_small_file_is_told_at_once_and_a_link_only_followed_where_it_may_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let file = path("file");
        fs::write(&file, "text").unwrap();
        let read = |path: &Path, links| read_small_file(path, links).unwrap();
        assert_eq!(read(&file, LinkRule::Refuse), Some(b"text".to_vec()));
        assert_eq!(read(&path("none"), LinkRule::Refuse), None);
        symlink(&file, path("link")).unwrap();
        assert_eq!(
            reason(&path("link"), LinkRule::Refuse),
            Some(UnfitFile::Link)
        );
        assert_eq!(
            read(&path("link"), LinkRule::FollowToOwn),
            Some(b"text".to_vec())
        );
        let fifo = path("fifo");
        rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, rustix::fs::Mode::RUSR).unwrap();
        let large = File::create(path("large")).unwrap();
        large.set_len(1 << 30).unwrap();
        let _listener = UnixListener::bind(path("socket")).unwrap();
        for (name, target) in [
            ("to_fifo", fifo.as_path()),
            ("to_zero", Path::new("/dev/zero")),
            ("to_none", Path::new("none")),
            ("to_itself", Path::new("to_itself")),
            ("to_large", Path::new("large")),
        ] {
            symlink(target, path(name)).unwrap();
        }
        for (name, unfit) in [
            ("fifo", UnfitFile::Pipe),
            ("large", UnfitFile::TooLarge),
            ("socket", UnfitFile::Socket),
            ("to_fifo", UnfitFile::Pipe),
            ("to_zero", UnfitFile::Device),
            ("to_none", UnfitFile::BrokenLink),
            ("to_itself", UnfitFile::BrokenLink),
            ("to_large", UnfitFile::TooLarge),
        ] {
            let found = reason(&path(name), LinkRule::FollowToOwn);
            assert_eq!(found, Some(unfit), "{name}");
            assert!(
                reason(&path(name), LinkRule::Refuse).is_some(),
                "{name} as no link"
            );
            if name != "large" {
                assert!(open_for_append(&path(name)).is_err(), "{name} at its end");
            }
        }
        let device = reason(Path::new("/dev/zero"), LinkRule::Refuse);
        assert_eq!(device, Some(UnfitFile::Device));
        let error = read_small_file(folder.path(), LinkRule::Refuse).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IsADirectory);
    }
}
