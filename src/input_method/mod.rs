//! Vietnamese accents from a keyboard that has none, for consoles without an input method: Telex and VNI.
//!
//! Every letter changes the word before the caret at once: `char mujwc` becomes *chả mực* under the fingers. A key
//! works right behind its vowel or anywhere later in the word; typed twice in a row it is a letter after all
//! (`ass` is *as*, `aaa` is *aa*). A word that cannot be Vietnamese stands as typed, so that `organic`, `sort:` and
//! `st25` need no second thought. The tone stands where the catalogue writes it: *hòa*, *thủy*, *khỏe*.
//!
//! * [`keys`]: what a key of a method does. * [`syllable`]: what it is done to. * [`rhymes`]: which syllables there
//!   are.
//!
//! Must not: know the line, its caret or the screen; a word goes in, a word comes out.

mod compose;
mod spelling;
mod syllable;

use clap::ValueEnum;

/// How letters are typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InputMethod {
    /// As the keys are.
    #[default]
    Off,
    /// `aa` â, `aw` ă, `dd` đ, tones by s f r x j.
    Telex,
    /// `a6` â, `a8` ă, `d9` đ, tones by 1 to 5.
    Vni,
}

impl InputMethod {
    /// The method behind this one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Telex,
            Self::Telex => Self::Vni,
            Self::Vni => Self::Off,
        }
    }

    /// What people call it; `None` while keys are letters.
    pub const fn display_name(self) -> Option<&'static str> {
        match self {
            Self::Off => None,
            Self::Telex => Some("Telex"),
            Self::Vni => Some("VNI"),
        }
    }

    /// Its key in the table of sentences.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "typing.off",
            Self::Telex => "typing.telex",
            Self::Vni => "typing.vni",
        }
    }

    /// True for what belongs to a word.
    pub fn is_word_char(self, c: char) -> bool {
        c.is_alphabetic() || (self == Self::Vni && c.is_ascii_digit())
    }
}

/// The word at the caret while it grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordAtCaret {
    /// How it is typed.
    method: InputMethod,
    /// Where it begins in the line.
    start: usize,
    /// What stood there already.
    initial_text: String,
    /// The keys since.
    keys: String,
    /// What it looks like.
    displayed_text: String,
}

/// A piece of the line before the caret and what stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReplacement {
    /// Where it begins; it ends at the caret.
    pub start: usize,
    /// What stands there.
    pub text: String,
}

impl WordAtCaret {
    /// Takes a key with this text before the caret; `None` when nothing of that text changes. A character that
    /// belongs to no word is not put into the line; it finishes the word before it.
    pub fn press_key(
        &mut self,
        method: InputMethod,
        before: &str,
        key: char,
    ) -> Option<WordReplacement> {
        let is_outside = |c: char| !method.is_word_char(c);
        let start = before.char_indices().rfind(|(_, c)| is_outside(*c));
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        let found = &before[start..];
        // Whatever happened to the line meanwhile: what is seen counts.
        if (self.method, self.start, self.displayed_text.as_str()) != (method, start, found) {
            *self = Self {
                method,
                start,
                initial_text: found.to_owned(),
                displayed_text: found.to_owned(),
                ..Self::default()
            };
        }
        if is_outside(key) {
            let word = std::mem::take(self);
            let composed = compose::compose_word(method, &word.initial_text, &word.keys);
            let text = word.initial_text + &word.keys;
            let is_restored = !composed.is_word && text != word.displayed_text;
            return is_restored.then_some(WordReplacement { start, text });
        }
        self.keys.push(key);
        self.displayed_text = compose::compose_word(method, &self.initial_text, &self.keys).text;
        Some(WordReplacement {
            start,
            text: self.displayed_text.clone(),
        })
    }
}

#[cfg(test)]
mod tests;
