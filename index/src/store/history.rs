//! The generations that are kept, and their records as they were.
//!
//! Must not: change one.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::layout::Layout;
use super::manifest::{Manifest, RECORDS};
use super::open::index_of;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::source::jsonl;

/// A generation in the history.
#[derive(Debug)]
pub struct Past {
    /// Its number.
    pub number: u64,
    /// In use now.
    pub current: bool,
    /// What it holds, or why that cannot be told.
    pub manifest: Result<Manifest>,
}

/// Every generation that is kept, newest first.
pub fn history(data_dir: &Path) -> Result<Vec<Past>> {
    let layout = Layout::new(data_dir);
    let current = layout.in_use()?;
    // Lengths are looked at and checksums not: ten generations may be gigabytes.
    let whole = |number| {
        let generation = layout.generation(number);
        let manifest = Manifest::read(&generation)?;
        manifest.check_length(&generation, RECORDS)?;
        Ok(manifest)
    };
    let past = |number| Past {
        number,
        current: current == Some(number),
        manifest: whole(number),
    };
    Ok(layout.numbers()?.into_iter().map(past).collect())
}

/// The records of a generation, verified.
pub fn records(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = Layout::new(data_dir).generation(number);
    let manifest = Manifest::read(&generation)?;
    manifest.check(&generation, RECORDS)?;
    let path = generation.join(RECORDS);
    let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
    jsonl::read(&path, &text)
}

/// The records of a generation as its index has them, verified: where the file of them is damaged.
pub fn indexed(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = Layout::new(data_dir).generation(number);
    let manifest = Manifest::read(&generation)?;
    let (catalog, _) = index_of(&generation, manifest, Date::MIN)?;
    catalog.products().collect()
}

/// The length and checksum of a foreign file, as kept in an [`super::Origin`].
pub fn checksum(path: &Path) -> Result<String> {
    super::checksum::of_file(path).map_err(Error::io(path))
}
