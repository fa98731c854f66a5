//! Publishes a generation: builds it beside the others, verifies it, renames it, and points to it.
//!
//! A kill at any moment leaves either the old generation or the new one in use; an error removes what was built. Must
//! not: change a published generation; only the oldest are removed.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use tantivy::Directory;

use super::build;
use super::build::IndexSource;
use super::building_directory::BuildingDirectory;
use super::checksum;
use super::checksum::ChecksumWriter;
use super::correction_log;
use super::first_pass::{FirstPassResult, run_first_pass};
use super::generation::{open_generation, verify_generation};
use super::layout::{StoreLayout, sync_folder};
use super::leftovers::remove_leftovers;
use super::lock::WriterLock;
use super::manifest::{
    self, CORRECTIONS_FILE, FORMAT_VERSION, GenerationManifest, GenerationOrigin, INDEX_FOLDER,
    OriginKind, RECORDS_FILE,
};
use super::permissions::{FilePermissions, create_root};
use super::pointer;
use super::rebuild::ProductSource;
use super::rename::rename_over;
use super::stored_records::StoredRecords;
use crate::change::correction::AppliedCorrection;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::parallel::do_both;

/// How long a writer of products without a plan waits for another one.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// Size of the buffer in front of the records file.
const WRITE_BUFFER_BYTES: usize = 1 << 18;

/// The folder of a large index's parts while it is built.
const PARTS_FOLDER: &str = "parts";

/// At least this many generations are kept.
const MIN_KEPT_GENERATIONS: usize = 10;

/// A generation is removed only when it is this much older than the newest; younger ones may still be read.
const MIN_REMOVAL_AGE: Duration = Duration::from_secs(24 * 3600);

/// Publishes these products as the next generation and returns its number.
///
/// `source` names where they come from, `source_checksum` its version. The products are consumed one by one and not
/// kept.
pub fn publish_products(
    data_dir: &Path,
    products: impl IntoIterator<Item: Borrow<Product> + Send>,
    source: &str,
    source_checksum: &str,
) -> Result<u64> {
    let products = products.into_iter().map(Ok);
    let source = ProductSource {
        name: source,
        version: source_checksum,
        origin: None,
    };
    publish_product_results(data_dir, products, source, LOCK_TIMEOUT)
}

/// The same for products that may fail to be read; then nothing is published. Waits for another writer no longer than
/// `patience`.
pub(super) fn publish_product_results<P: Borrow<Product> + Send>(
    data_dir: &Path,
    products: impl Iterator<Item = Result<P>>,
    source: ProductSource<'_>,
    patience: Duration,
) -> Result<u64> {
    let writer = StoreWriter::open_with_timeout(data_dir, patience, "ocop")?;
    // Another process may have published the same products while this one waited.
    if let Some(number) = writer.base_generation
        && let Ok((_, manifest)) = open_generation(&writer.layout, number, Date::MIN)
        && manifest.source_checksum == source.version
    {
        return Ok(number);
    }
    let ProductSource {
        name,
        version,
        origin,
    } = source;
    writer.publish_generation_from_results(products, (name, version), origin, Vec::new())
}

/// The exclusive right to write a catalogue, held from reading the present generation until the next is published.
#[derive(Debug)]
pub struct StoreWriter {
    layout: StoreLayout,
    base_generation: Option<u64>,
    _lock: WriterLock,
}

impl StoreWriter {
    /// Fails where the folder cannot be written, without waiting for another writer.
    pub fn check_writable(data_dir: &Path) -> Result<()> {
        let layout = StoreLayout::new(data_dir);
        create_root(&layout)?;
        super::lock::open_lock_file(&layout).map(|_| ())
    }

    /// Acquires the right at once, or fails with [`Error::Busy`]. Other writers see `holder`: who, since when.
    pub fn open(data_dir: &Path, holder: &str) -> Result<Self> {
        Self::open_with_timeout(data_dir, Duration::ZERO, holder)
    }

