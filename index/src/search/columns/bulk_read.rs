//! Reads whole columns of tantivy at once.
//!
//! Most of the time of opening a catalogue of a million products goes into reading values; reading chunks of them is
//! several times as fast as one look-up a product.

use std::path::Path;

use tantivy::DocId;
use tantivy::columnar::column_index::MultiValueIndex;
use tantivy::columnar::{Column, ColumnIndex, ColumnValues, StrColumn};

use crate::clean;
use crate::error::{Error, Result};
use crate::search::columns::schema::{MAX_FIELD_WORDS, VALUE_SEPARATOR};

/// Values read at a time.
const CHUNK: usize = 1024;

/// Calls `visit_value` with every different value of a column in order, the empty one first, and returns the index
/// of each product's value among them.
pub(crate) fn read_shared_values(
    column: Option<StrColumn>,
    doc_count: DocId,
    mut visit_value: impl FnMut(&str),
) -> Result<Vec<u32>> {
    visit_value("");
    let Some(column) = column else {
        return Ok(vec![0; doc_count as usize]);
    };
    let mut stream = column
        .dictionary()
        .stream()
        .map_err(tantivy::TantivyError::from)?;
    while stream.advance() {
        visit_value(read_index_text(stream.key())?);
    }
    drop(stream);
    let index = |ordinal| ordinal as u32 + 1;
    Ok(read_first_values(column.ords(), doc_count, index))
}

/// A text of the index. This is the only way in which one leaves it: we write no text that is not clean, so one that is
/// not is damage.
pub(crate) fn read_index_text(bytes: &[u8]) -> Result<&str> {
    let text = std::str::from_utf8(bytes).ok();
    let is_clean = |text: &&str| text.split(VALUE_SEPARATOR).all(clean::is_safe_text);
    let unclean = || Error::damaged_file(Path::new("index"), "a text that was never cleaned");
    text.filter(is_clean).ok_or_else(unclean)
}

/// The first value of each product, converted; the default where there is none.
pub(crate) fn read_first_values<T: Clone + Default>(
    column: &Column<u64>,
    doc_count: DocId,
    convert: impl Fn(u64) -> T,
) -> Vec<T> {
    match &column.index {
        ColumnIndex::Full => read_values(&*column.values, 0, doc_count, convert),
        ColumnIndex::Optional(index) => {
            let mut by_doc = vec![T::default(); doc_count as usize];
            let values = read_values(&*column.values, 0, index.num_non_nulls(), convert);
            for (doc, value) in index.iter_non_null_docs().zip(values) {
                by_doc[doc as usize] = value;
            }
            by_doc
        }
        _ => {
            let first = |doc| column.first(doc).map(&convert).unwrap_or_default();
            (0..doc_count).map(first).collect()
        }
    }
}

/// `count` converted values, whatever product they belong to.
fn read_values<V: Copy + Default + PartialOrd + 'static, T>(
    values: &dyn ColumnValues<V>,
    first: u32,
    count: u32,
    convert: impl Fn(V) -> T,
) -> Vec<T> {
    let mut buffer = [V::default(); CHUNK];
    let mut converted = Vec::with_capacity(count as usize);
    for start in (0..count).step_by(CHUNK) {
        let chunk = &mut buffer[..CHUNK.min((count - start) as usize)];
        values.get_range(u64::from(first + start), chunk);
        converted.extend(chunk.iter().map(|value| convert(*value)));
    }
    converted
}

/// All values of a column, converted, and where those of each product end.
pub(crate) fn read_value_lists<T>(
    column: &Column<u64>,
    doc_count: DocId,
    convert: impl Fn(u64) -> T,
) -> Result<(Vec<T>, Vec<u32>)> {
    let count = column.values.num_vals();
    if u64::from(count) > u64::from(doc_count) * MAX_FIELD_WORDS as u64 * 2 {
        let reason = format!("{count} words of {doc_count} products");
        return Err(Error::damaged_file(Path::new("index"), reason));
    }
    let values = read_values(&*column.values, 0, count, convert);
    let ends = compute_list_ends(&column.index, doc_count);
    let is_rising = ends.is_sorted() && ends.last().is_none_or(|end| *end as usize <= values.len());
    if ends.len() != doc_count as usize || !is_rising {
        let reason = "the lists of words do not fit the products";
        return Err(Error::damaged_file(Path::new("index"), reason));
    }
    Ok((values, ends))
}

/// Where the values of each product end. The column has no entry for a product without values.
fn compute_list_ends(index: &ColumnIndex, doc_count: DocId) -> Vec<u32> {
    let (with_values, ends) = match index {
        ColumnIndex::Full => return (1..=doc_count).collect(),
        ColumnIndex::Empty { .. } => return vec![0; doc_count as usize],
        ColumnIndex::Optional(with_values) => {
            (with_values, (1..=with_values.num_non_nulls()).collect())
        }
        ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV2(index)) => {
            let (with_values, starts) = (&index.optional_index, &index.start_index_column);
            let count = with_values.num_non_nulls();
            (with_values, read_values(&**starts, 1, count, |end| end))
        }
        ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV1(index)) => {
            return read_values(&*index.start_index_column, 1, doc_count, |end| end);
        }
    };
    if with_values.num_non_nulls() == doc_count {
        return ends;
    }
    let mut all_ends = Vec::with_capacity(doc_count as usize);
    let mut last = 0;
    for (doc, end) in with_values.iter_non_null_docs().zip(ends) {
        all_ends.resize(doc as usize, last);
        all_ends.push(end);
        last = end;
    }
    all_ends.resize(doc_count as usize, last);
    all_ends
}
