//! A word read widely: with other marks, as it sounds, with a slip of the finger.
//!
//! Only asked for when nothing good was found as typed. Must not: take more than one slip a word.

use super::literal_terms::add_prefix_matches;
use super::{QueryInterpreter, QueryToken};
use crate::search::interpret::query_term::{MatchKind, QueryTerm};
use crate::vietnamese::{MarkAgreement, edit_distance, mark_agreement, phonetic};

/// A typed mark disagrees.
pub(super) const OTHER_MARKS_COST: u16 = 400;
/// It sounds alike.
const PHONETIC_COST: u16 = 450;
/// Only the beginning was typed, on top.
const OPEN_WORD_COST: u16 = 150;
/// Fewest letters of a word that may have a slip.
const MIN_TYPO_LETTERS: usize = 3;
/// A slip in a word of two letters, which only counts among three words or more, on top.
const TWO_LETTER_TYPO_COST: u16 = 100;
/// Fewest letters of the only word of a question that may have a slip.
const MIN_LONE_TYPO_LETTERS: usize = 5;

impl QueryInterpreter<'_> {
    /// What a typed word stands for when every mark may be wrong.
    pub(in super::super) fn build_other_marks_term(&self, token: &QueryToken) -> QueryTerm {
        let mut slot = self.build_typed_term(token);
        self.add_input_method_matches(&mut slot, token);
        for word in std::iter::once(&token.word).chain(token.decoded.iter().map(|(word, _)| word)) {
            for number in self.vocabulary.words_with_fold(&word.fold) {
                slot.add_word(*number, OTHER_MARKS_COST, MatchKind::OtherMarks);
            }
        }
        if token.is_open {
            for number in self.vocabulary.words_extending(&token.word.fold) {
                slot.add_word(
                    number,
                    OTHER_MARKS_COST + OPEN_WORD_COST,
                    MatchKind::OtherMarks,
                );
            }
        }
        slot
    }

    /// What a typed word stands for when it may be misheard or mistyped as well.
    pub(in super::super) fn build_fuzzy_term(&self, token: &QueryToken) -> QueryTerm {
        let mut slot = self.build_other_marks_term(token);
        let typed = [&token.word]
            .into_iter()
            .chain(token.decoded.iter().map(|(word, _)| word));
        let words = self.query.tokens.len();
        let alone = words == 1;
        if alone && !token.word.fold.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            // Nothing but consonants are first letters or nothing.
            return slot;
        }
        for (place, word) in typed.enumerate() {
            if place > 0 && alone {
                break;
            }
            // Keys of a typing method are already one guess.
            let more = if place == 0 { 0 } else { 50 };
            let letters = word.fold.chars().count();
            let sound = phonetic::phonetic_key(&word.fold);
            for (fold, sounds, numbers) in self.vocabulary.fold_groups() {
                let mut cost = None;
                let mut offer = |offered: u16, way: MatchKind| {
                    if cost.is_none_or(|(known, _)| offered < known) {
                        cost = Some((offered, way));
                    }
                };
                if letters >= 2 && sounds == sound {
                    offer(PHONETIC_COST, MatchKind::Phonetic);
                }
                if letters >= MIN_TYPO_LETTERS || letters == 2 && words > 2 {
                    let short = if letters == 2 {
                        TWO_LETTER_TYPO_COST
                    } else {
                        0
                    };
                    if alone
                        && (letters < MIN_LONE_TYPO_LETTERS
                            || fold.chars().count() < MIN_LONE_TYPO_LETTERS - 1)
                    {
                        // Too many words are one slip away from a short one.
                    } else if let Some(slipped) = edit_distance::edit_cost(&word.fold, fold) {
                        offer(slipped + short, MatchKind::Typo);
                    } else if token.is_open
                        && let Some(slipped) = edit_distance::prefix_edit_cost(&word.fold, fold)
                    {
                        offer(slipped + OPEN_WORD_COST, MatchKind::Typo);
                    }
                }
                let Some((cost, way)) = cost else { continue };
                for number in numbers {
                    // The marks that were typed still tell words apart.
                    let off = mark_agreement::tones_disagree(
                        &word.canon,
                        self.vocabulary.canonical_key(*number),
                    );
                    slot.add_word(*number, cost + more + if off { 40 } else { 0 }, way);
                }
            }
        }
        slot
    }

    /// What the beginning of a word in a row of stubs stands for.
    pub(super) fn build_prefix_term(
        &self,
        token: &QueryToken,
        way: MatchKind,
        cost: u16,
    ) -> QueryTerm {
        let mut slot = QueryTerm::new(&token.typed, self.vocabulary.len());
        slot.prefix_letters = token.word.fold.chars().count();
        for number in self.vocabulary.words_with_fold(&token.word.fold) {
            if mark_agreement::compare_marks(
                &token.word.canon,
                self.vocabulary.canonical_key(*number),
            ) != MarkAgreement::Contradiction
            {
                slot.add_word(*number, 0, way);
            }
        }
        add_prefix_matches(self.vocabulary, &mut slot, &token.word, |_| {
            Some((cost, way))
        });
        slot
    }
}
