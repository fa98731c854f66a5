//! How one question is typed: with its marks, without, as raw Telex keys, in capitals, with a slip.

use super::super::keyboard::{ToneKey, telex};
use super::super::letters::bare;
use super::super::random::Random;
use super::super::slips::slip;

/// The ways; slips are few.
const WEIGHTS: [usize; 6] = [32, 32, 12, 7, 7, 10];

/// The same for a question in English.
const ENGLISH: [usize; 6] = [15, 60, 0, 0, 15, 10];

/// The question as typed some way; the words of `fixed` may be those with a slip, and no slip makes a word that
/// `is_word` knows.
pub(crate) fn typed(
    question: &str,
    fixed: &[&str],
    is_english: bool,
    is_word: impl Fn(&str) -> bool,
    random: &mut Random,
) -> String {
    match random.weighted(if is_english { &ENGLISH } else { &WEIGHTS }) {
        0 => question.to_owned(),
        1 => bare(question),
        2 => telex_line(question),
        3 => question.to_uppercase(),
        4 => bare(question).to_uppercase(),
        _ => slipped(&bare(question), fixed, is_word, random),
    }
}

/// Each run of letters as its keys.
pub(crate) fn telex_line(line: &str) -> String {
    let mut keys = String::new();
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            keys.push_str(&telex(&word, ToneKey::Last));
            word.clear();
            keys.push(c);
        }
    }
    keys.trim_end().to_owned()
}

/// With a slip in one of these words; without one where none of them can take it.
fn slipped(
    line: &str,
    fixed: &[&str],
    is_word: impl Fn(&str) -> bool,
    random: &mut Random,
) -> String {
    let long: Vec<String> = fixed
        .iter()
        .map(|word| bare(word))
        .filter(|word| word.len() >= 4)
        .collect();
    if long.is_empty() {
        return line.to_owned();
    }
    let word = &long[random.below(long.len())];
    for _ in 0..8 {
        let slipped = slip(word, random).filter(|slipped| {
            // People look at how a word begins.
            slipped.len() >= 4
                && slipped.starts_with(&word[..1])
                && !is_word(slipped)
                && slipped != "coop"
        });
        if let Some(slipped) = slipped {
            let mut done = false;
            let words = line.split(' ').map(|known| {
                if known == word && !done {
                    done = true;
                    slipped.as_str()
                } else {
                    known
                }
            });
            return words.collect::<Vec<_>>().join(" ");
        }
    }
    line.to_owned()
}
