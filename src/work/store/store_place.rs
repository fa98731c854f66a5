//! Where a store of work lies, and who may use it there: looked at before SQLite opens anything.
//!
//! A private store is its owner's alone (0600). A shared one lies in a folder that the administrator made for a group
//! (setgid, not for everybody), and is as writable for the group as the folder. No link is followed. Must not: open the
//! file while SQLite may have it open, because closing it would take SQLite's locks away.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::work_error::WorkError;
use crate::files::small_file::refuse_unfit_path;

/// A place for a store of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorePlace {
    /// The path of the file.
    pub path: PathBuf,
    /// True for a store of several accounts.
    pub is_shared: bool,
    /// True where nothing may be written.
    pub is_read_only: bool,
    /// The most bytes that the file may grow to, where that is limited.
    pub max_bytes: Option<u64>,
}

/// How the file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoreAccess {
    /// To read and write.
    Write,
    /// To read, beside others that may write.
    Read,
    /// To read where nobody can write: no file is made beside it.
    ReadImmutable,
}

/// What was found at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlaceFacts {
    pub(super) access: StoreAccess,
    /// Locks over the network cannot be trusted with shared memory: the write-ahead log is not used.
    pub(super) is_on_network: bool,
}

impl StorePlace {
    /// The store of one account.
    pub fn private(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            is_shared: false,
            is_read_only: false,
            max_bytes: None,
        }
    }

    /// The store of several accounts.
    pub fn shared(path: &Path) -> Self {
        Self {
            is_shared: true,
            ..Self::private(path)
        }
    }

    /// The same place, to look only.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self {
            is_read_only: true,
            ..self
        }
    }

    /// Looks at the place, and makes an empty file where there is none and one may be made.
    pub(super) fn prepare(&self) -> Result<PlaceFacts, WorkError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        self.make_folder()?;
        let folder_facts = fs::metadata(folder)?;
        refuse_unfit_path(&self.path)?;
        let is_on_network = is_network_folder(folder);
        if self.is_shared {
            refuse_open_folder(&folder_facts)?;
            if is_on_network {
                return Err(WorkError::NetworkFolder);
            }
        }
        let present = existing(&self.path)?;
        refuse_lost_file(&self.path)?;
        if let Some(facts) = present {
            self.judge_file(&facts, &folder_facts)?;
        } else if self.is_read_only {
            return Err(WorkError::ReadOnly);
        } else {
            self.create_file(&folder_facts)?;
        }
        Ok(PlaceFacts {
            access: self.choose_access(folder),
            is_on_network,
        })
    }

    /// True where somebody has done something: there is a file, or what is left of one.
    pub fn has_store(&self) -> bool {
        self.path.symlink_metadata().is_ok() || has_log(&self.path).unwrap_or(true)
    }

    /// Makes the folder of a private store where it is missing; that of a shared one is the administrator's to make.
    pub(super) fn make_folder(&self) -> io::Result<()> {
        match self.path.parent() {
            Some(folder) if !self.is_shared && !self.is_read_only => create_private_folder(folder),
            _ => Ok(()),
        }
    }

    fn choose_access(&self, folder: &Path) -> StoreAccess {
        let may_write = is_writable(&self.path) && is_writable(folder);
        if may_write && !self.is_read_only {
            return StoreAccess::Write;
        }
        choose_reading(&self.path)
    }
}

/// True where a log with rows lies beside a file, or where the file would be.
pub(super) fn has_log(path: &Path) -> io::Result<bool> {
    let log = existing(&with_suffix(path, "-wal"))?;
    Ok(log.is_some_and(|facts| facts.len() > 0))
}

/// SQLite deletes the log beside a missing or empty file, with all that was acknowledged and is only there.
pub(super) fn refuse_lost_file(path: &Path) -> Result<(), WorkError> {
    let has_file = existing(path)?.is_some_and(|facts| facts.len() > 0);
    if !has_file && has_log(path)? {
        return Err(WorkError::LostFile);
    }
    Ok(())
}

/// How a store is read so that no file is left beside it: where somebody has it open, beside them; else as it lies
/// there.
pub(super) fn choose_reading(path: &Path) -> StoreAccess {
    let is_folder_writable = path.parent().is_some_and(is_writable);
    let log = fs::metadata(with_suffix(path, "-wal"));
    // An empty log in a folder that cannot be written says nothing, and nobody could write another one.
    if log.is_ok_and(|facts| is_folder_writable || facts.len() > 0) {
        StoreAccess::Read
    } else {
        StoreAccess::ReadImmutable
    }
}

