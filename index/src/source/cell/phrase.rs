//! The wording of a cell: phrases compared without case and marks, and the words and signs for "nothing".

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::vietnamese::{Word, for_each_fold, split_words};

/// Folded texts of cells that say "nothing".
const NOTHING_PHRASES: [&str; 20] = [
    "khong",
    "khong co",
    "khong ro",
    "khong xac dinh",
    "khong biet",
    "chua",
    "chua co",
    "chua ro",
    "chua xac dinh",
    "chua cap nhat",
    "dang cap nhat",
    "chua cap",
    "trong",
    "null",
    "nil",
    "none",
    "nan",
    "na",
    "n a",
    "undefined",
];

/// Letters of the longest of them.
const MAX_NOTHING_LETTERS: usize = 12;

/// The text in NFKC, which has one form for every digit, letter and space: `４` becomes `4`.
pub(crate) fn normalize_text(text: &str) -> String {
    if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfkc().collect()
}

/// The folded words of a text, joined by spaces: `cong ti cp ha long`.
pub(crate) fn fold_words(text: &str) -> String {
    let mut folds = String::with_capacity(text.len());
    for_each_fold(text, |fold| {
        if !folds.is_empty() {
            folds.push(' ');
        }
        folds.extend(fold);
    });
    folds
}

/// The folded words of a text with a space before and after each, so that whole phrases can be searched:
/// ` cong ti cp ha long `.
pub(crate) fn fold_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 2);
    line.push(' ');
    for_each_fold(text, |fold| {
        line.extend(fold);
        line.push(' ');
    });
    line
}

/// The beginning of a text, up to a space, that holds at least so many of its words; all of it where it has fewer.
pub(crate) fn first_words(text: &str, count: usize) -> &str {
    let (mut words, mut is_in_word) = (0, false);
    for (index, byte) in text.bytes().enumerate() {
        // A plain letter or digit is in a word for certain.
        is_in_word |= byte.is_ascii_alphanumeric();
        if byte == b' ' && std::mem::take(&mut is_in_word) {
            words += 1;
            if words == count {
                return &text[..index];
            }
        }
    }
    text
}

/// The first folded word of a text; empty where it has none.
pub(crate) fn fold_first_word(text: &str) -> String {
    let mut first = String::new();
    for_each_fold(first_words(text, 1), |fold| {
        if first.is_empty() {
            first.extend(fold);
        }
    });
    first
}

/// True when a [folded line](fold_line) contains the phrase as whole words.
pub(crate) fn has_phrase(line: &str, phrase: &str) -> bool {
    find_phrase(line, phrase).is_some()
}

