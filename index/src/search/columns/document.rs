//! Builds the index document of a product.
//!
//! This runs for every product of a catalogue, so each text is tokenized once and buffers are reused; the words of
//! places, which thousands of products share, are cached. [`crate::search::columns::schema`] describes the fields.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Schema;

use crate::product::{Producer, Product, ProductPlace};
use crate::rewrite::abbreviation;
use crate::search::columns::schema::{
    FIELD_PART_SEPARATOR, IndexFields, MAX_FIELD_WORDS, MAX_WORD_BYTES, SearchField,
    VALUE_SEPARATOR, hash_id,
};
use crate::search::columns::{code_grams, profile};
use crate::vietnamese::{for_each_key, letter};

/// Most places in the cache; a country has some ten thousand communes.
const MAX_CACHED_PLACES: usize = 1 << 14;

/// Most producers in the cache; one has several products.
const MAX_CACHED_PRODUCERS: usize = 1 << 14;

/// Bytes of a document without its record, mostly for codes.
const EXTRA_DOCUMENT_BYTES: usize = 2048;

/// Builds documents for the fields of this version of the index.
pub(crate) struct DocumentBuilder {
    fields: IndexFields,
    place_cache: HashMap<String, Arc<IndexedPlace>>,
    producer_cache: HashMap<String, Arc<IndexedProducer>>,
    /// The words of a field, joined.
    buffer: String,
}

/// What the index stores of a place.
struct IndexedPlace {
    words: Vec<String>,
    column_value: String,
}

/// What the index stores of a producer.
struct IndexedProducer {
    /// The words of its name, and behind them all others.
    words: Vec<String>,
    /// The same as one text, with a separator behind the name.
    text: String,
}

impl DocumentBuilder {
    pub(crate) fn new() -> Self {
        Self {
            fields: IndexFields::new(),
            place_cache: HashMap::new(),
            producer_cache: HashMap::new(),
            buffer: String::new(),
        }
    }

    pub(crate) fn schema(&self) -> Schema {
        self.fields.schema.clone()
    }

    /// Builds the document of a product. `record` is its line of `products.jsonl`; `has_duplicate` when another
    /// product of the catalogue may be the same.
    pub(crate) fn build_document(
        &mut self,
        product: &Product,
        record: &str,
        has_duplicate: bool,
    ) -> TantivyDocument {
        let place = self.indexed_place(product);
        let producer = self.indexed_producer(product.producer.as_ref());
        let (fields, buffer) = (&self.fields, &mut self.buffer);
        let mut document = TantivyDocument::with_capacity(EXTRA_DOCUMENT_BYTES + record.len());
        let mut initials = String::new();
        let mut name_word_count = 0;
        buffer.clear();
        for_each_indexed_key(&product.name, |key| {
            initials.extend(key.chars().next().map(letter::bare_letter));
            push_word(buffer, key);
            name_word_count += 1;
        });
        document.add_u64(fields.name_length, name_word_count);
        for_each_indexed_key(product.specialty.as_deref().unwrap_or_default(), |key| {
            push_word(buffer, key);
        });
        document.add_text(fields.name, &buffer);
        document.add_text(fields.initials, initials);
        let producer_words = producer
            .as_ref()
            .map_or(&[][..], |producer| &producer.words);
        buffer.clear();
        let mut shared_words: Vec<&str> =
            Vec::with_capacity(place.words.len() + producer_words.len());
        for word in place.words.iter().chain(producer_words) {
            if !shared_words.contains(&word.as_str()) {
                shared_words.push(word);
                push_word(buffer, word);
            }
        }
        document.add_text(fields.other, &buffer);
        if let Some(producer) = producer.filter(|producer| !producer.words.is_empty()) {
            document.add_text(fields.producer, &producer.text);
        }
        document.add_text(fields.place, &place.column_value);
        document.add_text(
            fields.profile,
            profile::pack_profile(product, has_duplicate),
        );
        buffer.clear();
        for term in code_grams::collect_codes(product) {
            code_grams::for_each_gram(&term[1..], |gram| push_word(buffer, gram));
            document.add_text(fields.code, term);
        }
        document.add_text(fields.gram, &buffer);
        document.add_u64(fields.id, hash_id(&product.id));
        document.add_text(fields.record, record);
        document
    }

