//! The values of a column, all at once.
//!
//! One look-up a product is most of the time it takes to open a catalogue of a million; runs of values come
//! out of a column several times as fast. Must not: know what the values mean.

use tantivy::DocId;
use tantivy::columnar::column_index::MultiValueIndex;
use tantivy::columnar::{Column, ColumnIndex, ColumnValues, StrColumn};

use crate::error::Result;

/// Values that are read at a time.
const CHUNK: usize = 1024;

/// Hands on every different value of a column in order, the empty one first, and returns the number of each
/// product's.
pub(crate) fn read_shared_values(
    column: Option<StrColumn>,
    docs: DocId,
    mut value: impl FnMut(&str),
) -> Result<Vec<u32>> {
    value("");
    let Some(column) = column else {
        return Ok(vec![0; docs as usize]);
    };
    let mut stream = column
        .dictionary()
        .stream()
        .map_err(tantivy::TantivyError::from)?;
    while stream.advance() {
        // We wrote it; were it damaged, it would still have to count as one.
        value(std::str::from_utf8(stream.key()).unwrap_or_default());
    }
    drop(stream);
    Ok(read_first_values(column.ords(), docs, |ord| ord as u32 + 1))
}

/// What is made of the first value of each product; the default where there is none.
pub(crate) fn read_first_values<T: Clone + Default>(
    column: &Column<u64>,
    docs: DocId,
    make: impl Fn(u64) -> T,
) -> Vec<T> {
    match &column.index {
        ColumnIndex::Full => read_values(&*column.values, 0, docs, make),
        ColumnIndex::Optional(index) => {
            let mut found = vec![T::default(); docs as usize];
            let values = read_values(&*column.values, 0, index.num_non_nulls(), make);
            for (doc, value) in index.iter_non_null_docs().zip(values) {
                found[doc as usize] = value;
            }
            found
        }
        _ => {
            let first = |doc| column.first(doc).map(&make).unwrap_or_default();
            (0..docs).map(first).collect()
        }
    }
}

/// What is made of `count` values, whatever product they belong to.
fn read_values<V: Copy + Default + PartialOrd + 'static, T>(
    values: &dyn ColumnValues<V>,
    first: u32,
    count: u32,
    make: impl Fn(V) -> T,
) -> Vec<T> {
    let mut buffer = [V::default(); CHUNK];
    let mut found = Vec::with_capacity(count as usize);
    for start in (0..count).step_by(CHUNK) {
        let chunk = &mut buffer[..CHUNK.min((count - start) as usize)];
        values.get_range(u64::from(first + start), chunk);
        found.extend(chunk.iter().map(|value| make(*value)));
    }
    found
}

/// All values of a column, and where those of each product end.
pub(crate) fn read_value_lists(
    column: &Column<u64>,
    docs: DocId,
    make: impl Fn(u64) -> u32,
) -> (Vec<u32>, Vec<u32>) {
    let found = read_values(&*column.values, 0, column.values.num_vals(), make);
    (found, compute_list_ends(&column.index, docs))
}

/// Where the values of each product end. A product without values has no place of its own in the column.
fn compute_list_ends(index: &ColumnIndex, docs: DocId) -> Vec<u32> {
    let (with_values, ends) = match index {
        ColumnIndex::Full => return (1..=docs).collect(),
        ColumnIndex::Empty { .. } => return vec![0; docs as usize],
        ColumnIndex::Optional(with_values) => {
            (with_values, (1..=with_values.num_non_nulls()).collect())
        }
        ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV2(index)) => {
            let (with_values, starts) = (&index.optional_index, &index.start_index_column);
            let count = with_values.num_non_nulls();
            (with_values, read_values(&**starts, 1, count, |end| end))
        }
        ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV1(index)) => {
            return read_values(&*index.start_index_column, 1, docs, |end| end);
        }
    };
    if with_values.num_non_nulls() == docs {
        return ends;
    }
    let mut all = Vec::with_capacity(docs as usize);
    let mut last = 0;
    for (doc, end) in with_values.iter_non_null_docs().zip(ends) {
        all.resize(doc as usize, last);
        all.push(end);
        last = end;
    }
    all.resize(docs as usize, last);
    all
}
