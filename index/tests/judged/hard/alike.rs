//! Which rows answer a hard question as well as the row it was made from.
//!
//! The country has thousands of rows, so distances are looked up by word and not counted row by row. It must not
//! ask the engine.

use std::collections::{BTreeSet, HashMap};

use super::super::shelf::{Row, Shelf, plain};

/// Distances above this count as another word.
const FAR: usize = 3;

/// Rows that are as near to the typed words as the target, slips counted word by word.
///
/// Nearer rows count whatever the rest of their name is, equally near ones only when their name is no longer.
pub(crate) fn fewest_slips(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let distances: Vec<HashMap<&str, usize>> =
        typed.iter().map(|word| near_words(shelf, word)).collect();
    let count = |row: &Row| -> usize {
        let words = distances.iter().zip(&typed);
        words
            .map(|(near, word)| {
                let known = row.name.iter().filter_map(|known| near.get(known.as_str()));
                known.min().copied().unwrap_or(word.len())
            })
            .sum()
    };
    let most = count(target);
    shelf.ids(|row| {
        let made = count(row);
        made < most
            || (made == most && row.name.len() <= target.name.len())
            || typed.iter().all(|word| row.has(word))
    })
}

fn near_words<'a>(shelf: &'a Shelf, word: &str) -> HashMap<&'a str, usize> {
    let comparable = shelf
        .vocabulary
        .iter()
        .filter(|known| known.len().abs_diff(word.len()) <= FAR);
    comparable
        .map(|known| (known.as_str(), strsim::osa_distance(known, word)))
        .filter(|(_, distance)| *distance <= FAR)
        .collect()
}

/// Rows whose joined name is as near to the joined text as the target's, and rows that have the very letters.
pub(crate) fn joined_as_near(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let most = strsim::osa_distance(&target.name.concat(), text);
    shelf.ids(|row| {
        let joined = row.name.concat();
        joined.contains(text)
            || (joined.len().abs_diff(text.len()) <= most
                && strsim::osa_distance(&joined, text) <= most)
    })
}

/// Rows that may be compared, and whose name reads like the target's by this folding of its words.
pub(crate) fn folded_alike<T: PartialEq>(
    shelf: &Shelf,
    target: &Row,
    comparable: impl Fn(&Row) -> bool,
    fold: impl Fn(&Row) -> T,
) -> BTreeSet<String> {
    let wanted = fold(target);
    shelf.ids(|row| comparable(row) && fold(row) == wanted)
}

/// True for a row whose name has as many words.
pub(crate) fn as_long_as(target: &Row) -> impl Fn(&Row) -> bool {
    let count = target.name.len();
    move |row| row.name.len() == count
}

/// Rows whose whole name stands in the text, of at least as many words as the target's.
pub(crate) fn standing_whole(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let words: BTreeSet<&str> = typed.iter().map(String::as_str).collect();
    shelf.ids(|row| {
        row.name.len() >= target.name.len()
            && row.name.iter().all(|word| words.contains(word.as_str()))
            && stands_in(&typed, &row.name)
    })
}

/// True when these words stand next to each other in the text.
pub(crate) fn stands_in(text: &[String], words: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|part| part == words)
}
