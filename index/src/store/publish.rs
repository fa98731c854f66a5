//! Publishing a generation: built beside the others, verified, named by a rename, then pointed to.
//!
//! A kill at any moment leaves the old generation or the new one in use, never a mixture; an error removes
//! what was built. Must not: touch a published generation, but for removing the oldest.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use tantivy::Directory;
use tantivy::directory::MmapDirectory;

use super::access::{Access, make_root};
use super::build::Source;
use super::checksum::Summed;
use super::layout::{Layout, sync_folder};
use super::lock::WriterLock;
use super::manifest::{self, FORMAT, INDEX, Manifest, Origin, RECORDS};
use super::survey::{Survey, survey};
use super::text::Text;
use super::{build, checksum};
use crate::error::{Error, Result};
use crate::product::Product;

/// How long a writer of the built-in products waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of records that are written at a time.
const BUFFER: usize = 1 << 18;

/// The folder of a large index's parts, while it is built.
const PARTS: &str = "parts";

/// Generations that are kept at least.
const KEPT: usize = 10;

/// A generation this much older than the newest may go; readers and people may still look at younger ones.
const YOUNG: Duration = Duration::from_secs(24 * 3600);

/// Publishes these products as the next generation and returns its number.
///
/// `source` says where they come from; `source_checksum` tells whether that has changed since. The products
/// are taken one by one and not kept.
pub fn publish(
    data_dir: &Path,
    products: impl IntoIterator<Item: Borrow<Product> + Send>,
    source: &str,
    source_checksum: &str,
) -> Result<u64> {
    let products = products.into_iter().map(Ok);
    publish_all(data_dir, products, source, source_checksum)
}

/// The same of products of which one may be unreadable; then nothing is published.
pub(super) fn publish_all<P: Borrow<Product> + Send>(
    data_dir: &Path,
    products: impl Iterator<Item = Result<P>>,
    source: &str,
    source_checksum: &str,
) -> Result<u64> {
    let writer = Writer::take(data_dir, PATIENCE, "ocop")?;
    // Another process may have published the same while this one waited.
    if let Some(number) = writer.base
        && let Ok((_, manifest)) = super::open::whole(&writer.layout, number, Date::MIN)
        && manifest.source_checksum == source_checksum
    {
        return Ok(number);
    }
    writer.publish_all(products, source, source_checksum, None)
}

/// The right to write a catalogue, held from the look at what is there to the publishing.
#[derive(Debug)]
pub struct Writer {
    layout: Layout,
    base: Option<u64>,
    _lock: WriterLock,
}

impl Writer {
    /// Whether the right is to be had at all, by whoever has to wait for it: the folder can be written.
    pub fn is_possible(data_dir: &Path) -> Result<()> {
        let layout = Layout::new(data_dir);
        make_root(&layout)?;
        super::lock::open(&layout).map(|_| ())
    }

    /// Takes the right at once, or says who has it. `holder` is told to others: who, since when.
    pub fn open(data_dir: &Path, holder: &str) -> Result<Self> {
        Self::take(data_dir, Duration::ZERO, holder)
    }

    fn take(data_dir: &Path, patience: Duration, holder: &str) -> Result<Self> {
        let layout = Layout::new(data_dir);
        make_root(&layout)?;
        let lock = WriterLock::take(&layout, patience, holder)?;
        Ok(Self {
            base: layout.in_use()?,
            layout,
            _lock: lock,
        })
    }

    /// The generation in use; nobody else can change it now.
    pub fn base(&self) -> Option<u64> {
        self.base
    }

    /// Publishes these products as the next generation and returns its number. They are taken one by one and
    /// not kept.
    pub fn publish(
        &self,
        products: impl IntoIterator<Item: Borrow<Product> + Send>,
        source: &str,
        source_checksum: &str,
        origin: Option<Origin>,
    ) -> Result<u64> {
        let products = products.into_iter().map(Ok);
        self.publish_all(products, source, source_checksum, origin)
    }

