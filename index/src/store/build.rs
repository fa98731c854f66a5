//! From records to an index: documents in alphabetical order, one segment, two threads.
//!
//! One thread reads records in that order and takes them apart into documents, the other puts them into the
//! index; what crosses between them is bounded. Must not: know generations; the directory is given.

use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use jiff::civil::Date;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::{Index, TantivyDocument};

use super::survey::{Survey, survey};
use super::text::Text;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::search::Catalog;
use crate::search::document::Documents;

/// Memory the writer starts with, in bytes.
const BUDGET: usize = 15 << 20;

/// Documents that are handed on at a time.
const BATCH: usize = 64;

/// Batches that wait to be put into the index.
const WAITING: usize = 8;

/// Writes the index of these records. `path` is named in errors only.
pub(super) fn index(
    survey: Survey,
    text: Text,
    path: &Path,
    directory: impl Into<Box<dyn Directory>>,
) -> Result<Index> {
    let documents = Documents::new();
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
        .schema(documents.schema())
        .single_segment_index_writer(directory, BUDGET)?;
    thread::scope(|scope| {
        let (sender, batches) = sync_channel(WAITING);
        let prepare = move || {
            if let Err(error) = prepare(&survey, &text, path, documents, &sender) {
                let _ = sender.send(Err(error));
            }
        };
        let thread = thread::Builder::new().spawn_scoped(scope, prepare);
        thread.map_err(Error::io(Path::new("thread")))?;
        for batch in batches {
            for document in batch? {
                writer.add_document(document)?;
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(writer.finalize()?)
}

type Batch = Result<Vec<TantivyDocument>>;

/// Makes the documents, in order.
fn prepare(
    survey: &Survey,
    text: &Text,
    path: &Path,
    mut documents: Documents,
    sender: &SyncSender<Batch>,
) -> Result<()> {
    let mut line = Vec::new();
    for part in survey.order.chunks(BATCH) {
        let mut batch = Vec::with_capacity(part.len());
        for (number, doubled) in part {
            let at = *number as usize;
            let from = at.checked_sub(1).map_or(0, |before| survey.ends[before]);
            let to = survey.ends[at] - 1;
            text.read(from, to, &mut line).map_err(Error::io(path))?;
            let unread = |error: &dyn std::error::Error| Error::Record {
                path: path.to_path_buf(),
                line: at + 1,
                column: 0,
                reason: error.to_string(),
            };
            let record = std::str::from_utf8(&line).map_err(|error| unread(&error))?;
            let product: Product = serde_json::from_str(record).map_err(|error| unread(&error))?;
            batch.push(documents.make(&product, record, *doubled));
        }
        // A writer that failed takes no more.
        if sender.send(Ok(batch)).is_err() {
            break;
        }
    }
    Ok(())
}

/// A catalogue that lives in memory only: for a folder that cannot be written, and for tests.
pub fn in_memory(products: &[Product], day: Date) -> Result<Catalog> {
    of_all(products.iter().map(Ok), day)
}

/// The same of products that come one by one.
pub(super) fn of_all<P: std::borrow::Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    day: Date,
) -> Result<Catalog> {
    let path = Path::new("memory");
    let mut text = Vec::new();
    let survey = survey(products, path, &mut text)?;
    let index = index(survey, Text::Memory(text), path, RamDirectory::create())?;
    Catalog::open(&index, day)
}
