//! Ids, product codes, decision numbers and telephones: found by any part of at least three signs.
//!
//! Each is kept without spaces and punctuation, with the letter of its kind before it (`d377qdbnn`). Runs of
//! three signs are indexed; the products that have all runs of a typed part are then compared in full. Must
//! not: take part in the reading of words.

use crate::product::Product;
use crate::query::Scope;
use crate::vietnamese::{each_key, letter};

/// Signs of a run.
pub(super) const GRAM: usize = 3;

/// The letter of record ids. They are codes as well, but most were made up at the import and nobody types them.
pub(super) const ID: char = 'i';

/// Letters of the kinds, as [`Scope`]s.
const KINDS: [(Scope, char); 4] = [
    (Scope::Code, ID),
    (Scope::Code, 'c'),
    (Scope::Decision, 'd'),
    (Scope::Phone, 'p'),
];

/// A text without all that is not a letter or digit, without accents, in lower case.
pub(super) fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    each_key(text, |key| {
        let letters = key[..key.len() - 1].chars();
        squeezed.extend(letters.map(letter::bare));
    });
    squeezed
}

/// The codes of a product: with the letter of the kind, and without.
pub(super) fn of(product: &Product) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |kind: char, text: Option<&str>| {
        let squeezed = text.map(squeezed).unwrap_or_default();
        let term = format!("{kind}{squeezed}");
        if !squeezed.is_empty() && found.iter().all(|(known, _)| *known != term) {
            found.push((term, squeezed));
        }
    };
    add(ID, Some(&product.id));
    add('c', product.code.as_deref());
    for recognition in &product.recognitions {
        add('d', recognition.decision.as_deref());
    }
    // A producer may write several numbers in one cell.
    let phone = product
        .producer
        .as_ref()
        .and_then(|producer| producer.phone.as_deref());
    for number in phone.unwrap_or_default().split([';', ',', '/']) {
        add('p', Some(number));
    }
    found
}

/// The runs of three signs of a text without punctuation, each once.
pub(super) fn grams(text: &str) -> Vec<&str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends: Vec<usize> = starts.chain([text.len()]).collect();
    let runs = ends.windows(GRAM + 1);
    let mut grams: Vec<&str> = runs.map(|run| &text[run[0]..run[GRAM]]).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// True when a kept code is of the kind that a scope asks for.
pub(super) fn is_of(term: &str, scope: Scope) -> bool {
    KINDS.iter().any(|(known, letter)| {
        (scope == Scope::Anywhere || *known == scope) && term.starts_with(*letter)
    })
}
