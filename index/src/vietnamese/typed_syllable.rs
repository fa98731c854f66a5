//! A syllable under the keys of a typing method: its letters with their quality, its tone, and what keys change.
//!
//! A key works right after its vowel or anywhere later in the syllable. Two callers share the syllable and differ in
//! what a key may change. The input line ([`TypedSyllable::apply_effect`]) shows one text at once: a key may also
//! correct a quality (`awa` is *â*), and is a letter where no possible syllable comes of it. A query typed without an
//! input method (`keystroke_reading`) follows every reading, possible syllable or not, because the vocabulary decides;
//! there a key only adds a quality.

use std::ops::Range;

use super::letter;
use super::spelling::{has_stop_ending, is_onset, is_rhyme, is_rhyme_prefix, takes_open_uo};
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

    /// The syllable with one more letter; nothing before it changes.
    pub(super) fn with_letter(mut self, c: char) -> Self {
        self.letters.push(c);
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

    /// True when it begins with `qu` or `gi`.
    pub(super) fn has_gliding_onset(&self) -> bool {
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
        self.is_possible() && (rhyme.is_empty() || is_rhyme(&rhyme))
    }

    /// The syllables that a key of the input line may make of this one, the likeliest first; none where it has nothing
    /// to work on. Some may be no possible syllable.
    pub fn apply_effect(&self, effect: KeyEffect) -> Vec<Self> {
        match effect {
            KeyEffect::Tone(tone) => self.with_tone(tone).into_iter().collect(),
            KeyEffect::Stroke => self.with_stroke().into_iter().collect(),
            KeyEffect::Circumflex(vowel) => self
                .replace_each_vowel(|bare| {
                    circumflexed(bare).filter(|_| vowel.is_none_or(|vowel| vowel == bare))
                })
                .collect(),
            KeyEffect::Horn => self.with_horn(),
            KeyEffect::Breve => self.replace_each_vowel(breved).collect(),
            KeyEffect::HornOrBreve if self.vowel_range().is_empty() => {
                vec![self.clone().with_letter('ư')]
            }
            KeyEffect::HornOrBreve => {
                let mut syllables = self.with_horn();
                syllables.extend(self.replace_each_vowel(breved));
                syllables
            }
        }
    }

    /// The syllable with this tone; `None` without a vowel, or where there is no tone to clear.
    pub(super) fn with_tone(&self, tone: u8) -> Option<Self> {
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

    /// The syllables with a horn: uo becomes uơ where only that can be open (*thuở*), else ươ; then each u or o alone,
    /// the first one first.
    fn with_horn(&self) -> Vec<Self> {
        let vowels = self.vowel_range();
        let bare_vowels: Vec<char> = self.letters[vowels.clone()]
            .iter()
            .map(|c| letter::bare_letter(*c))
            .collect();
        let pair = bare_vowels.windows(2).position(|two| two == ['u', 'o']);
        let mut syllables = Vec::new();
        if let Some(index) = pair.map(|index| vowels.start + index) {
            let is_open = bare_vowels.len() == 2 && vowels.end == self.letters.len();
            if is_open && takes_open_uo(&self.onset()) {
                syllables.push(self.replace_letters(&[(index + 1, 'ơ')]));
            }
            syllables.push(self.replace_letters(&[(index, 'ư'), (index + 1, 'ơ')]));
        }
        let single: Vec<Self> = self.replace_each_vowel(horned).collect();
        syllables.extend(single.into_iter().rev());
        syllables
    }

    /// The syllables with another letter for one vowel whose bare letter has one that differs, the last vowel first.
    fn replace_each_vowel(
        &self,
        replace: impl Fn(char) -> Option<char>,
    ) -> impl Iterator<Item = Self> {
        self.vowel_range().rev().filter_map(move |index| {
            let old = self.letters[index];
            let new = replace(letter::bare_letter(old)).filter(|new| *new != old)?;
            Some(self.replace_letters(&[(index, new)]))
        })
    }

    /// The syllable with other letters at some indices.
    pub(super) fn replace_letters(&self, changes: &[(usize, char)]) -> Self {
        let mut syllable = self.clone();
        for (index, c) in changes {
            syllable.letters[*index] = *c;
        }
        syllable
    }
}

/// The vowel with a circumflex.
pub(super) const fn circumflexed(bare: char) -> Option<char> {
    match bare {
        'a' => Some('â'),
        'e' => Some('ê'),
        'o' => Some('ô'),
        _ => None,
    }
}

/// The vowel with a breve.
pub(super) const fn breved(bare: char) -> Option<char> {
    match bare {
        'a' => Some('ă'),
        _ => None,
    }
}

/// The vowel with a horn.
pub(super) const fn horned(bare: char) -> Option<char> {
    match bare {
        'u' => Some('ư'),
        'o' => Some('ơ'),
        _ => None,
    }
}
