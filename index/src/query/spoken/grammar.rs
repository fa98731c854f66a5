//! The patterns of `spoken_phrases.tsv`, found at a word of a line.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::meaning::{Meaning, build_meaning};
use super::pattern::{self, PatternPart};
use super::slot::SlotValue;
use super::spoken_word::SpokenWord;
use crate::reference_table;
use crate::vietnamese::Word;

/// A phrase at a word of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPhrase {
    /// The word after the last one.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// It is a filter only beside other ones.
    pub(super) is_bare: bool,
    /// Another reading of the same words is possible.
    pub(super) is_doubtful: bool,
}

struct PhrasePattern {
    parts: Vec<PatternPart>,
    meaning: &'static str,
}

struct PhraseTable {
    patterns: Vec<PhrasePattern>,
    /// By the bare letters of a first word.
    by_first: HashMap<String, Vec<usize>>,
    /// The same, to be found with a slip.
    first_words: Vec<(Word, Vec<usize>)>,
    /// Patterns that begin with a slot.
    with_slot_first: Vec<usize>,
}

static TABLE: LazyLock<PhraseTable> = LazyLock::new(|| {
    let text = include_str!("../../../data/spoken_phrases.tsv");
    let mut definitions: HashMap<&str, Vec<Vec<PatternPart>>> = HashMap::new();
    let mut patterns = Vec::new();
    for [pattern, meaning, _source] in reference_table::table_rows(text) {
        if pattern.starts_with('@') && !pattern.contains(' ') {
            // A test checks that every row of the table is read.
            if let Some((alternatives, "")) = pattern::parse_alternatives(meaning, &definitions) {
                definitions.insert(pattern, alternatives);
            }
        } else if let Some(parts) = pattern::parse_pattern(pattern, &definitions) {
            patterns.push(PhrasePattern { parts, meaning });
        }
    }
    let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
    let mut with_slot_first = Vec::new();
    for (index, pattern) in patterns.iter().enumerate() {
        match pattern::first_words(&pattern.parts) {
            Some(mut words) => {
                words.sort_unstable();
                words.dedup();
                for word in words {
                    by_first.entry(word).or_default().push(index);
                }
            }
            None => with_slot_first.push(index),
        }
    }
    let first_words = by_first.iter().map(|(fold, indexes)| {
        let word = Word {
            range: 0..0,
            canon: fold.clone(),
            fold: fold.clone(),
        };
        (word, indexes.clone())
    });
    PhraseTable {
        patterns,
        first_words: first_words.collect(),
        by_first,
        with_slot_first,
    }
});

impl PhraseTable {
    /// The patterns that may begin with this word, in the order of the table.
    fn candidates(&self, word: &SpokenWord) -> Vec<usize> {
        let mut indexes = self.with_slot_first.clone();
        let typed = std::iter::once(&word.word).chain(&word.decoded);
        for typed in typed {
            indexes.extend(self.by_first.get(&typed.fold).into_iter().flatten());
        }
        let near = self
            .first_words
            .iter()
            .filter(|(first, _)| word.is_slip_of(first));
        indexes.extend(near.flat_map(|(_, indexes)| indexes));
        indexes.sort_unstable();
        indexes.dedup();
        indexes
    }
}

/// The longest phrase that begins at this word; of several, the one without a slip, then the first of the table.
pub(super) fn find_phrase(words: &[SpokenWord], start: usize, today: Date) -> Option<FoundPhrase> {
    let mut best: Option<((usize, bool), FoundPhrase)> = None;
    for index in TABLE.candidates(words.get(start)?) {
        let pattern = &TABLE.patterns[index];
        for matched in pattern::match_parts(&pattern.parts, words, start, today) {
            let is_new =
                matched.end > start && matched.is_likely() && is_whole(words, start..matched.end);
            let rank = (matched.end, matched.slip_count == 0);
            if !is_new || best.as_ref().is_some_and(|(known, _)| *known >= rank) {
                continue;
            }
            let bare = pattern.meaning.strip_prefix("bare ");
            let meaning = bare.unwrap_or(pattern.meaning);
            if let Some(meaning) = build_meaning(meaning, &matched, today) {
                let mut values = matched.values.iter();
                let found = FoundPhrase {
                    end: matched.end,
                    meaning,
                    is_bare: bare.is_some(),
                    is_doubtful: values.any(|value| matches!(value, SlotValue::Stars(_, true))),
                };
                best = Some((rank, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// False where a phrase would take a part of a typed word: the 300 of `300k`.
fn is_whole(words: &[SpokenWord], range: std::ops::Range<usize>) -> bool {
    !words[range.start].is_glued
        && !words
            .get(range.end)
            .is_some_and(|next| next.is_glued && !next.is_sign)
}

#[cfg(test)]
pub(super) fn pattern_count() -> usize {
    TABLE.patterns.len()
}
