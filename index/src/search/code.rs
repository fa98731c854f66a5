//! Ids, product codes, decision numbers and telephones: found by any part of at least three signs.
//!
//! Each is kept without spaces and punctuation, with the letter of its kind before it (`d377qdbnn`). Runs of
//! three signs are indexed; the products that have all runs of a typed part are then compared in full. Must
//! not: take part in the reading of words.

use crate::product::Product;
use crate::query::Scope;
use crate::vietnamese::{each_key, letter};

/// Signs of a run.
const GRAM: usize = 3;

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
    squeeze(text, &mut squeezed);
    squeezed
}

/// Puts such a text behind another.
fn squeeze(text: &str, behind: &mut String) {
    each_key(text, |key| {
        let letters = key[..key.len() - 1].chars();
        behind.extend(letters.map(letter::bare));
    });
}

/// The codes of a product, each behind the letter of its kind.
pub(super) fn of(product: &Product) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(4);
    let mut add = |kind: char, text: &str| {
        let mut term = String::with_capacity(1 + text.len());
        term.push(kind);
        squeeze(text, &mut term);
        if term.len() > 1 && !found.contains(&term) {
            found.push(term);
        }
    };
    add(ID, &product.id);
    add('c', product.code.as_deref().unwrap_or_default());
    for recognition in &product.recognitions {
        add('d', recognition.decision.as_deref().unwrap_or_default());
    }
    // A producer may write several numbers in one cell.
    let phone = product
        .producer
        .as_ref()
        .and_then(|producer| producer.phone.as_deref());
    for number in phone.unwrap_or_default().split([';', ',', '/']) {
        add('p', number);
    }
    found
}

/// The runs of three signs of a text without punctuation, from the first to the last.
pub(super) fn each_gram<'a>(text: &'a str, mut with: impl FnMut(&'a str)) {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
    for (start, end) in starts.zip(ends.skip(GRAM - 1)) {
        with(&text[start..end]);
    }
}

/// True when a kept code is of the kind that a scope asks for.
pub(super) fn is_of(term: &str, scope: Scope) -> bool {
    KINDS.iter().any(|(known, letter)| {
        (scope == Scope::Anywhere || *known == scope) && term.starts_with(*letter)
    })
}
