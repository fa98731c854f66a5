//! A syllable under the keys: its letters with their quality, its one tone, and where that stands.
//!
//! Changes give another syllable, or nothing where there is nothing to change; whether it can be Vietnamese is asked
//! afterwards. Must not: know a method.

use ocop_index::vietnamese::letter;
use unicode_normalization::UnicodeNormalization;

use super::spelling::{
    bare_letter, has_stop_ending, is_onset, is_rhyme, is_rhyme_prefix, is_vowel,
};

/// The tones as combining marks.
pub(super) const GRAVE: char = '\u{300}';
pub(super) const ACUTE: char = '\u{301}';
pub(super) const TILDE: char = '\u{303}';
pub(super) const HOOK_ABOVE: char = '\u{309}';
pub(super) const DOT_BELOW: char = '\u{323}';

/// The letters so far.
#[derive(Clone, Debug, Default)]
pub(super) struct EditableSyllable {
    /// Lower case, with their quality, without tone.
    letters: Vec<char>,
    /// Which of them are capitals.
    capitals: Vec<bool>,
    tone: Option<char>,
    /// It has a second tone, or a mark of another language.
    is_foreign: bool,
}

impl EditableSyllable {
    /// Takes a letter as it stands, with its tone if it has one.
    pub(super) fn push(&mut self, c: char) {
        self.complete_horn_pair();
        let mut marks = std::iter::once(c).nfd();
        let tone = marks.find(|mark| letter::tone_from_mark(*mark).is_some());
        let rest = std::iter::once(c).nfd().filter(|mark| Some(*mark) != tone);
        let rest: String = rest.nfc().collect();
        let small: Vec<char> = rest.to_lowercase().chars().collect();
        self.is_foreign |= small.len() != 1 || (tone.is_some() && self.tone.is_some());
        self.tone = tone.or(self.tone);
        self.letters.extend(small.first());
        self.capitals.push(c.is_uppercase());
    }

    /// `ưo` and `uơ` are half of `ươ` as soon as something follows.
    fn complete_horn_pair(&mut self) {
        let at = self.vowel_range().end;
        let is_last = at == self.letters.len() && self.vowel_range().len() >= 2;
        if is_last && matches!(self.letters[at - 2..], ['ư', 'o'] | ['u', 'ơ']) {
            self.letters[at - 2..].copy_from_slice(&['ư', 'ơ']);
        }
    }

    /// Where its vowels stand; the u of `qu` and the i of `gi` belong to the beginning.
    fn vowel_range(&self) -> std::ops::Range<usize> {
        let pair = self.letters.starts_with(&['q', 'u']) || self.letters.starts_with(&['g', 'i']);
        let start = if pair && self.letters.get(2).is_some_and(|c| is_vowel(*c)) {
            2
        } else {
            let first = self.letters.iter().position(|c| is_vowel(*c));
            first.unwrap_or(self.letters.len())
        };
        let rest = self.letters[start..].iter();
        start..start + rest.take_while(|c| is_vowel(**c)).count()
    }

    fn onset(&self) -> String {
        self.letters[..self.vowel_range().start].iter().collect()
    }

    fn rhyme(&self) -> String {
        self.letters[self.vowel_range().start..].iter().collect()
    }

    /// The letter the tone stands on: the last with a quality; else the first vowel of an open syllable, and the
    /// second where a consonant or a third vowel follows.
    fn tone_index(&self) -> usize {
        let vowels = self.vowel_range();
        let marked = vowels
            .clone()
            .rfind(|at| letter::has_quality(self.letters[*at]));
        let is_open = vowels.end == self.letters.len();
        let second = vowels.len() > 2 || (vowels.len() == 2 && !is_open);
        marked.unwrap_or(vowels.start + usize::from(second))
    }

