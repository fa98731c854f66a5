//! From products to an index: documents in alphabetical order, one segment, one thread.
//!
//! Must not: know generations; the directory is given.

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

/// Writes the index of these products.
pub(super) fn index(
    products: &[Product],
    directory: impl Into<Box<dyn Directory>>,
) -> Result<Index> {
    let fields = Fields::new();
    let builder: IndexBuilder = Index::builder().schema(fields.schema.clone());
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> =
        builder.single_segment_index_writer(directory, BUDGET)?;
    let mut order: Vec<(Vec<u8>, &Product, bool)> = products
        .iter()
        .zip(change::doubled(products))
        .map(|(product, doubled)| (collate::key(&product.name), product, doubled))
        .collect();
    order.sort_by(|(a, p, _), (b, q, _)| a.cmp(b).then_with(|| p.id.cmp(&q.id)));
    for (_, product, doubled) in order {
        let record = serde_json::to_string(product).map_err(|error| Error::Io {
            path: product.id.clone().into(),
            source: error.into(),
        })?;
        writer.add_document(fields.document(product, &record, doubled))?;
    }
    Ok(writer.finalize()?)
}

/// A catalogue that lives in memory only: for a folder that cannot be written, and for tests.
pub fn in_memory(products: &[Product], day: Date) -> Result<Catalog> {
    Catalog::open(&index(products, RamDirectory::create())?, day)
}
