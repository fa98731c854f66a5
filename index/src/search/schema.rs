//! What the index keeps of a product, and how a product becomes a document.
//!
//! * `name`: the words of the name and the specialty as canonical keys, indexed, and in their order as a
//!   fast field; `length` says how many of them are the name's.
//! * `other`: the words of place and producer, indexed. Their order is kept once for all products that share
//!   them: `place` (district, unit, words) and `maker` (words) are one value a product, and so is `profile`
//!   (what facets are derived from, see [`super::profile`]). A catalogue has few different ones of each.
//! * `initials`: the first letters of the name's words, indexed as one word.
//! * `gram` and `code`: ids, codes, decisions and telephones, see [`super::code`].
//! * `id` (indexed) and `record` (stored): the way back to the whole product.
//!
//! Documents stand in the Vietnamese alphabetical order of their names, in one segment, so that a
//! document's number is its alphabetical rank. Must not: score or filter.

use std::collections::HashSet;

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::{code, profile};
use crate::abbreviation;
use crate::place::Places;
use crate::product::Product;
use crate::vietnamese::{Word, words};

/// The searchable fields made of words, in the order of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The product's name.
    Name,
    /// Its dish or crop.
    Specialty,
    /// Where it is made.
    Place,
    /// Who makes it.
    Producer,
}

impl Part {
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
    pub(crate) fn text(self, product: &Product) -> String {
        let place = &product.place;
        let name = place.district.as_deref();
        let district = name.and_then(|name| Places::quang_ninh().district(name));
        let join = |parts: &[Option<&str>]| {
            let parts: Vec<&str> = parts.iter().copied().flatten().collect();
            parts.join(" · ")
        };
        match self {
            Self::Name => product.name.clone(),
            Self::Specialty => product.specialty.clone().unwrap_or_default(),
            Self::Place => join(&[
                place.commune.as_deref(),
                place.district.as_deref(),
                district.map(|district| district.full),
                district.map(|district| district.short),
                place.unit.as_deref(),
                place.province.as_deref(),
                place.written.as_deref(),
            ]),
            Self::Producer => {
                let name = product.producer.as_ref().map(|producer| &*producer.name);
                name.map(abbreviation::both_ways).unwrap_or_default()
            }
        }
    }
}

/// Most words kept of one field; the length of a name fits in one byte.
const MAX_PART_WORDS: usize = 255;

/// Longest key of a word, in bytes. Longer runs of letters are no words.
const MAX_WORD: usize = 64;

/// Between the pieces of a value that is made of several; no text has it.
pub(super) const SEPARATOR: char = '\u{1f}';

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) name: Field,
    pub(crate) other: Field,
    pub(crate) length: Field,
    pub(crate) place: Field,
    pub(crate) maker: Field,
    pub(crate) profile: Field,
    pub(crate) initials: Field,
    pub(crate) gram: Field,
    pub(crate) code: Field,
    pub(crate) id: Field,
    pub(crate) record: Field,
}

impl Fields {
    /// The fields of this version of the index.
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let word = TextOptions::default().set_indexing_options(indexing);
        let value = TextOptions::default().set_fast("raw");
        Self {
            name: schema.add_text_field("name", word.clone().set_fast("raw")),
            other: schema.add_text_field("other", word.clone()),
            length: schema.add_u64_field("length", FAST),
            place: schema.add_text_field("place", value.clone()),
            maker: schema.add_text_field("maker", value.clone()),
            profile: schema.add_text_field("profile", value.clone()),
            initials: schema.add_text_field("initials", word.clone()),
            gram: schema.add_text_field("gram", word),
            code: schema.add_text_field("code", value),
            id: schema.add_text_field("id", STRING),
            record: schema.add_text_field("record", STORED),
            schema: schema.build(),
        }
    }

    /// A product as a document. `record` is its line of `products.jsonl`; `doubled` when another product of
    /// the catalogue may be the same.
    pub(crate) fn document(
        &self,
        product: &Product,
        record: &str,
        doubled: bool,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let name = kept_words(&Part::Name.text(product));
        let initials: String = name
            .iter()
            .filter_map(|word| word.fold.chars().next())
            .collect();
        document.add_u64(self.length, name.len() as u64);
        for word in name {
            document.add_text(self.name, word.canon);
        }
        for word in kept_words(&Part::Specialty.text(product)) {
            document.add_text(self.name, word.canon);
        }
        document.add_text(self.initials, initials);
        // The names of a place repeat one another; each word once is enough.
        let place = distinct(kept_words(&Part::Place.text(product)));
        let maker = canons(kept_words(&Part::Producer.text(product)));
        let mut seen = HashSet::new();
        for canon in place.iter().chain(&maker) {
            if seen.insert(canon) {
                document.add_text(self.other, canon);
            }
        }
        if !maker.is_empty() {
            document.add_text(self.maker, maker.join(" "));
        }
        let names = [&product.place.district, &product.place.unit];
        let names = names.map(|name| name.as_deref().unwrap_or_default());
        let place = [names[0], names[1], &place.join(" ")].join(&SEPARATOR.to_string());
        document.add_text(self.place, place);
        document.add_text(self.profile, profile::pack(product, doubled));
        for (term, text) in code::of(product) {
            for gram in code::grams(&text) {
                document.add_text(self.gram, gram);
            }
            document.add_text(self.code, term);
        }
        document.add_text(self.id, product.id.to_lowercase());
        document.add_text(self.record, record);
        document
    }
}

/// The words of a text as far as the index keeps them.
pub(crate) fn kept_words(text: &str) -> Vec<Word> {
    let mut words = words(text);
    words.retain(|word| word.canon.len() <= MAX_WORD);
    words.truncate(MAX_PART_WORDS);
    words
}

fn canons(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.canon).collect()
}

fn distinct(words: Vec<Word>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut canons = canons(words);
    canons.retain(|canon| seen.insert(canon.clone()));
    canons
}
