//! Repairs a damaged generation or falls back to another one.
//!
//! The order of attempts: a rebuild from its records when only its index is damaged; a rebuild from its index, which
//! holds the records too, when they are damaged; another generation, the older ones first; the built-in products where
//! they were in use; the records of another generation; and where nothing else is left, records that only say
//! themselves that they are whole. These are shown from memory and never published, so that each start tells of it.
//! Each is reported as a [`CatalogNotice`]; one that fails leads to the next.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::checksum;
use super::generation::{open_generation, open_verified_index};
use super::layout::StoreLayout;
use super::manifest::{
    GenerationManifest, GenerationOrigin, REBUILT_FROM_INDEX, REBUILT_FROM_RECORDS, RECORDS_FILE,
};
use super::notice::CatalogNotice;
use super::rebuild::{
    DataFolder, OpenedCatalog, ProductSource, publish_and_open, publish_built_in,
};
use super::regular_file::open_regular_file;
use super::verification::verify_files;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::{builtin, record_lines};

/// True when opening or importing repairs a damaged generation, because its records can still be read.
pub fn is_recoverable(data_dir: &Path, number: u64) -> bool {
    let layout = StoreLayout::new(data_dir);
    let generation = layout.generation_folder(number);
    find_trusted_records(&generation).is_some()
        || open_whole_index(&generation, Date::MIN).is_ok()
        || is_built_in(&generation)
}

/// Repairs a damaged generation or falls back to another one.
pub(super) fn recover_catalog(
    folder: DataFolder<'_>,
    layout: &StoreLayout,
    number: u64,
    day: Date,
    doubt: Arc<Error>,
) -> Result<OpenedCatalog> {
    let generation = layout.generation_folder(number);
    let rebuilt = || CatalogNotice::Rebuilt {
        doubt: Arc::clone(&doubt),
    };
    if let Some(records) = find_trusted_records(&generation)
        && let Ok(opened) = rebuild_from_records(folder, &generation, &records, day, rebuilt())
    {
        return Ok(opened);
    }
    if let Ok((catalog, manifest)) = open_whole_index(&generation, day) {
        let notice = CatalogNotice::Restored {
            doubt: Arc::clone(&doubt),
        };
        let restored = if manifest.source == builtin::NAME {
            publish_built_in(folder, day, |_| notice)
        } else {
            let source = ProductSource {
                name: &manifest.source,
                version: &format!("{REBUILT_FROM_INDEX}{number}"),
                origin: manifest.origin.clone(),
            };
            publish_and_open(folder, || Ok(catalog.iter_products()), source, day, notice)
        };
        if let Ok(opened) = restored {
            return Ok(opened);
        }
    }
    if let Some((older, catalog, manifest)) = find_other_generation(layout, number, day) {
        return Ok(OpenedCatalog {
            catalog,
            generation: Some(older),
            manifest: Some(manifest),
            notices: vec![CatalogNotice::SteppedBack {
                generation: older,
                doubt,
            }],
        });
    }
    if is_built_in(&generation) {
        return publish_built_in(folder, day, |_| rebuilt());
    }
    let in_memory = DataFolder {
        is_writable: false,
        ..folder
    };
    if let Some(opened) = rebuild_other_generation(in_memory, layout, number, day, &doubt) {
        return Ok(opened);
    }
    if let Some(records) = find_unproven_records(&generation)
        && let Ok(opened) = rebuild_from_records(in_memory, &generation, &records, day, rebuilt())
    {
        return Ok(opened);
    }
    Err(Error::BrokenGeneration {
        path: generation,
        cause: doubt,
    })
}

/// The other generations: older ones before newer ones, each the newest first.
fn other_generations(layout: &StoreLayout, number: u64) -> Vec<u64> {
    let mut numbers = layout.generation_numbers().unwrap_or_default();
    numbers.retain(|other| *other != number);
    // A stable order.
    numbers.sort_by_key(|other| *other > number);
    numbers
}

