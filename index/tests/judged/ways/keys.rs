//! Raw keys: typed for an input method that was off.
//!
//! It must not type a name without marks, which would be no test of a method.

use super::super::fits::same_name;
use super::super::keyboard::{ToneKey, telex, viqr, vni};
use super::super::letters::{bare, is_marked};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, named};

/// Telex with the tone when the syllable is done.
pub(crate) fn telex_last(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    typed(shelf, row, |word| telex(word, ToneKey::Last))
}

/// Telex with the tone right after its vowel.
pub(crate) fn telex_behind(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    typed(shelf, row, |word| telex(word, ToneKey::Behind))
}

/// Half of the words in Telex, the others bare.
pub(crate) fn telex_half(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = several(row)?;
    let marked: Vec<usize> = (0..words.len())
        .filter(|at| is_marked(&words[*at]))
        .collect();
    let chosen = super::shuffled(marked, random);
    let chosen = &chosen[..chosen.len() / 2];
    let keys = words.iter().enumerate().map(|(at, word)| {
        if chosen.contains(&at) {
            telex(word, ToneKey::Last)
        } else {
            bare(word)
        }
    });
    Asked::first(keys.collect::<Vec<_>>().join(" "), same_name(shelf, row))
}

/// VNI, the tone last or right after its vowel.
pub(crate) fn vni_digits(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let place = if random.percent(50) {
        ToneKey::Last
    } else {
        ToneKey::Behind
    };
    typed(shelf, row, |word| vni(word, place))
}

/// VIQR.
pub(crate) fn viqr_signs(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    typed(shelf, row, viqr)
}

fn typed(shelf: &Shelf, row: &Row, keys: impl Fn(&str) -> String) -> Option<Asked> {
    let keys: Vec<String> = several(row)?.iter().map(|word| keys(word)).collect();
    Asked::first(keys.join(" "), same_name(shelf, row))
}

/// Words of which at least two carry marks.
fn several(row: &Row) -> Option<&[String]> {
    let words = named(row, 2, 7)?;
    let marked = words.iter().filter(|word| is_marked(word)).count();
    (marked >= 2).then_some(words)
}
