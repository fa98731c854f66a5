//! The same letters in other forms: composed or not, marks dropped, tones elsewhere, twins of đ.
//!
//! It must not change a base letter, except `i` and `y` where spelling leaves the choice.

use unicode_normalization::UnicodeNormalization;

use super::super::fits::same_name;
use super::super::letters::{Shape, Tone, bare, is_marked, letters};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, named};

/// As the label has it, capitals and signs included.
pub(crate) fn exact(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    named(row, 2, 9)?;
    Asked::first(row.product.name.clone(), same_name(shelf, row))
}

/// No mark at all.
pub(crate) fn without_marks(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let text = bare(&named(row, 2, 8)?.join(" "));
    Asked::first(text, same_name(shelf, row))
}

/// Every marked letter bare or not, at random.
pub(crate) fn some_marks(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let text = named(row, 2, 8)?.join(" ");
    let some: String = text
        .nfc()
        .map(|letter| {
            let letter = letter.to_string();
            if random.percent(50) {
                bare(&letter)
            } else {
                letter
            }
        })
        .collect();
    (some != text && is_marked(&some)).then_some(())?;
    Asked::first(some, same_name(shelf, row))
}

/// Every mark on its own.
pub(crate) fn decomposed(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let text = marked(row)?;
    Asked::first(text.nfd().collect(), same_name(shelf, row))
}

/// Letters whole, tones on their own, as Windows-1258 and some input methods write.
pub(crate) fn tones_apart(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let mut text = String::new();
    for letter in marked(row)?.nfc() {
        let mut level = String::new();
        let mut tone = None;
        for piece in letter.nfd() {
            match piece {
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(piece),
                other => level.push(other),
            }
        }
        text.extend(level.nfc());
        text.extend(tone);
    }
    Asked::first(text, same_name(shelf, row))
}

/// The other place for the tone in open `oa`, `oe`, `uy`: hòa and hoà.
pub(crate) fn tone_elsewhere(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let typed = named(row, 1, 8)?;
    let moved: Vec<String> = typed
        .iter()
        .map(|word| tone_moved(word).unwrap_or_else(|| word.clone()))
        .collect();
    (moved != typed).then_some(())?;
    Asked::first(moved.join(" "), same_name(shelf, row))
}

/// The word with its tone on the other of its two last letters, where both are in use.
fn tone_moved(word: &str) -> Option<String> {
    let letters = letters(word);
    let [onset @ .., first, second] = letters.as_slice() else {
        return None;
    };
    let pair = (first.base, second.base);
    let open = matches!(pair, ('o', 'a' | 'e') | ('u', 'y'));
    let plain = first.shape == Shape::Plain && second.shape == Shape::Plain;
    let after_q = onset.last().is_some_and(|letter| letter.base == 'q');
    let tone = if first.tone == Tone::Level {
        second.tone
    } else {
        first.tone
    };
    if !open || !plain || after_q || onset.is_empty() || tone == Tone::Level {
        return None;
    }
    let mark = match tone {
        Tone::Level => return None,
        Tone::Grave => '\u{300}',
        Tone::Hook => '\u{309}',
        Tone::Tilde => '\u{303}',
        Tone::Acute => '\u{301}',
        Tone::Dot => '\u{323}',
    };
    let chars: Vec<char> = word.nfc().collect();
    let mut text: String = chars[..chars.len() - 2].iter().collect();
    text.push(first.base);
    text.extend((first.tone == Tone::Level).then_some(mark));
    text.push(second.base);
    text.extend((first.tone != Tone::Level).then_some(mark));
    Some(text.nfc().collect())
}

/// `y` for `i` and back at the end of a syllable without another vowel: kỹ and kĩ, quý and quí.
pub(crate) fn i_or_y(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let typed = named(row, 1, 8)?;
    let swapped: Vec<String> = typed
        .iter()
        .map(|word| vowel_swapped(word).unwrap_or_else(|| word.clone()))
        .collect();
    (swapped != typed).then_some(())?;
    let text = super::line(&swapped, 40, random);
    Asked::first(text, same_name(shelf, row))
}

fn vowel_swapped(word: &str) -> Option<String> {
    const PAIRS: [(char, char); 6] = [
        ('y', 'i'),
        ('ỳ', 'ì'),
        ('ỷ', 'ỉ'),
        ('ỹ', 'ĩ'),
        ('ý', 'í'),
        ('ỵ', 'ị'),
    ];
    let last = word.chars().next_back()?;
    let (y, i) = *PAIRS.iter().find(|(y, i)| [*y, *i].contains(&last))?;
    let other = if last == y { i } else { y };
    let onset = &word[..word.len() - last.len_utf8()];
    // Only where both are met in print: after these, and in `quy`.
    let both = matches!(onset, "h" | "k" | "l" | "m" | "t" | "s" | "qu");
    both.then(|| format!("{onset}{other}"))
}

/// The Icelandic or the African letter for đ.
pub(crate) fn twin_of_đ(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let text = row.product.name.clone();
    named(row, 1, 8).filter(|_| text.contains(['đ', 'Đ']))?;
    let (small, capital) = if random.percent(70) {
        ("ð", "Ð")
    } else {
        ("ɖ", "Ɖ")
    };
    let text = text.replace('đ', small).replace('Đ', capital);
    Asked::first(text, same_name(shelf, row))
}

/// With the shift key held.
pub(crate) fn upper_case(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let text = super::line(named(row, 2, 8)?, 30, random);
    Asked::first(text.to_uppercase(), same_name(shelf, row))
}

fn marked(row: &Row) -> Option<String> {
    let text = named(row, 2, 8)?.join(" ");
    is_marked(&text).then_some(text)
}
