//! What the keys of a method do to the word before the caret.
//!
//! Of the things that a key may do the first that leaves a possible syllable is done; where there is none it is a
//! letter. The same key twice in a row takes back what it did, is a letter, and so are all keys behind it. Must not:
//! keep anything; the same keys always give the same word.

use super::Method;
use super::syllable::{ACUTE, DOT, GRAVE, HOOK, Syllable, TILDE};

/// Bytes of what no syllable needs, however it is typed: a key that is held down costs nothing.
const LONGEST: usize = 32;

/// A word made of keys.
#[derive(Clone, Debug)]
pub(super) struct Composed {
    /// What it looks like.
    pub(super) text: String,
    /// It can stay so.
    pub(super) is_word: bool,
}

/// The word that these keys make of what stood there.
pub(super) fn compose(method: Method, found: &str, keys: &str) -> Composed {
    if found.len() + keys.len() > LONGEST {
        return Composed {
            text: format!("{found}{keys}"),
            is_word: true,
        };
    }
    let mut now = Syllable::default();
    for c in found.chars() {
        now.push(c);
    }
    let mut before: Option<(char, Syllable)> = None;
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
            let done = done_by(method, key, &now).into_iter();
            done.into_iter().find(Syllable::is_possible)
        };
        match done {
            Some(next) => before = Some((small, std::mem::replace(&mut now, next))),
            None => now.push(key),
        }
    }
    let can_stand = is_literal || now.is_possible();
    let text = now.text().filter(|_| can_stand);
    Composed {
        is_word: is_literal || now.is_whole(),
        text: text.unwrap_or_else(|| format!("{found}{keys}")),
    }
}

/// What a key may do, the likeliest first.
fn done_by(method: Method, key: char, now: &Syllable) -> Vec<Syllable> {
    match method {
        Method::Off => Vec::new(),
        Method::Telex => by_telex(key, now),
        Method::Vni => by_vni(key, now),
    }
}

fn by_telex(key: char, now: &Syllable) -> Vec<Syllable> {
    let tone = |mark| now.toned(mark).into_iter().collect();
    match key.to_ascii_lowercase() {
        's' => tone(Some(ACUTE)),
        'f' => tone(Some(GRAVE)),
        'r' => tone(Some(HOOK)),
        'x' => tone(Some(TILDE)),
        'j' => tone(Some(DOT)),
        'z' => tone(None),
        'd' => now.stroked().into_iter().collect(),
        vowel @ ('a' | 'e' | 'o') => now.with(|c| circumflexed(c).filter(|_| c == vowel)),
        'w' => {
            let mut done = now.horned();
            done.extend(now.with(breved));
            done.extend(now.with_horn_alone(key.is_uppercase()));
            done
        }
        _ => Vec::new(),
    }
}

fn by_vni(key: char, now: &Syllable) -> Vec<Syllable> {
    let tone = |mark| now.toned(mark).into_iter().collect();
    match key {
        '1' => tone(Some(ACUTE)),
        '2' => tone(Some(GRAVE)),
        '3' => tone(Some(HOOK)),
        '4' => tone(Some(TILDE)),
        '5' => tone(Some(DOT)),
        '0' => tone(None),
        '6' => now.with(circumflexed),
        '7' => now.horned(),
        '8' => now.with(breved),
        '9' => now.stroked().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The vowel under a circumflex.
const fn circumflexed(c: char) -> Option<char> {
    match c {
        'a' => Some('â'),
        'e' => Some('ê'),
        'o' => Some('ô'),
        _ => None,
    }
}

/// The vowel under a breve.
const fn breved(c: char) -> Option<char> {
    match c {
        'a' => Some('ă'),
        _ => None,
    }
}
