//! Vietnamese accents from a keyboard without them, for consoles that have no input method: Telex and VNI.
//!
//! Every key changes the word before the caret at once: `char mujwc` becomes *chả mực* while it is typed. A key works
//! right after its vowel or anywhere later in the word; typed twice in a row it is a letter (`ass` is *as*, `aaa` is
//! *aa*). A word that cannot be Vietnamese stays as typed, so that `organic`, `sort:` and `st25` need no care. The
//! tone is placed as in the catalogue: *hòa*, *thủy*, *khỏe*.
//!
//! [`WordAtCaret`] collects the keys of a word, `compose` turns them into text and undoes a doubled key, and
//! `displayed_word` keeps the capitals. The rules of keys, spelling and tone placement are the engine's
//! ([`ocop_index::vietnamese::typed_syllable`]), which shares its keys and syllables with the reading of raw keys in
//! queries.
//!
//! Must not: know the line, its caret or the screen.

mod compose;
mod displayed_word;

use clap::ValueEnum;
use ocop_index::query::language::field::QueryField;
use ocop_index::vietnamese::TypingMethod;

use compose::{ComposedWord, compose_word};

/// How letters are typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InputMethod {
    /// Keys are letters.
    #[default]
    Off,
    /// `aa` â, `aw` ă, `dd` đ, tones by s f r x j.
    Telex,
    /// `a6` â, `a8` ă, `d9` đ, tones by 1 to 5.
    Vni,
}

impl InputMethod {
    /// The next method in the cycle.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Telex,
            Self::Telex => Self::Vni,
            Self::Vni => Self::Off,
        }
    }

    /// Its usual name; `None` while keys are letters.
    pub const fn display_name(self) -> Option<&'static str> {
        match self {
            Self::Off => None,
            Self::Telex => Some("Telex"),
            Self::Vni => Some("VNI"),
        }
    }

    /// Its key in the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "typing.off",
            Self::Telex => "typing.telex",
            Self::Vni => "typing.vni",
        }
    }

    /// The engine's method; `None` while keys are letters.
    const fn typing_method(self) -> Option<TypingMethod> {
        match self {
            Self::Off => None,
            Self::Telex => Some(TypingMethod::Telex),
            Self::Vni => Some(TypingMethod::Vni),
        }
    }

    /// True for a character that belongs to a word.
    pub fn is_word_char(self, c: char) -> bool {
        c.is_alphabetic() || (self == Self::Vni && c.is_ascii_digit())
    }
}

/// The word at the caret while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordAtCaret {
    method: InputMethod,
    /// Byte index in the line where the word begins.
    start: usize,
    /// The part of the word that was there before the first key.
    initial_text: String,
    /// The keys since.
    keys: String,
    displayed_text: String,
}

/// A new text for the part of the line before the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposedEdit {
    /// Byte index where the part begins; it ends at the caret.
    pub start: usize,
    /// The new text.
    pub text: String,
}

impl WordAtCaret {
    /// Handles a key with this text before the caret; `None` when that text does not change. A character that belongs
    /// to no word is not inserted; it ends the word before it.
    pub fn press_key(
        &mut self,
        method: InputMethod,
        before: &str,
        key: char,
    ) -> Option<ComposedEdit> {
        let is_separator = |c: char| !method.is_word_char(c);
        let separator = before.char_indices().rfind(|(_, c)| is_separator(*c));
        let start = separator.map_or(0, |(index, c)| index + c.len_utf8());
        let word_on_line = &before[start..];
        // The line may have changed since the last key: then its word is a new one.
        if (self.method, self.start, self.displayed_text.as_str()) != (method, start, word_on_line)
        {
            *self = Self {
                method,
                start,
                initial_text: word_on_line.to_owned(),
                displayed_text: word_on_line.to_owned(),
                ..Self::default()
            };
        }
        if is_separator(key) {
            let word = std::mem::take(self);
            let composed = word.compose();
            let text = word.initial_text + &word.keys;
            // `list:` is Vietnamese as Telex, and a name of the query language all the same.
            let may_be_name = key == ':' || before[..start].ends_with(':');
            let is_text = !composed.is_word || (may_be_name && is_field_name(&text));
            let is_restored = is_text && text != word.displayed_text;
            return is_restored.then_some(ComposedEdit { start, text });
        }
        self.keys.push(key);
        self.displayed_text = self.compose().text;
        Some(ComposedEdit {
            start,
            text: self.displayed_text.clone(),
        })
    }

    fn compose(&self) -> ComposedWord {
        match self.method.typing_method() {
            Some(method) => compose_word(method, &self.initial_text, &self.keys),
            None => ComposedWord {
                text: format!("{}{}", self.initial_text, self.keys),
                is_word: true,
            },
        }
    }
}

/// True for a name of a field in the query language.
fn is_field_name(text: &str) -> bool {
    let mut names = QueryField::all_fields().flat_map(QueryField::names);
    names.any(|name| *name == text)
}

#[cfg(test)]
mod tests;