/// Another generation whose index is damaged, too, from its records.
fn rebuild_other_generation(
    folder: DataFolder<'_>,
    layout: &StoreLayout,
    number: u64,
    day: Date,
    doubt: &Arc<Error>,
) -> Option<OpenedCatalog> {
    let mut others = other_generations(layout, number).into_iter();
    others.find_map(|other| {
        let generation = layout.generation_folder(other);
        let records = find_trusted_records(&generation)?;
        let notice = CatalogNotice::SteppedBack {
            generation: other,
            doubt: Arc::clone(doubt),
        };
        rebuild_from_records(folder, &generation, &records, day, notice).ok()
    })
}

/// The whole generation to show in place of a damaged one: the newest of the older ones, or of all others.
fn find_other_generation(
    layout: &StoreLayout,
    number: u64,
    day: Date,
) -> Option<(u64, Catalog, GenerationManifest)> {
    other_generations(layout, number)
        .into_iter()
        .find_map(|other| {
            let (catalog, manifest) = open_generation(layout, other, day).ok()?;
            Some((other, catalog, manifest))
        })
}

fn is_built_in(generation: &Path) -> bool {
    let manifests = GenerationManifest::read_all(generation);
    let is_built_in = |manifest: &GenerationManifest| manifest.source == builtin::NAME;
    !manifests.is_empty() && manifests.iter().all(is_built_in)
}

/// The index of a generation whose records can all be read from it.
fn open_whole_index(generation: &Path, day: Date) -> Result<(Catalog, GenerationManifest)> {
    let known = GenerationManifest::read_either(generation)?;
    let (catalog, manifest) = open_verified_index(generation, known, day)?;
    catalog
        .iter_products()
        .try_for_each(|product| product.map(drop))?;
    Ok((catalog, manifest))
}

/// Records that can be read: where they come from, and their checksum.
struct WholeRecords {
    source: String,
    sum: String,
    /// What the manifest says of their origin.
    origin: Option<GenerationOrigin>,
}

fn rebuild_from_records(
    folder: DataFolder<'_>,
    generation: &Path,
    records: &WholeRecords,
    day: Date,
    notice: CatalogNotice,
) -> Result<OpenedCatalog> {
    if records.source == builtin::NAME {
        return publish_built_in(folder, day, |_| notice);
    }
    let source = ProductSource {
        name: &records.source,
        version: &format!("{REBUILT_FROM_RECORDS}{}", records.sum),
        origin: records.origin.clone(),
    };
    publish_and_open(folder, || stream_records(generation), source, day, notice)
}

/// The records of a generation if they match its manifest or the copy of that.
fn find_trusted_records(generation: &Path) -> Option<WholeRecords> {
    let mut manifests = GenerationManifest::read_all(generation).into_iter();
    let fits = |manifest: &GenerationManifest| {
        verify_files(manifest, generation, [RECORDS_FILE], |_| false).is_ok()
    };
    let manifest = manifests.find(fits)?;
    find_records(generation, manifest.source, manifest.origin)
}

/// The records of a generation without a manifest if every line is a product.
fn find_unproven_records(generation: &Path) -> Option<WholeRecords> {
    if GenerationManifest::read_either(generation).is_ok() {
        return None;
    }
    find_records(generation, RECORDS_FILE.to_owned(), None)
}

fn find_records(
    generation: &Path,
    source: String,
    origin: Option<GenerationOrigin>,
) -> Option<WholeRecords> {
    let mut products = 0;
    for product in stream_records(generation).ok()? {
        product.ok()?;
        products += 1;
    }
    if products == 0 {
        return None;
    }
    let file = open_regular_file(generation, RECORDS_FILE).ok()?;
    let sum = checksum::checksum_reader(file).ok()?;
    let built_in =
        builtin::load_products().and_then(|products| record_lines::format_products(&products));
    let is_built_in = built_in.is_ok_and(|known| checksum::checksum_bytes(known.as_bytes()) == sum);
    let source = if is_built_in {
        builtin::NAME.to_owned()
    } else {
        source
    };
    Some(WholeRecords {
        source,
        sum,
        origin,
    })
}

fn stream_records(generation: &Path) -> Result<impl Iterator<Item = Result<Product>>> {
    let file = open_regular_file(generation, RECORDS_FILE)?;
    let path = generation.join(RECORDS_FILE);
    Ok(record_lines::stream_products(path, file))
}
