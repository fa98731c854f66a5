//! How a product becomes a document of the index.
//!
//! This runs for every product of a catalogue, so texts are taken apart once and into room that is used again;
//! places, which thousands of products share, are kept. Must not: decide what is searched; that is
//! [`crate::search::columns::schema`].

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Schema;

use crate::product::{Producer, Product, ProductPlace};
use crate::rewrite::abbreviation;
use crate::search::columns::schema::{
    IndexFields, MAX_FIELD_WORDS, MAX_WORD_BYTES, SearchField, VALUE_SEPARATOR, hash_id,
};
use crate::search::columns::{code_grams, profile};
use crate::vietnamese::{for_each_key, letter};

/// Places that are kept; a country has some ten thousand communes.
const MAX_CACHED_PLACES: usize = 1 << 14;

/// Bytes that a document takes beside its record, mostly for codes.
const EXTRA_DOCUMENT_BYTES: usize = 2048;

/// Makes documents.
pub(crate) struct DocumentBuilder {
    fields: IndexFields,
    place_cache: HashMap<String, Arc<IndexedPlace>>,
    /// For the words of a field.
    buffer: String,
}

/// What the index keeps of a place.
struct IndexedPlace {
    words: Vec<String>,
    column_value: String,
}

impl DocumentBuilder {
    /// For the fields of this version of the index.
    pub(crate) fn new() -> Self {
        Self {
            fields: IndexFields::new(),
            place_cache: HashMap::new(),
            buffer: String::new(),
        }
    }

    /// The fields as the index needs them.
    pub(crate) fn schema(&self) -> Schema {
        self.fields.schema.clone()
    }

    /// A product as a document. `record` is its line of `products.jsonl`; `doubled` when another product of
    /// the catalogue may be the same.
    pub(crate) fn build_document(
        &mut self,
        product: &Product,
        record: &str,
        doubled: bool,
    ) -> TantivyDocument {
        let place = self.indexed_place(product);
        let (fields, room) = (&self.fields, &mut self.buffer);
        let mut document = TantivyDocument::with_capacity(EXTRA_DOCUMENT_BYTES + record.len());
        let mut initials = String::new();
        let mut length = 0;
        room.clear();
        for_each_indexed_key(&product.name, |key| {
            initials.extend(key.chars().next().map(letter::bare_letter));
            push_word(room, key);
            length += 1;
        });
        document.add_u64(fields.name_length, length);
        for_each_indexed_key(product.specialty.as_deref().unwrap_or_default(), |key| {
            push_word(room, key);
        });
        document.add_text(fields.name, &room);
        document.add_text(fields.initials, initials);
        let (maker, named) = producer_words(product.producer.as_ref());
        room.clear();
        let mut others: Vec<&str> = Vec::with_capacity(place.words.len() + maker.len());
        for word in place.words.iter().chain(&maker) {
            if !others.contains(&word.as_str()) {
                others.push(word);
                push_word(room, word);
            }
        }
        document.add_text(fields.other, &room);
        if !maker.is_empty() {
            document.add_text(fields.producer, join_halves(maker.split_at(named)));
        }
        document.add_text(fields.place, &place.column_value);
        document.add_text(fields.profile, profile::pack_profile(product, doubled));
        room.clear();
        for term in code_grams::collect_codes(product) {
            code_grams::for_each_gram(&term[1..], |gram| push_word(room, gram));
            document.add_text(fields.code, term);
        }
        document.add_text(fields.gram, &room);
        document.add_u64(fields.id, hash_id(&product.id));
        document.add_text(fields.record, record);
        document
    }

    /// What the index keeps of a product's place, which may be known already.
    fn indexed_place(&mut self, product: &Product) -> Arc<IndexedPlace> {
        let key = place_cache_key(&product.place);
        if let Some(known) = self.place_cache.get(&key) {
            return Arc::clone(known);
        }
        let mut words: Vec<String> = Vec::new();
        // The names of a place repeat one another; each word once is enough.
        for_each_indexed_key(&SearchField::Place.extract_text(product), |key| {
            if words.iter().all(|known| known != key) {
                words.push(key.to_owned());
            }
        });
        let [district, unit] = [&product.place.district, &product.place.unit]
            .map(|name| name.as_deref().unwrap_or_default());
        let value = [district, unit, &words.join(" ")].join(&VALUE_SEPARATOR.to_string());
        let known = Arc::new(IndexedPlace {
            words,
            column_value: value,
        });
        if self.place_cache.len() >= MAX_CACHED_PLACES {
            self.place_cache.clear();
        }
        self.place_cache.insert(key, Arc::clone(&known));
        known
    }
}

/// Puts a word behind the others of a text.
fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// A text that is the same for places of which the index keeps the same.
fn place_cache_key(place: &ProductPlace) -> String {
    let parts = [
        &place.commune,
        &place.district,
        &place.unit,
        &place.province,
        &place.written,
    ];
    let mut key = String::with_capacity(96);
    for part in parts {
        if let Some(part) = part {
            key.push_str(part);
        }
        key.push(VALUE_SEPARATOR);
    }
    key
}

/// The words of a producer and of who speaks for it, as [`Part::Producer`] has them, and how many of them
/// are the name's.
fn producer_words(producer: Option<&Producer>) -> (Vec<String>, usize) {
    let Some(producer) = producer else {
        return (Vec::new(), 0);
    };
    let mut words = Vec::new();
    for_each_key(&producer.name, |key| words.push(key.to_owned()));
    let added = abbreviation::other_form_keys(&words);
    let mut added: Vec<String> = added.map(str::to_owned).collect();
    words.retain(|key| key.len() <= MAX_WORD_BYTES);
    let named = words.len();
    words.append(&mut added);
    if let Some(person) = &producer.representative {
        for_each_key(person, |key| words.push(key.to_owned()));
    }
    words.retain(|key| key.len() <= MAX_WORD_BYTES);
    words.truncate(MAX_FIELD_WORDS);
    let named = named.min(words.len());
    (words, named)
}

/// Both halves of a list as words with a space between, the halves apart.
fn join_halves((one, other): (&[String], &[String])) -> String {
    let mut text = one.join(" ");
    text.push(VALUE_SEPARATOR);
    text.push_str(&other.join(" "));
    text
}

/// The keys of a text's words as far as the index keeps them.
fn for_each_indexed_key(text: &str, mut with: impl FnMut(&str)) {
    let mut left = MAX_FIELD_WORDS;
    for_each_key(text, |key| {
        if key.len() <= MAX_WORD_BYTES && left > 0 {
            left -= 1;
            with(key);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::columns::schema::indexed_words;

    #[test]
    fn the_words_of_a_producer_are_those_of_its_text() {
        for (name, person) in [
            ("Công ty TNHH MTV Newstar", None),
            ("HTX Huy Hoàng", Some("Bà Nguyễn Thị Hoa")),
            ("hộ ông Phan Văn Khôi", None),
            (&*"rất dài ".repeat(200), Some("Hoa")),
            ("-", Some("-")),
            (&*"x".repeat(80), None),
        ] {
            let product = Product {
                producer: Some(Producer {
                    name: name.into(),
                    representative: person.map(str::to_owned),
                    ..Producer::default()
                }),
                ..Product::default()
            };
            let canons = |text: &str| -> Vec<String> {
                let words = indexed_words(text).into_iter();
                words.map(|word| word.canon).collect()
            };
            let (words, named) = producer_words(product.producer.as_ref());
            assert_eq!(
                words,
                canons(&SearchField::Producer.extract_text(&product)),
                "{name}"
            );
            assert_eq!(named, canons(name).len().min(words.len()), "{name}");
        }
    }
}
