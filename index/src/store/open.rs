//! Opening a catalogue: verify first, and on any doubt rebuild from the records or step back.
//!
//! Verified is what is read: every file of the index. The records are not read to show a catalogue, so that
//! only their length is looked at; whoever does read them (a rebuild, an import, a way back) verifies them
//! first, and [`verify`] always does.
//!
//! The way down: the generation in use; its records when only the index is doubtful; its index, which holds
//! them as well, when they are; an older generation; the built-in products where they were in use. Every step down
//! is a [`Notice`]. What may not be read, or was written by a newer version, is an error and is left alone. Must
//! not: write a generation's files, or stay silent about a doubt.

use std::borrow::Borrow;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;
use tantivy::Index;

use super::layout::StoreLayout;
use super::manifest::{self, FORMAT_VERSION, GenerationManifest, INDEX_FOLDER, RECORDS_FILE};
use super::publish::publish_product_results;
use super::readonly_directory::{MAX_IN_MEMORY_BYTES, ReadOnlyDirectory};
use super::{build, checksum};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::{builtin, record_lines};

/// Something the person should know about how the catalogue was opened.
#[derive(Clone, Debug)]
pub enum CatalogNotice {
    /// First start: the built-in catalogue was built.
    Built {
        /// How many products.
        products: usize,
    },
    /// The program brought newer built-in products.
    Renewed {
        /// How many products.
        products: usize,
    },
    /// The index was doubtful and was rebuilt from the records.
    Rebuilt {
        /// The doubt.
        doubt: Arc<Error>,
    },
    /// The records were damaged and were read back from the index.
    Restored {
        /// The damage.
        doubt: Arc<Error>,
    },
    /// An older generation is shown.
    SteppedBack {
        /// The generation shown.
        generation: u64,
        /// The doubt about the newest.
        doubt: Arc<Error>,
    },
    /// The folder cannot be written; the catalogue lives in memory.
    InMemory {
        /// Why.
        cause: Arc<Error>,
    },
}

/// An open catalogue and how it came to be.
pub struct OpenedCatalog {
    /// The catalogue.
    pub catalog: Catalog,
    /// The generation shown; `None` when it lives in memory.
    pub generation: Option<u64>,
    /// Its manifest, if it has one.
    pub manifest: Option<GenerationManifest>,
    /// What the person should know.
    pub notices: Vec<CatalogNotice>,
}

/// Opens the catalogue of a data folder for a day; builds the built-in one where there is none.
pub fn open_catalog(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    open_data_folder(DataFolder(data_dir, true), day)
}

/// The same without writing anything: what would have to be built lives in memory.
pub fn open_catalog_read_only(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    open_data_folder(DataFolder(data_dir, false), day)
}

/// A data folder, and whether it may be written.
#[derive(Clone, Copy)]
struct DataFolder<'a>(&'a Path, bool);

fn open_data_folder(folder: DataFolder<'_>, day: Date) -> Result<OpenedCatalog> {
    let data_dir = folder.0;
    let layout = StoreLayout::new(data_dir);
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
        // What may not be read, or what only a newer program understands, is not ours to mend.
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

/// Verifies every file of a generation against its manifest.
pub fn verify_generation(generation: &Path) -> Result<GenerationManifest> {
    let manifest = GenerationManifest::read_verified(generation)?;
    let index = manifest.index_files();
    let all: Vec<&str> = std::iter::once(RECORDS_FILE).chain(index).collect();
    manifest.verify_files(generation, &all)?;
    Ok(manifest)
}

/// Whether the records of a damaged generation can be had all the same: opening or importing then mends it.
pub fn is_recoverable(data_dir: &Path, number: u64) -> bool {
    let generation = StoreLayout::new(data_dir).generation_folder(number);
    find_trusted_records(&generation).is_some()
        || GenerationManifest::read_verified(&generation).is_ok_and(|manifest| {
            manifest.source == builtin::NAME
                || open_verified_index(&generation, manifest, Date::MIN).is_ok()
        })
}

/// The file of an index with the texts of its products: most of its bytes, and none that opening reads.
const TEXT_STORE_SUFFIX: &str = ".store";

/// A generation whose index is whole, open. Of its records only the length is looked at: nothing is read from
/// them here, and who reads them verifies them.
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

/// The index of a generation, open when it is whole, whatever its records are.
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
    // What tantivy takes apart is verified before it does; the texts meanwhile.
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

/// The way down from a doubtful generation.
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

/// Where the records of a generation come from and their checksum, as far as they can be trusted: verified, or,
/// where the manifest itself is damaged, readable from the first line to the last.
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

/// Publishes and opens; where the folder cannot be written, the catalogue lives in memory.
fn publish_and_open<P: Borrow<Product> + Send, I: Iterator<Item = Result<P>>>(
    DataFolder(data_dir, may_write): DataFolder<'_>,
    products: impl Fn() -> Result<I>,
    (source, sum): (&str, &str),
    day: Date,
    notice: CatalogNotice,
) -> Result<OpenedCatalog> {
    let published = products()
        .and_then(|products| {
            let refused = || Error::io_at(data_dir)(io::ErrorKind::ReadOnlyFilesystem.into());
            may_write.then_some(products).ok_or_else(refused)
        })
        .and_then(|products| publish_product_results(data_dir, products, source, sum))
        .and_then(|number| {
            let (catalog, manifest) = open_generation(&StoreLayout::new(data_dir), number, day)?;
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
                // Nothing was kept, so only one thing is true.
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
