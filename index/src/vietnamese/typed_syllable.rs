//! A syllable under the keys of a typing method: its letters with their quality, its tone, and what keys change.
//!
//! A key works right after its vowel or anywhere later in the syllable. Two callers share these rules and differ in
//! which results they accept. The input line ([`Self::is_possible`](TypedSyllable::is_possible)) shows one text at
//! once and keeps a key as a letter where no Vietnamese syllable comes of it. A query typed without an input method
//! (`telex`, `vni`) follows every reading, possible syllable or not, because the vocabulary decides.

use std::ops::Range;

use super::letter;
use super::spelling::{has_stop_ending, is_onset, is_rhyme, is_rhyme_prefix};
use super::typing_key::KeyEffect;

/// The letters and the tone so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedSyllable {
    /// Lower case, with their quality, without tone.
    letters: Vec<char>,
    /// A tone of [`letter`], 1 to 6.
    tone: u8,
}

impl Default for TypedSyllable {
    fn default() -> Self {
        Self {
            letters: Vec::new(),
            tone: letter::LEVEL_TONE,
        }
    }
}

impl TypedSyllable {
    /// Appends a lower-case letter without tone. `ưo` and `uơ` become `ươ` as soon as a letter follows.
    pub fn push_letter(&mut self, c: char) {
        let end = self.letters.len();
        let vowels = self.vowel_range();
        if vowels.end == end
            && vowels.len() >= 2
            && matches!(self.letters[end - 2..], ['ư', 'o'] | ['u', 'ơ'])
        {
            self.letters[end - 2..].copy_from_slice(&['ư', 'ơ']);
        }
        self.letters.push(c);
    }

    /// Sets the tone, 1 to 6, whether or not there is a vowel for it.
    pub const fn set_tone(&mut self, tone: u8) {
        self.tone = tone;
    }

    /// The syllable with one more letter.
    pub(super) fn with_letter(mut self, c: char) -> Self {
        self.push_letter(c);
        self
    }

    /// Lower-case letters with their quality, without tone.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// Lower-case letters with their quality, and the tone, 1 to 6.
    pub(super) fn into_parts(self) -> (Vec<char>, u8) {
        (self.letters, self.tone)
    }

    /// The tone, 1 to 6.
    pub const fn tone(&self) -> u8 {
        self.tone
    }

    /// The vowels in a row; empty and at the end where there are none. The u of `qu` and the i of `gi` belong to the
    /// onset when another vowel follows.
    pub(super) fn vowel_range(&self) -> Range<usize> {
        let is_vowel = |c: &char| letter::is_vowel(*c);
        let start = if self.has_gliding_onset() && self.letters.get(2).is_some_and(is_vowel) {
            2
        } else {
            let first = self.letters.iter().position(is_vowel);
            first.unwrap_or(self.letters.len())
        };
        let vowels = self.letters[start..].iter();
        start..start + vowels.take_while(|c| is_vowel(c)).count()
    }

    /// The vowels that can take a quality: never the u of `qu` nor the i of `gi`.
    pub(super) fn nucleus_range(&self) -> Range<usize> {
        let vowels = self.vowel_range();
        if vowels.is_empty() {
            0..0
        } else if vowels.start == 1 && self.has_gliding_onset() {
            2..vowels.end
        } else {
            vowels
        }
    }

    fn has_gliding_onset(&self) -> bool {
        self.letters.starts_with(&['q', 'u']) || self.letters.starts_with(&['g', 'i'])
    }

    fn onset(&self) -> String {
        self.letters[..self.vowel_range().start].iter().collect()
    }

    fn rhyme(&self) -> String {
        self.letters[self.vowel_range().start..].iter().collect()
    }

    /// The index of the letter that carries the tone: the last vowel with a quality, else the first vowel of an open
    /// syllable, else the second (*hòa*, *thủy*, *hoàn*). Past the end where there is no vowel.
    pub fn tone_index(&self) -> usize {
        let vowels = self.vowel_range();
        let mut indices = vowels.clone();
        let with_quality = indices.rfind(|index| letter::has_quality(self.letters[*index]));
        let is_open = vowels.end == self.letters.len();
        let is_second = vowels.len() > 2 || (vowels.len() == 2 && !is_open);
        with_quality.unwrap_or(vowels.start + usize::from(is_second))
    }

    /// True while it is a Vietnamese syllable or may become one; consonants alone may become anything.
    pub fn is_possible(&self) -> bool {
        let rhyme = self.rhyme();
        let is_short_tone = matches!(
            self.tone,
            letter::LEVEL_TONE | letter::ACUTE_TONE | letter::DOT_TONE
        );
        let fits = || {
            is_onset(&self.onset())
                && is_rhyme_prefix(&rhyme)
                && (is_short_tone || !has_stop_ending(&rhyme))
        };
        rhyme.is_empty() || fits()
    }

