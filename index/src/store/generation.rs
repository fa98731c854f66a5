//! One generation on disk, verified and opened.
//!
//! Every file of the index is verified before tantivy reads it. Of the records, which opening does not read, only
//! the length is compared; [`verify_generation`] and everything that reads them verify their checksum. Must not:
//! repair anything or fall back to another generation; [`super::open`] does.

use std::path::Path;

use jiff::civil::Date;
use serde_json::Value;
use tantivy::Index;

use super::checksum;
use super::layout::StoreLayout;
use super::manifest::{
    self, CORRECTIONS_FILE, FORMAT_VERSION, GenerationManifest, INDEX_FOLDER, RECORDS_FILE,
};
use super::readonly_directory::ReadOnlyDirectory;
use super::verification::{KeptFiles, verify_files, verify_length};
use crate::error::contained::contain_panic;
use crate::error::{Error, Result};
use crate::search::Catalog;

/// An index of at most this many bytes is read into memory.
const MAX_IN_MEMORY_BYTES: u64 = 64 << 20;

/// Files of at most this many bytes are in memory in any case.
const MAX_SMALL_FILE_BYTES: u64 = 1 << 20;

/// The file of an index that says which segments it has.
const INDEX_META_FILE: &str = "meta.json";

/// Verifies every file of a generation against its manifest.
pub fn verify_generation(generation: &Path) -> Result<GenerationManifest> {
    let manifest = GenerationManifest::read_verified(generation)?;
    let index = manifest.index_files();
    let corrections = manifest.files.contains_key(CORRECTIONS_FILE);
    let corrections = corrections.then_some(CORRECTIONS_FILE);
    let all = std::iter::once(RECORDS_FILE)
        .chain(corrections)
        .chain(index);
    verify_files(&manifest, generation, all, |_| false)?;
    GenerationManifest::verify_copy(generation)?;
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
    verify_length(&manifest, &generation, RECORDS_FILE)?;
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
    let lengths = manifest.index_files().map(|name| &*manifest.files[name]);
    let size: u64 = lengths.filter_map(checksum::checksum_length).sum();
    let keeps = |length| size <= MAX_IN_MEMORY_BYTES || length <= MAX_SMALL_FILE_BYTES;
    let kept = verify_files(&manifest, generation, manifest.index_files(), keeps)?;
    let folder = generation.join(INDEX_FOLDER);
    check_segments(&folder, &manifest, &kept)?;
    let catalog = contain_panic(&folder, || open_index(&folder, &manifest, kept, day));
    let catalog = catalog.map_err(|error: Error| error.into_read_error(&folder))?;
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

/// Fails for an index that is not one segment with as many documents as the manifest has products: their number is
/// how much memory opening takes.
fn check_segments(folder: &Path, manifest: &GenerationManifest, kept: &KeptFiles) -> Result<()> {
    let path = folder.join(INDEX_META_FILE);
    let name = format!("{INDEX_FOLDER}/{INDEX_META_FILE}");
    let Some(bytes) = kept.get(&name) else {
        return Err(Error::damaged_file(&path, "not in the manifest"));
    };
    let meta: Value = serde_json::from_slice(bytes)
        .map_err(|error| Error::damaged_file(&path, error.to_string()))?;
    let segments = meta["segments"].as_array().map_or(&[][..], Vec::as_slice);
    let documents = segments.iter().map(|segment| segment["max_doc"].as_u64());
    let documents: Vec<u64> = documents.map(Option::unwrap_or_default).collect();
    let has_all = match documents[..] {
        [] => manifest.products == 0,
        [all] => all == manifest.products as u64,
        _ => false,
    };
    if has_all {
        return Ok(());
    }
    let reason = format!(
        "{documents:?} documents, the manifest says {}",
        manifest.products
    );
    Err(Error::damaged_file(&path, reason))
}

fn open_index(
    folder: &Path,
    manifest: &GenerationManifest,
    mut kept: KeptFiles,
    day: Date,
) -> Result<Catalog> {
    let files = manifest.index_files().map(|name| {
        let short_name = name.rsplit('/').next().unwrap_or(name);
        (short_name.to_owned(), kept.remove(name))
    });
    let directory = ReadOnlyDirectory::new(folder, files)?;
    Catalog::open(&Index::open(directory)?, day)
}
