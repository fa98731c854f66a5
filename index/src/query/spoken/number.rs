//! Numbers below a hundred in words: `bốn`, `mười hai`, `chín mươi`, `four`.

use std::sync::LazyLock;

use super::spoken_word::SpokenWord;
use crate::vietnamese::{Word, split_words};

/// Words for 1 to 10; the first of a number is the usual one.
const DIGIT_WORDS: [(u32, &str); 26] = [
    (1, "một"),
    (2, "hai"),
    (3, "ba"),
    (4, "bốn"),
    (5, "năm"),
    (6, "sáu"),
    (7, "bảy"),
    (8, "tám"),
    (9, "chín"),
    (10, "mười"),
    (1, "mốt"),
    (4, "tư"),
    (5, "lăm"),
    (5, "nhăm"),
    (7, "bẩy"),
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (12, "twelve"),
];

/// Words for ten after a digit.
const TEN_WORDS: [&str; 2] = ["mươi", "chục"];

static DIGITS: LazyLock<Vec<(u32, Word)>> = LazyLock::new(|| {
    let words = DIGIT_WORDS.iter();
    words
        .flat_map(|(number, text)| split_words(text).into_iter().map(|word| (*number, word)))
        .collect()
});

static TENS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    TEN_WORDS
        .iter()
        .flat_map(|text| split_words(text))
        .collect()
});

/// The number in digits or in words that begins here: its end and its value.
pub(super) fn match_number(words: &[SpokenWord], start: usize) -> Option<(usize, u32)> {
    if let Some(number) = words.get(start)?.number {
        return Some((start + 1, number));
    }
    let digit = |at: usize| {
        let word = words.get(at)?;
        let known = DIGITS.iter().find(|(_, meant)| word.matches(meant));
        known.map(|(number, _)| *number)
    };
    let first = digit(start)?;
    let is_ten = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| TENS.iter().any(|ten| word.matches(ten)))
    };
    if first < 10 && is_ten(start + 1) {
        return Some(match digit(start + 2).filter(|unit| *unit < 10) {
            Some(unit) => (start + 3, first * 10 + unit),
            None => (start + 2, first * 10),
        });
    }
    if first == 10
        && let Some(unit) = digit(start + 1).filter(|unit| *unit < 10)
    {
        return Some((start + 2, 10 + unit));
    }
    Some((start + 1, first))
}
