//! Reads a system config: a regular file that is not endless, and where it must be root's, root's alone.

use std::path::Path;

use super::config::ConfigFault;

/// No system config is larger.
#[cfg(unix)]
const MAX_FILE_BYTES: u64 = 1 << 20;

/// The bytes of the file; `None` where there is none. With `is_roots`, file and folder must belong to root, and nobody
/// else may write them.
#[cfg(unix)]
pub(super) fn read_system_file(
    path: &Path,
    is_roots: bool,
) -> Result<Option<Vec<u8>>, ConfigFault> {
    use std::fs::{self, File};
    use std::io::{self, Read};

    use rustix::fs::{Mode, OFlags};

    let unreadable = |error: io::Error| ConfigFault::Unreadable((&error).into());
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        // A link that leads nowhere was to say something.
        Err(rustix::io::Errno::NOENT) if fs::symlink_metadata(path).is_err() => return Ok(None),
        Err(error) => return Err(unreadable(error.into())),
    };
    let facts = file.metadata().map_err(unreadable)?;
    if !facts.is_file() {
        return Err(ConfigFault::Untrusted("config.not_regular"));
    }
    if is_roots {
        let folder = path.parent().unwrap_or(path);
        let folder = fs::metadata(folder).map_err(unreadable)?;
        for facts in [&facts, &folder] {
            if let Some(key) = find_distrust(facts) {
                return Err(ConfigFault::Untrusted(key));
            }
        }
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ConfigFault::Untrusted("config.too_large"));
    }
    Ok(Some(bytes))
}

/// Why somebody else than root could have written it, as the key of a sentence.
#[cfg(unix)]
fn find_distrust(facts: &std::fs::Metadata) -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt;
    const OTHERS_WRITE: u32 = 0o022;
    if facts.uid() != 0 {
        return Some("config.not_roots");
    }
    (facts.mode() & OTHERS_WRITE != 0).then_some("config.others_write")
}

/// There is no system config on this system.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on the other systems")]
pub(super) fn read_system_file(
    _path: &Path,
    is_roots: bool,
) -> Result<Option<Vec<u8>>, ConfigFault> {
    if is_roots {
        Ok(None)
    } else {
        Ok(Some(Vec::new()))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn only_a_file_that_is_roots_alone_is_believed() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = folder.path().join("config.toml");
        assert_eq!(read_system_file(&path, true), Ok(None));
        fs::write(&path, "copy = true\n").unwrap();
        let set_mode = |mode| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        };
        for mode in [0o664, 0o646, 0o666] {
            set_mode(mode);
            assert!(read_system_file(&path, true).is_err(), "{mode:o}");
            assert!(read_system_file(&path, false).is_ok(), "{mode:o}");
        }
        set_mode(0o644);
        // Tests run as root in some places, and as somebody in others.
        let is_root = rustix::process::geteuid().is_root();
        assert_eq!(read_system_file(&path, true).is_ok(), is_root);
        let link = folder.path().join("link");
        symlink("nowhere", &link).unwrap();
        assert!(read_system_file(&link, true).is_err());
        assert!(read_system_file(folder.path(), false).is_err());
        let fifo = folder.path().join("fifo");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &fifo,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        assert!(read_system_file(&fifo, false).is_err());
    }
}