/// The byte offset of the phrase in a [folded line](fold_line), as whole words.
pub(crate) fn find_phrase(line: &str, phrase: &str) -> Option<usize> {
    let mut search_start = 0;
    while let Some(offset) = line.get(search_start..).and_then(|rest| rest.find(phrase)) {
        let start = search_start + offset;
        let before = line.get(..start);
        let after = line.get(start + phrase.len()..);
        if before.is_some_and(|text| text.ends_with(' '))
            && after.is_some_and(|text| text.starts_with(' '))
        {
            return Some(start);
        }
        search_start = start + phrase.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// True for `-`, `...`, `không`, `chưa có`, `null` and an empty text.
pub(crate) fn is_nothing(text: &str) -> bool {
    // Most cells are seen to be something by a digit or by their length.
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters > MAX_NOTHING_LETTERS || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let line = fold_line(text);
    NOTHING_PHRASES.contains(&line.trim())
        || (line.trim().is_empty() && text.chars().all(|c| !is_star_sign(c)))
}

/// Phrases whose words are compared with their marks, so that *cộng* is neither *cổng* nor *công*. A text without
/// any mark was typed without them, and is compared by its bare letters.
pub(crate) struct MarkedPhrases {
    /// The phrases by the bare letters of their first word.
    by_first_word: HashMap<String, Vec<Vec<Word>>>,
}

impl MarkedPhrases {
    /// The phrases of these words.
    pub(crate) fn new(phrases: &[&str]) -> Self {
        let mut by_first_word: HashMap<String, Vec<Vec<Word>>> = HashMap::new();
        for phrase in phrases {
            let words = split_words(phrase);
            if let Some(first) = words.first() {
                by_first_word
                    .entry(first.fold.clone())
                    .or_default()
                    .push(words);
            }
        }
        Self { by_first_word }
    }

    /// True when one of the phrases begins with this folded word.
    pub(crate) fn has_first_word(&self, fold: &str) -> bool {
        self.by_first_word.contains_key(fold)
    }

    /// True when the words begin with one of the phrases.
    pub(crate) fn begin(&self, words: &[Word]) -> bool {
        let Some(phrases) = words
            .first()
            .and_then(|first| self.by_first_word.get(&first.fold))
        else {
            return false;
        };
        let is_typed_bare = !words.iter().any(Word::is_marked);
        let is_same = |phrase: &Word, word: &Word| {
            if is_typed_bare {
                phrase.fold == word.fold
            } else {
                phrase.canon == word.canon
            }
        };
        phrases.iter().any(|phrase| {
            let beginning = words.get(..phrase.len());
            beginning
                .is_some_and(|beginning| phrase.iter().zip(beginning).all(|(a, b)| is_same(a, b)))
        })
    }
}

/// True for the signs that lists use for a star.
pub(crate) const fn is_star_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '★' | '☆' | '⭐' | '🌟' | '✩' | '✪' | '✭' | '✮' | '✯' | '⋆' | '＊'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_phrase_for_nothing_is_longer_than_the_longest() {
        let letters = |phrase: &&str| phrase.bytes().filter(u8::is_ascii_alphabetic).count();
        let longest = NOTHING_PHRASES.iter().map(letters).max();
        assert_eq!(longest, Some(MAX_NOTHING_LETTERS));
    }

    #[test]
    fn phrases_are_whole_words() {
        let line = fold_line("Nhà hàng CÔNG TY");
        assert_eq!(line, " nha hang cong ti ");
        assert!(has_phrase(&line, "nha hang") && has_phrase(&line, "cong ti"));
        assert!(!has_phrase(&line, "ha hang") && !has_phrase(&line, "cong t"));
        assert_eq!(find_phrase(&line, "cong ti"), Some(10));
    }

    #[test]
    fn the_first_words_end_at_a_space() {
        for (count, beginning) in [(1, "Ở - Hạ"), (2, "Ở - Hạ Long,"), (3, "Ở - Hạ Long, 4")]
        {
            assert_eq!(first_words("Ở - Hạ Long, 4 sao", count), beginning);
        }
        assert_eq!(first_words("Mật ong", 2), "Mật ong");
        for (text, first) in [
            ("Cộng: 3", "cong"),
            ("(ở) Hạ", "o"),
            ("3-4", "3"),
            (" - ", ""),
        ] {
            assert_eq!(fold_first_word(text), first, "{text}");
        }
    }

    #[test]
    fn nothing_has_many_words() {
        for text in ["", "-", "–", "...", "Không", "chưa có", "NULL", "N/A", "?"] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["0", "không đạt", "***", "★", "x"] {
            assert!(!is_nothing(text), "{text}");
        }
        for phrase in NOTHING_PHRASES {
            assert_eq!(fold_line(phrase).trim(), phrase);
        }
    }

    proptest! {
        #[test]
        fn the_first_words_are_those_of_the_text(text: String, count in 1usize..4) {
            let (all, first) = (fold_line(&text), fold_line(first_words(&text, count)));
            prop_assert!(all.starts_with(&first));
            prop_assert!(first == all || first.split_whitespace().count() >= count);
            let first_word = all.split_whitespace().next().unwrap_or_default();
            prop_assert_eq!(fold_first_word(&text), first_word);
        }

        #[test]
        fn any_text_is_looked_through(text: String, phrase: String) {
            let _ = find_phrase(&fold_line(&text), &phrase);
            let _ = is_nothing(&text);
        }
    }
}
