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

use super::layout::Layout;
use super::manifest::{self, FORMAT, INDEX, Manifest, RECORDS};
use super::publish::publish_all;
use super::readonly::{IN_MEMORY, ReadOnly};
use super::{build, checksum};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::{builtin, jsonl};

/// Something the person should know about how the catalogue was opened.
#[derive(Clone, Debug)]
pub enum Notice {
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
pub struct Opened {
    /// The catalogue.
    pub catalog: Catalog,
    /// The generation shown; `None` when it lives in memory.
    pub generation: Option<u64>,
    /// Its manifest, if it has one.
    pub manifest: Option<Manifest>,
    /// What the person should know.
    pub notices: Vec<Notice>,
}

/// Opens the catalogue of a data folder for a day; builds the built-in one where there is none.
pub fn open(data_dir: &Path, day: Date) -> Result<Opened> {
    open_in(Folder(data_dir, true), day)
}

/// The same without writing anything: what would have to be built lives in memory.
pub fn open_only(data_dir: &Path, day: Date) -> Result<Opened> {
    open_in(Folder(data_dir, false), day)
}

/// A data folder, and whether it may be written.
#[derive(Clone, Copy)]
struct Folder<'a>(&'a Path, bool);

fn open_in(folder: Folder<'_>, day: Date) -> Result<Opened> {
    let data_dir = folder.0;
    let layout = Layout::new(data_dir);
    let Some(number) = layout.in_use()? else {
        return publish_built_in(folder, day, |products| Notice::Built { products });
    };
    match whole(&layout, number, day) {
        Ok((_, manifest)) if is_old_built_in(&manifest) => {
            publish_built_in(folder, day, |products| Notice::Renewed { products })
        }
        Ok((catalog, manifest)) => Ok(Opened {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: Vec::new(),
        }),
        // What may not be read, or what only a newer program understands, is not ours to mend.
        Err(error) if error.is_refusal() || matches!(error, Error::Newer { .. }) => Err(error),
        Err(doubt) => recover(folder, &layout, number, day, Arc::new(doubt)),
    }
}

/// True for built-in products of another version of the program.
fn is_old_built_in(manifest: &Manifest) -> bool {
    manifest.source == builtin::NAME && manifest.source_checksum != builtin::checksum()
}

/// Verifies every file of a generation against its manifest.
pub fn verify(generation: &Path) -> Result<Manifest> {
    let manifest = Manifest::read(generation)?;
    let index = manifest.index_files();
    let all: Vec<&str> = std::iter::once(RECORDS).chain(index).collect();
    manifest.check_all(generation, &all)?;
    Ok(manifest)
}

/// Whether the records of a damaged generation can be had all the same: opening or importing then mends it.
pub fn is_mendable(data_dir: &Path, number: u64) -> bool {
    let generation = Layout::new(data_dir).generation(number);
    records(&generation).is_some()
        || Manifest::read(&generation).is_ok_and(|manifest| {
            manifest.source == builtin::NAME || index_of(&generation, manifest, Date::MIN).is_ok()
        })
}

/// The file of an index with the texts of its products: most of its bytes, and none that opening reads.
const TEXTS: &str = ".store";

/// A generation whose index is whole, open. Of its records only the length is looked at: nothing is read from
/// them here, and who reads them verifies them.
pub(super) fn whole(layout: &Layout, number: u64, day: Date) -> Result<(Catalog, Manifest)> {
    let generation = layout.generation(number);
    let manifest = Manifest::read(&generation)?;
    manifest.check_length(&generation, RECORDS)?;
    index_of(&generation, manifest, day)
}

