//! What single words of a line are: the product that one names, a number, or one of the words of a command.

use crate::wording::locale::{Language, Locale};

/// Which product a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProductSelector {
    /// By its number in the list, from 1.
    Number(usize),
    /// By its id.
    Id(String),
}

/// True for one of the words of a locale key, in either language.
pub(super) fn is_word_of(key: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    [Language::Vi, Language::En].into_iter().any(|language| {
        let locale = Locale::new(language);
        locale.t(key).split(';').any(|name| name == word)
    })
}

/// A number in the list, or an id: a word with a digit in it.
pub(super) fn parse_selector(text: &str) -> Option<ProductSelector> {
    if let Some(number) = parse_number(text) {
        return Some(ProductSelector::Number(number));
    }
    let is_id = text.contains(|c: char| c.is_ascii_digit());
    is_id.then(|| ProductSelector::Id(text.to_owned()))
}

/// A whole number; `usize::MAX` for one that does not fit.
pub(super) fn parse_number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}
