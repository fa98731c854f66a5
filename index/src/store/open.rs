//! Opens a catalogue, and repairs a damaged one or falls back to another generation.
//!
//! The order of attempts: the generation in use; a rebuild from its records when only its index is damaged; a
//! rebuild from its index, which holds the records too, when they are damaged; an older generation; the built-in
//! products where they were in use. Every attempt after the first is reported as a [`CatalogNotice`]. A generation
//! that may not be read, or was written by a newer version, is an error and is left alone. Must not: write a
//! generation's files itself.

use std::borrow::Borrow;
use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::generation::{open_generation, open_verified_index};
use super::layout::StoreLayout;
use super::manifest::{GenerationManifest, RECORDS_FILE};
use super::publish::publish_product_results;
use super::{build, checksum};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::{builtin, record_lines};

/// A report on how the catalogue was opened, for the user.
#[derive(Clone, Debug)]
pub enum CatalogNotice {
    /// First start: the built-in catalogue was built.
    Built {
        /// How many products.
        products: usize,
    },
    /// The program has newer built-in products.
    Renewed {
        /// How many products.
        products: usize,
    },
    /// The index was damaged and was rebuilt from the records.
    Rebuilt {
        /// The damage.
        doubt: Arc<Error>,
    },
    /// The records were damaged and were restored from the index.
    Restored {
        /// The damage.
        doubt: Arc<Error>,
    },
    /// An older generation is shown.
    SteppedBack {
        /// The generation shown.
        generation: u64,
        /// The damage of the newest.
        doubt: Arc<Error>,
    },
    /// The folder cannot be written; the catalogue is in memory only.
    InMemory {
        /// Why.
        cause: Arc<Error>,
    },
}

/// An open catalogue and how it was opened.
pub struct OpenedCatalog {
    /// The catalogue.
    pub catalog: Catalog,
    /// The generation shown; `None` for one in memory.
    pub generation: Option<u64>,
    /// Its manifest, if it has one.
    pub manifest: Option<GenerationManifest>,
    /// Reports for the user.
    pub notices: Vec<CatalogNotice>,
}

/// Opens the catalogue of a data folder for a day; builds the built-in one where there is none.
pub fn open_catalog(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    let folder = DataFolder {
        path: data_dir,
        is_writable: true,
    };
    open_data_folder(folder, day)
}

/// The same without writing anything: a catalogue that has to be built is in memory only.
pub fn open_catalog_read_only(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    let folder = DataFolder {
        path: data_dir,
        is_writable: false,
    };
    open_data_folder(folder, day)
}

/// A data folder, and whether it may be written.
#[derive(Clone, Copy)]
struct DataFolder<'a> {
    path: &'a Path,
    is_writable: bool,
}

fn open_data_folder(folder: DataFolder<'_>, day: Date) -> Result<OpenedCatalog> {
    let layout = StoreLayout::new(folder.path);
    let Some(number) = layout.generation_in_use()? else {
        return publish_built_in(folder, day, |products| CatalogNotice::Built { products });
    };
    match open_generation(&layout, number, day) {
        Ok((_, manifest)) if is_outdated_built_in(&manifest) => {
            publish_built_in(folder, day, |products| CatalogNotice::Renewed { products })
        }
        Ok((catalog, manifest)) => Ok(OpenedCatalog {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: Vec::new(),
        }),
        // What may not be read, or was written by a newer program, is not repaired.
        Err(error)
            if error.is_permission_denied() || matches!(error, Error::NewerFormat { .. }) =>
        {
            Err(error)
        }
        Err(doubt) => recover_catalog(folder, &layout, number, day, Arc::new(doubt)),
    }
}

/// True for built-in products of another version of the program.
fn is_outdated_built_in(manifest: &GenerationManifest) -> bool {
    manifest.source == builtin::NAME && manifest.source_checksum != builtin::data_checksum()
}

/// True when opening or importing repairs a damaged generation, because its records can still be read.
pub fn is_recoverable(data_dir: &Path, number: u64) -> bool {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    find_trusted_records(&generation).is_some()
        || GenerationManifest::read_verified(&generation).is_ok_and(|manifest| {
            manifest.source == builtin::NAME
                || open_verified_index(&generation, manifest, Date::MIN).is_ok()
        })
}

