//! Products that a person chose by hand, known by their ids, beside an answer. Must not: keep which ones are chosen.

use tantivy::DocId;

use crate::error::Result;
use crate::search::answer::SearchAnswer;
use crate::search::interruption::StopCheck;
use crate::search::product_records::ProductRecords;

/// Ids read between two looks at whether to stop.
const BATCH_SIZE: usize = 1024;

/// Chosen products beside an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedProducts {
    /// How many of them the answer has.
    pub listed: usize,
    /// The indices of those that no product of the catalogue is.
    pub unknown: Vec<usize>,
}

/// The ids of these documents, in their order; `None` as soon as `should_stop` returns true.
pub(crate) fn read_ids(
    records: &ProductRecords,
    docs: &[DocId],
    should_stop: StopCheck<'_>,
) -> Result<Option<Vec<String>>> {
    // Records are compressed in blocks, in the order of documents.
    let mut by_doc: Vec<(DocId, usize)> = (0..).zip(docs).map(|(rank, doc)| (*doc, rank)).collect();
    by_doc.sort_unstable();
    let mut ids = vec![String::new(); docs.len()];
    for batch in by_doc.chunks(BATCH_SIZE) {
        if should_stop() {
            return Ok(None);
        }
        for (doc, rank) in batch {
            ids[*rank] = records.load_id(*doc)?;
        }
    }
    Ok(Some(ids))
}

/// How many of these products an answer has, in a catalogue of `doc_count` products. Each is its document, or `None`
/// where no product has its id.
pub(crate) fn count_listed(
    docs: &[Option<DocId>],
    doc_count: usize,
    answer: &SearchAnswer,
) -> ListedProducts {
    let mut is_chosen = vec![false; doc_count];
    let mut unknown = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        match doc.and_then(|doc| is_chosen.get_mut(doc as usize)) {
            Some(chosen) => *chosen = true,
            None => unknown.push(index),
        }
    }
    let mut listed = 0;
    answer.for_each_doc(|doc| listed += usize::from(is_chosen[doc as usize]));
    ListedProducts { listed, unknown }
}
