//! The keys of the Vietnamese layout of Windows: `cha6 m[9c` for chả mực where that layout was not on.
//!
//! The upper row of keys has the letters `1` ă `2` â `3` ê `4` ô `0` đ, and `[` ư `]` ơ; `5` huyền `6` hỏi `7` ngã `8`
//! sắc `9` nặng come after their vowel. Digits are mostly numbers, so a word counts only when each of its keys works,
//! and the caller asks its vocabulary. Telex has `[` and `]` the other way round: [`expand_telex_brackets`].

use unicode_normalization::UnicodeNormalization;

use super::letter;

/// A digit alone is a letter in a text with this many words that have keys among letters.
const MIN_WORDS_FOR_LONE_KEYS: usize = 2;

/// The text with the words typed on this layout as they were meant; `None` when no word can be.
pub(crate) fn decode_windows_layout(text: &str) -> Option<String> {
    let is_key = |c: char| tone_of_key(c).is_some() || letter_of_key(c).is_some();
    if !text.contains(is_key) {
        return None;
    }
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let is_mixed = |word: &&str| !is_number(word) && decode_word(word).is_some();
    let mixed = text.split_whitespace().filter(is_mixed).count();
    if mixed == 0 {
        return None;
    }
    let decode = |word: &str| {
        let is_lone_key = word.chars().count() == 1 && mixed >= MIN_WORDS_FOR_LONE_KEYS;
        let decoded = decode_word(word).filter(|_| !is_number(word) || is_lone_key);
        decoded.unwrap_or_else(|| word.to_owned())
    };
    let spaced: Vec<String> = text.split(' ').map(decode).collect();
    Some(spaced.join(" "))
}

/// A word with the letters of its keys; `None` when it has no key, or one that does nothing.
fn decode_word(word: &str) -> Option<String> {
    let mut decoded = String::with_capacity(word.len() + 4);
    let (mut has_key, mut has_tone) = (false, false);
    for key in word.chars() {
        let tone = tone_of_key(key);
        has_key |= tone.is_some() || !key.is_alphabetic();
        match (tone, letter_of_key(key)) {
            (Some(tone), _) => {
                let takes_tone = decoded.chars().last().is_some_and(is_any_vowel);
                if has_tone || !takes_tone {
                    return None;
                }
                has_tone = true;
                decoded.push(tone);
            }
            (None, Some('đ' | 'Đ')) if !decoded.is_empty() => return None,
            (None, Some(letter)) => decoded.push(letter),
            (None, None) if key.is_alphabetic() => decoded.push(key),
            (None, None) => return None,
        }
    }
    has_key.then(|| decoded.nfc().collect())
}

/// The letter of a key of the upper rows.
const fn letter_of_key(key: char) -> Option<char> {
    Some(match key {
        '1' => 'ă',
        '2' => 'â',
        '3' => 'ê',
        '4' => 'ô',
        '0' => 'đ',
        '[' => 'ư',
        ']' => 'ơ',
        '{' => 'Ư',
        '}' => 'Ơ',
        _ => return None,
    })
}

/// The combining mark of a key of the upper row.
const fn tone_of_key(key: char) -> Option<char> {
    Some(match key {
        '5' => '\u{300}',
        '6' => '\u{309}',
        '7' => '\u{303}',
        '8' => '\u{301}',
        '9' => '\u{323}',
        _ => return None,
    })
}

fn is_any_vowel(c: char) -> bool {
    letter::is_vowel(letter::bare_letter(c.to_lowercase().next().unwrap_or(c)))
}

/// The text with the bracket keys of Telex as the keys that write the same, `[` ơ and `]` ư; `None` when no bracket
/// stands beside a letter.
pub(crate) fn expand_telex_brackets(text: &str) -> Option<String> {
    let is_bracket = |c: char| matches!(c, '[' | ']' | '{' | '}');
    let is_typed = |word: &str| {
        word.contains(is_bracket) && word.contains(|c: char| c.is_alphabetic() || is_bracket(c))
    };
    if !text.split_whitespace().any(is_typed) {
        return None;
    }
    let mut expanded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '[' => expanded.push_str("ow"),
            ']' => expanded.push_str("uw"),
            '{' => expanded.push_str("Ow"),
            '}' => expanded.push_str("Uw"),
            _ => expanded.push(c),
        }
    }
    Some(expanded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_letters() {
        for (typed, meant) in [
            ("cha6 m[9c", "chả mực"),
            ("0[]5ng", "đường"),
            ("r[]9u m] y3n t[6", "rượu mơ yên tử"),
            ("ca8 d[8a 4 n18ng", "cá dứa ô nắng"),
            ("ba8nh 500g", "bánh 500g"),
        ] {
            assert_eq!(
                decode_windows_layout(typed).as_deref(),
                Some(meant),
                "{typed}"
            );
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        for typed in ["500 ml", "500g", "4 sao", "qd 377", "", "12-34", "38 48"] {
            assert_eq!(decode_windows_layout(typed), None, "{typed}");
        }
    }

    #[test]
    fn brackets_of_telex_become_its_other_keys() {
        assert_eq!(expand_telex_brackets("m]cj").as_deref(), Some("muwcj"));
        assert_eq!(
            expand_telex_brackets("dd][ngf").as_deref(),
            Some("dduwowngf")
        );
        assert_eq!(expand_telex_brackets("chả mực"), None);
    }
}
