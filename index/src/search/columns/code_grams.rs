//! Ids, product codes, decision numbers and telephones: found by any part of at least three characters.
//!
//! Each is kept without spaces and punctuation, with the letter of its kind before it (`d377qdbnn`). Grams of three
//! characters are indexed; the products that have all grams of a typed part are then compared in full.

use crate::product::Product;
use crate::query::ConditionScope;
use crate::vietnamese::{for_each_key, letter};

/// Characters of a gram.
const GRAM_LENGTH: usize = 3;

/// The letter of record ids. They are codes as well, but most were made up at the import and nobody types them.
pub(crate) const ID_PREFIX: char = 'i';

/// The letter of official product codes.
const PRODUCT_CODE_PREFIX: char = 'c';

/// The letter of each kind, with the [`ConditionScope`] that looks at it.
const CODE_PREFIXES: [(ConditionScope, char); 4] = [
    (ConditionScope::Code, ID_PREFIX),
    (ConditionScope::Code, PRODUCT_CODE_PREFIX),
    (ConditionScope::Decision, 'd'),
    (ConditionScope::Phone, 'p'),
];

/// The first and the first impossible key of official product codes.
pub(crate) const fn product_code_bounds() -> ([u8; 1], [u8; 1]) {
    ([PRODUCT_CODE_PREFIX as u8], [PRODUCT_CODE_PREFIX as u8 + 1])
}

/// The first and the first impossible key of record ids.
pub(crate) const fn id_bounds() -> ([u8; 1], [u8; 1]) {
    ([ID_PREFIX as u8], [ID_PREFIX as u8 + 1])
}

/// The letters and digits of a text, without accents, in lower case.
pub(crate) fn normalize_code(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    append_normalized(text, &mut normalized);
    normalized
}

fn append_normalized(text: &str, target: &mut String) {
    for_each_key(text, |key| {
        let letters = key[..key.len() - 1].chars();
        target.extend(letters.map(letter::bare_letter));
    });
}

/// The normalized codes of a product, each with the letter of its kind before it.
pub(crate) fn collect_codes(product: &Product) -> Vec<String> {
    let mut codes: Vec<String> = Vec::with_capacity(4);
    let mut add = |kind: char, text: &str| {
        let mut term = String::with_capacity(1 + text.len());
        term.push(kind);
        append_normalized(text, &mut term);
        if term.len() > 1 && !codes.contains(&term) {
            codes.push(term);
        }
    };
    add(ID_PREFIX, &product.id);
    add(
        PRODUCT_CODE_PREFIX,
        product.code.as_deref().unwrap_or_default(),
    );
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
    codes
}

/// Calls `visit` with every gram of a normalized text, from the first to the last.
pub(crate) fn for_each_gram<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) {
    let starts = text.char_indices().map(|(offset, _)| offset);
    let ends = text.char_indices().map(|(offset, c)| offset + c.len_utf8());
    for (start, end) in starts.zip(ends.skip(GRAM_LENGTH - 1)) {
        visit(&text[start..end]);
    }
}

/// True when a scope looks at codes of this one's kind.
pub(crate) fn is_in_scope(code: &str, scope: ConditionScope) -> bool {
    CODE_PREFIXES.iter().any(|(kind, prefix)| {
        (scope == ConditionScope::Anywhere || *kind == scope) && code.starts_with(*prefix)
    })
}