/// The index of a generation, open when it is whole, whatever its records are.
pub(super) fn index_of(
    generation: &Path,
    manifest: Manifest,
    day: Date,
) -> Result<(Catalog, Manifest)> {
    if manifest.format != FORMAT || manifest.schema != manifest::schema() {
        return Err(Error::damaged(
            generation,
            format!("written in format {} by another version", manifest.format),
        ));
    }
    let folder = generation.join(INDEX);
    let size: u64 = fs::read_dir(&folder)
        .map_err(Error::io(&folder))?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|metadata| metadata.len())
        .sum();
    let (texts, others): (Vec<&str>, Vec<&str>) = manifest
        .index_files()
        .partition(|name| name.ends_with(TEXTS));
    // What tantivy takes apart is verified before it does; the texts meanwhile.
    manifest.check_all(generation, &others)?;
    let (texts, catalog) = thread::scope(|scope| {
        let check = || manifest.check_all(generation, &texts);
        let thread = thread::Builder::new().spawn_scoped(scope, check);
        let catalog = open_index(&folder, size <= IN_MEMORY, day);
        let texts = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => check(),
        };
        (texts, catalog)
    });
    texts?;
    let catalog = catalog?;
    if catalog.len() != manifest.products {
        return Err(Error::damaged(
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
    Catalog::open(&Index::open(ReadOnly::new(folder, in_memory)?)?, day)
}

/// The way down from a doubtful generation.
fn recover(
    folder: Folder<'_>,
    layout: &Layout,
    number: u64,
    day: Date,
    doubt: Arc<Error>,
) -> Result<Opened> {
    let generation = layout.generation(number);
    if let Some((source, sum)) = records(&generation) {
        let notice = Notice::Rebuilt { doubt };
        if source == builtin::NAME {
            return publish_built_in(folder, day, |_| notice);
        }
        let path = generation.join(RECORDS);
        let source = (source.as_str(), &*format!("rebuilt {sum}"));
        return settle(folder, || jsonl::each(&path), source, day, notice);
    }
    let indexed = Manifest::read(&generation);
    if let Ok((catalog, manifest)) = indexed.and_then(|known| index_of(&generation, known, day)) {
        let notice = Notice::Restored { doubt };
        if manifest.source == builtin::NAME {
            return publish_built_in(folder, day, |_| notice);
        }
        let source = (manifest.source.as_str(), &*format!("restored {number}"));
        return settle(folder, || Ok(catalog.products()), source, day, notice);
    }
    for older in layout.numbers()? {
        if older == number {
            continue;
        }
        if let Ok((catalog, manifest)) = whole(layout, older, day) {
            return Ok(Opened {
                catalog,
                generation: Some(older),
                manifest: Some(manifest),
                notices: vec![Notice::SteppedBack {
                    generation: older,
                    doubt,
                }],
            });
        }
    }
    match Manifest::read(&generation) {
        Ok(manifest) if manifest.source == builtin::NAME => {
            publish_built_in(folder, day, |_| Notice::Rebuilt { doubt })
        }
        _ => Err(Error::Broken {
            path: generation,
            cause: doubt,
        }),
    }
}

/// Where the records of a generation come from and their checksum, as far as they can be trusted: verified, or,
/// where the manifest itself is damaged, readable from the first line to the last.
fn records(generation: &Path) -> Option<(String, String)> {
    let path = generation.join(RECORDS);
    let source = match Manifest::read(generation) {
        Ok(manifest) => {
            manifest.check(generation, RECORDS).ok()?;
            manifest.source
        }
        Err(_) => RECORDS.to_owned(),
    };
    let mut products = 0;
    for product in jsonl::each(&path).ok()? {
        product.ok()?;
        products += 1;
    }
    if products == 0 {
        return None;
    }
    let sum = checksum::of_file(&path).ok()?;
    let built_in = builtin::products().and_then(|products| jsonl::write(&products));
    let is_built_in = built_in.is_ok_and(|known| checksum::of_bytes(known.as_bytes()) == sum);
    let source = if is_built_in {
        builtin::NAME.to_owned()
    } else {
        source
    };
    Some((source, sum))
}

fn publish_built_in(
    folder: Folder<'_>,
    day: Date,
    notice: impl FnOnce(usize) -> Notice,
) -> Result<Opened> {
    let products = builtin::products()?;
    let notice = notice(products.len());
    let source = (builtin::NAME, &*builtin::checksum());
    settle(folder, || Ok(products.iter().map(Ok)), source, day, notice)
}

/// Publishes and opens; where the folder cannot be written, the catalogue lives in memory.
fn settle<P: Borrow<Product> + Send, I: Iterator<Item = Result<P>>>(
    Folder(data_dir, may_write): Folder<'_>,
    products: impl Fn() -> Result<I>,
    (source, sum): (&str, &str),
    day: Date,
    notice: Notice,
) -> Result<Opened> {
    let published = products()
        .and_then(|products| {
            let refused = || Error::io(data_dir)(io::ErrorKind::ReadOnlyFilesystem.into());
            may_write.then_some(products).ok_or_else(refused)
        })
        .and_then(|products| publish_all(data_dir, products, source, sum))
        .and_then(|number| {
            let (catalog, manifest) = whole(&Layout::new(data_dir), number, day)?;
            Ok((number, catalog, manifest))
        });
    match published {
        Ok((number, catalog, manifest)) => Ok(Opened {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: vec![notice],
        }),
        Err(error) => {
            let cause = Arc::new(error);
            let in_memory = Notice::InMemory { cause };
            let notices = match notice {
                // Nothing was kept, so only one thing is true.
                Notice::Built { .. } => vec![in_memory],
                _ => vec![notice, in_memory],
            };
            Ok(Opened {
                catalog: build::of_all(products()?, day)?,
                generation: None,
                manifest: None,
                notices,
            })
        }
    }
}