    /// What the index stores of a product's place, from the cache if possible.
    fn indexed_place(&mut self, product: &Product) -> Arc<IndexedPlace> {
        let key = place_cache_key(&product.place);
        if let Some(place) = self.place_cache.get(&key) {
            return Arc::clone(place);
        }
        let words = place_words(&SearchField::Place.extract_text(product));
        let [district, unit] = [&product.place.district, &product.place.unit]
            .map(|name| name.as_deref().unwrap_or_default());
        let column_value = [district, unit, &words.join(" ")].join(&VALUE_SEPARATOR.to_string());
        let place = Arc::new(IndexedPlace {
            words,
            column_value,
        });
        if self.place_cache.len() >= MAX_CACHED_PLACES {
            self.place_cache.clear();
        }
        self.place_cache.insert(key, Arc::clone(&place));
        place
    }

    /// What the index stores of a producer, from the cache if possible.
    fn indexed_producer(&mut self, producer: Option<&Producer>) -> Option<Arc<IndexedProducer>> {
        let producer = producer?;
        let person = producer.representative.as_deref().unwrap_or_default();
        let key = [producer.name.as_str(), person].join(&VALUE_SEPARATOR.to_string());
        if let Some(known) = self.producer_cache.get(&key) {
            return Some(Arc::clone(known));
        }
        let (words, name_length) = producer_words(Some(producer));
        let indexed = Arc::new(IndexedProducer {
            text: join_halves(words.split_at(name_length)),
            words,
        });
        if self.producer_cache.len() >= MAX_CACHED_PRODUCERS {
            self.producer_cache.clear();
        }
        self.producer_cache.insert(key, Arc::clone(&indexed));
        Some(indexed)
    }
}

/// Appends a word to a text of words.
fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// The words of a place's names. A name that stands in another one is left out; all others keep their words together.
fn place_words(names: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut name_words: Vec<String> = Vec::new();
    for name in names.split(FIELD_PART_SEPARATOR) {
        name_words.clear();
        for_each_indexed_key(name, |key| name_words.push(key.to_owned()));
        let is_known = words
            .windows(name_words.len().max(1))
            .any(|known| known == name_words);
        if !is_known {
            words.append(&mut name_words);
        }
    }
    words.truncate(MAX_FIELD_WORDS);
    words
}

/// A key that is the same for places that the index stores alike.
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

/// The words of a producer and of its representative, as [`SearchField::Producer`] has them, and how many of them
/// are the name's.
fn producer_words(producer: Option<&Producer>) -> (Vec<String>, usize) {
    let Some(producer) = producer else {
        return (Vec::new(), 0);
    };
    let mut words = Vec::new();
    for_each_key(&producer.name, |key| words.push(key.to_owned()));
    let other_forms = abbreviation::other_form_keys(&words);
    let mut other_forms: Vec<String> = other_forms.map(str::to_owned).collect();
    words.retain(|key| key.len() <= MAX_WORD_BYTES);
    let name_length = words.len();
    words.append(&mut other_forms);
    if let Some(person) = &producer.representative {
        for_each_key(person, |key| words.push(key.to_owned()));
    }
    words.retain(|key| key.len() <= MAX_WORD_BYTES);
    words.truncate(MAX_FIELD_WORDS);
    let name_length = name_length.min(words.len());
    (words, name_length)
}

/// The words of both halves of a list, joined by spaces, with a separator between the halves.
fn join_halves((first, second): (&[String], &[String])) -> String {
    let mut text = first.join(" ");
    text.push(VALUE_SEPARATOR);
    text.push_str(&second.join(" "));
    text
}

/// Calls `visit` with the keys of a text's words that the index keeps.
fn for_each_indexed_key(text: &str, mut visit: impl FnMut(&str)) {
    let mut left = MAX_FIELD_WORDS;
    for_each_key(text, |key| {
        if key.len() <= MAX_WORD_BYTES && left > 0 {
            left -= 1;
            visit(key);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::columns::schema::indexed_words;

    #[test]
    fn the_names_of_a_place_keep_their_words_side_by_side() {
        let words = place_words("Xã Hải Ninh · Hải Hà · Huyện Hải Hà · Xã Hải Ninh · Quảng Ninh");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(
            words,
            [
                "xa4", "hai3", "ninh1", "hai3", "ha2", "huyên6", "hai3", "ha2", "quang3", "ninh1"
            ]
        );
    }

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
            let (words, name_length) = producer_words(product.producer.as_ref());
            assert_eq!(
                words,
                canons(&SearchField::Producer.extract_text(&product)),
                "{name}"
            );
            assert_eq!(name_length, canons(name).len().min(words.len()), "{name}");
        }
    }
}