    /// True while it may be or become a syllable; consonants alone may be anything.
    pub(super) fn is_possible(&self) -> bool {
        let rhyme = self.rhyme();
        let is_carried =
            !has_stop_ending(&rhyme) || matches!(self.tone, None | Some(ACUTE | DOT_BELOW));
        let fits = || is_onset(&self.onset()) && is_rhyme_prefix(&rhyme) && is_carried;
        !self.is_foreign && (rhyme.is_empty() || fits())
    }

    /// True when it is whole.
    pub(super) fn is_complete(&self) -> bool {
        let rhyme = self.rhyme();
        self.is_possible() && (rhyme.is_empty() || is_rhyme(&rhyme))
    }

    /// As it is written; `None` where that would lose something.
    pub(super) fn to_text(&self) -> Option<String> {
        if self.is_foreign {
            return None;
        }
        let carrier = self.tone_index();
        let letters = self.letters.iter().zip(&self.capitals).enumerate();
        let signs = letters.flat_map(|(at, (c, is_capital))| {
            let tone = self.tone.filter(|_| at == carrier);
            let sign: String = if *is_capital {
                c.to_uppercase().collect()
            } else {
                c.to_string()
            };
            sign.chars().chain(tone).collect::<Vec<char>>()
        });
        Some(signs.nfc().collect())
    }

    /// With this tone, or without any; it needs a vowel.
    pub(super) fn with_tone(&self, tone: Option<char>) -> Option<Self> {
        let changes = tone != self.tone && !self.vowel_range().is_empty();
        changes.then(|| Self {
            tone,
            ..self.clone()
        })
    }

    /// With đ for the d it begins with; among consonants alone for the last one.
    pub(super) fn with_stroke(&self) -> Option<Self> {
        let at = if self.vowel_range().is_empty() {
            self.letters.len().checked_sub(1)?
        } else {
            0
        };
        (self.letters[at] == 'd').then(|| self.with_letters_replaced(&[(at, 'đ')]))
    }

    /// With another letter for one of these vowels, the last one first.
    pub(super) fn with_vowel_replaced(&self, turn: impl Fn(char) -> Option<char>) -> Vec<Self> {
        let turned = self.vowel_range().rev().filter_map(|at| {
            let old = self.letters[at];
            let new = turn(bare_letter(old)).filter(|new| *new != old)?;
            Some(self.with_letters_replaced(&[(at, new)]))
        });
        turned.collect()
    }

    /// With horns: both letters of `uo` at once, and `uơ` where only that can be open (*thuở*); else the first letter
    /// that takes one.
    pub(super) fn with_horns(&self) -> Vec<Self> {
        let vowels = self.vowel_range();
        let bares: Vec<char> = self.letters[vowels.clone()]
            .iter()
            .map(|c| bare_letter(*c))
            .collect();
        let pair = bares.windows(2).position(|pair| pair == ['u', 'o']);
        let mut found = Vec::new();
        if let Some(at) = pair.map(|at| vowels.start + at) {
            let is_open = bares.len() == 2 && vowels.end == self.letters.len();
            if is_open && matches!(&*self.onset(), "h" | "kh" | "th") {
                found.push(self.with_letters_replaced(&[(at + 1, 'ơ')]));
            }
            found.push(self.with_letters_replaced(&[(at, 'ư'), (at + 1, 'ơ')]));
        }
        let mut each = self.with_vowel_replaced(|c| match c {
            'u' => Some('ư'),
            'o' => Some('ơ'),
            _ => None,
        });
        each.reverse();
        found.extend(each);
        found
    }

    /// With an ư, where there is no vowel yet.
    pub(super) fn with_new_horned_u(&self, is_capital: bool) -> Option<Self> {
        self.vowel_range().is_empty().then(|| {
            let mut next = self.clone();
            next.push(if is_capital { 'Ư' } else { 'ư' });
            next
        })
    }

    fn with_letters_replaced(&self, changes: &[(usize, char)]) -> Self {
        let mut turned = self.clone();
        for (at, c) in changes {
            turned.letters[*at] = *c;
        }
        turned
    }
}
