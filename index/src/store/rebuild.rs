//! Publishes what a recovery or a first start found and opens it; in memory where nothing can be written now.
//!
//! Nobody waits for the lock of another writer before something is shown: a generation that is to be mended is mended
//! by whoever comes next. Only a first start waits for a moment, since the other one most likely builds the same.

use std::borrow::Borrow;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::build;
use super::generation::open_generation;
use super::layout::StoreLayout;
use super::manifest::{GenerationManifest, GenerationOrigin};
use super::notice::CatalogNotice;
use super::publish::publish_product_results;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::source::builtin;

/// How long a first start waits for another process, which most likely builds the same products.
const FIRST_START_PATIENCE: Duration = Duration::from_secs(1);

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

/// A data folder, and whether it may be written.
#[derive(Clone, Copy)]
pub(super) struct DataFolder<'a> {
    pub(super) path: &'a Path,
    pub(super) is_writable: bool,
}

/// Where products come from that are published again.
pub(super) struct ProductSource<'a> {
    /// The name of the source.
    pub(super) name: &'a str,
    /// Its version.
    pub(super) version: &'a str,
    /// Who made the generation that is mended, how and when.
    pub(super) origin: Option<GenerationOrigin>,
}

/// Publishes the built-in products and opens them.
pub(super) fn publish_built_in(
    folder: DataFolder<'_>,
    day: Date,
    notice: impl FnOnce(usize) -> CatalogNotice,
) -> Result<OpenedCatalog> {
    let products = builtin::load_products()?;
    let notice = notice(products.len());
    let source = ProductSource {
        name: builtin::NAME,
        version: &builtin::data_checksum(),
        origin: None,
    };
    publish_and_open(folder, || Ok(products.iter().map(Ok)), source, day, notice)
}

/// Publishes products and opens the new generation; in memory where the folder cannot be written now.
pub(super) fn publish_and_open<P: Borrow<Product> + Send, I: Iterator<Item = Result<P>>>(
    folder: DataFolder<'_>,
    products: impl Fn() -> Result<I>,
    source: ProductSource<'_>,
    day: Date,
    notice: CatalogNotice,
) -> Result<OpenedCatalog> {
    let patience = match notice {
        CatalogNotice::Built { .. } => FIRST_START_PATIENCE,
        _ => Duration::ZERO,
    };
    let published = products()
        .and_then(|products| {
            let refused = || Error::io_at(folder.path)(io::ErrorKind::ReadOnlyFilesystem.into());
            folder.is_writable.then_some(products).ok_or_else(refused)
        })
        .and_then(|products| publish_product_results(folder.path, products, source, patience))
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
        Err(error) => Ok(OpenedCatalog {
            catalog: build::build_in_memory_from_results(products()?, day)?,
            generation: None,
            manifest: None,
            notices: describe_in_memory(notice, Arc::new(error)),
        }),
    }
}

/// The notices of a catalogue that was to be published and is in memory.
fn describe_in_memory(notice: CatalogNotice, cause: Arc<Error>) -> Vec<CatalogNotice> {
    let is_busy = matches!(*cause, Error::Busy { .. });
    match notice {
        CatalogNotice::Rebuilt { doubt } | CatalogNotice::Restored { doubt } if is_busy => {
            vec![CatalogNotice::RebuiltInMemory { doubt, cause }]
        }
        // Nothing was written, so the first notice would be wrong.
        CatalogNotice::Built { .. } => vec![CatalogNotice::InMemory { cause }],
        _ => vec![notice, CatalogNotice::InMemory { cause }],
    }
}
