//! Cleans foreign text: all text that enters the catalogue passes here and leaves as NFC without unsafe characters.
//!
//! Control characters (among them the first byte of escape sequences), bidirectional overrides, zero-width and tag
//! characters become visible (`␛`, `<U+202E>`) or a space, and no letter keeps more than two combining marks
//! (Vietnamese needs two). Rules: CWE-150, Unicode TR 36. The wording must not change.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Most combining marks kept on one letter.
const MAX_COMBINING_MARKS: usize = 2;

/// The text in a form that is safe to store and to show.
pub fn clean_text(raw: &str) -> Cow<'_, str> {
    if needs_no_cleaning(raw) {
        return Cow::Borrowed(raw);
    }
    if is_nfc(raw) && !raw.chars().any(|c| is_unsafe_char(c) || is_combining(c)) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len());
    let mut marks = 0;
    for c in raw.nfc() {
        if is_combining(c) {
            marks += 1;
            if marks > MAX_COMBINING_MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            '\0'..='\u{1f}' => {
                clean.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'));
            }
            '\u{7f}' => clean.push('␡'),
            // Writing to a string cannot fail.
            c if is_unsafe_char(c) => drop(write!(clean, "<U+{:04X}>", c as u32)),
            c => clean.push(c),
        }
    }
    // A character that became visible may compose with a mark after it.
    Cow::Owned(clean.nfc().collect())
}

/// True for a text that needs no cleaning: printable ASCII, composed Latin and Vietnamese letters, and the usual signs.
/// Nearly every text is one, and this is a single pass over its bytes.
pub(crate) fn needs_no_cleaning(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut index = 0;
    while let Some(lead) = bytes.get(index) {
        index += match (*lead, bytes.get(index + 1), bytes.get(index + 2)) {
            (b' '..=b'~', ..) => 1,
            // U+00C0 to U+023F, and U+1EA0 to U+1EF9.
            (0xc3..=0xc8, ..) => 2,
            (0xe1, Some(0xba), Some(0xa0..)) | (0xe1, Some(0xbb), Some(..=0xb9)) => 3,
            _ => match raw.get(index..).and_then(|rest| rest.chars().next()) {
                Some(sign) if is_plain_sign(sign) => sign.len_utf8(),
                _ => return false,
            },
        }
    }
    true
}

fn is_plain_sign(sign: char) -> bool {
    matches!(
        sign,
        '\u{240}'
            ..='\u{24f}'
                | '\u{a7}'
                | '\u{ab}'
                | '\u{b0}'
                | '\u{b1}'
                | '\u{b2}'
                | '\u{b7}'
                | '\u{bb}'
                | '\u{2013}'
                | '\u{2014}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201c}'
                | '\u{201d}'
                | '\u{2026}'
    )
}

/// True when a text has unsafe characters; line ends and tabs do not count.
pub fn has_unsafe_char(raw: &str) -> bool {
    raw.chars()
        .any(|c| is_unsafe_char(c) && !matches!(c, '\t' | '\n' | '\r'))
}

/// True for a text that may leave the store as it is; line ends and tabs may not.
pub(crate) fn is_safe_text(raw: &str) -> bool {
    needs_no_cleaning(raw) || !raw.chars().any(is_unsafe_char)
}

/// True for characters that control a terminal or the direction of text, or that are invisible.
fn is_unsafe_char(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'
            | '\u{fff9}'..='\u{fffb}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}'
            | '\u{f0000}'..='\u{10ffff}')
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_acts_becomes_visible() {
        assert_eq!(clean_text("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean_text("gà\u{202e}xyz"), "gà<U+202E>xyz");
        assert_eq!(clean_text("a\u{9b}2Jb"), "a<U+009B>2Jb");
        assert_eq!(clean_text("two\nlines\tand"), "two lines and");
        assert_eq!(clean_text("Chả mực"), "Chả mực");
    }

    #[test]
    fn decomposed_text_is_composed_and_heaps_of_marks_are_cut() {
        let nfd: String = "Chả mực".nfd().collect();
        assert_eq!(clean_text(&nfd), "Chả mực");
        let heap = format!("e{}", "\u{323}\u{302}\u{301}".repeat(2000));
        assert!(clean_text(&heap).chars().count() <= 1 + MAX_COMBINING_MARKS);
    }

    #[test]
    fn plain_characters_are_composed_and_none_of_them_acts() {
        for c in '\0'..='\u{ffff}' {
            let text = c.to_string();
            if needs_no_cleaning(&text) {
                assert!(
                    is_nfc(&text) && !is_unsafe_char(c) && !is_combining(c),
                    "{c:?}"
                );
            }
        }
        assert!(
            needs_no_cleaning("Chả mực “Hạ Long” – 4 sao")
                && !needs_no_cleaning("a\tb")
                && !needs_no_cleaning("a\u{301}")
        );
    }

    proptest! {
        #[test]
        fn nothing_that_acts_ever_passes(raw in any::<String>()) {
            let clean = clean_text(&raw);
            prop_assert!(!clean.chars().any(is_unsafe_char));
            prop_assert_eq!(clean_text(&clean).into_owned(), clean.clone().into_owned());
        }
    }
}
