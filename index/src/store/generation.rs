//! One generation on disk, verified and opened.
//!
//! Every file of the index is verified before tantivy reads it. Of the records, which opening does not read, only
//! the length is compared; [`verify_generation`] and everything that reads them verify their checksum. Must not:
//! repair anything or fall back to another generation; [`super::open`] does.

use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use jiff::civil::Date;
use tantivy::Index;

use super::layout::StoreLayout;
use super::manifest::{self, FORMAT_VERSION, GenerationManifest, INDEX_FOLDER, RECORDS_FILE};
use super::readonly_directory::{MAX_IN_MEMORY_BYTES, ReadOnlyDirectory};
use crate::error::{Error, Result};
use crate::search::Catalog;

/// The file of an index with the texts of its products: most of its bytes, and none that opening reads.
const TEXT_STORE_SUFFIX: &str = ".store";

/// Verifies every file of a generation against its manifest.
pub fn verify_generation(generation: &Path) -> Result<GenerationManifest> {
    let manifest = GenerationManifest::read_verified(generation)?;
    let index = manifest.index_files();
    let all: Vec<&str> = std::iter::once(RECORDS_FILE).chain(index).collect();
    manifest.verify_files(generation, &all)?;
    Ok(manifest)
}

/// Opens a generation whose index is undamaged.
pub(super) fn open_generation(
    layout: &StoreLayout,
    number: u64,
    day: Date,
) -> Result<(Catalog, GenerationManifest)> {
    let generation = layout.generation_folder(number);
    let manifest = GenerationManifest::read_verified(&generation)?;
    manifest.verify_length(&generation, RECORDS_FILE)?;
    open_verified_index(&generation, manifest, day)
}

/// Opens the index of a generation if it is undamaged, without looking at the records.
pub(super) fn open_verified_index(
    generation: &Path,
    manifest: GenerationManifest,
    day: Date,
) -> Result<(Catalog, GenerationManifest)> {
    if manifest.format != FORMAT_VERSION || manifest.schema != manifest::schema_checksum() {
        return Err(Error::damaged_file(
            generation,
            format!("written in format {} by another version", manifest.format),
        ));
    }
    let folder = generation.join(INDEX_FOLDER);
    let size: u64 = fs::read_dir(&folder)
        .map_err(Error::io_at(&folder))?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|metadata| metadata.len())
        .sum();
    let (texts, others): (Vec<&str>, Vec<&str>) = manifest
        .index_files()
        .partition(|name| name.ends_with(TEXT_STORE_SUFFIX));
    // What tantivy parses is verified before it does; the texts in parallel.
    manifest.verify_files(generation, &others)?;
    let (texts, catalog) = thread::scope(|scope| {
        let check = || manifest.verify_files(generation, &texts);
        let thread = thread::Builder::new().spawn_scoped(scope, check);
        let catalog = open_index(&folder, size <= MAX_IN_MEMORY_BYTES, day);
        let texts = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => check(),
        };
        (texts, catalog)
    });
    texts?;
    let catalog = catalog?;
    if catalog.len() != manifest.products {
        return Err(Error::damaged_file(
            generation,
            format!(
                "{} products, the manifest says {}",
                catalog.len(),
                manifest.products
            ),
        ));
    }
    Ok((catalog, manifest))
}

fn open_index(folder: &Path, in_memory: bool, day: Date) -> Result<Catalog> {
    Catalog::open(
        &Index::open(ReadOnlyDirectory::new(folder, in_memory)?)?,
        day,
    )
}
