//! From records to an index: documents in alphabetical order, one segment, two threads.
//!
//! Up to [`PART`] products one thread reads records in that order and takes them apart into documents, the other
//! puts them into the index; what crosses between them is bounded. More are built in parts that follow one
//! another in the alphabet, two at a time, and joined in that order, so that a catalogue of any size needs the
//! memory of two parts. Must not: know generations; the directories are given.

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

use super::first_pass::{FirstPassResult, run_first_pass};
use super::stored_records::StoredRecords;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::search::columns::document::DocumentBuilder;

/// Memory a writer starts with, in bytes.
const WRITER_MEMORY_BYTES: usize = 15 << 20;

/// Products of a part. A writer keeps the postings of all it was given in memory, some 400 bytes a product.
const PRODUCTS_PER_PART: usize = 250_000;

/// Documents that are handed on at a time.
const BATCH_SIZE: usize = 64;

/// Batches that wait to be put into the index.
const MAX_WAITING_BATCHES: usize = 8;

/// What an index is made of.
pub(super) struct IndexSource {
    /// Where each record stands, and their order.
    pub(super) first_pass: FirstPassResult,
    /// The records.
    pub(super) records: StoredRecords,
    /// Named in errors.
    pub(super) path: PathBuf,
}

/// A place for a part's index, by its number, until the parts are joined.
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
    most: usize,
    directory: Box<dyn Directory>,
    scratch: PartDirectoryFactory<'_>,
) -> Result<()> {
    let order = &source.first_pass.sorted_products;
    let parts = order.len().div_ceil(most);
    if parts < 2 {
        return build_whole(source, directory);
    }
    let parts: Vec<&[(u32, bool)]> = order.chunks(order.len().div_ceil(parts)).collect();
    let done: Vec<OnceLock<Result<Index>>> = parts.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let build = || {
        while let Some((number, part)) = get_numbered(&parts, next.fetch_add(1, Ordering::Relaxed))
        {
            let index = scratch(number).and_then(|place| build_part(source, part, place));
            let _ = done[number].set(index);
        }
    };
    thread::scope(|scope| {
        // Without a second thread this one builds them all.
        let _second = thread::Builder::new().spawn_scoped(scope, build);
        build();
    });
    let mut segments = Vec::new();
    for index in done {
        // A part that nobody finished must not be missing in silence.
        let missing = || Error::Io {
            path: "thread".into(),
            source: std::io::ErrorKind::Interrupted.into(),
        };
        let index = index.into_inner().ok_or_else(missing)??;
        segments.extend(index.searchable_segments()?);
    }
    let nothing_left_out = segments.iter().map(|_| None).collect();
    merge_filtered_segments(
        &segments,
        IndexSettings::default(),
        nothing_left_out,
        directory,
    )?;
    Ok(())
}

fn get_numbered<T: Copy>(list: &[T], number: usize) -> Option<(usize, T)> {
    list.get(number).map(|found| (number, *found))
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
    part: &[(u32, bool)],
    directory: Box<dyn Directory>,
) -> Result<Index> {
    let mut documents = DocumentBuilder::new();
    let mut writer = new_index_writer(&documents, directory)?;
    let mut line = Vec::new();
    for (number, doubled) in part {
        let document = source.read_document(*number, *doubled, &mut documents, &mut line)?;
        writer.add_document(document)?;
    }
    Ok(writer.finalize()?)
}

/// Builds the index of all records: a second thread makes the documents.
fn build_whole(source: &IndexSource, directory: Box<dyn Directory>) -> Result<()> {
    let mut documents = DocumentBuilder::new();
    let mut writer = new_index_writer(&documents, directory)?;
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Result<Vec<TantivyDocument>>>(MAX_WAITING_BATCHES);
        let prepare = move || {
            let mut line = Vec::new();
            for part in source.first_pass.sorted_products.chunks(BATCH_SIZE) {
                let batch = part.iter().map(|(number, doubled)| {
                    source.read_document(*number, *doubled, &mut documents, &mut line)
                });
                // A writer that failed takes no more.
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
    /// The document of a record; `line` is room to read it into.
    fn read_document(
        &self,
        number: u32,
        doubled: bool,
        documents: &mut DocumentBuilder,
        line: &mut Vec<u8>,
    ) -> Result<TantivyDocument> {
        let (at, ends) = (number as usize, &self.first_pass.record_ends);
        let from = at.checked_sub(1).map_or(0, |before| ends[before]);
        self.records
            .read_range(from, ends[at] - 1, line)
            .map_err(Error::io_at(&self.path))?;
        let unread = |error: &dyn std::error::Error| Error::InvalidRecord {
            path: self.path.clone(),
            line: at + 1,
            column: 0,
            reason: error.to_string(),
        };
        let record = std::str::from_utf8(line).map_err(|error| unread(&error))?;
        let product: Product = serde_json::from_str(record).map_err(|error| unread(&error))?;
        Ok(documents.build_document(&product, record, doubled))
    }
}

/// A catalogue that lives in memory only: for a folder that cannot be written, and for tests.
pub fn build_in_memory(products: &[Product], day: Date) -> Result<Catalog> {
    build_in_memory_from_results(products.iter().map(Ok), day)
}

/// The same of products that come one by one.
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

    fn built(most: usize) -> RamDirectory {
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
        build_index_in_parts(&source, most, Box::new(directory.clone()), &scratch).unwrap();
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
        let whole = Index::open(built(1000)).unwrap();
        let searcher = |index: &Index| index.reader().unwrap().searcher();
        let expected = records(&searcher(&whole));
        assert_eq!(expected.len(), 130);
        for most in [129, 50, 7] {
            let joined = Index::open(built(most)).unwrap();
            assert_eq!(joined.searchable_segment_ids().unwrap().len(), 1);
            assert_eq!(records(&searcher(&joined)), expected, "{most}");
            for text in ["", "cha muc", "htx", "ruou ba kich", "ha long", "qn01"] {
                let found = [&whole, &joined].map(|index| {
                    let catalog = Catalog::open(index, day).unwrap();
                    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
                    let hits = catalog.load_hits(&mut answer, 0..130).unwrap();
                    let ids: Vec<String> = hits.into_iter().map(|hit| hit.product.id).collect();
                    (ids, format!("{:?}", answer.facet_counts()))
                });
                assert_eq!(found[0], found[1], "{text}");
            }
        }
    }
}
