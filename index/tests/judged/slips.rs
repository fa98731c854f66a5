//! Slips of the finger: a key beside the right one, a letter too many, one too few, two exchanged.
//!
//! It must not leave the word as it was.

use super::letters::bare;
use super::random::Random;

/// The letter rows of a keyboard.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The word with one slip in it.
pub(crate) fn slip(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return None;
    }
    let at = random.below(letters.len());
    let mut slipped = letters.clone();
    match random.below(4) {
        0 => slipped[at] = beside(letters[at], random)?,
        1 => slipped.insert(at, beside(letters[at], random)?),
        2 => drop(slipped.remove(at)),
        _ => {
            let at = at.min(letters.len() - 2);
            slipped.swap(at, at + 1);
        }
    }
    (slipped != letters).then(|| slipped.into_iter().collect())
}

/// A key next to the one of this letter.
fn beside(letter: char, random: &mut Random) -> Option<char> {
    let letter = bare(&letter.to_string()).chars().next()?;
    let (row, at) = ROWS
        .iter()
        .enumerate()
        .find_map(|(row, keys)| Some((row, keys.find(letter)?)))?;
    let mut near: Vec<char> = Vec::new();
    let keys = ROWS[row].as_bytes();
    if at > 0 {
        near.push(char::from(keys[at - 1]));
    }
    near.extend(keys.get(at + 1).map(|key| char::from(*key)));
    let next = if row == 0 { 1 } else { row - 1 };
    near.extend(ROWS[next].as_bytes().get(at).map(|key| char::from(*key)));
    Some(random.of(&near))
}
