//! A query as plain data: words, filters, order.
//!
//! [`Query::words`] accepts any text and never fails. Filters are values of facets, OR inside one facet and AND across
//! facets. [`language`] parses a line of text into a query and writes it back; [`spoken`] reads filters in plain words.
//! Must not: look anything up in an index.

mod condition;
mod expiry;
mod facet;
mod filter;
pub mod language;
mod reference_day;
mod sort;
pub mod spoken;

pub use condition::{ConditionScope, QueryCondition};
pub use expiry::{ExpiryDays, ExpiryMonth, ExpiryPeriod, ExpiryRange};
pub(crate) use facet::OUTSIDE_REVIEW;
pub use facet::{Facet, MARKED, NOT_GIVEN, ONLINE, REVIEW_STATES, TRACED};
pub use filter::Filter;
pub use reference_day::read_day;
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
    /// The same line with its spoken filters as words. It is searched instead where a product is called so, and where
    /// the filters leave nothing.
    pub as_words: Option<Box<WordsReading>>,
}

/// A line whose spoken filters are words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsReading {
    /// All its words.
    pub text: String,
    /// The filters that were typed in the query language.
    pub filter: Filter,
    /// The conditions that were.
    pub conditions: Vec<QueryCondition>,
    /// Each phrase that was read as a filter.
    pub phrases: Vec<SpokenWords>,
}

/// The words of a spoken phrase and those directly beside it, which may be the name of a product together. Words in
/// Telex or VNI are their bare letters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpokenWords {
    /// The word before.
    pub before: String,
    /// The phrase.
    pub words: String,
    /// The word after.
    pub after: String,
    /// The phrase as typed.
    pub typed: String,
    /// What it adds to the query.
    pub filter: Filter,
    /// The conditions that it adds.
    pub conditions: Vec<QueryCondition>,
    /// Where its words stand among those of the query's text, in bytes.
    pub text_offset: usize,
}

/// The most bytes of a text that are searched word by word; in a longer text, the names of products are looked for.
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

    /// Narrows both readings of the line by filters that do not come from it.
    pub fn add_filter(&mut self, filter: &Filter) {
        self.filter.add_values(filter);
        if let Some(words) = &mut self.as_words {
            words.filter.add_values(filter);
        }
    }

    /// Narrows both readings of the line by a condition that does not come from it.
    pub fn add_condition(&mut self, condition: QueryCondition) {
        if let Some(words) = &mut self.as_words {
            words.conditions.push(condition.clone());
        }
        self.conditions.push(condition);
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
