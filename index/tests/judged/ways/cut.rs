//! Less than the whole name: joined, only initials, only beginnings, not yet finished.
//!
//! It must not shorten names with digits, whose initials nobody types.

use super::super::fits::{same_beginning, same_initials, same_name, same_stubs};
use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, named};

/// No space at all.
pub(crate) fn joined(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let words = lettered(row, 2, 6)?;
    Asked::first(words.concat(), same_name(shelf, row))
}

/// Two or three lumps, cut between syllables.
pub(crate) fn lumps(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = lettered(row, 4, 8)?;
    let lumps = 2 + random.below(2);
    let inner = super::shuffled((1..words.len()).collect(), random);
    let mut cuts = inner[..lumps - 1].to_vec();
    cuts.sort_unstable();
    cuts.push(words.len());
    let mut from = 0;
    let parts = cuts.into_iter().map(|to| {
        let part = words[from..to].concat();
        from = to;
        part
    });
    Asked::first(parts.collect::<Vec<_>>().join(" "), same_name(shelf, row))
}

/// The first letters of all words, together.
pub(crate) fn initials(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let words = lettered(row, 3, 8)?;
    let text: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    // What is a word somewhere, or the beginning of one, is not typed to mean initials.
    if shelf.vocabulary.iter().any(|word| word.starts_with(&text)) {
        return None;
    }
    let wanted = same_initials(shelf, &text);
    Asked::first(text, wanted)
}

/// One to three letters of every word, mostly two or more.
pub(crate) fn stubs(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let text = stubs_of(row, random)?.join(" ");
    let wanted = same_stubs(shelf, &text);
    Asked::first(text, wanted)
}

/// The same without spaces, two letters a word on the average.
pub(crate) fn stubs_joined(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let stubs = stubs_of(row, random)?;
    let wanted = same_stubs(shelf, &stubs.join(" "));
    let text = stubs.concat();
    if text.chars().count() < 2 * stubs.len() {
        return None;
    }
    Asked::first(text, wanted)
}

fn stubs_of(row: &Row, random: &mut Random) -> Option<Vec<String>> {
    let mut stub = |word: &String| {
        let letters = [1, 2, 3][random.weighted(&[10, 50, 40])];
        word.chars().take(letters).collect()
    };
    Some(lettered(row, 3, 6)?.iter().map(&mut stub).collect())
}

/// Still typing: the last word is cut.
pub(crate) fn unfinished(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = named(row, 2, 7)?;
    let (last, whole) = words.split_last()?;
    let letters: Vec<char> = last.chars().collect();
    if letters.len() < 2 || letters.iter().any(char::is_ascii_digit) {
        return None;
    }
    let cut: String = letters[..=random.below(letters.len() - 1)].iter().collect();
    let mut typed = whole.to_vec();
    typed.push(cut);
    let text = super::line(&typed, 70, random);
    let wanted = same_beginning(shelf, row, &text);
    Asked::first(text, wanted)
}

/// Bare words of letters only.
fn lettered(row: &Row, least: usize, most: usize) -> Option<Vec<String>> {
    let words: Vec<String> = named(row, least, most)?
        .iter()
        .map(|word| bare(word))
        .collect();
    let plain = words
        .iter()
        .all(|word| word.chars().all(|c| c.is_ascii_alphabetic()));
    plain.then_some(words)
}
