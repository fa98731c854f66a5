//! A look-up table for the letters of nearly all words: composed Vietnamese and plain Latin.
//!
//! A list of a hundred thousand products has millions of words, and decomposing each letter by the rules of Unicode is
//! most of the work of parsing it. The table is computed once by those rules. It has no entry for letters that are not
//! composed, or that one entry cannot describe; words with such a letter are decomposed.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::letter;

/// The table has every character below this.
const LOW_TABLE_END: usize = 0x250;

/// The block of composed Vietnamese letters.
const VIETNAMESE_BLOCK: std::ops::Range<u32> = 0x1ea0..0x1f00;

/// A lower-case letter with its quality, and its tone; tone 0 is not an entry.
pub(super) type LetterAndTone = (char, u8);

static LETTER_TABLE: LazyLock<Vec<LetterAndTone>> = LazyLock::new(|| {
    let codes = (0..LOW_TABLE_END as u32).chain(VIETNAMESE_BLOCK);
    codes
        .map(|code| {
            char::from_u32(code)
                .and_then(decompose_letter)
                .unwrap_or_default()
        })
        .collect()
});

/// Decomposes a character; `None` when it is not one letter with at most one tone.
fn decompose_letter(c: char) -> Option<LetterAndTone> {
    let plain = letter::unify_variant(c);
    if !plain.is_alphanumeric() || letter::imitated_latin(plain).is_some() {
        return None;
    }
    let mut tone = letter::LEVEL_TONE;
    let mut letters = String::new();
    for piece in plain.nfkd() {
        match letter::tone_from_mark(piece) {
            Some(mark) if tone == letter::LEVEL_TONE => tone = mark,
            Some(_) => return None,
            None => letters.extend(piece.to_lowercase().map(letter::unify_variant)),
        }
    }
    let mut letters = letters.nfc();
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.is_alphanumeric() => Some((only, tone)),
        _ => None,
    }
}

/// The entry of a character.
pub(super) fn look_up_letter(c: char) -> Option<LetterAndTone> {
    if c.is_ascii() {
        return c
            .is_ascii_alphanumeric()
            .then(|| (c.to_ascii_lowercase(), letter::LEVEL_TONE));
    }
    let code = c as u32;
    let index = if (code as usize) < LOW_TABLE_END {
        code as usize
    } else if VIETNAMESE_BLOCK.contains(&code) {
        LOW_TABLE_END + (code - VIETNAMESE_BLOCK.start) as usize
    } else {
        return None;
    };
    LETTER_TABLE
        .get(index)
        .copied()
        .filter(|(_, tone)| *tone > 0)
}

/// The tone of a word that has both; `None` when both are written with a mark.
pub(super) fn join_tones(tone: u8, other: u8) -> Option<u8> {
    match (tone, other) {
        (tone, letter::LEVEL_TONE) | (letter::LEVEL_TONE, tone) => Some(tone),
        _ => None,
    }
}
