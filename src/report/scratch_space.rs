//! Room for what a workbook puts aside while it is written.
//!
//! The crate that writes workbooks puts rows into files of the system's folder for such things, and ends the program
//! where one cannot be written. So room is asked for ahead of the rows. Must not: keep what it writes.

use std::env;
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::exit::CommandFailure;
use crate::files::temp_file::TempOutputFile;

/// Bytes that are tried at a time.
const PROBE_BYTES: usize = 1 << 20;

/// Bytes of cells that such room is enough for: a sign may become six, and a row has a frame.
const CELL_BYTES_PER_PROBE: usize = PROBE_BYTES / 8;

/// Bytes around what a cell says.
const CELL_OVERHEAD_BYTES: usize = 64;

/// Several workbooks of one process.
static NEXT_SCRATCH_NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The folder, and a file in it to try with.
pub(super) struct ScratchSpace {
    folder: PathBuf,
    file: File,
    bytes_left: usize,
    _temp_file: TempOutputFile,
}

impl ScratchSpace {
    /// Looks whether there is room at all.
    pub(super) fn new() -> Result<Self, CommandFailure> {
        let folder = env::temp_dir();
        let number = NEXT_SCRATCH_NUMBER.fetch_add(1, Ordering::Relaxed);
        let failed = |error| CommandFailure::UnwritableFile(folder.clone(), error);
        let begun = TempOutputFile::create_beside(&folder.join(format!("workbook-{number}")));
        let (fresh, file) = begun.map_err(failed)?;
        let mut scratch = Self {
            folder,
            file,
            bytes_left: 0,
            _temp_file: fresh,
        };
        scratch.reserve_cell(0)?;
        Ok(scratch)
    }

    /// Makes sure of room for a cell of so many bytes.
    pub(super) fn reserve_cell(&mut self, bytes: usize) -> Result<(), CommandFailure> {
        let bytes = bytes + CELL_OVERHEAD_BYTES;
        if self.bytes_left < bytes {
            let tried = self.probe_space(PROBE_BYTES.max(bytes.saturating_mul(8)));
            tried.map_err(|error| CommandFailure::UnwritableFile(self.folder.clone(), error))?;
            self.bytes_left = CELL_BYTES_PER_PROBE.max(bytes);
        }
        self.bytes_left -= bytes;
        Ok(())
    }

    fn probe_space(&mut self, room: usize) -> io::Result<()> {
        const ZERO_BLOCK: [u8; 1 << 14] = [0; 1 << 14];
        let written =
            (0..room.div_ceil(ZERO_BLOCK.len())).try_for_each(|_| self.file.write_all(&ZERO_BLOCK));
        self.file.set_len(0)?;
        self.file.rewind()?;
        written
    }
}
