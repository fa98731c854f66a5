//! The products by their ids.
//!
//! The index holds a hash of each id and, among its codes, the letters and digits of it. Both together tell two ids
//! apart without reading a record.

use std::hash::{DefaultHasher, Hasher};

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader, TantivyError};

use crate::error::Result;
use crate::search::columns::bulk_read;
use crate::search::columns::code_grams::{self, normalize_code};
use crate::search::columns::schema::{IndexFields, hash_id};

/// What stands for an id: equal for ids that differ only by case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct IdKey {
    /// The hash of the whole id.
    id: u64,
    /// The hash of its letters and digits; 0 for an id without any.
    code: u64,
}

impl IdKey {
    /// The key of an id.
    pub(crate) fn new(id: &str) -> Self {
        Self {
            id: hash_id(id),
            code: hash_code(normalize_code(id).as_bytes()),
        }
    }
}

fn hash_code(code: &[u8]) -> u64 {
    if code.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(code);
    hasher.finish()
}

/// The products of a segment by the keys of their ids.
#[derive(Debug)]
pub(crate) struct ProductIds {
    /// In the order of the keys.
    docs: Vec<(IdKey, DocId)>,
}

impl ProductIds {
    /// Reads the ids of a segment.
    pub(crate) fn from_segment(
        segment: &SegmentReader,
        fields: &IndexFields,
        code_column: Option<&StrColumn>,
    ) -> Result<Self> {
        let column = fields.schema.get_field_name(fields.id);
        let column = segment.fast_fields().u64(column)?;
        let hashes = bulk_read::read_first_values(&column, segment.max_doc(), |hash| hash);
        let with_key = |(doc, id)| (IdKey { id, code: 0 }, doc);
        let mut docs: Vec<(IdKey, DocId)> = (0..).zip(hashes).map(with_key).collect();
        if let Some(column) = code_column {
            let (first, codes) = read_id_codes(column)?;
            for (key, doc) in &mut docs {
                let mut ordinals = column.term_ords(*doc);
                let code = ordinals.find_map(|code| codes.get(code.checked_sub(first)? as usize));
                key.code = code.copied().unwrap_or_default();
            }
        }
        docs.sort_unstable();
        Ok(Self { docs })
    }

    /// The product with this id.
    pub(crate) fn find(&self, key: IdKey) -> Option<DocId> {
        let at = self.docs.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(self.docs[at].1)
    }
}

/// The ordinal of the first code of an id, and the hashes of all of them.
fn read_id_codes(column: &StrColumn) -> Result<(u64, Vec<u64>)> {
    let (from, to) = code_grams::id_bounds();
    let codes = column.dictionary().range().ge(from).lt(to).into_stream();
    let mut codes = codes.map_err(TantivyError::from)?;
    let (mut first, mut hashes) = (0, Vec::new());
    while codes.advance() {
        if hashes.is_empty() {
            first = codes.term_ord();
        }
        // Without the letter of its kind.
        hashes.push(hash_code(codes.key().get(1..).unwrap_or_default()));
    }
    Ok((first, hashes))
}