/// What changes when somebody writes a store that is read as it lies there: when it was written, and whether it has a
/// log.
pub(super) fn immutable_state(path: &Path) -> (Option<SystemTime>, bool) {
    let changed = fs::metadata(path).and_then(|facts| facts.modified()).ok();
    (changed, choose_reading(path) == StoreAccess::Read)
}

/// The path with something behind the name of the file.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What stands at the path; `None` where nothing does.
fn existing(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Err(error) if is_missing(&error) => Ok(None),
        facts => facts.map(Some),
    }
}

/// True where nothing is: no such file, or no such folder.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Which file stands at the path now: another one after a restore.
#[cfg(unix)]
pub(super) fn file_identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let facts = fs::symlink_metadata(path).ok()?;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
pub(super) fn file_identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
const OTHERS_WRITE: u32 = 0o002;

#[cfg(unix)]
fn refuse_open_folder(folder: &Metadata) -> Result<(), WorkError> {
    use std::os::unix::fs::MetadataExt;
    if folder.mode() & OTHERS_WRITE != 0 {
        return Err(WorkError::OthersWrite);
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_open_folder(_: &Metadata) -> Result<(), WorkError> {
    Ok(())
}

#[cfg(unix)]
impl StorePlace {
    fn judge_file(&self, file: &Metadata, folder: &Metadata) -> Result<(), WorkError> {
        use std::os::unix::fs::MetadataExt;
        const ANYBODY_ELSE: u32 = 0o077;
        let account = rustix::process::geteuid();
        let is_own = file.uid() == account.as_raw();
        if file.nlink() > 1 {
            return Err(WorkError::Io(crate::files::small_file::second_name_error()));
        }
        if !self.is_shared && !is_own && !account.is_root() {
            return Err(WorkError::NotOwn);
        }
        if self.is_shared && file.mode() & OTHERS_WRITE != 0 {
            return Err(WorkError::OthersWrite);
        }
        if !is_own || self.is_read_only {
            return Ok(());
        }
        if !self.is_shared && file.mode() & ANYBODY_ELSE != 0
            || self.is_shared && file.mode() & 0o060 != folder.mode() & 0o060
        {
            self.set_mode(folder)?;
        }
        Ok(())
    }

    fn create_file(&self, folder: &Metadata) -> Result<(), WorkError> {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = File::options();
        options.write(true).create_new(true).mode(0o600);
        match options.open(&self.path) {
            // Somebody else made it meanwhile.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            opened => {
                drop(opened?);
                self.set_mode(folder)?;
                Ok(())
            }
        }
    }

    /// Rights that do not depend on the umask: SQLite gives the files beside it the same ones.
    fn set_mode(&self, folder: &Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let group = if self.is_shared {
            folder.mode() & 0o060
        } else {
            0
        };
        fs::set_permissions(&self.path, fs::Permissions::from_mode(0o600 | group))
    }
}

#[cfg(not(unix))]
impl StorePlace {
    fn judge_file(&self, _: &Metadata, _: &Metadata) -> Result<(), WorkError> {
        Ok(())
    }

    fn create_file(&self, _: &Metadata) -> Result<(), WorkError> {
        match File::options()
            .write(true)
            .create_new(true)
            .open(&self.path)
        {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            opened => Ok(drop(opened?)),
        }
    }
}

#[cfg(unix)]
fn is_writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|facts| !facts.permissions().readonly())
}

#[cfg(target_os = "linux")]
fn is_network_folder(folder: &Path) -> bool {
    rustix::fs::statfs(folder).is_ok_and(|facts| is_network_kind(facts.f_type as u64 & 0xffff_ffff))
}

/// Where a folder of Windows leads says whether it is a server's, also behind the letter of a drive.
#[cfg(windows)]
fn is_network_folder(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let resolved = folder.canonicalize();
    let resolved = resolved.as_deref().unwrap_or(folder);
    match resolved.components().next() {
        Some(Component::Prefix(prefix)) => {
            matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
        }
        _ => false,
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
fn is_network_folder(_: &Path) -> bool {
    false
}

/// True for the number of a file system that comes over a network or from another process.
#[cfg(target_os = "linux")]
fn is_network_kind(kind: u64) -> bool {
    const NFS: u64 = 0x6969;
    const SMB: u64 = 0x517b;
    const CIFS: u64 = 0xff53_4d42;
    const SMB2: u64 = 0xfe53_4d42;
    const FUSE: u64 = 0x6573_5546;
    const PLAN_9: u64 = 0x0102_1997;
    const CEPH: u64 = 0x00c3_6400;
    const AFS: u64 = 0x5346_414f;
    matches!(kind, NFS | SMB | CIFS | SMB2 | FUSE | PLAN_9 | CEPH | AFS)
}
