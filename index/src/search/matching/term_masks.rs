//! Which query terms a word matches, one bit each.

use std::ops::{BitOr, BitOrAssign};

use crate::search::columns::ids::TermId;
use crate::search::cost::{Cost, NEAR_MATCH_COST};

/// The terms that may take a word, one bit each, and those of them for which it is more than near. Two masks in one
/// number, because they are combined for every word of every candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TermMasks(u64);

impl TermMasks {
    /// The masks of a word that costs this much for a term.
    pub(crate) fn for_term(term_index: usize, cost: Cost) -> Self {
        let is_close = u64::from(cost < NEAR_MATCH_COST);
        Self((1 | is_close << 32) << term_index)
    }

    /// The terms that may take the word.
    #[inline]
    pub(crate) const fn terms(self) -> u32 {
        self.0 as u32
    }

    /// Those for which it is more than near.
    #[inline]
    pub(crate) const fn close_terms(self) -> u32 {
        (self.0 >> 32) as u32
    }

    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Without the terms that are not in a mask.
    #[inline]
    pub(crate) fn retain_terms(self, mask: u32) -> Self {
        Self(self.0 & (u64::from(mask) | u64::from(mask) << 32))
    }
}

impl BitOr for TermMasks {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for TermMasks {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The masks of every word of the vocabulary.
#[derive(Debug)]
pub(crate) struct TermMaskTable {
    by_word: Vec<TermMasks>,
}

impl TermMaskTable {
    pub(crate) fn new(vocabulary_len: usize) -> Self {
        Self {
            by_word: vec![TermMasks::default(); vocabulary_len],
        }
    }

    /// The size of the vocabulary.
    pub(crate) fn len(&self) -> usize {
        self.by_word.len()
    }

    pub(crate) fn add(&mut self, word: TermId, masks: TermMasks) {
        if let Some(known) = self.by_word.get_mut(word.index()) {
            *known |= masks;
        }
    }

    #[inline]
    pub(crate) fn get(&self, word: TermId) -> TermMasks {
        self.by_word.get(word.index()).copied().unwrap_or_default()
    }

    /// The terms that may take some of these words.
    #[inline]
    pub(crate) fn matching_terms(&self, words: &[TermId]) -> TermMasks {
        let masks = words.iter().map(|word| self.get(*word));
        masks.fold(TermMasks::default(), BitOr::bitor)
    }

    /// The last terms of all chains of neighbouring words that match consecutive terms, starting with one of
    /// `starts`. One bit each, by one look at each word.
    #[inline]
    pub(crate) fn reachable_terms(&self, words: &[TermId], starts: u32) -> u32 {
        let (mut current, mut all) = (0, 0);
        for word in words {
            current = (current << 1 | starts) & self.get(*word).terms();
            all |= current;
        }
        all
    }
}
