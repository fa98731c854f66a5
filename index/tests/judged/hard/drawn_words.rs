//! The words of a row that a way of typing applies to.

use super::super::letters::is_marked;
use super::super::shelf::Row;
use super::super::ways::named;

/// Words of letters only, this many of them.
pub(super) fn lettered(row: &Row, least: usize, most: usize) -> Option<&[String]> {
    let words = named(row, least, most)?;
    let mut letters = words.iter().flat_map(|word| word.chars());
    letters.all(char::is_alphabetic).then_some(words)
}

/// The same, two or more of them with marks.
pub(super) fn marked(row: &Row, least: usize, most: usize) -> Option<&[String]> {
    let words = lettered(row, least, most)?;
    let marks = words.iter().filter(|word| is_marked(word)).count();
    (marks >= 2).then_some(words)
}
