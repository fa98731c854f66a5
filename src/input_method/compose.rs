//! What the keys of a method do to the word before the caret.
//!
//! Of the things that a key may do the first that leaves a possible syllable is done; where there is none it is a
//! letter. The same key twice in a row takes back what it did, is a letter, and so are all keys behind it. Must not:
//! keep anything; the same keys always give the same word.

use super::InputMethod;
use super::syllable::{ACUTE, DOT_BELOW, EditableSyllable, GRAVE, HOOK_ABOVE, TILDE};

/// Bytes of what no syllable needs, however it is typed: a key that is held down costs nothing.
const MAX_SYLLABLE_BYTES: usize = 32;

/// A word made of keys.
#[derive(Clone, Debug)]
pub(super) struct ComposedWord {
    /// What it looks like.
    pub(super) text: String,
    /// It can stay so.
    pub(super) is_word: bool,
}

/// The word that these keys make of what stood there.
pub(super) fn compose_word(method: InputMethod, found: &str, keys: &str) -> ComposedWord {
    if found.len() + keys.len() > MAX_SYLLABLE_BYTES {
        return ComposedWord {
            text: format!("{found}{keys}"),
            is_word: true,
        };
    }
    let mut now = EditableSyllable::default();
    for c in found.chars() {
        now.push(c);
    }
    let mut before: Option<(char, EditableSyllable)> = None;
    let mut is_literal = false;
    for key in keys.chars() {
        let small = key.to_ascii_lowercase();
        if let Some((_, old)) = before.take().filter(|(last, _)| *last == small) {
            now = old;
            is_literal = true;
        }
        let done = if is_literal {
            None
        } else {
            let done = key_results(method, key, &now).into_iter();
            done.into_iter().find(EditableSyllable::is_possible)
        };
        match done {
            Some(next) => before = Some((small, std::mem::replace(&mut now, next))),
            None => now.push(key),
        }
    }
    let can_stand = is_literal || now.is_possible();
    let text = now.to_text().filter(|_| can_stand);
    ComposedWord {
        is_word: is_literal || now.is_complete(),
        text: text.unwrap_or_else(|| format!("{found}{keys}")),
    }
}

/// What a key may do, the likeliest first.
fn key_results(method: InputMethod, key: char, now: &EditableSyllable) -> Vec<EditableSyllable> {
    match method {
        InputMethod::Off => Vec::new(),
        InputMethod::Telex => telex_results(key, now),
        InputMethod::Vni => vni_results(key, now),
    }
}

fn telex_results(key: char, now: &EditableSyllable) -> Vec<EditableSyllable> {
    let tone = |mark| now.with_tone(mark).into_iter().collect();
    match key.to_ascii_lowercase() {
        's' => tone(Some(ACUTE)),
        'f' => tone(Some(GRAVE)),
        'r' => tone(Some(HOOK_ABOVE)),
        'x' => tone(Some(TILDE)),
        'j' => tone(Some(DOT_BELOW)),
        'z' => tone(None),
        'd' => now.with_stroke().into_iter().collect(),
        vowel @ ('a' | 'e' | 'o') => {
            now.with_vowel_replaced(|c| add_circumflex(c).filter(|_| c == vowel))
        }
        'w' => {
            let mut done = now.with_horns();
            done.extend(now.with_vowel_replaced(add_breve));
            done.extend(now.with_new_horned_u(key.is_uppercase()));
            done
        }
        _ => Vec::new(),
    }
}

fn vni_results(key: char, now: &EditableSyllable) -> Vec<EditableSyllable> {
    let tone = |mark| now.with_tone(mark).into_iter().collect();
    match key {
        '1' => tone(Some(ACUTE)),
        '2' => tone(Some(GRAVE)),
        '3' => tone(Some(HOOK_ABOVE)),
        '4' => tone(Some(TILDE)),
        '5' => tone(Some(DOT_BELOW)),
        '0' => tone(None),
        '6' => now.with_vowel_replaced(add_circumflex),
        '7' => now.with_horns(),
        '8' => now.with_vowel_replaced(add_breve),
        '9' => now.with_stroke().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The vowel under a circumflex.
const fn add_circumflex(c: char) -> Option<char> {
    match c {
        'a' => Some('â'),
        'e' => Some('ê'),
        'o' => Some('ô'),
        _ => None,
    }
}

/// The vowel under a breve.
const fn add_breve(c: char) -> Option<char> {
    match c {
        'a' => Some('ă'),
        _ => None,
    }
}
