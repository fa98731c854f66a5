//! What the keys of a typing method make of the word before the caret.
//!
//! A key does the first thing that leaves a possible syllable; where nothing does, it is a letter. The same key twice
//! in a row undoes what it did, is a letter, and so are all keys after it. The rules of the keys are the engine's
//! ([`TypedSyllable`]). Must not: keep state; the same keys always make the same word.

use ocop_index::vietnamese::typing_key::KeyEffect;
use ocop_index::vietnamese::{TypedSyllable, TypingMethod};

use super::displayed_word::DisplayedWord;

/// A longer word is left as typed, so that a key that is held down costs nothing. No syllable has as many bytes,
/// however it is typed.
const MAX_SYLLABLE_BYTES: usize = 32;

/// A word made of keys.
#[derive(Clone, Debug)]
pub(super) struct ComposedWord {
    /// What is displayed.
    pub(super) text: String,
    /// It is a whole word and can stay as it is.
    pub(super) is_word: bool,
}

/// The word that these keys make of the text before them.
pub(super) fn compose_word(method: TypingMethod, initial_text: &str, keys: &str) -> ComposedWord {
    let as_typed = || format!("{initial_text}{keys}");
    if initial_text.len() + keys.len() > MAX_SYLLABLE_BYTES {
        return ComposedWord {
            text: as_typed(),
            is_word: true,
        };
    }
    let mut word = DisplayedWord::default();
    for c in initial_text.chars() {
        word.push_letter(c);
    }
    // The last key that had an effect, and the word before it.
    let mut undo: Option<(char, DisplayedWord)> = None;
    let mut is_literal = false;
    for key in keys.chars() {
        let lower = key.to_ascii_lowercase();
        if let Some((_, before)) = undo.take().filter(|(last, _)| *last == lower) {
            word = before;
            is_literal = true;
        }
        let changed = if is_literal {
            None
        } else {
            apply_key(method, lower, &word)
        };
        match changed {
            Some(syllable) => {
                let next = word.with_syllable(syllable, key.is_uppercase());
                undo = Some((lower, std::mem::replace(&mut word, next)));
            }
            None => word.push_letter(key),
        }
    }
    let is_possible = word.syllable().is_some_and(TypedSyllable::is_possible);
    let text = word.to_text().filter(|_| is_literal || is_possible);
    ComposedWord {
        is_word: is_literal || word.syllable().is_some_and(TypedSyllable::is_complete),
        text: text.unwrap_or_else(as_typed),
    }
}

/// The syllable that a key makes of a word; `None` when the key is a letter.
fn apply_key(method: TypingMethod, key: char, word: &DisplayedWord) -> Option<TypedSyllable> {
    let syllable = word.syllable()?;
    let effect = method.key_effect(key)?;
    if effect == KeyEffect::Tone(syllable.tone()) {
        return None;
    }
    let results = syllable.apply_effect(effect);
    results.into_iter().find(TypedSyllable::is_possible)
}
