//! Wrong letters: written by ear, or with a typo.
//!
//! It must not spoil words of one or two letters.

use super::super::fits::{as_near, same_sound};
use super::super::random::Random;
use super::super::regional::misheard;
use super::super::shelf::{Row, Shelf};
use super::super::slips::slip;
use super::{Asked, line, named};

/// One or two syllables as another region says them.
pub(crate) fn by_ear(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = named(row, 2, 7)?.to_vec();
    let order = super::shuffled((0..words.len()).collect(), random);
    let mut left = 1 + random.below(2);
    for at in order {
        if left == 0 {
            break;
        }
        if let Some(other) = misheard(&words[at], random) {
            words[at] = other;
            left -= 1;
        }
    }
    if words == row.typed {
        return None;
    }
    let text = line(&words, 60, random);
    let wanted = same_sound(shelf, row, &text);
    Asked::first(text, wanted)
}

/// One typo in a word of three letters or more.
pub(crate) fn one_slip(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    slips(shelf, row, random, 1, 3..=12)
}

/// One typo in a word of three or four letters.
pub(crate) fn short_slip(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    slips(shelf, row, random, 1, 3..=4)
}

/// A typo in each of two words of four letters or more.
pub(crate) fn two_slips(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    slips(shelf, row, random, 2, 4..=12)
}

fn slips(
    shelf: &Shelf,
    row: &Row,
    random: &mut Random,
    count: usize,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<Asked> {
    // With two typos at least one word must be left to recognise the name by.
    let mut words = named(row, count + 1, 7)?.to_vec();
    let fit = |word: &String| {
        lengths.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    let places: Vec<usize> = (0..words.len()).filter(|at| fit(&words[*at])).collect();
    let places = super::shuffled(places, random);
    for at in places.get(..count)? {
        words[*at] = slip(&words[*at], random)?;
    }
    let text = line(&words, 70, random);
    let wanted = as_near(shelf, row, &text);
    Asked::first(text, wanted)
}
