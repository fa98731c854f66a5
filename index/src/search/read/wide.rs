//! A word read widely: with other marks, as it sounds, with a slip of the finger.
//!
//! Only asked for when nothing good was found as typed. Must not: take more than one slip a word.

use super::super::slot::{Slot, Way};
use super::literal::add_longer;
use super::{Reader, Token};
use crate::vietnamese::{Fit, fit, slip, sound};

/// A typed mark disagrees.
pub(super) const OTHER_MARKS: u16 = 400;
/// It sounds alike.
const SOUND: u16 = 450;
/// Only the beginning was typed, on top.
const BEGINNING: u16 = 150;
/// Fewest letters of a word that may have a slip.
const SHORTEST: usize = 3;
/// A slip in a word of two letters, which only counts among three words or more, on top.
const TWO_LETTERS: u16 = 100;
/// Fewest letters of the only word of a question that may have a slip.
const ALONE: usize = 5;

impl Reader<'_> {
    /// What a typed word stands for when every mark may be wrong.
    pub(in super::super) fn other_marks(&self, token: &Token) -> Slot {
        let mut slot = self.slot(token);
        self.add_keyed(&mut slot, token);
        for word in std::iter::once(&token.word).chain(token.keyed.iter().map(|(word, _)| word)) {
            for number in self.vocabulary.same(&word.fold) {
                slot.add(*number, OTHER_MARKS, Way::OtherMarks);
            }
        }
        if token.open {
            for number in self.vocabulary.longer(&token.word.fold) {
                slot.add(number, OTHER_MARKS + BEGINNING, Way::OtherMarks);
            }
        }
        slot
    }

    /// What a typed word stands for when it may be misheard or mistyped as well.
    pub(in super::super) fn wide(&self, token: &Token) -> Slot {
        let mut slot = self.other_marks(token);
        let typed = [&token.word]
            .into_iter()
            .chain(token.keyed.iter().map(|(word, _)| word));
        let words = self.question.tokens.len();
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
            let sound = sound::key(&word.fold);
            for (fold, sounds, numbers) in self.vocabulary.folds() {
                let mut cost = None;
                let mut offer = |offered: u16, way: Way| {
                    if cost.is_none_or(|(known, _)| offered < known) {
                        cost = Some((offered, way));
                    }
                };
                if letters >= 2 && sounds == sound {
                    offer(SOUND, Way::Sound);
                }
                if letters >= SHORTEST || letters == 2 && words > 2 {
                    let short = if letters == 2 { TWO_LETTERS } else { 0 };
                    if alone && (letters < ALONE || fold.chars().count() < ALONE - 1) {
                        // Too many words are one slip away from a short one.
                    } else if let Some(slipped) = slip::cost(&word.fold, fold) {
                        offer(slipped + short, Way::Slip);
                    } else if token.open
                        && let Some(slipped) = slip::prefix_cost(&word.fold, fold)
                    {
                        offer(slipped + BEGINNING, Way::Slip);
                    }
                }
                let Some((cost, way)) = cost else { continue };
                for number in numbers {
                    // The marks that were typed still tell words apart.
                    let off = fit::tones_disagree(&word.canon, self.vocabulary.canon(*number));
                    slot.add(*number, cost + more + if off { 40 } else { 0 }, way);
                }
            }
        }
        slot
    }

    /// What the beginning of a word in a row of stubs stands for.
    pub(super) fn stub(&self, token: &Token, way: Way, cost: u16) -> Slot {
        let mut slot = Slot::new(&token.typed, self.vocabulary.len());
        slot.letters = token.word.fold.chars().count();
        for number in self.vocabulary.same(&token.word.fold) {
            if fit::fit(&token.word.canon, self.vocabulary.canon(*number)) != Fit::Contradiction {
                slot.add(*number, 0, way);
            }
        }
        add_longer(self.vocabulary, &mut slot, &token.word, |_| {
            Some((cost, way))
        });
        slot
    }
}