    fn publish_all<P: Borrow<Product> + Send>(
        &self,
        products: impl Iterator<Item = Result<P>>,
        source: &str,
        source_checksum: &str,
        origin: Option<Origin>,
    ) -> Result<u64> {
        let layout = &self.layout;
        let number = layout.numbers()?.first().map_or(1, |newest| newest + 1);
        let building = layout.building(number);
        let generation = layout.generation(number);
        let _ = fs::remove_dir_all(&building);
        let manifest = Manifest {
            format: FORMAT,
            schema: manifest::schema(),
            products: 0,
            source: source.to_owned(),
            source_checksum: source_checksum.to_owned(),
            origin,
            files: BTreeMap::new(),
            checksum: String::new(),
        };
        let access = Access::of(layout.root());
        let built = write(&building, access, products, manifest)
            .and_then(|()| super::open::verify(&building).map(|_| ()))
            .and_then(|()| fs::rename(&building, &generation).map_err(Error::io(&generation)))
            .and_then(|()| sync_folder(layout.root()))
            .and_then(|()| layout.set_current(number));
        if let Err(error) = built {
            let _ = fs::remove_dir_all(&building);
            if self.layout.current_number().ok().flatten() != Some(number) {
                let _ = fs::remove_dir_all(&generation);
            }
            return Err(error);
        }
        self.prune(number);
        Ok(number)
    }

    /// Removes generations that are neither among the newest nor young. A folder that cannot be removed
    /// harms nobody.
    fn prune(&self, newest: u64) {
        let changed = |number: u64| -> Option<SystemTime> {
            let manifest = self.layout.generation(number).join(manifest::FILE);
            fs::metadata(manifest).ok()?.modified().ok()
        };
        let Some(now) = changed(newest) else { return };
        for number in self
            .layout
            .numbers()
            .unwrap_or_default()
            .into_iter()
            .skip(KEPT)
        {
            let age = changed(number).and_then(|then| now.duration_since(then).ok());
            if age.is_some_and(|age| age > YOUNG) {
                let leaving = self.layout.leaving(number);
                // By name first, so that no reader meets half a generation.
                if fs::rename(self.layout.generation(number), &leaving).is_ok() {
                    let _ = fs::remove_dir_all(&leaving);
                }
            }
        }
    }
}

fn write<P: Borrow<Product> + Send>(
    folder: &Path,
    access: Access,
    products: impl Iterator<Item = Result<P>>,
    mut manifest: Manifest,
) -> Result<()> {
    let index = folder.join(INDEX);
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let records = folder.join(RECORDS);
    let (survey, sum) = write_records(products, &records)?;
    manifest.products = survey.ends.len();
    manifest.files.insert(RECORDS.to_owned(), sum);
    let source = Source {
        survey,
        text: Text::File(fs::File::open(&records).map_err(Error::io(&records))?),
        path: records.clone(),
    };
    let parts = folder.join(PARTS);
    let scratch = |number: usize| directory(&parts.join(number.to_string()));
    build::index(&source, directory(&index)?, &scratch)
        .map_err(|error| error.of_building(&index))?;
    drop(source);
    let _ = fs::remove_dir_all(&parts);
    for entry in fs::read_dir(&index).map_err(Error::io(&index))? {
        let entry = entry.map_err(Error::io(&index))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        // tantivy's lock files; a generation needs none.
        if path
            .extension()
            .is_some_and(|extension| extension == "lock")
        {
            fs::remove_file(&path).map_err(Error::io(&path))?;
            continue;
        }
        let sum = checksum::of_file(&path).map_err(Error::io(&path))?;
        manifest.files.insert(format!("{INDEX}/{name}"), sum);
        settle(&path, access)?;
    }
    let path = folder.join(manifest::FILE);
    fs::write(&path, manifest.sealed()?.text()?).map_err(Error::io(&path))?;
    settle(&records, access)?;
    settle(&path, access)?;
    for folder in [&index, folder] {
        access.give_folder(folder).map_err(Error::io(folder))?;
        sync_folder(folder)?;
    }
    Ok(())
}

/// A folder for an index.
fn directory(folder: &Path) -> Result<Box<dyn Directory>> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    Ok(Box::new(directory))
}

/// Writes the records and surveys them on the way; tells their checksum, which is that of what was meant.
fn write_records<P: Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    path: &Path,
) -> Result<(Survey, String)> {
    let file = fs::File::create(path).map_err(Error::io(path))?;
    let mut out = BufWriter::with_capacity(BUFFER, Summed::new(file));
    let survey = survey(products, path, &mut out)?;
    let out = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error);
    let (sum, _) = out.map_err(Error::io(path))?.finish();
    Ok((survey, sum))
}

/// Makes a file durable, and gives it its rights.
fn settle(path: &Path, access: Access) -> Result<()> {
    // Writing rights are needed to make it durable on some systems.
    let file = fs::OpenOptions::new().write(true).open(path);
    let file = file.map_err(Error::io(path))?;
    access.give_file(path).map_err(Error::io(path))?;
    file.sync_all().map_err(Error::io(path))
}