    fn open_with_timeout(data_dir: &Path, timeout: Duration, holder: &str) -> Result<Self> {
        let layout = StoreLayout::new(data_dir);
        create_root(&layout)?;
        let lock = WriterLock::acquire(&layout, timeout, holder)?;
        Ok(Self {
            base_generation: layout.generation_in_use()?,
            layout,
            _lock: lock,
        })
    }

    /// The generation in use when the right was acquired.
    pub fn base_generation(&self) -> Option<u64> {
        self.base_generation
    }

    /// Publishes these products as the next generation and returns its number. They are consumed one by one and not
    /// kept.
    pub fn publish_generation(
        &self,
        products: impl IntoIterator<Item: Borrow<Product> + Send>,
        source: &str,
        source_checksum: &str,
        origin: Option<GenerationOrigin>,
    ) -> Result<u64> {
        self.publish_corrected_generation(products, (source, source_checksum), origin, Vec::new())
    }

    /// The same for products that people corrected: the corrections are kept with those that the records had before.
    /// `source` names where the products come from, and its version.
    pub fn publish_corrected_generation(
        &self,
        products: impl IntoIterator<Item: Borrow<Product> + Send>,
        source: (&str, &str),
        origin: Option<GenerationOrigin>,
        corrections: Vec<AppliedCorrection>,
    ) -> Result<u64> {
        let products = products.into_iter().map(Ok);
        self.publish_generation_from_results(products, source, origin, corrections)
    }

    fn publish_generation_from_results<P: Borrow<Product> + Send>(
        &self,
        products: impl Iterator<Item = Result<P>>,
        (source, source_checksum): (&str, &str),
        origin: Option<GenerationOrigin>,
        corrections: Vec<AppliedCorrection>,
    ) -> Result<u64> {
        let layout = &self.layout;
        pointer::clear_place(layout)?;
        remove_leftovers(layout);
        let number = layout
            .generation_numbers()?
            .first()
            .map_or(1, |newest| newest + 1);
        let building = layout.building_folder(number);
        let generation = layout.generation_folder(number);
        let manifest = GenerationManifest {
            format: FORMAT_VERSION,
            schema: manifest::schema_checksum(),
            products: 0,
            source: source.to_owned(),
            source_checksum: source_checksum.to_owned(),
            origin,
            files: BTreeMap::new(),
            checksum: String::new(),
        };
        let access = FilePermissions::from_root(layout.root());
        // A rollback has the corrections of the generation whose records it has, a bundle those that came with it; what
        // is mended has its own.
        let earlier = match &manifest.origin {
            Some(origin) if !manifest.is_mended() => match origin.how {
                OriginKind::Rollback(to) => Some(to),
                OriginKind::Bundle(_) => None,
                _ => self.base_generation,
            },
            _ => self.base_generation,
        };
        let corrections = correction_log::extend_log(layout, earlier, corrections, number);
        let built = corrections
            .and_then(|log| write_generation(&building, access, products, manifest, &log))
            .and_then(|()| verify_generation(&building).map(|_| ()))
            .and_then(|()| rename_over(&building, &generation).map_err(Error::io_at(&generation)))
            .and_then(|()| sync_folder(layout.root()))
            .and_then(|()| pointer::point_to_generation(layout, number));
        if let Err(error) = built {
            let _ = fs::remove_dir_all(&building);
            if self.layout.pointed_generation().ok().flatten() != Some(number) {
                let _ = fs::remove_dir_all(&generation);
            }
            return Err(error);
        }
        self.prune_generations(number);
        Ok(number)
    }

    /// Removes generations that are neither among the newest nor young. A folder that cannot be removed stays.
    fn prune_generations(&self, newest: u64) {
        let modified = |number: u64| -> Option<SystemTime> {
            let manifest = self
                .layout
                .generation_folder(number)
                .join(manifest::MANIFEST_FILE);
            fs::metadata(manifest).ok()?.modified().ok()
        };
        let Some(now) = modified(newest) else { return };
        for number in self
            .layout
            .generation_numbers()
            .unwrap_or_default()
            .into_iter()
            .skip(MIN_KEPT_GENERATIONS)
        {
            let age = modified(number).and_then(|then| now.duration_since(then).ok());
            if age.is_some_and(|age| age > MIN_REMOVAL_AGE) {
                let leaving = self.layout.leaving_folder(number);
                // Renamed first, so that no reader opens half a generation.
                if fs::rename(self.layout.generation_folder(number), &leaving).is_ok() {
                    let _ = fs::remove_dir_all(&leaving);
                }
            }
        }
    }
}

