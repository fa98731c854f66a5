//! Reads tantivy's postings of a term block by block.

use std::io;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

/// Calls `visit` with each block of products that have a term, in ascending order.
pub(crate) fn for_each_block(
    reader: &InvertedIndexReader,
    info: &TermInfo,
    mut visit: impl FnMut(&[DocId]),
) -> io::Result<()> {
    let mut postings = reader.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.block_len() > 0 {
        visit(postings.docs());
        postings.advance();
    }
    Ok(())
}
