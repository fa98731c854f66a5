//! Builds the index of a catalogue's records: documents in alphabetical order, one segment, two threads.
//!
//! Up to [`PRODUCTS_PER_PART`] products, one thread reads records in that order and makes documents, the other adds
//! them to the index; the channel between them is bounded. More products are built in parts, consecutive in the
//! alphabet and two at a time, and merged in that order, so that a catalogue of any size needs the memory of two
//! parts. Must not: know generations; the directories are given.

use std::borrow::Borrow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::civil::Date;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::indexer::{SingleSegmentIndexWriter, merge_filtered_segments};
use tantivy::{Index, IndexSettings, TantivyDocument};

use super::first_pass::{FirstPassResult, SortedProduct, run_first_pass};
use super::stored_records::StoredRecords;
use crate::clean;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::search::columns::document::DocumentBuilder;
use crate::source::record_lines;

/// Memory a writer starts with, in bytes.
const WRITER_MEMORY_BYTES: usize = 15 << 20;

/// Products of a part. A writer holds the postings of all its documents in memory, some 400 bytes a product.
const PRODUCTS_PER_PART: usize = 250_000;

/// Documents sent at a time.
const BATCH_SIZE: usize = 64;

/// Batches that may wait for the index writer.
const MAX_WAITING_BATCHES: usize = 8;

/// The records of an index.
pub(super) struct IndexSource {
    /// The offset of each record, and their order.
    pub(super) first_pass: FirstPassResult,
    pub(super) records: StoredRecords,
    /// The path that errors name.
    pub(super) path: PathBuf,
}

/// Makes the directory for the index of a part, by its number, until the parts are merged.
pub(super) type PartDirectoryFactory<'a> = &'a (dyn Fn(usize) -> Result<Box<dyn Directory>> + Sync);

/// Writes the index of these records.
pub(super) fn build_index(
    source: &IndexSource,
    directory: Box<dyn Directory>,
    scratch: PartDirectoryFactory<'_>,
) -> Result<()> {
    build_index_in_parts(source, PRODUCTS_PER_PART, directory, scratch)
}

fn build_index_in_parts(
    source: &IndexSource,
    products_per_part: usize,
    directory: Box<dyn Directory>,
    scratch: PartDirectoryFactory<'_>,
) -> Result<()> {
    let order = &source.first_pass.sorted_products;
    let parts = order.len().div_ceil(products_per_part);
    if parts < 2 {
        return build_whole(source, directory);
    }
    let parts: Vec<&[SortedProduct]> = order.chunks(order.len().div_ceil(parts)).collect();
    let finished: Vec<OnceLock<Result<Index>>> = parts.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let build = || {
        while let Some((number, part)) = get_numbered(&parts, next.fetch_add(1, Ordering::Relaxed))
        {
            let index = scratch(number).and_then(|directory| build_part(source, part, directory));
            let _ = finished[number].set(index);
        }
    };
    thread::scope(|scope| {
        // If there is no second thread, this one builds them all.
        let _second = thread::Builder::new().spawn_scoped(scope, build);
        build();
    });
    let mut segments = Vec::new();
    for index in finished {
        // A part that no thread finished is an error.
        let missing = || Error::Io {
            path: "thread".into(),
            source: std::io::ErrorKind::Interrupted.into(),
        };
        let index = index.into_inner().ok_or_else(missing)??;
        segments.extend(index.searchable_segments()?);
    }
    let no_filters = segments.iter().map(|_| None).collect();
    merge_filtered_segments(&segments, IndexSettings::default(), no_filters, directory)?;
    Ok(())
}

fn get_numbered<T: Copy>(list: &[T], number: usize) -> Option<(usize, T)> {
    list.get(number).map(|item| (number, *item))
}

fn new_index_writer(
    documents: &DocumentBuilder,
    directory: Box<dyn Directory>,
) -> Result<SingleSegmentIndexWriter<TantivyDocument>> {
    let builder = Index::builder().schema(documents.schema());
    Ok(builder.single_segment_index_writer(directory, WRITER_MEMORY_BYTES)?)
}

/// Builds the index of some records on this thread.
fn build_part(
    source: &IndexSource,
    part: &[SortedProduct],
    directory: Box<dyn Directory>,
) -> Result<Index> {
    let mut documents = DocumentBuilder::new();
    let mut writer = new_index_writer(&documents, directory)?;
    let mut line = Vec::new();
    for product in part {
        let document = source.read_document(*product, &mut documents, &mut line)?;
        writer.add_document(document)?;
    }
    Ok(writer.finalize()?)
}

