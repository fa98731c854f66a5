//! A read-only directory for tantivy over a published generation.
//!
//! tantivy's own directory writes a lock file before it reads, which fails for another user and on a read-only mount,
//! and waits for ever for a lock that a stopped process holds. A generation never changes, so no lock is needed.
//! Small indexes are read into memory, where a file that is overwritten meanwhile does no harm; large ones are mapped.
//! Must not: write.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// An index of at most this many bytes is read into memory.
pub(super) const MAX_IN_MEMORY_BYTES: u64 = 64 << 20;

/// The directory of a published index.
#[derive(Clone, Debug)]
pub(super) struct ReadOnlyDirectory {
    mapped: MmapDirectory,
    in_memory: bool,
    root: Arc<Path>,
}

impl ReadOnlyDirectory {
    /// The index files in this folder.
    pub(super) fn new(root: &Path, in_memory: bool) -> tantivy::Result<Self> {
        Ok(Self {
            mapped: MmapDirectory::open(root)?,
            in_memory,
            root: root.into(),
        })
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
        if !self.in_memory {
            return self.mapped.get_file_handle(path);
        }
        Ok(Arc::new(OwnedBytes::new(self.atomic_read(path)?)))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        std::fs::read(self.root.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_path_buf()),
            _ => OpenReadError::wrap_io_error(error, path.to_path_buf()),
        })
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
