//! Which rows answer a question as well as the row it was made from.
//!
//! A question names one row, but another row may have the very same words, or be nearer to what a typo
//! wrote. The searcher could mean either, so both are right. It must not ask the engine.

use std::collections::BTreeSet;

use super::letters::{is_marked, key, words};
use super::regional::sound;
use super::shelf::{Row, Shelf, plain};

/// Rows of the same name, marks aside.
pub(crate) fn same_name(shelf: &Shelf, target: &Row) -> BTreeSet<String> {
    shelf.ids(|row| row.name == target.name)
}

/// Rows of the same words in any order.
pub(crate) fn same_words(shelf: &Shelf, target: &Row) -> BTreeSet<String> {
    let sorted = |row: &Row| {
        let mut words = row.name.clone();
        words.sort();
        words
    };
    let wanted = sorted(target);
    shelf.ids(|row| sorted(row) == wanted)
}

/// Rows whose name has every typed word and no more besides than the target has.
pub(crate) fn with_words(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let literal = |row: &Row| typed.iter().all(|word| row.name.contains(word));
    shelf.ids(|row| row.name.len() <= target.name.len() && literal(row))
}

/// Rows of as many words, each of which begins with its part of the pattern.
pub(crate) fn same_stubs(shelf: &Shelf, text: &str) -> BTreeSet<String> {
    let stubs = plain(text);
    shelf.ids(|row| {
        row.name.len() == stubs.len()
            && row
                .name
                .iter()
                .zip(&stubs)
                .all(|(word, stub)| word.starts_with(stub.as_str()))
    })
}

/// Rows that have the words typed whole next to each other and then one that begins like the last, with no
/// more words than the target.
pub(crate) fn same_beginning(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let fits = |row: &Row| {
        row.name.windows(typed.len()).any(|part| {
            let mut pairs = part.iter().zip(&typed).rev();
            pairs
                .next()
                .is_some_and(|(word, last)| word.starts_with(last.as_str()))
                && pairs.all(|(word, typed)| word == typed)
        })
    };
    shelf.ids(|row| row.name.len() <= target.name.len() && fits(row))
}

/// Rows that have every typed word somewhere as it was typed, with its marks when there are any.
pub(crate) fn literally(shelf: &Shelf, text: &str) -> BTreeSet<String> {
    let (keys, bare): (Vec<String>, Vec<String>) =
        (words(text).iter().map(|w| key(w)).collect(), plain(text));
    shelf.ids(|row| {
        if is_marked(text) {
            keys.iter().all(|key| row.written.contains(key))
        } else {
            bare.iter().all(|word| row.has(word))
        }
    })
}

/// Rows whose initials are these.
pub(crate) fn same_initials(shelf: &Shelf, text: &str) -> BTreeSet<String> {
    shelf.ids(|row| {
        row.name
            .iter()
            .filter_map(|word| word.chars().next())
            .eq(text.chars())
    })
}

/// Rows that sound like the target, and rows that have what was typed as it was typed.
pub(crate) fn same_sound(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let heard = |row: &Row| row.name.iter().map(|word| sound(word)).collect::<Vec<_>>();
    let wanted = heard(target);
    shelf.ids(|row| heard(row) == wanted || typed.iter().all(|word| row.has(word)))
}

/// Rows that are as near to the typed words as the target, typos counted word by word.
///
/// Nearer rows count whatever the rest of their name is, equally near ones only when their name is no longer.
pub(crate) fn as_near(shelf: &Shelf, target: &Row, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let most = slips(&typed, target, usize::MAX);
    shelf.ids(|row| {
        let made = slips(&typed, row, most);
        made < most
            || (made == most && row.name.len() <= target.name.len())
            || typed.iter().all(|word| row.has(word))
    })
}

/// The slips between typed words and the nearest words of a name; counting stops above `most`.
fn slips(typed: &[String], row: &Row, most: usize) -> usize {
    let mut sum = 0;
    for word in typed {
        let near = row.name.iter().map(|known| {
            let apart = known.len().abs_diff(word.len());
            if sum + apart > most {
                apart
            } else {
                strsim::osa_distance(known, word)
            }
        });
        sum += near.min().unwrap_or(word.len());
        if sum > most {
            break;
        }
    }
    sum
}

/// Rows that have these words next to each other in their name or in their producer's.
pub(crate) fn says(shelf: &Shelf, text: &str) -> BTreeSet<String> {
    let typed = plain(text);
    let inside = |words: &[String]| words.windows(typed.len()).any(|part| part == typed);
    shelf.ids(|row| inside(&row.name) || inside(&row.producer))
}
