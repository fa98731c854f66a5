//! Two errors in one question: joined and a slip, raw keys and joined, stubs and a place, a slip and a gap.
//!
//! It must not make an error in words of one or two letters.

use std::collections::BTreeSet;

use super::super::fits::same_name;
use super::super::keyboard::{ToneKey, telex, vni};
use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::slips::slip;
use super::super::ways::{Asked, line};
use super::alike::{as_long_as, fewest_slips, folded_alike, joined_as_near, stands_in};
use super::drawn_words::{lettered, marked};
use super::place_words::place_of;

/// `chamuv`: no space, no marks, one slip.
pub(crate) fn joined_with_slip(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = lettered(row, 2, 5)?;
    let text = bare(&slip_in_one(words, random)?.concat());
    let wanted = joined_as_near(shelf, row, &text);
    Asked::first(text, wanted)
}

/// `cha3mu75c`: VNI keys without a space.
pub(crate) fn joined_vni(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = marked(row, 2, 5)?;
    let place = tone_place(random);
    let text: String = words.iter().map(|word| vni(word, place)).collect();
    Asked::first(text, same_name(shelf, row))
}

/// Telex keys without a space, one slip.
pub(crate) fn joined_telex_with_slip(
    shelf: &Shelf,
    row: &Row,
    random: &mut Random,
) -> Option<Asked> {
    let words = marked(row, 2, 5)?;
    // Fewer letters say too little once one of them is wrong.
    if row.name.concat().len() < 8 {
        return None;
    }
    let place = tone_place(random);
    let keys =
        |words: &[String]| -> Vec<String> { words.iter().map(|word| telex(word, place)).collect() };
    let text = slip_in_one(&keys(words), random)?.concat();
    let joined = row.name.concat();
    let most = strsim::osa_distance(&keys(words).concat(), &text);
    // Another name can be as near only when its letters are at most two slips away.
    let wanted = shelf.ids(|other| {
        let name = other.name.concat();
        name.len().abs_diff(joined.len()) <= 2
            && strsim::osa_distance(&name, &joined) <= 2
            && (name == joined || strsim::osa_distance(&keys(&other.typed).concat(), &text) <= most)
    });
    Asked::first(text, wanted)
}

/// `c m ha long`: stubs of the product's words, then the place in full.
pub(crate) fn stubs_before_place(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let place = place_of(row, random)?;
    let bare_place: Vec<String> = place.iter().map(|word| bare(word)).collect();
    let core = without_place(row, &bare_place)?;
    let lettered = |word: &String| word.chars().all(|c| c.is_ascii_alphabetic());
    if !(2..=4).contains(&core.len()) || bare_place.len() < 2 || !core.iter().all(lettered) {
        return None;
    }
    let letters = 1 + random.weighted(&[40, 60]);
    let stubs: Vec<String> = core
        .iter()
        .map(|word| word.chars().take(letters).collect())
        .collect();
    let begins = |row: &Row| {
        let there = stands_in(&row.place, &bare_place) || stands_in(&row.name, &bare_place);
        let core = if there {
            without_place(row, &bare_place)
        } else {
            None
        };
        core.is_some_and(|core| {
            core.len() == stubs.len() && core.iter().zip(&stubs).all(|(w, s)| w.starts_with(s))
        })
    };
    let wanted = shelf.ids(begins);
    let typed_place = line(&place, 60, random);
    Asked::first(format!("{} {typed_place}", stubs.join(" ")), wanted)
}

/// The words of a name without those of the place.
fn without_place(row: &Row, place: &[String]) -> Option<Vec<String>> {
    let at = row.name.windows(place.len()).position(|part| part == place);
    let Some(at) = at else {
        return Some(row.name.clone());
    };
    // A place in the middle is part of the name.
    (at + place.len() == row.name.len()).then(|| row.name[..at].to_vec())
}

/// `kienggg`: a key held down.
pub(crate) fn repeated_letter(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = lettered(row, 2, 6)?.to_vec();
    let at = random.below(words.len());
    let letters: Vec<char> = words[at].chars().collect();
    let held = if random.percent(60) {
        letters.len() - 1
    } else {
        random.below(letters.len())
    };
    let times = 3 + random.below(3);
    words[at] = letters
        .iter()
        .enumerate()
        .flat_map(|(place, letter)| {
            std::iter::repeat_n(*letter, if place == held { times } else { 1 })
        })
        .collect();
    let text = line(&words, 60, random);
    let squeezed = |row: &Row| squeeze(&row.name.join(" "));
    Asked::first(text, folded_alike(shelf, row, as_long_as(row), squeezed))
}

fn squeeze(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// One word slipped, another left out.
pub(crate) fn slip_and_forgotten(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = lettered(row, 4, 7)?.to_vec();
    words.remove(1 + random.below(words.len() - 2));
    let text = line(&slip_in_one(&words, random)?, 70, random);
    let wanted: BTreeSet<String> = fewest_slips(shelf, row, &text);
    Asked::first(text, wanted)
}

/// These words, one of at least four letters with a slip.
fn slip_in_one(words: &[String], random: &mut Random) -> Option<Vec<String>> {
    let fit: Vec<usize> = (0..words.len())
        .filter(|at| words[*at].chars().count() >= 4)
        .collect();
    let at = *fit.get(random.below(fit.len()))?;
    let mut slipped = words.to_vec();
    slipped[at] = slip(&words[at], random)?;
    Some(slipped)
}

fn tone_place(random: &mut Random) -> ToneKey {
    if random.percent(50) {
        ToneKey::Last
    } else {
        ToneKey::Behind
    }
}
