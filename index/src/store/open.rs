//! Opening a catalogue: verify first, and on any doubt rebuild from the records or step back.
//!
//! The way down: the generation in use; its records when only the index is doubtful; an older
//! generation; the built-in products where they were in use. Every step down is a [`Notice`]. Must not:
//! write a generation's files, or stay silent about a doubt.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use tantivy::Index;

use super::layout::Layout;
use super::manifest::{self, FORMAT, INDEX, Manifest, RECORDS};
use super::readonly::{IN_MEMORY, ReadOnly};
use super::{build, checksum, publish};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::{builtin, jsonl};

/// Something the person should know about how the catalogue was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        reason: String,
    },
    /// An older generation is shown.
    SteppedBack {
        /// The generation shown.
        generation: u64,
        /// The doubt about the newest.
        reason: String,
    },
    /// The folder cannot be written; the catalogue lives in memory.
    InMemory {
        /// Why.
        reason: String,
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
    let layout = Layout::new(data_dir);
    let built_in = builtin::checksum();
    let Some(number) = layout
        .current_number()
        .or_else(|| layout.numbers().first().copied())
    else {
        return publish_built_in(data_dir, day, |products| Notice::Built { products });
    };
    match whole(&layout, number, day) {
        Ok((_, manifest))
            if manifest.source == builtin::NAME && manifest.source_checksum != built_in =>
        {
            publish_built_in(data_dir, day, |products| Notice::Renewed { products })
        }
        Ok((catalog, manifest)) => Ok(Opened {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: Vec::new(),
        }),
        Err(doubt) => recover(data_dir, &layout, number, day, &doubt),
    }
}

/// Verifies every file of a generation against its manifest.
pub fn verify(generation: &Path) -> Result<Manifest> {
    let manifest = Manifest::read(generation)?;
    manifest.check(generation, RECORDS)?;
    for name in manifest.index_files() {
        manifest.check(generation, name)?;
    }
    Ok(manifest)
}

/// A generation that is whole in every respect.
fn whole(layout: &Layout, number: u64, day: Date) -> Result<(Catalog, Manifest)> {
    let generation = layout.generation(number);
    let manifest = verify(&generation)?;
    if manifest.format != FORMAT || manifest.schema != manifest::schema() {
        return Err(Error::damaged(
            &generation,
            format!("written in format {} by another version", manifest.format),
        ));
    }
    let folder = generation.join(INDEX);
    let size: u64 = fs::read_dir(&folder)
        .map_err(Error::io(&folder))?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|metadata| metadata.len())
        .sum();
    let index = Index::open(ReadOnly::new(&folder, size <= IN_MEMORY)?)?;
    let catalog = Catalog::open(&index, day)?;
    if catalog.len() != manifest.products {
        return Err(Error::damaged(
            &generation,
            format!(
                "{} products, the manifest says {}",
                catalog.len(),
                manifest.products
            ),
        ));
    }
    Ok((catalog, manifest))
}

/// The way down from a doubtful generation.
fn recover(
    data_dir: &Path,
    layout: &Layout,
    number: u64,
    day: Date,
    doubt: &Error,
) -> Result<Opened> {
    let reason = doubt.to_string();
    if let Ok((products, source)) = records(&layout.generation(number)) {
        let sum = format!(
            "rebuilt {}",
            checksum::of_bytes(jsonl::write(&products)?.as_bytes())
        );
        let sum = if source == builtin::NAME {
            builtin::checksum()
        } else {
            sum
        };
        return settle(
            data_dir,
            &products,
            (&source, &sum),
            day,
            Notice::Rebuilt { reason },
        );
    }
    for older in layout
        .numbers()
        .into_iter()
        .filter(|older| *older != number)
    {
        if let Ok((catalog, manifest)) = whole(layout, older, day) {
            return Ok(Opened {
                catalog,
                generation: Some(older),
                manifest: Some(manifest),
                notices: vec![Notice::SteppedBack {
                    generation: older,
                    reason,
                }],
            });
        }
    }
    let source = Manifest::read(&layout.generation(number)).map(|manifest| manifest.source);
    if source.is_ok_and(|source| source != builtin::NAME) {
        return Err(Error::damaged(&layout.generation(number), reason));
    }
    publish_built_in(data_dir, day, |_| Notice::Rebuilt { reason })
}

/// The records of a generation, if they are whole.
fn records(generation: &Path) -> Result<(Vec<Product>, String)> {
    let manifest = Manifest::read(generation)?;
    manifest.check(generation, RECORDS)?;
    let path = generation.join(RECORDS);
    let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
    Ok((jsonl::read(&path, &text)?, manifest.source))
}

fn publish_built_in(
    data_dir: &Path,
    day: Date,
    notice: impl FnOnce(usize) -> Notice,
) -> Result<Opened> {
    let products = builtin::products()?;
    let notice = notice(products.len());
    let source = (builtin::NAME, &*builtin::checksum());
    settle(data_dir, &products, source, day, notice)
}

/// Publishes and opens; where the folder cannot be written, the catalogue lives in memory.
fn settle(
    data_dir: &Path,
    products: &[Product],
    (source, sum): (&str, &str),
    day: Date,
    notice: Notice,
) -> Result<Opened> {
    let published = publish(data_dir, products, source, sum).and_then(|number| {
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
            let reason = error.to_string();
            let in_memory = Notice::InMemory { reason };
            let notices = match notice {
                // Nothing was kept, so only one thing is true.
                Notice::Built { .. } => vec![in_memory],
                _ => vec![notice, in_memory],
            };
            Ok(Opened {
                catalog: build::in_memory(products, day)?,
                generation: None,
                manifest: None,
                notices,
            })
        }
    }
}
