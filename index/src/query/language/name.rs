//! Names of the query language, as they are compared.

use crate::vietnamese::split_words;

/// The name in bare lower-case letters, with one underscore between its words: `Hết hạn` is `het_han`.
pub fn normalize_name(name: &str) -> String {
    let folds: Vec<String> = split_words(&name.replace('_', " "))
        .into_iter()
        .map(|word| word.fold)
        .collect();
    folds.join("_")
}

/// True when a text has a word; punctuation alone finds nothing.
pub fn has_words(text: &str) -> bool {
    !split_words(text).is_empty()
}