fn write_generation<P: Borrow<Product> + Send>(
    folder: &Path,
    access: FilePermissions,
    products: impl Iterator<Item = Result<P>>,
    mut manifest: GenerationManifest,
    corrections: &str,
) -> Result<()> {
    let index = folder.join(INDEX_FOLDER);
    // Not what somebody put there: a new folder.
    fs::create_dir(folder).map_err(Error::io_at(folder))?;
    let records = folder.join(RECORDS_FILE);
    let (first_pass, sum) = write_records(products, &records)?;
    manifest.products = first_pass.record_ends.len();
    manifest.files.insert(RECORDS_FILE.to_owned(), sum);
    if !corrections.is_empty() {
        let path = folder.join(CORRECTIONS_FILE);
        fs::write(&path, corrections).map_err(Error::io_at(&path))?;
        finalize_file(&path, access)?;
        let sum = checksum::checksum_bytes(corrections.as_bytes());
        manifest.files.insert(CORRECTIONS_FILE.to_owned(), sum);
    }
    let source = IndexSource {
        first_pass,
        records: StoredRecords::File(fs::File::open(&records).map_err(Error::io_at(&records))?),
        path: records.clone(),
    };
    let parts = folder.join(PARTS_FOLDER);
    let scratch = |number: usize| create_index_directory(&parts.join(number.to_string()));
    let directory = create_index_directory(&index)?;
    let work = || build::build_index(&source, directory, &scratch);
    // Syncing the records mostly waits for the disk.
    let (finalized, built) = do_both(|| finalize_file(&records, access), work);
    built.map_err(|error| error.into_build_error(&index))?;
    finalized?;
    drop(source);
    let _ = fs::remove_dir_all(&parts);
    for entry in fs::read_dir(&index).map_err(Error::io_at(&index))? {
        let entry = entry.map_err(Error::io_at(&index))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let sum = checksum::checksum_file(&path).map_err(Error::io_at(&path))?;
        manifest.files.insert(format!("{INDEX_FOLDER}/{name}"), sum);
        finalize_file(&path, access)?;
    }
    let text = manifest.with_checksum()?.to_json()?;
    for name in [manifest::MANIFEST_COPY_FILE, manifest::MANIFEST_FILE] {
        let path = folder.join(name);
        fs::write(&path, &text).map_err(Error::io_at(&path))?;
        finalize_file(&path, access)?;
    }
    for folder in [&index, folder] {
        access
            .apply_to_folder(folder)
            .map_err(Error::io_at(folder))?;
        sync_folder(folder)?;
    }
    Ok(())
}

/// Creates a folder for an index.
fn create_index_directory(folder: &Path) -> Result<Box<dyn Directory>> {
    fs::create_dir_all(folder).map_err(Error::io_at(folder))?;
    Ok(Box::new(BuildingDirectory::open(folder)?))
}

/// Writes the records during the first pass over them. The checksum is of the bytes that were to be written, not of
/// what is on the disk.
fn write_records<P: Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    path: &Path,
) -> Result<(FirstPassResult, String)> {
    let file = fs::File::create(path).map_err(Error::io_at(path))?;
    let mut out = BufWriter::with_capacity(WRITE_BUFFER_BYTES, ChecksumWriter::new(file));
    let first_pass = run_first_pass(products, path, &mut out)?;
    let out = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error);
    let (sum, _) = out.map_err(Error::io_at(path))?.into_parts();
    Ok((first_pass, sum))
}

/// Sets a file's permissions and makes it durable.
fn finalize_file(path: &Path, access: FilePermissions) -> Result<()> {
    // Some systems sync only files opened for writing.
    let file = fs::OpenOptions::new().write(true).open(path);
    let file = file.map_err(Error::io_at(path))?;
    access.apply_to_file(path).map_err(Error::io_at(path))?;
    file.sync_all().map_err(Error::io_at(path))
}
