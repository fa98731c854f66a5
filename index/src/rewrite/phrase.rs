//! Finds phrases of the built-in tables among the words of a query.
//!
//! Marks agree as in [`crate::vietnamese::mark_agreement`]: a phrase typed without marks is found, one typed with other
//! marks is not. Only whole words match, so a word that is still being typed is not a phrase yet.

use std::collections::HashMap;
use std::ops::Range;

use crate::vietnamese::{MarkAgreement, Word, mark_agreement, split_words};

/// A set of phrases, each with the index of its row.
pub(crate) struct PhraseSet {
    /// By the bare letters of their first word.
    by_first: HashMap<String, Vec<PhraseEntry>>,
}

struct PhraseEntry {
    words: Vec<Word>,
    /// Only found when typed with all its marks.
    needs_marks: bool,
    index: usize,
}

/// A phrase in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhraseMatch {
    /// Its words, by their index in the query.
    pub range: Range<usize>,
    /// The row of the phrase.
    pub index: usize,
}

impl PhraseSet {
    /// Phrases in the order of their rows, and whether each needs all its marks.
    pub(crate) fn new<'a>(rows: impl Iterator<Item = (&'a str, bool)>) -> Self {
        let mut by_first: HashMap<String, Vec<PhraseEntry>> = HashMap::new();
        for (index, (text, needs_marks)) in rows.enumerate() {
            let words = split_words(text);
            if let Some(first) = words.first() {
                by_first
                    .entry(first.fold.clone())
                    .or_default()
                    .push(PhraseEntry {
                        words,
                        needs_marks,
                        index,
                    });
            }
        }
        Self { by_first }
    }

    /// Every phrase in the query: by its first word, then the longest first, then by row.
    pub(crate) fn find_all(&self, typed: &[Word]) -> Vec<PhraseMatch> {
        let mut matches = Vec::new();
        for (start, first) in typed.iter().enumerate() {
            let candidates = self.by_first.get(&first.fold).into_iter().flatten();
            let matching = candidates.filter(|phrase| {
                starts_with_phrase(&typed[start..], &phrase.words, phrase.needs_marks)
            });
            let known_len = matches.len();
            matches.extend(matching.map(|phrase| PhraseMatch {
                range: start..start + phrase.words.len(),
                index: phrase.index,
            }));
            matches[known_len..].sort_by_key(|phrase| std::cmp::Reverse(phrase.range.end));
        }
        matches
    }

    /// As [`Self::find_all`], without phrases that are part of a longer one: no flower in `hoa lơ`.
    pub(crate) fn find_widest(&self, typed: &[Word]) -> Vec<PhraseMatch> {
        let mut matches = self.find_all(typed);
        let ranges: Vec<Range<usize>> = matches.iter().map(|inner| inner.range.clone()).collect();
        matches.retain(|inner| {
            let contains_inner = |outer: &&Range<usize>| {
                outer.start <= inner.range.start
                    && inner.range.end <= outer.end
                    && outer.len() > inner.range.len()
            };
            !ranges.iter().any(|outer| contains_inner(&outer))
        });
        matches
    }
}

/// True when the typed words begin with the phrase, with all its marks if it needs them.
pub(crate) fn starts_with_phrase(typed: &[Word], phrase: &[Word], needs_marks: bool) -> bool {
    typed.len() >= phrase.len()
        && typed.iter().zip(phrase).all(|(typed, word)| {
            typed.fold == word.fold
                && match mark_agreement::compare_marks(&typed.canon, &word.canon) {
                    MarkAgreement::Exact => true,
                    MarkAgreement::Compatible => !needs_marks,
                    MarkAgreement::Contradiction => false,
                }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[(&'static str, bool)], typed: &str) -> Vec<(usize, usize)> {
        let found = PhraseSet::new(phrases.iter().copied()).find_all(&split_words(typed));
        found
            .into_iter()
            .map(|found| (found.range.start, found.index))
            .collect()
    }

    #[test]
    fn marks_that_were_typed_bind_and_others_are_free() {
        let phrases = [("hoa lơ", false), ("mè", true)];
        for typed in ["hoa lơ", "hoa lo", "HOA LƠ xanh"] {
            assert_eq!(found(&phrases, typed), [(0, 0)], "{typed}");
        }
        for typed in ["hòa lơ", "hoa lờ", "hoa", "hoa lơn", "lơ hoa", "me", "mẹ"] {
            assert_eq!(found(&phrases, typed), [], "{typed}");
        }
        assert_eq!(found(&phrases, "kẹo mè"), [(1, 1)]);
    }

    #[test]
    fn the_longest_comes_first_and_may_hide_the_others() {
        let phrases = [
            ("hoa", false),
            ("hoa lơ", false),
            ("lơ xanh", false),
            ("hoa", false),
        ];
        assert_eq!(
            found(&phrases, "hoa lo xanh"),
            [(0, 1), (0, 0), (0, 3), (1, 2)]
        );
        let widest =
            PhraseSet::new(phrases.into_iter()).find_widest(&split_words("hoa lơ xanh hoa"));
        let widest: Vec<_> = widest
            .into_iter()
            .map(|found| (found.range, found.index))
            .collect();
        assert_eq!(widest, [(0..2, 1), (1..3, 2), (3..4, 0), (3..4, 3)]);
    }
}
