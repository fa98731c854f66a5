//! A list of phrases, cut into words once, and looked for among the words of a line.

use super::spoken_word::{SpokenWord, count_slips};
use crate::vietnamese::{Word, split_words};

/// Phrases, the longest first, each with what it stands for.
pub(super) struct PhraseList<T> {
    phrases: Vec<ListedPhrase<T>>,
}

struct ListedPhrase<T> {
    words: Vec<Word>,
    /// Without its marks it is another word.
    needs_marks: bool,
    value: T,
}

impl<T: Copy> PhraseList<T> {
    /// Phrases with what they stand for; one with `!` before it needs all its marks.
    pub(super) fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let rows = rows.into_iter();
        let mut phrases: Vec<ListedPhrase<T>> = rows
            .map(|(text, value)| ListedPhrase {
                words: split_words(text),
                needs_marks: text.starts_with('!'),
                value,
            })
            .collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Self { phrases }
    }

    /// The longest phrase that begins at this word, spelled right: its end and what it stands for.
    pub(super) fn find(&self, words: &[SpokenWord], at: usize) -> Option<(usize, T)> {
        self.find_by(words, at, |typed, meant| {
            typed
                .iter()
                .zip(meant)
                .all(|(typed, meant)| typed.matches(meant))
        })
    }

    /// The same with a slip in one of several words, or two letters of a single one exchanged.
    pub(super) fn find_with_slip(&self, words: &[SpokenWord], at: usize) -> Option<(usize, T)> {
        self.find_by(words, at, |typed, meant| match (typed, meant) {
            ([typed], [meant]) => {
                let is_slip =
                    meant.fold.len() > 3 && !typed.is_syllable() && typed.is_slip_of(meant);
                typed.matches(meant) || is_slip
            }
            _ => count_slips(typed, meant).is_some(),
        })
    }

    fn find_by(
        &self,
        words: &[SpokenWord],
        at: usize,
        stands: impl Fn(&[SpokenWord], &[Word]) -> bool,
    ) -> Option<(usize, T)> {
        self.phrases.iter().find_map(|phrase| {
            let typed = words.get(at..at + phrase.words.len())?;
            let has_marks = || {
                typed
                    .iter()
                    .zip(&phrase.words)
                    .all(|(typed, meant)| typed.has_marks_of(meant))
            };
            let stands = stands(typed, &phrase.words) && (!phrase.needs_marks || has_marks());
            stands.then_some((at + phrase.words.len(), phrase.value))
        })
    }
}

/// A list of phrases that stand for nothing but themselves.
pub(super) fn plain_list(phrases: &'static [&'static str]) -> PhraseList<()> {
    PhraseList::new(phrases.iter().map(|phrase| (*phrase, ())))
}
