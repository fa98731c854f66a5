//! The letters of nearly all words by one look into a table: composed Vietnamese and plain Latin.
//!
//! A list of a hundred thousand products has millions of words, and taking each letter apart by the rules of
//! Unicode is most of the work of reading it. The table is made by those rules once. Must not: answer for a
//! letter that is not composed, or that one table entry cannot tell; then the whole way is taken.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::letter;

/// Below this the table holds every character.
const LOW: usize = 0x250;

/// The block of composed Vietnamese letters.
const HIGH: std::ops::Range<u32> = 0x1ea0..0x1f00;

/// A letter: lower case with its quality, and its tone; tone 0 is no entry.
type Entry = (char, u8);

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let codes = (0..LOW as u32).chain(HIGH);
    codes
        .map(|code| char::from_u32(code).and_then(entry).unwrap_or_default())
        .collect()
});

/// A character taken apart; `None` where it is not one letter with at most one tone.
fn entry(c: char) -> Option<Entry> {
    let plain = letter::twin(c);
    if !plain.is_alphanumeric() || letter::imitation(plain).is_some() {
        return None;
    }
    let mut tone = letter::LEVEL;
    let mut letters = String::new();
    for piece in plain.nfkd() {
        match letter::tone(piece) {
            Some(mark) if tone == letter::LEVEL => tone = mark,
            Some(_) => return None,
            None => letters.extend(piece.to_lowercase().map(letter::twin)),
        }
    }
    let mut letters = letters.nfc();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_alphanumeric() => Some((only, tone)),
        _ => None,
    }
}

fn look(c: char) -> Option<Entry> {
    let code = c as u32;
    let at = if (code as usize) < LOW {
        code as usize
    } else if HIGH.contains(&code) {
        LOW + (code - HIGH.start) as usize
    } else {
        return None;
    };
    TABLE.get(at).copied().filter(|(_, tone)| *tone > 0)
}

/// Appends the letters with quality of a word and returns its tone, if the table has all of them and they
/// carry one tone at most.
pub(super) fn append(part: &str, letters: &mut Vec<char>) -> Option<u8> {
    let mut tone = letter::LEVEL;
    for c in part.chars() {
        let (plain, mark) = look(c)?;
        if mark != letter::LEVEL {
            if tone != letter::LEVEL {
                return None;
            }
            tone = mark;
        }
        letters.push(plain);
    }
    Some(tone)
}

/// [`char::is_alphanumeric`], by the table where it has the character.
pub(super) fn is_alphanumeric(c: char) -> bool {
    look(c).is_some() || c.is_alphanumeric()
}