    /// True for a whole Vietnamese syllable, or consonants alone.
    pub fn is_complete(&self) -> bool {
        let rhyme = self.rhyme();
        self.is_possible() && (rhyme.is_empty() || is_rhyme(&self.onset(), &rhyme))
    }

    /// The syllables that a key may make of this one, the likeliest first; none where it has nothing to work on.
    pub fn apply_effect(&self, effect: KeyEffect) -> Vec<Self> {
        match effect {
            KeyEffect::Tone(tone) => self.with_tone(tone).into_iter().collect(),
            KeyEffect::Stroke => self.with_stroke().into_iter().collect(),
            KeyEffect::Circumflex(vowel) => self.with_circumflex(vowel).into_iter().collect(),
            KeyEffect::Horn => self.with_horn(),
            KeyEffect::Breve => self.with_breve().into_iter().collect(),
            KeyEffect::HornOrBreve => self.with_horn_or_breve(),
        }
    }

    /// The syllable with this tone; `None` without a vowel, or where there is no tone to clear.
    fn with_tone(&self, tone: u8) -> Option<Self> {
        let clears_nothing = tone == letter::LEVEL_TONE && self.tone == letter::LEVEL_TONE;
        let letters = self.letters.clone();
        (!self.vowel_range().is_empty() && !clears_nothing).then_some(Self { letters, tone })
    }

    /// The syllable with đ for the d it begins with; among consonants alone for the last letter (*QĐ*).
    fn with_stroke(&self) -> Option<Self> {
        let index = if self.vowel_range().is_empty() {
            self.letters.len().checked_sub(1)?
        } else {
            0
        };
        (self.letters[index] == 'd').then(|| self.replace_letters(&[(index, 'đ')]))
    }

    fn with_circumflex(&self, vowel: Option<char>) -> Option<Self> {
        self.replace_last_vowel(|bare| match bare {
            _ if vowel.is_some_and(|vowel| vowel != bare) => None,
            'a' => Some('â'),
            'e' => Some('ê'),
            'o' => Some('ô'),
            _ => None,
        })
    }

    fn with_breve(&self) -> Option<Self> {
        self.replace_last_vowel(|bare| (bare == 'a').then_some('ă'))
    }

    /// The syllable with a horn: uo becomes ươ, or uơ at the end (*thuở*); uu becomes ưu; else the last u or o.
    fn with_horn(&self) -> Vec<Self> {
        let nucleus = self.nucleus_range();
        let vowels = &self.letters[nucleus.clone()];
        let find_pair = |pair: [char; 2]| {
            let mut pairs = vowels.windows(2);
            let index = pairs.position(|two| pair == [two[0], two[1]].map(letter::bare_letter));
            index.map(|index| nucleus.start + index)
        };
        if let Some(index) = find_pair(['u', 'o']) {
            let both = self.replace_letters(&[(index, 'ư'), (index + 1, 'ơ')]);
            let second = self.replace_letters(&[(index + 1, 'ơ')]);
            let is_at_end = index + 2 == self.letters.len();
            if is_at_end && second != both {
                return vec![both, second];
            }
            return vec![both];
        }
        if let Some(index) = find_pair(['u', 'u']) {
            return vec![self.replace_letters(&[(index, 'ư')])];
        }
        let horned = self.replace_last_vowel(|bare| match bare {
            'u' => Some('ư'),
            'o' => Some('ơ'),
            _ => None,
        });
        horned.into_iter().collect()
    }

    /// The syllable after the `w` of Telex. `ua` is ưa as in *mưa*, or uă; `oa` only oă.
    fn with_horn_or_breve(&self) -> Vec<Self> {
        let nucleus = self.nucleus_range();
        if nucleus.is_empty() {
            return vec![self.clone().with_letter('ư')];
        }
        let breve = self.with_breve();
        if breve.is_some() && !self.letters[nucleus].contains(&'u') {
            return breve.into_iter().collect();
        }
        self.with_horn().into_iter().chain(breve).collect()
    }

    /// The syllable with another letter for the last vowel whose bare letter has one that differs.
    fn replace_last_vowel(&self, replace: impl Fn(char) -> Option<char>) -> Option<Self> {
        self.nucleus_range().rev().find_map(|index| {
            let old = self.letters[index];
            let new = replace(letter::bare_letter(old)).filter(|new| *new != old)?;
            Some(self.replace_letters(&[(index, new)]))
        })
    }

    fn replace_letters(&self, changes: &[(usize, char)]) -> Self {
        let mut syllable = self.clone();
        for (index, c) in changes {
            syllable.letters[*index] = *c;
        }
        syllable
    }
}
