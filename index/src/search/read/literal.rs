//! A word as typed: the same word, one whose marks were left out, its beginning; or in Telex and VNI.
//!
//! Must not: take a mark that disagrees; that is [`super::wide`].

use super::super::slot::{Plan, Slot, Way};
use super::super::vocabulary::Vocabulary;
use super::{Reader, Token};
use crate::vietnamese::{Fit, Word, fit};

/// Marks were left out.
const BARE: u16 = 100;
/// Only the beginning was typed.
pub(super) const BEGINNING: u16 = 200;
/// Two letters that may go on.
const BEGUN: u16 = 150;
/// Typed in Telex or VNI, and half of its marks left out.
const KEYED: (u16, u16) = (30, 60);

impl Reader<'_> {
    /// What a typed word stands for as it is, and, when it is no word, as keys of a typing method.
    pub(in super::super) fn slot(&self, token: &Token) -> Slot {
        let mut slot = self.plain(token);
        if !token.known {
            self.add_keyed(&mut slot, token);
        }
        slot
    }

    /// The words as typed and nothing else.
    pub(in super::super) fn as_typed(&self, tokens: &[Token]) -> Plan {
        let slots = tokens.iter().map(|token| self.plain(token));
        Plan::new(slots.collect(), 0)
    }

    /// What a typed word stands for as it is and no other way.
    pub(in super::super) fn plain(&self, token: &Token) -> Slot {
        let mut slot = Slot::new(&token.typed, self.vocabulary.len());
        slot.letters = token.word.fold.chars().count();
        self.add_word(&mut slot, &token.word, token.open);
        slot
    }

    /// What a word that is not typed but meant stands for.
    pub(super) fn slot_of(&self, typed: &str, word: &Word) -> Slot {
        let mut slot = Slot::new(typed, self.vocabulary.len());
        self.add_word(&mut slot, word, false);
        slot
    }

    /// Lets a slot stand for a word as written.
    pub(super) fn add_word(&self, slot: &mut Slot, word: &Word, open: bool) {
        let marked = self.question.marked;
        // One or two bare letters that may go on are likelier a beginning than a word of their own: `ti` is typed on
        // the way to tiêu, not for công ty.
        let begun = open && !word.is_marked();
        let more = match word.fold.chars().count() {
            1 if begun => BEGINNING,
            2 if begun => BEGUN,
            _ => 0,
        };
        for number in self.vocabulary.same(&word.fold) {
            match fit::fit(&word.canon, self.vocabulary.canon(*number)) {
                Fit::Exact => slot.add(*number, more, Way::Same),
                Fit::Compatible if marked => slot.add(*number, more + BARE, Way::Bare),
                Fit::Compatible => slot.add(*number, more, Way::Bare),
                Fit::Contradiction => {}
            }
        }
        if open {
            add_longer(self.vocabulary, slot, word, |compatible| {
                Some((
                    if compatible && marked {
                        BEGINNING + BARE
                    } else {
                        BEGINNING
                    },
                    Way::Beginning,
                ))
            });
        }
    }

    /// Lets a slot stand for what its keys mean in Telex or VNI.
    pub(super) fn add_keyed(&self, slot: &mut Slot, token: &Token) {
        for (word, way) in &token.keyed {
            for number in self.vocabulary.same(&word.fold) {
                match fit::fit(&word.canon, self.vocabulary.canon(*number)) {
                    Fit::Exact => slot.add(*number, KEYED.0, *way),
                    Fit::Compatible => slot.add(*number, KEYED.1, *way),
                    Fit::Contradiction => {}
                }
            }
            if token.open {
                add_longer(self.vocabulary, slot, word, |_| {
                    Some((BEGINNING + KEYED.0, *way))
                });
            }
        }
    }
}

/// Lets a slot stand for words that begin like this and go on, marks agreeing.
pub(super) fn add_longer(
    vocabulary: &Vocabulary,
    slot: &mut Slot,
    word: &Word,
    cost: impl Fn(bool) -> Option<(u16, Way)>,
) {
    // `quy` is kept as `qui`, but `quyền` keeps its y: the beginning of both must be found.
    let other = (word.fold == "qui").then_some("quye");
    let longer = vocabulary.longer(&word.fold);
    let others = other.into_iter().flat_map(|fold| {
        vocabulary
            .same(fold)
            .iter()
            .copied()
            .chain(vocabulary.longer(fold))
    });
    for number in longer.chain(others) {
        // Longer words are never exact; whether marks were left out shows in what was typed of them.
        let fit = fit::beginning(&word.canon, vocabulary.canon(number));
        if fit != Fit::Contradiction
            && let Some((cost, way)) = cost(fit == Fit::Compatible)
        {
            slot.add(number, cost, way);
        }
    }
}
