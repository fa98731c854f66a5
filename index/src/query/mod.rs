//! A query as plain data: words, filters, order.
//!
//! [`Query::words`] accepts any text and never fails. Filters are values of facets, OR inside one facet and AND across
//! facets. [`language`] parses a line of text into a query and writes it back. Must not: look anything up in an index.

mod condition;
mod expiry;
mod facet;
mod filter;
pub mod language;
mod sort;

pub use condition::{ConditionScope, QueryCondition};
pub use expiry::{ExpiryMonth, ExpiryPeriod, ExpiryRange};
pub use facet::{Facet, NOT_GIVEN, ONLINE, TRACED};
pub use filter::Filter;
pub use sort::Sort;

/// A search of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The free words as typed. All should be found; the last one may be a prefix.
    pub text: String,
    /// Words that must, or must not, be side by side in a field.
    pub conditions: Vec<QueryCondition>,
    /// The chosen facet values.
    pub filter: Filter,
    /// The order of the hits.
    pub sort: Sort,
    /// Reverses the order; products without a value stay last. Has no effect on relevance.
    pub reversed: bool,
    /// Only as typed: no other interpretation of the words is tried.
    pub literal: bool,
}

/// The most bytes of a text that are searched; a longer text is cut.
pub const MAX_TEXT_BYTES: usize = 512;

/// The most words that are searched.
pub(crate) const MAX_QUERY_WORDS: usize = 32;

impl Query {
    /// A query of free words, without filters.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The words of the text. Punctuation only separates them, so no text is an error.
    pub fn words(&self) -> Vec<crate::vietnamese::Word> {
        let mut end = self.text.len().min(MAX_TEXT_BYTES);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let mut words = crate::vietnamese::split_words(&self.text[..end]);
        words.truncate(MAX_QUERY_WORDS);
        words
    }

    /// True when the last word is still being typed: no space follows it.
    pub(crate) fn has_open_word(&self) -> bool {
        self.text
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_whitespace())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_separate_and_nothing_is_an_error() {
        let folds = |text: &str| -> Vec<String> {
            Query::from_text(text)
                .words()
                .into_iter()
                .map(|w| w.fold)
                .collect()
        };
        assert_eq!(folds("\"chả mực"), ["cha", "muc"]);
        assert_eq!(folds("sao:>=4 AND (cha"), ["sao", "4", "and", "cha"]);
        assert_eq!(folds("*** -- ::"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_a_question(text in any::<String>()) {
            let query = Query::from_text(text);
            prop_assert!(query.words().len() <= MAX_QUERY_WORDS);
        }
    }
}
