//! When a line is searched as words although a part of it can be read as a filter.

use std::borrow::Cow;

use super::answer::SearchAnswer;
use crate::query::{ConditionScope, Query, QueryCondition, SpokenWords, WordsReading};

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
    pub(crate) fn with_words_only(&self, words: &WordsReading) -> Self {
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

impl SearchAnswer {
    /// The query that was searched: `query`, or the words of it.
    pub fn searched_query<'a>(&self, query: &'a Query) -> Cow<'a, Query> {
        match self.searched_as_words.as_deref() {
            Some(searched) => Cow::Owned(searched.clone()),
            None => Cow::Borrowed(query),
        }
    }
}

/// Searches for a name that has a phrase and a word beside it, or is nothing but the phrase.
pub(crate) fn name_queries(phrase: &SpokenWords) -> impl Iterator<Item = Query> {
    let SpokenWords {
        before,
        words,
        after,
        ..
    } = phrase;
    let beside = [
        (!before.is_empty()).then(|| format!("{before} {words}")),
        (!after.is_empty()).then(|| format!("{words} {after}")),
    ];
    beside.into_iter().flatten().flat_map(|words| {
        [ConditionScope::Name, ConditionScope::Producer].map(|scope| Query {
            // A space behind the last word: it is whole.
            text: format!("{words} "),
            conditions: vec![QueryCondition {
                scope,
                words: words.clone(),
                not: false,
            }],
            literal: true,
            ..Query::default()
        })
    })
}
