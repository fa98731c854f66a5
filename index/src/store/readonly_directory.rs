//! A read-only directory for tantivy over the verified files of a published generation.
//!
//! tantivy's own directory creates lock files, needs write permission for them, and waits for a lock that a stopped
//! process holds. A generation never changes, so no lock is needed. Small files are in memory: what tantivy parses is
//! what was verified, and a file that is overwritten meanwhile does no harm. Large ones are mapped. Names that the
//! manifest does not have do not exist. Must not: write.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// The directory of a published index.
#[derive(Clone, Debug)]
pub(super) struct ReadOnlyDirectory {
    /// By name; `None` for one that is mapped.
    files: Arc<HashMap<PathBuf, Option<OwnedBytes>>>,
    mapped: MmapDirectory,
}

impl ReadOnlyDirectory {
    /// These files of an index in this folder; those without content are mapped.
    pub(super) fn new(
        root: &Path,
        files: impl Iterator<Item = (String, Option<Vec<u8>>)>,
    ) -> tantivy::Result<Self> {
        let files = files.map(|(name, bytes)| (PathBuf::from(name), bytes.map(OwnedBytes::new)));
        Ok(Self {
            files: Arc::new(files.collect()),
            mapped: MmapDirectory::open(root)?,
        })
    }

    fn find(&self, path: &Path) -> Result<Option<&OwnedBytes>, OpenReadError> {
        let missing = || OpenReadError::FileDoesNotExist(path.to_path_buf());
        self.files.get(path).map(Option::as_ref).ok_or_else(missing)
    }
}

fn read_only_error() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "a published generation is never changed",
    )
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.find(path)? {
            Some(bytes) => Ok(Arc::new(bytes.clone())),
            None => self.mapped.get_file_handle(path),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self.find(path)? {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.mapped.atomic_read(path),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(read_only_error()),
            filepath: path.to_path_buf(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(
            read_only_error(),
            path.to_path_buf(),
        ))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only_error())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
