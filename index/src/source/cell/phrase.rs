//! The wording of a cell: compared without case and accents, and told from the signs of "nothing".
//!
//! Must not: know what a column means.

use unicode_normalization::UnicodeNormalization;

use crate::vietnamese::split_words;

/// Cells that say that there is nothing, in folded words.
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

/// The text with one form for every digit, letter and space (NFKC): `４` is `4`.
pub(crate) fn normalize_text(text: &str) -> String {
    text.nfkc().collect()
}

/// The folded words of a text with a space before and behind each, so that whole phrases can be looked
/// for: ` cong ti cp ha long `.
pub(crate) fn fold_line(text: &str) -> String {
    let mut line = String::from(" ");
    for word in split_words(text) {
        line.push_str(&word.fold);
        line.push(' ');
    }
    line
}

/// True when the phrase stands in the [`folded`] line as whole words.
pub(crate) fn has_phrase(line: &str, phrase: &str) -> bool {
    find_phrase(line, phrase).is_some()
}

/// Where the phrase begins in the [`folded`] line, in bytes.
pub(crate) fn find_phrase(line: &str, phrase: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = line.get(from..).and_then(|rest| rest.find(phrase)) {
        let start = from + at;
        let before = line.get(..start).is_some_and(|text| text.ends_with(' '));
        let behind = line.get(start + phrase.len()..);
        if before && behind.is_some_and(|text| text.starts_with(' ')) {
            return Some(start);
        }
        from = start + phrase.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// True for `-`, `...`, `không`, `chưa có`, `null` and an empty text.
pub(crate) fn is_nothing(text: &str) -> bool {
    let line = fold_line(text);
    NOTHING_PHRASES.contains(&line.trim())
        || (line.trim().is_empty() && text.chars().all(|c| !is_star_sign(c)))
}

/// The signs that people write for a star.
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
    fn phrases_are_whole_words() {
        let line = fold_line("Nhà hàng CÔNG TY");
        assert_eq!(line, " nha hang cong ti ");
        assert!(has_phrase(&line, "nha hang") && has_phrase(&line, "cong ti"));
        assert!(!has_phrase(&line, "ha hang") && !has_phrase(&line, "cong t"));
        assert_eq!(find_phrase(&line, "cong ti"), Some(10));
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
        fn any_text_is_looked_through(text: String, phrase: String) {
            let _ = find_phrase(&fold_line(&text), &phrase);
            let _ = is_nothing(&text);
        }
    }
}