/// Repairs a damaged generation or falls back to another one.
fn recover_catalog(
    folder: DataFolder<'_>,
    layout: &StoreLayout,
    number: u64,
    day: Date,
    doubt: Arc<Error>,
) -> Result<OpenedCatalog> {
    let generation = layout.generation_folder(number);
    if let Some((source, sum)) = find_trusted_records(&generation) {
        let notice = CatalogNotice::Rebuilt { doubt };
        if source == builtin::NAME {
            return publish_built_in(folder, day, |_| notice);
        }
        let path = generation.join(RECORDS_FILE);
        let source = (source.as_str(), &*format!("rebuilt {sum}"));
        return publish_and_open(
            folder,
            || record_lines::stream_products(&path),
            source,
            day,
            notice,
        );
    }
    let indexed = GenerationManifest::read_verified(&generation);
    if let Ok((catalog, manifest)) =
        indexed.and_then(|known| open_verified_index(&generation, known, day))
    {
        let notice = CatalogNotice::Restored { doubt };
        if manifest.source == builtin::NAME {
            return publish_built_in(folder, day, |_| notice);
        }
        let source = (manifest.source.as_str(), &*format!("restored {number}"));
        return publish_and_open(folder, || Ok(catalog.iter_products()), source, day, notice);
    }
    for older in layout.generation_numbers()? {
        if older == number {
            continue;
        }
        if let Ok((catalog, manifest)) = open_generation(layout, older, day) {
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
    }
    match GenerationManifest::read_verified(&generation) {
        Ok(manifest) if manifest.source == builtin::NAME => {
            publish_built_in(folder, day, |_| CatalogNotice::Rebuilt { doubt })
        }
        _ => Err(Error::BrokenGeneration {
            path: generation,
            cause: doubt,
        }),
    }
}

/// The source and the checksum of a generation's records if they can be trusted: they match the manifest, or the
/// manifest itself is damaged and every line is a product.
fn find_trusted_records(generation: &Path) -> Option<(String, String)> {
    let path = generation.join(RECORDS_FILE);
    let source = match GenerationManifest::read_verified(generation) {
        Ok(manifest) => {
            manifest.verify_file(generation, RECORDS_FILE).ok()?;
            manifest.source
        }
        Err(_) => RECORDS_FILE.to_owned(),
    };
    let mut products = 0;
    for product in record_lines::stream_products(&path).ok()? {
        product.ok()?;
        products += 1;
    }
    if products == 0 {
        return None;
    }
    let sum = checksum::checksum_file(&path).ok()?;
    let built_in =
        builtin::load_products().and_then(|products| record_lines::format_products(&products));
    let is_built_in = built_in.is_ok_and(|known| checksum::checksum_bytes(known.as_bytes()) == sum);
    let source = if is_built_in {
        builtin::NAME.to_owned()
    } else {
        source
    };
    Some((source, sum))
}

fn publish_built_in(
    folder: DataFolder<'_>,
    day: Date,
    notice: impl FnOnce(usize) -> CatalogNotice,
) -> Result<OpenedCatalog> {
    let products = builtin::load_products()?;
    let notice = notice(products.len());
    let source = (builtin::NAME, &*builtin::data_checksum());
    publish_and_open(folder, || Ok(products.iter().map(Ok)), source, day, notice)
}

/// Publishes products and opens the new generation; in memory where the folder cannot be written.
fn publish_and_open<P: Borrow<Product> + Send, I: Iterator<Item = Result<P>>>(
    folder: DataFolder<'_>,
    products: impl Fn() -> Result<I>,
    (source, sum): (&str, &str),
    day: Date,
    notice: CatalogNotice,
) -> Result<OpenedCatalog> {
    let published = products()
        .and_then(|products| {
            let refused = || Error::io_at(folder.path)(io::ErrorKind::ReadOnlyFilesystem.into());
            folder.is_writable.then_some(products).ok_or_else(refused)
        })
        .and_then(|products| publish_product_results(folder.path, products, source, sum))
        .and_then(|number| {
            let (catalog, manifest) = open_generation(&StoreLayout::new(folder.path), number, day)?;
            Ok((number, catalog, manifest))
        });
    match published {
        Ok((number, catalog, manifest)) => Ok(OpenedCatalog {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: vec![notice],
        }),
        Err(error) => {
            let cause = Arc::new(error);
            let in_memory = CatalogNotice::InMemory { cause };
            let notices = match notice {
                // Nothing was written, so the first notice would be wrong.
                CatalogNotice::Built { .. } => vec![in_memory],
                _ => vec![notice, in_memory],
            };
            Ok(OpenedCatalog {
                catalog: build::build_in_memory_from_results(products()?, day)?,
                generation: None,
                manifest: None,
                notices,
            })
        }
    }
}
