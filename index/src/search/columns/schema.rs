//! The fields of the index; [`crate::search::columns::document`] fills them.
//!
//! * `name`: the words of the name and the specialty as canonical keys, indexed, and in their order as a fast field;
//!   `length` says how many of them are the name's.
//! * `other`: the words of place and producer, indexed. Their order is kept once for all products that share them:
//!   `place` (district, unit, words) and `maker` (the name's words, other words) are one value a product, and so is
//!   `profile` (what facets are derived from, see [`crate::search::columns::profile`]). A catalogue has few
//!   different ones of each.
//! * `initials`: the first letters of the name's words, indexed as one word.
//! * `gram` and `code`: ids, codes, decisions and telephones, see [`crate::search::columns::code_grams`].
//! * `id` (a hash of the id, as a fast field) and `record` (stored): from a document to the whole product.
//!
//! The words of an indexed field are handed over as one text with spaces between, which none of them has.
//!
//! Documents stand in the Vietnamese alphabetical order of their names, in one segment, so that a document's number
//! is its alphabetical rank.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::place::PlaceTables;
use crate::product::Product;
use crate::rewrite::abbreviation;
use crate::vietnamese::{Word, split_words};

/// The searchable fields made of words, in the order of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchField {
    /// The product's name.
    Name,
    /// Its dish or crop.
    Specialty,
    /// The names of its place, old and new.
    Place,
    /// The producer, and the person who speaks for it.
    Producer,
}

/// An indexed word field of tantivy, which holds two [`SearchField`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldGroup {
    /// Names and specialties, each product's own.
    Names,
    /// Places and producers, which products share.
    Shared,
}

/// One value for each [`FieldGroup`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ByFieldGroup<T> {
    pub(crate) names: T,
    pub(crate) shared: T,
}

impl<T> ByFieldGroup<T> {
    pub(crate) const fn get(&self, field_group: FieldGroup) -> &T {
        match field_group {
            FieldGroup::Names => &self.names,
            FieldGroup::Shared => &self.shared,
        }
    }

    pub(crate) const fn get_mut(&mut self, field_group: FieldGroup) -> &mut T {
        match field_group {
            FieldGroup::Names => &mut self.names,
            FieldGroup::Shared => &mut self.shared,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (FieldGroup, &T)> {
        let all = [FieldGroup::Names, FieldGroup::Shared];
        all.into_iter().zip([&self.names, &self.shared])
    }
}

/// One value for each of the two fields that products share.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BySharedField<T> {
    pub(crate) place: T,
    pub(crate) producer: T,
}

impl SearchField {
    /// Every field.
    pub const ALL: [Self; 4] = [Self::Name, Self::Specialty, Self::Place, Self::Producer];

    /// The name used in machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Specialty => "specialty",
            Self::Place => "place",
            Self::Producer => "producer",
        }
    }

    /// The text of a product that this field searches.
    pub(crate) fn extract_text(self, product: &Product) -> String {
        let place = &product.place;
        let name = place.district.as_deref();
        let district = name.and_then(|name| PlaceTables::quang_ninh().find_district(name));
        let join = |parts: &[Option<&str>]| {
            let parts: Vec<&str> = parts.iter().copied().flatten().collect();
            parts.join(FIELD_PART_SEPARATOR)
        };
        match self {
            Self::Name => product.name.clone(),
            Self::Specialty => product.specialty.clone().unwrap_or_default(),
            Self::Place => join(&[
                place.commune.as_deref(),
                place.district.as_deref(),
                district.map(|district| district.full_name),
                district.map(|district| district.short_name),
                place.unit.as_deref(),
                place.province.as_deref(),
                place.written.as_deref(),
            ]),
            Self::Producer => product
                .producer
                .as_ref()
                .map_or_else(String::new, |producer| {
                    let name = abbreviation::append_other_forms(&producer.name);
                    join(&[Some(&*name), producer.representative.as_deref()])
                }),
        }
    }
}

/// Between the parts of a field's text.
pub(crate) const FIELD_PART_SEPARATOR: &str = " · ";

/// Most words kept of one field; the length of a name fits in one byte.
pub(crate) const MAX_FIELD_WORDS: usize = 255;

/// Longest key of a word, in bytes. Longer strings are not indexed.
pub(crate) const MAX_WORD_BYTES: usize = 64;

/// Separates the parts of a packed value; no text has it.
pub(crate) const VALUE_SEPARATOR: char = '\u{1f}';

/// tantivy's tokenizer that splits at spaces.
const WHITESPACE_TOKENIZER: &str = "whitespace";

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct IndexFields {
    pub(crate) schema: Schema,
    pub(crate) name: Field,
    pub(crate) other: Field,
    pub(crate) name_length: Field,
    pub(crate) place: Field,
    pub(crate) producer: Field,
    pub(crate) profile: Field,
    pub(crate) initials: Field,
    pub(crate) gram: Field,
    pub(crate) code: Field,
    pub(crate) id: Field,
    pub(crate) record: Field,
}

impl IndexFields {
    /// The fields of this version of the index.
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(WHITESPACE_TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let word = TextOptions::default().set_indexing_options(indexing);
        let value = TextOptions::default().set_fast("raw");
        Self {
            name: schema.add_text_field("name", word.clone().set_fast(WHITESPACE_TOKENIZER)),
            other: schema.add_text_field("other", word.clone()),
            name_length: schema.add_u64_field("length", FAST),
            place: schema.add_text_field("place", value.clone()),
            producer: schema.add_text_field("maker", value.clone()),
            profile: schema.add_text_field("profile", value.clone()),
            initials: schema.add_text_field("initials", word.clone()),
            gram: schema.add_text_field("gram", word),
            code: schema.add_text_field("code", value),
            id: schema.add_u64_field("id", FAST),
            record: schema.add_text_field("record", STORED),
            schema: schema.build(),
        }
    }
}

/// A hash of an id, whatever its case. Few ids share one; the record decides between them.
pub(crate) fn hash_id(id: &str) -> u64 {
    crc32fast::hash(id.to_lowercase().as_bytes()).into()
}

/// The words of a text that the index keeps.
pub(crate) fn indexed_words(text: &str) -> Vec<Word> {
    let mut words = split_words(text);
    words.retain(|word| word.canon.len() <= MAX_WORD_BYTES);
    words.truncate(MAX_FIELD_WORDS);
    words
}
