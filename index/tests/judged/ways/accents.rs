//! One accented syllable of which the catalogue has homographs: mực among mục and mức.
//!
//! It must not ask for a syllable that no homograph makes hard.

use super::super::letters::{bare, is_marked, key};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, Wanted};

/// How many of the top rows must have exactly this syllable, if there are enough.
const TOP: usize = 5;

/// A syllable of the name, alone.
pub(crate) fn one_syllable(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let word = row.typed.get(random.below(row.typed.len()))?;
    if !is_marked(word) || word.chars().count() < 2 {
        return None;
    }
    let (wanted, folded) = (key(word), bare(word));
    let homograph = |row: &Row| {
        let mut names = row.name.iter().zip(&row.keys);
        names.any(|(name, key)| *name == folded && *key != wanted)
    };
    shelf.rows.iter().any(homograph).then_some(())?;
    let named = shelf.ids(|row| row.keys.contains(&wanted));
    let top = shelf.ids(|row| row.written.contains(&wanted));
    Some(Asked {
        text: word.clone(),
        wanted: Wanted::Top {
            count: named.len().min(TOP),
            first: named,
            top,
        },
    })
}
