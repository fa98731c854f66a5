//! Ids, product codes, decision numbers and telephones: found by any part of at least three signs.
//!
//! Each is kept without spaces and punctuation, with the letter of its kind before it (`d377qdbnn`). Runs of
//! three signs are indexed; the products that have all runs of a typed part are then compared in full. Must
//! not: take part in the reading of words.

use crate::product::Product;
use crate::query::ConditionScope;
use crate::vietnamese::{for_each_key, letter};

/// Signs of a run.
const GRAM_LENGTH: usize = 3;

/// The letter of record ids. They are codes as well, but most were made up at the import and nobody types them.
pub(crate) const ID_PREFIX: char = 'i';

/// Letters of the kinds, as [`Scope`]s.
const CODE_PREFIXES: [(ConditionScope, char); 4] = [
    (ConditionScope::Code, ID_PREFIX),
    (ConditionScope::Code, 'c'),
    (ConditionScope::Decision, 'd'),
    (ConditionScope::Phone, 'p'),
];

/// A text without all that is not a letter or digit, without accents, in lower case.
pub(crate) fn normalize_code(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    append_normalized(text, &mut squeezed);
    squeezed
}

/// Puts such a text behind another.
fn append_normalized(text: &str, behind: &mut String) {
    for_each_key(text, |key| {
        let letters = key[..key.len() - 1].chars();
        behind.extend(letters.map(letter::bare_letter));
    });
}

/// The codes of a product, each behind the letter of its kind.
pub(crate) fn collect_codes(product: &Product) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(4);
    let mut add = |kind: char, text: &str| {
        let mut term = String::with_capacity(1 + text.len());
        term.push(kind);
        append_normalized(text, &mut term);
        if term.len() > 1 && !found.contains(&term) {
            found.push(term);
        }
    };
    add(ID_PREFIX, &product.id);
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
pub(crate) fn for_each_gram<'a>(text: &'a str, mut with: impl FnMut(&'a str)) {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
    for (start, end) in starts.zip(ends.skip(GRAM_LENGTH - 1)) {
        with(&text[start..end]);
    }
}

/// True when a kept code is of the kind that a scope asks for.
pub(crate) fn is_in_scope(term: &str, scope: ConditionScope) -> bool {
    CODE_PREFIXES.iter().any(|(known, letter)| {
        (scope == ConditionScope::Anywhere || *known == scope) && term.starts_with(*letter)
    })
}
