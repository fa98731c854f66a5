//! The word before the caret as it is displayed: a syllable with its capitals.

use ocop_index::vietnamese::{TypedSyllable, letter};
use unicode_normalization::UnicodeNormalization;

/// A word of letters that may be a syllable.
#[derive(Clone, Debug, Default)]
pub(super) struct DisplayedWord {
    syllable: TypedSyllable,
    /// Whether each letter is a capital.
    capitals: Vec<bool>,
    /// It has a second tone, or a mark of another language.
    is_foreign: bool,
}

impl DisplayedWord {
    /// Appends a letter as it is written, with its tone if it has one.
    pub(super) fn push_letter(&mut self, c: char) {
        let mut marks = std::iter::once(c).nfd();
        let mark = marks.find(|mark| letter::tone_from_mark(*mark).is_some());
        let toneless = std::iter::once(c)
            .nfd()
            .filter(|piece| Some(*piece) != mark);
        let toneless: String = toneless.nfc().collect();
        let lower: Vec<char> = toneless.to_lowercase().chars().collect();
        self.is_foreign |= lower.len() != 1;
        if let Some(plain) = lower.first() {
            self.syllable.push_letter(*plain);
        }
        if let Some(tone) = mark.and_then(letter::tone_from_mark) {
            self.is_foreign |= self.syllable.tone() != letter::LEVEL_TONE;
            self.syllable.set_tone(tone);
        }
        self.capitals.push(c.is_uppercase());
    }

    /// The word with another syllable; a letter that the syllable gained is a capital when the key was one.
    pub(super) fn with_syllable(&self, syllable: TypedSyllable, is_capital: bool) -> Self {
        let mut changed = Self {
            syllable,
            ..self.clone()
        };
        let len = changed.syllable.letters().len();
        changed.capitals.resize(len, is_capital);
        changed
    }

    /// Its syllable; `None` for a foreign word.
    pub(super) fn syllable(&self) -> Option<&TypedSyllable> {
        Some(&self.syllable).filter(|_| !self.is_foreign)
    }

    /// The text with its tone; `None` for a foreign word, which would lose a mark.
    pub(super) fn to_text(&self) -> Option<String> {
        let syllable = self.syllable()?;
        let mark = letter::mark_from_tone(syllable.tone());
        let tone_index = syllable.tone_index();
        let mut text = String::new();
        for (index, (c, is_capital)) in syllable.letters().iter().zip(&self.capitals).enumerate() {
            if *is_capital {
                text.extend(c.to_uppercase());
            } else {
                text.push(*c);
            }
            text.extend(mark.filter(|_| index == tone_index));
        }
        Some(text.nfc().collect())
    }
}
