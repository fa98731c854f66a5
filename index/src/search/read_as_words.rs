//! When a line is searched as words although a part of it can be read as a filter.

use crate::query::{Query, SpokenWords, WordsReading};

/// Why a line was searched as words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAsWords {
    /// A product or its producer is called so: `Rượu 5 Sao`.
    CalledSo,
    /// The filters left nothing, and the words find something as they are.
    NothingLeft,
}

impl Query {
    /// The query of the words alone, in the order of this one.
    #[must_use]
    pub fn with_words_only(&self, words: &WordsReading) -> Self {
        Self {
            text: words.text.clone(),
            filter: words.filter.clone(),
            conditions: words.conditions.clone(),
            sort: self.sort,
            reversed: self.reversed,
            literal: self.literal,
            as_words: None,
        }
    }

    /// The query with one of its spoken phrases as words. The phrases behind it must have been handled before it.
    pub(crate) fn restore_words(&mut self, phrase: &SpokenWords) {
        for (facet, value) in phrase
            .filter
            .iter_chosen()
            .chain(phrase.filter.iter_excluded())
        {
            self.filter.remove_value(facet, value);
        }
        self.conditions
            .retain(|condition| !phrase.conditions.contains(condition));
        let offset = phrase.text_offset.min(self.text.len());
        let (before, after) = self.text.split_at(offset);
        self.text = format!("{before} {} {}", phrase.typed, after.trim_start());
    }
}