/// Builds the index of all records; a second thread makes the documents.
fn build_whole(source: &IndexSource, directory: Box<dyn Directory>) -> Result<()> {
    let mut documents = DocumentBuilder::new();
    let mut writer = new_index_writer(&documents, directory)?;
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Result<Vec<TantivyDocument>>>(MAX_WAITING_BATCHES);
        let prepare = move || {
            let mut line = Vec::new();
            for part in source.first_pass.sorted_products.chunks(BATCH_SIZE) {
                let batch = part
                    .iter()
                    .map(|product| source.read_document(*product, &mut documents, &mut line));
                // The writer failed and dropped its end of the channel.
                if sender.send(batch.collect()).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().spawn_scoped(scope, prepare);
        thread.map_err(Error::io_at(Path::new("thread")))?;
        for batch in batches {
            for document in batch? {
                writer.add_document(document)?;
            }
        }
        Ok::<(), Error>(())
    })?;
    writer.finalize()?;
    Ok(())
}

impl IndexSource {
    /// The document of a record; `line` is a buffer for reading it.
    fn read_document(
        &self,
        product: SortedProduct,
        documents: &mut DocumentBuilder,
        line: &mut Vec<u8>,
    ) -> Result<TantivyDocument> {
        let (index, ends) = (product.number as usize, &self.first_pass.record_ends);
        let from = index.checked_sub(1).map_or(0, |before| ends[before]);
        self.records
            .read_range(from, ends[index] - 1, line)
            .map_err(Error::io_at(&self.path))?;
        let invalid = |error: &dyn std::error::Error| Error::InvalidRecord {
            path: self.path.clone(),
            line: index + 1,
            column: 0,
            reason: clean::clean_text(&error.to_string()).into_owned(),
        };
        let record = std::str::from_utf8(line).map_err(|error| invalid(&error))?;
        // Cleaned and checked, so that no index of ours holds what a record may not.
        let parsed = record_lines::parse_product(record).map_err(|error| invalid(&error))?;
        Ok(documents.build_document(&parsed, record, product.has_duplicate))
    }
}

/// A catalogue in memory only, for a folder that cannot be written and for tests.
pub fn build_in_memory(products: &[Product], day: Date) -> Result<Catalog> {
    build_in_memory_from_results(products.iter().map(Ok), day)
}

/// The same for an iterator of products.
pub(super) fn build_in_memory_from_results<P: Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    day: Date,
) -> Result<Catalog> {
    let path = PathBuf::from("memory");
    let mut text = Vec::new();
    let source = IndexSource {
        first_pass: run_first_pass(products, &path, &mut text)?,
        records: StoredRecords::Memory(text),
        path,
    };
    let directory = RamDirectory::create();
    let scratch = |_: usize| Ok(Box::new(RamDirectory::create()) as Box<dyn Directory>);
    build_index(&source, Box::new(directory.clone()), &scratch)?;
    Catalog::open(&Index::open(directory)?, day)
}

#[cfg(test)]
mod tests {
    use tantivy::schema::Value;
    use tantivy::{DocAddress, Searcher};

    use super::*;
    use crate::query::Query;
    use crate::search::columns::schema::IndexFields;
    use crate::source::builtin;

    fn build_with_parts(products_per_part: usize) -> RamDirectory {
        let mut text = Vec::new();
        let products = builtin::load_products().unwrap();
        let path = PathBuf::from("test");
        let source = IndexSource {
            first_pass: run_first_pass(products.into_iter().map(Ok), &path, &mut text).unwrap(),
            records: StoredRecords::Memory(text),
            path,
        };
        let directory = RamDirectory::create();
        let scratch = |_: usize| Ok(Box::new(RamDirectory::create()) as Box<dyn Directory>);
        build_index_in_parts(
            &source,
            products_per_part,
            Box::new(directory.clone()),
            &scratch,
        )
        .unwrap();
        directory
    }

    fn records(searcher: &Searcher) -> Vec<String> {
        let record = |doc| {
            let document: TantivyDocument = searcher.doc(DocAddress::new(0, doc)).unwrap();
            let text = document.get_first(IndexFields::new().record).unwrap();
            text.as_str().unwrap().to_owned()
        };
        (0..searcher.num_docs() as u32).map(record).collect()
    }

    #[test]
    fn an_index_built_in_parts_is_the_index_built_at_once() {
        let day = jiff::civil::date(2026, 11, 24);
        let whole = Index::open(build_with_parts(1000)).unwrap();
        let searcher = |index: &Index| index.reader().unwrap().searcher();
        let expected = records(&searcher(&whole));
        let all = builtin::load_products().unwrap().len();
        assert_eq!(expected.len(), all);
        for products_per_part in [all - 1, 50, 7] {
            let joined = Index::open(build_with_parts(products_per_part)).unwrap();
            assert_eq!(joined.searchable_segment_ids().unwrap().len(), 1);
            assert_eq!(records(&searcher(&joined)), expected, "{products_per_part}");
            for text in ["", "cha muc", "htx", "ruou ba kich", "ha long", "qn01"] {
                let results = [&whole, &joined].map(|index| {
                    let catalog = Catalog::open(index, day).unwrap();
                    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
                    let hits = catalog.load_hits(&mut answer, 0..all).unwrap();
                    let ids: Vec<String> = hits.into_iter().map(|hit| hit.product.id).collect();
                    (ids, format!("{:?}", answer.facet_counts()))
                });
                assert_eq!(results[0], results[1], "{text}");
            }
        }
    }
}
