//! Everything that the benchmarks of one size share, each part made when it is first needed.
//!
//! A benchmark that the filter leaves out asks for nothing, so it costs nothing. It must not make a part
//! while another is being timed; build it before timing.

use std::cell::OnceCell;
use std::path::PathBuf;

use ocop_index::{Error, Result, store};
use tempfile::TempDir;

use super::DAY;
use super::peers::{Fts5, Ours, Plain, Runner};
use super::question::Question;

/// How many people type, so that there are at least [`KEYS`] keys.
const PEOPLE: usize = 40;

/// How many keys of them are asked.
pub(crate) const KEYS: usize = 300;

/// One size.
pub(crate) struct Case {
    /// How many products.
    pub(crate) size: usize,
    stored: OnceCell<Stored>,
    ours: OnceCell<Ours>,
    plain: OnceCell<Plain>,
    fts5: OnceCell<Fts5>,
}

/// A published catalogue and what is asked of it.
pub(crate) struct Stored {
    /// The data folder.
    pub(crate) folder: TempDir,
    /// The records in it.
    pub(crate) records: PathBuf,
    /// The questions of several people.
    pub(crate) log: Vec<Question>,
}

impl Case {
    /// Nothing is made yet.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            size,
            stored: OnceCell::new(),
            ours: OnceCell::new(),
            plain: OnceCell::new(),
            fts5: OnceCell::new(),
        }
    }

    /// The published catalogue.
    pub(crate) fn stored(&self) -> Result<&Stored> {
        made(&self.stored, || {
            let folder = tempfile::tempdir().map_err(Error::io_at(&std::env::temp_dir()))?;
            let products = super::products(self.size);
            let mut log = super::typing_log(&products, PEOPLE);
            log.truncate(KEYS);
            let number = store::publish_products(folder.path(), &products, "made up", "made up")?;
            Ok(Stored {
                records: super::records(folder.path(), number),
                folder,
                log,
            })
        })
    }

    /// This crate's catalogue.
    pub(crate) fn ours(&self) -> Result<&Ours> {
        made(&self.ours, || {
            let folder = self.stored()?.folder.path();
            Ok(Ours(store::open_catalog(folder, DAY)?.catalog))
        })
    }

    /// Plain tantivy.
    pub(crate) fn plain(&self) -> Result<&dyn Runner> {
        let plain = made(&self.plain, || Plain::new(&self.stored()?.records))?;
        Ok(plain)
    }

    /// SQLite FTS5.
    pub(crate) fn fts5(&self) -> Result<&dyn Runner> {
        let fts5 = made(&self.fts5, || Fts5::new(&self.stored()?.records))?;
        Ok(fts5)
    }
}

/// What a cell holds, made now if it holds nothing.
fn made<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(cell.get_or_init(|| value))
}
