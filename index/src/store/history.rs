//! The stored generations, and their records.

use std::io;
use std::path::Path;

use jiff::civil::Date;

use super::correction_log;
use super::generation::open_verified_index;
use super::layout::StoreLayout;
use super::manifest::{GenerationManifest, RECORDS_FILE};
use super::verification::{read_verified_file, verify_length};
use crate::change::correction::AppliedCorrection;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::source::record_lines;

/// A generation in the history.
#[derive(Debug)]
pub struct PastGeneration {
    /// Its number.
    pub number: u64,
    /// It is the generation in use.
    pub is_current: bool,
    /// Its manifest, or why it cannot be read.
    pub manifest: Result<GenerationManifest>,
}

/// Every stored generation, newest first, and the one in use where it is missing.
pub fn list_generations(data_dir: &Path) -> Result<Vec<PastGeneration>> {
    let layout = StoreLayout::new(data_dir);
    let current = layout.generation_in_use()?;
    // Only lengths are compared: the checksums of ten generations may mean reading gigabytes.
    let read_manifest = |number| {
        let generation = layout.generation_folder(number);
        let manifest = GenerationManifest::read_verified(&generation)?;
        verify_length(&manifest, &generation, RECORDS_FILE)?;
        Ok(manifest)
    };
    let past = |number| PastGeneration {
        number,
        is_current: current == Some(number),
        manifest: read_manifest(number),
    };
    let mut numbers = layout.generation_numbers()?;
    let missing = current.filter(|number| !numbers.contains(number));
    numbers.splice(0..0, missing);
    Ok(numbers.into_iter().map(past).collect())
}

/// The records of a generation, verified.
pub fn read_records(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    let manifest = GenerationManifest::read_either(&generation)?;
    let path = generation.join(RECORDS_FILE);
    let bytes = read_verified_file(&manifest, &generation, RECORDS_FILE)?;
    let no_text = |_| Error::io_at(&path)(io::ErrorKind::InvalidData.into());
    let text = String::from_utf8(bytes).map_err(no_text)?;
    record_lines::parse_products(&path, &text)
}

/// The records of a generation from its index, verified; for a generation whose records file is damaged.
pub fn read_indexed_records(data_dir: &Path, number: u64) -> Result<Vec<Product>> {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    let manifest = GenerationManifest::read_either(&generation)?;
    let (catalog, _) = open_verified_index(&generation, manifest, Date::MIN)?;
    catalog.iter_products().collect()
}

/// The corrections that the records of a generation have had, oldest first, verified.
pub fn read_corrections(data_dir: &Path, number: u64) -> Result<Vec<AppliedCorrection>> {
    let layout = StoreLayout::new(data_dir);
    correction_log::read_generation_corrections(&layout, number)
}

/// The length and checksum of an imported file, as [`super::SourceFile`] stores it.
pub fn checksum_source_file(path: &Path) -> Result<String> {
    super::checksum::checksum_file(path).map_err(Error::io_at(path))
}
