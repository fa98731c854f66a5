//! From products to an index: documents in alphabetical order, one segment, two threads.
//!
//! One thread takes texts apart into documents, the other puts them into the index; what crosses between
//! them is bounded. Must not: know generations; the directory is given.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::civil::Date;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::index::IndexBuilder;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::{Index, TantivyDocument};

use crate::change;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::search::schema::Fields;
use crate::vietnamese::collate;

/// Memory the writer starts with, in bytes.
const BUDGET: usize = 15 << 20;

/// Documents that wait to be put into the index.
const WAITING: usize = 1024;

/// Writes the index of these products.
pub(super) fn index(
    products: &[Product],
    directory: impl Into<Box<dyn Directory>>,
) -> Result<Index> {
    let fields = Fields::new();
    let builder: IndexBuilder = Index::builder().schema(fields.schema.clone());
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> =
        builder.single_segment_index_writer(directory, BUDGET)?;
    let order = in_order(products);
    thread::scope(|scope| {
        let (sender, documents) = sync_channel(WAITING);
        let prepare = move || {
            for (product, doubled) in order {
                // A writer that failed takes no more.
                if sender.send(document(&fields, product, doubled)).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().spawn_scoped(scope, prepare);
        thread.map_err(Error::io(Path::new("thread")))?;
        for document in documents {
            writer.add_document(document?)?;
        }
        Ok::<(), Error>(())
    })?;
    Ok(writer.finalize()?)
}

/// The products in the order of their names, each with whether another may be the same.
fn in_order(products: &[Product]) -> Vec<(&Product, bool)> {
    let (doubled, mut order) = thread::scope(|scope| {
        let doubled = thread::Builder::new().spawn_scoped(scope, || change::doubled(products));
        let mut order: Vec<(Vec<u8>, usize)> = products
            .iter()
            .enumerate()
            .map(|(number, product)| (collate::key(&product.name), number))
            .collect();
        order
            .sort_by(|(a, p), (b, q)| a.cmp(b).then_with(|| products[*p].id.cmp(&products[*q].id)));
        // Where there is no second thread, this one does it.
        let doubled = match doubled {
            Ok(thread) => thread.join().unwrap_or_default(),
            Err(_) => change::doubled(products),
        };
        (doubled, order)
    });
    let doubled = |number: usize| doubled.get(number).copied().unwrap_or(false);
    order
        .drain(..)
        .map(|(_, number)| (&products[number], doubled(number)))
        .collect()
}

fn document(fields: &Fields, product: &Product, doubled: bool) -> Result<TantivyDocument> {
    let record = serde_json::to_string(product).map_err(|error| Error::Io {
        path: product.id.clone().into(),
        source: error.into(),
    })?;
    Ok(fields.document(product, &record, doubled))
}

/// A catalogue that lives in memory only: for a folder that cannot be written, and for tests.
pub fn in_memory(products: &[Product], day: Date) -> Result<Catalog> {
    Catalog::open(&index(products, RamDirectory::create())?, day)
}
