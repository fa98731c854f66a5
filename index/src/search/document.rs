//! How a product becomes a document of the index.
//!
//! This runs for every product of a catalogue, so texts are taken apart once and into room that is used again;
//! places, which thousands of products share, are kept. Must not: decide what is searched; that is
//! [`super::schema`].

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Schema;

use super::schema::{Fields, MAX_PART_WORDS, MAX_WORD, Part, SEPARATOR, id_number};
use super::{code, profile};
use crate::abbreviation;
use crate::product::{Place, Producer, Product};
use crate::vietnamese::{each_key, letter};

/// Places that are kept; a country has some ten thousand communes.
const KNOWN: usize = 1 << 14;

/// Bytes that a document takes beside its record, mostly for codes.
const ROOM: usize = 2048;

/// Makes documents.
pub(crate) struct Documents {
    fields: Fields,
    places: HashMap<String, Arc<Known>>,
    /// For the words of a field.
    room: String,
}

/// What the index keeps of a place.
struct Known {
    words: Vec<String>,
    value: String,
}

impl Documents {
    /// For the fields of this version of the index.
    pub(crate) fn new() -> Self {
        Self {
            fields: Fields::new(),
            places: HashMap::new(),
            room: String::new(),
        }
    }

    /// The fields as the index needs them.
    pub(crate) fn schema(&self) -> Schema {
        self.fields.schema.clone()
    }

    /// A product as a document. `record` is its line of `products.jsonl`; `doubled` when another product of
    /// the catalogue may be the same.
    pub(crate) fn make(
        &mut self,
        product: &Product,
        record: &str,
        doubled: bool,
    ) -> TantivyDocument {
        let place = self.place(product);
        let (fields, room) = (&self.fields, &mut self.room);
        let mut document = TantivyDocument::with_capacity(ROOM + record.len());
        let mut initials = String::new();
        let mut length = 0;
        room.clear();
        each_kept_key(&product.name, |key| {
            initials.extend(key.chars().next().map(letter::bare));
            put(room, key);
            length += 1;
        });
        document.add_u64(fields.length, length);
        each_kept_key(product.specialty.as_deref().unwrap_or_default(), |key| {
            put(room, key);
        });
        document.add_text(fields.name, &room);
        document.add_text(fields.initials, initials);
        let (maker, named) = maker(product.producer.as_ref());
        room.clear();
        let mut others: Vec<&str> = Vec::with_capacity(place.words.len() + maker.len());
        for word in place.words.iter().chain(&maker) {
            if !others.contains(&word.as_str()) {
                others.push(word);
                put(room, word);
            }
        }
        document.add_text(fields.other, &room);
        if !maker.is_empty() {
            document.add_text(fields.maker, spaced(maker.split_at(named)));
        }
        document.add_text(fields.place, &place.value);
        document.add_text(fields.profile, profile::pack(product, doubled));
        room.clear();
        for term in code::of(product) {
            code::each_gram(&term[1..], |gram| put(room, gram));
            document.add_text(fields.code, term);
        }
        document.add_text(fields.gram, &room);
        document.add_u64(fields.id, id_number(&product.id));
        document.add_text(fields.record, record);
        document
    }

    /// What the index keeps of a product's place, which may be known already.
    fn place(&mut self, product: &Product) -> Arc<Known> {
        let key = key_of(&product.place);
        if let Some(known) = self.places.get(&key) {
            return Arc::clone(known);
        }
        let mut words: Vec<String> = Vec::new();
        // The names of a place repeat one another; each word once is enough.
        each_kept_key(&Part::Place.text(product), |key| {
            if words.iter().all(|known| known != key) {
                words.push(key.to_owned());
            }
        });
        let [district, unit] = [&product.place.district, &product.place.unit]
            .map(|name| name.as_deref().unwrap_or_default());
        let value = [district, unit, &words.join(" ")].join(&SEPARATOR.to_string());
        let known = Arc::new(Known { words, value });
        if self.places.len() >= KNOWN {
            self.places.clear();
        }
        self.places.insert(key, Arc::clone(&known));
        known
    }
}

/// Puts a word behind the others of a text.
fn put(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// A text that is the same for places of which the index keeps the same.
fn key_of(place: &Place) -> String {
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
        key.push(SEPARATOR);
    }
    key
}

/// The words of a producer and of who speaks for it, as [`Part::Producer`] has them, and how many of them
/// are the name's.
fn maker(producer: Option<&Producer>) -> (Vec<String>, usize) {
    let Some(producer) = producer else {
        return (Vec::new(), 0);
    };
    let mut words = Vec::new();
    each_key(&producer.name, |key| words.push(key.to_owned()));
    let added = abbreviation::added_keys(&words);
    let mut added: Vec<String> = added.map(str::to_owned).collect();
    words.retain(|key| key.len() <= MAX_WORD);
    let named = words.len();
    words.append(&mut added);
    if let Some(person) = &producer.representative {
        each_key(person, |key| words.push(key.to_owned()));
    }
    words.retain(|key| key.len() <= MAX_WORD);
    words.truncate(MAX_PART_WORDS);
    let named = named.min(words.len());
    (words, named)
}

/// Both halves of a list as words with a space between, the halves apart.
fn spaced((one, other): (&[String], &[String])) -> String {
    let mut text = one.join(" ");
    text.push(SEPARATOR);
    text.push_str(&other.join(" "));
    text
}

/// The keys of a text's words as far as the index keeps them.
fn each_kept_key(text: &str, mut with: impl FnMut(&str)) {
    let mut left = MAX_PART_WORDS;
    each_key(text, |key| {
        if key.len() <= MAX_WORD && left > 0 {
            left -= 1;
            with(key);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::schema::kept_words;

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
                let words = kept_words(text).into_iter();
                words.map(|word| word.canon).collect()
            };
            let (words, named) = maker(product.producer.as_ref());
            assert_eq!(words, canons(&Part::Producer.text(&product)), "{name}");
            assert_eq!(named, canons(name).len().min(words.len()), "{name}");
        }
    }
}
