//! Room for what a workbook puts aside while it is written.
//!
//! The crate that writes workbooks puts rows into files of the system's folder for such things, and ends the program
//! where one cannot be written. So room is asked for ahead of the rows. Must not: keep what it writes.

use std::env;
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::exit::Failure;
use crate::unfinished::Unfinished;

/// Bytes that are tried at a time.
const ROOM: usize = 1 << 20;

/// Bytes of cells that such room is enough for: a sign may become six, and a row has a frame.
const CELLS: usize = ROOM / 8;

/// Bytes around what a cell says.
const AROUND: usize = 64;

/// Several workbooks of one process.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The folder, and a file in it to try with.
pub(super) struct Scratch {
    folder: PathBuf,
    file: File,
    left: usize,
    _fresh: Unfinished,
}

impl Scratch {
    /// Looks whether there is room at all.
    pub(super) fn new() -> Result<Self, Failure> {
        let folder = env::temp_dir();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let failed = |error| Failure::File(folder.clone(), error);
        let begun = Unfinished::beside(&folder.join(format!("workbook-{number}")));
        let (fresh, file) = begun.map_err(failed)?;
        let mut scratch = Self {
            folder,
            file,
            left: 0,
            _fresh: fresh,
        };
        scratch.take(0)?;
        Ok(scratch)
    }

    /// Makes sure of room for a cell of so many bytes.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Failure> {
        let bytes = bytes + AROUND;
        if self.left < bytes {
            let tried = self.attempt(ROOM.max(bytes.saturating_mul(8)));
            tried.map_err(|error| Failure::File(self.folder.clone(), error))?;
            self.left = CELLS.max(bytes);
        }
        self.left -= bytes;
        Ok(())
    }

    fn attempt(&mut self, room: usize) -> io::Result<()> {
        const PIECE: [u8; 1 << 14] = [0; 1 << 14];
        let written = (0..room.div_ceil(PIECE.len())).try_for_each(|_| self.file.write_all(&PIECE));
        self.file.set_len(0)?;
        self.file.rewind()?;
        written
    }
}
