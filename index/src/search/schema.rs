//! What the index keeps of a product, and how a product becomes a document.
//!
//! * `word`: every word of the searchable fields as its canonical key, indexed and as an ordered fast
//!   field; the scorer reads the words of a candidate from there.
//! * `length`: how many of these words belong to each field, one byte each, in [`Part`] order.
//! * `district unit group kind producer`: fast fields for facets and totals.
//! * `flags`: sales channels, trace stamp and the gaps that no day changes, one bit each (see [`super::flags`]).
//! * `act`: the recognitions, packed; star, year and status are derived from them for a day.
//! * `id` (indexed) and `record` (stored): the way back to the whole product.
//!
//! Documents stand in the Vietnamese alphabetical order of their names, in one segment, so that a
//! document's number is its alphabetical rank. Must not: score or filter.

use std::collections::HashSet;

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::{act, flags};
use crate::abbreviation;
use crate::place::Places;
use crate::product::{ProducerKind, Product};
use crate::status::Act;
use crate::vietnamese::{Word, keys, words};

/// The searchable fields in the order their words are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The product's name.
    Name,
    /// Its dish or crop.
    Specialty,
    /// Where it is made.
    Place,
    /// Who makes it.
    Producer,
    /// Record id, official product code and decision numbers.
    Code,
}

impl Part {
    pub(crate) const ALL: [Self; 5] = [
        Self::Name,
        Self::Specialty,
        Self::Place,
        Self::Producer,
        Self::Code,
    ];

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
            Self::Code => {
                let mut parts = vec![Some(&*product.id), product.code.as_deref()];
                parts.extend(product.recognitions.iter().map(|r| r.decision.as_deref()));
                join(&parts)
            }
        }
    }
}

/// Most words kept of one field; `length` has one byte for each.
const MAX_PART_WORDS: usize = 255;

/// Longest key of a word, in bytes. Longer runs of letters are no words.
const MAX_WORD: usize = 64;

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) word: Field,
    pub(crate) length: Field,
    pub(crate) district: Field,
    pub(crate) unit: Field,
    pub(crate) group: Field,
    pub(crate) kind: Field,
    pub(crate) producer: Field,
    pub(crate) act: Field,
    pub(crate) flags: Field,
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
        let word = TextOptions::default()
            .set_indexing_options(indexing)
            .set_fast("raw");
        let value = TextOptions::default().set_fast("raw");
        Self {
            word: schema.add_text_field("word", word),
            length: schema.add_u64_field("length", FAST),
            district: schema.add_text_field("district", value.clone()),
            unit: schema.add_text_field("unit", value.clone()),
            group: schema.add_text_field("group", value.clone()),
            kind: schema.add_text_field("kind", value.clone()),
            producer: schema.add_text_field("producer", value),
            act: schema.add_u64_field("act", FAST),
            flags: schema.add_u64_field("flags", FAST),
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
        let mut lengths = 0;
        for (place, part) in Part::ALL.into_iter().enumerate() {
            let mut words = kept_words(&part.text(product));
            if part == Part::Place {
                // The names of a place repeat one another; each word once is enough.
                let mut seen = HashSet::new();
                words.retain(|word| seen.insert(word.canon.clone()));
            }
            lengths |= (words.len() as u64) << (8 * place);
            for word in words {
                document.add_text(self.word, word.canon);
            }
        }
        document.add_u64(self.length, lengths);
        let mut value = |field, text: Option<&str>| {
            if let Some(text) = text {
                document.add_text(field, text);
            }
        };
        let producer = product.producer.as_ref();
        value(self.district, product.place.district.as_deref());
        value(self.unit, product.place.unit.as_deref());
        value(self.group, product.group.as_ref().map(|g| g.code.as_str()));
        value(
            self.kind,
            producer.and_then(|p| p.kind).map(ProducerKind::key),
        );
        value(
            self.producer,
            producer
                .map(|p| same_name(&p.name))
                .filter(|name| !name.is_empty())
                .as_deref(),
        );
        value(self.id, Some(&product.id.to_lowercase()));
        value(self.record, Some(record));
        document.add_u64(self.flags, flags::of(product, doubled));
        for recognition in &product.recognitions {
            document.add_u64(self.act, act::pack(Act::from(recognition)));
        }
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

/// A producer's name without case, Unicode form and tone placement: equal keys are one producer.
/// Names that differ in more are not merged; that is for a person to decide.
fn same_name(name: &str) -> String {
    keys(name).join(" ")
}
