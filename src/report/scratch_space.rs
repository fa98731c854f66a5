//! Disk space for the temporary files of a workbook while it is written.
//!
//! The crate that writes workbooks stores rows in temporary files and panics when one cannot be
//! written. So the space is probed ahead of the rows, by writing zeros to a file of our own and
//! truncating it.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::exit::CommandFailure;
use crate::files::temp_file::{FileAccess, TempOutputFile, system_temp_folder};

/// Bytes that are probed at a time.
const PROBE_BYTES: usize = 1 << 20;

/// Bytes of cells that fit into the probed space: a character may be escaped to six, and a row has markup.
const CELL_BYTES_PER_PROBE: usize = PROBE_BYTES / 8;

/// Bytes of markup around the text of a cell.
const CELL_OVERHEAD_BYTES: usize = 64;

/// Numbers the probe files, because one process may write several workbooks.
static NEXT_SCRATCH_NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The folder of temporary files, and a file in it to probe the space with.
pub(super) struct ScratchSpace {
    folder: PathBuf,
    file: File,
    bytes_left: usize,
    _temp_file: TempOutputFile,
}

impl ScratchSpace {
    /// Fails if there is no space at all.
    pub(super) fn new() -> Result<Self, CommandFailure> {
        let folder = system_temp_folder();
        let number = NEXT_SCRATCH_NUMBER.fetch_add(1, Ordering::Relaxed);
        let failed = |error| CommandFailure::UnwritableFile(folder.clone(), error);
        let path = folder.join(format!("workbook-{number}"));
        let (temp_file, file) =
            TempOutputFile::create_beside(&path, FileAccess::OwnerOnly).map_err(failed)?;
        let mut scratch = Self {
            folder,
            file,
            bytes_left: 0,
            _temp_file: temp_file,
        };
        scratch.reserve_cell(0)?;
        Ok(scratch)
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Fails if there is no space for a cell of this many bytes.
    pub(super) fn reserve_cell(&mut self, bytes: usize) -> Result<(), CommandFailure> {
        let bytes = bytes + CELL_OVERHEAD_BYTES;
        if self.bytes_left < bytes {
            let probed = self.probe_space(PROBE_BYTES.max(bytes.saturating_mul(8)));
            probed.map_err(|error| CommandFailure::UnwritableFile(self.folder.clone(), error))?;
            self.bytes_left = CELL_BYTES_PER_PROBE.max(bytes);
        }
        self.bytes_left -= bytes;
        Ok(())
    }

    fn probe_space(&mut self, bytes: usize) -> io::Result<()> {
        const ZERO_BLOCK: [u8; 1 << 14] = [0; 1 << 14];
        let written = (0..bytes.div_ceil(ZERO_BLOCK.len()))
            .try_for_each(|_| self.file.write_all(&ZERO_BLOCK));
        self.file.set_len(0)?;
        self.file.rewind()?;
        written
    }
}
