//! The generations that are kept, and their records as they were.
//!
//! Must not: change one.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::layout::StoreLayout;
use super::manifest::{GenerationManifest, RECORDS_FILE};
use super::open::open_verified_index;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::source::record_lines;

/// A generation in the history.
#[derive(Debug)]
pub struct PastGeneration {
    /// Its number.
    pub number: u64,
    /// In use now.
    pub is_current: bool,
    /// What it holds, or why that cannot be told.
    pub manifest: Result<GenerationManifest>,
}

/// Every generation that is kept, newest first.
pub fn list_generations(data_dir: &Path) -> Result<Vec<PastGeneration>> {
    let layout = StoreLayout::new(data_dir);
    let current = layout.generation_in_use()?;
    // Lengths are looked at and checksums not: ten generations may be gigabytes.
    let whole = |number| {
        let generation = layout.generation_folder(number);
        let manifest = GenerationManifest::read_verified(&generation)?;
        manifest.verify_length(&generation, RECORDS_FILE)?;
        Ok(manifest)
    };
    let past = |number| PastGeneration {
        number,
        is_current: current == Some(number),
        manifest: whole(number),
    };
    Ok(layout.generation_numbers()?.into_iter().map(past).collect())
}

/// The records of a generation, verified.
pub fn read_records(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    let manifest = GenerationManifest::read_verified(&generation)?;
    manifest.verify_file(&generation, RECORDS_FILE)?;
    let path = generation.join(RECORDS_FILE);
    let text = fs::read_to_string(&path).map_err(Error::io_at(&path))?;
    record_lines::parse_products(&path, &text)
}

/// The records of a generation as its index has them, verified: where the file of them is damaged.
pub fn read_indexed_records(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    let manifest = GenerationManifest::read_verified(&generation)?;
    let (catalog, _) = open_verified_index(&generation, manifest, Date::MIN)?;
    catalog.iter_products().collect()
}

/// The length and checksum of a foreign file, as kept in an [`super::Origin`].
pub fn checksum_source_file(path: &Path) -> Result<String> {
    super::checksum::checksum_file(path).map_err(Error::io_at(path))
}
