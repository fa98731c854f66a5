//! The order of a Vietnamese dictionary: a ă â b c d đ e ê …, then the tone; case makes no difference.
//!
//! A byte order puts Đ after Z and separates ấ from a. The key made here compares as bytes: first the letters of the
//! whole text, then its tones in the order ngang huyền hỏi ngã sắc nặng. A key is not text and is never displayed.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::letter;

const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key whose byte order is the alphabetical order of the texts.
pub(crate) fn collation_key(text: &str) -> Vec<u8> {
    key_by_table(text).unwrap_or_else(|| key_by_unicode(text))
}

/// The table has every character below this.
const LOW_TABLE_END: usize = 0x250;

/// The block of composed Vietnamese letters.
const VIETNAMESE_BLOCK: std::ops::Range<usize> = 0x1ea0..0x1f00;

/// The part of a key that one character makes: a letter's rank and a tone, or [`WORD_BREAK`] for a character between
/// words; rank 0 is not an entry.
static KEY_TABLE: LazyLock<Vec<(u8, u8)>> = LazyLock::new(|| {
    let codes = (0..LOW_TABLE_END).chain(VIETNAMESE_BLOCK);
    let chars = codes.map(|code| char::from_u32(code as u32));
    chars.map(|c| c.map_or((0, 0), decompose_letter)).collect()
});

/// The rank of a character between words.
const WORD_BREAK: u8 = 1;

/// Decomposes a character by the rules of Unicode; no entry when it is not one letter of the alphabet.
fn decompose_letter(c: char) -> (u8, u8) {
    match *key_by_unicode(c.encode_utf8(&mut [0; 4])) {
        [WORD_BREAK, 0, letter::LEVEL_TONE, letter::LEVEL_TONE] => (WORD_BREAK, letter::LEVEL_TONE),
        [rank, WORD_BREAK, 0, tone] if rank > WORD_BREAK => (rank, tone),
        _ => (0, 0),
    }
}

/// The key of a text, from the table; `None` when a character has no entry.
fn key_by_table(text: &str) -> Option<Vec<u8>> {
    let table = &*KEY_TABLE;
    let mut letters = Vec::with_capacity(text.len() + 24);
    let mut tones = Vec::with_capacity(16);
    let mut tone = letter::LEVEL_TONE;
    for c in text.chars().chain(std::iter::once(' ')) {
        let code = c as usize;
        let index = if code < LOW_TABLE_END {
            code
        } else if VIETNAMESE_BLOCK.contains(&code) {
            LOW_TABLE_END + code - VIETNAMESE_BLOCK.start
        } else {
            return None;
        };
        match *table.get(index)? {
            (0, _) => return None,
            (WORD_BREAK, _) => {
                tones.push(std::mem::replace(&mut tone, letter::LEVEL_TONE));
                if letters.last() != Some(&WORD_BREAK) {
                    letters.push(WORD_BREAK);
                }
            }
            (rank, mark) => {
                letters.push(rank);
                if mark != letter::LEVEL_TONE {
                    tone = mark;
                }
            }
        }
    }
    letters.push(0);
    letters.append(&mut tones);
    Some(letters)
}

/// The key of any text, by the rules of Unicode.
fn key_by_unicode(text: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len() * 2);
    let mut tones = Vec::new();
    let mut word = String::new();
    let mut tone = letter::LEVEL_TONE;
    for c in text.nfd().chain(std::iter::once(' ')) {
        if let Some(mark) = letter::tone_from_mark(c) {
            tone = mark;
        } else if letter::is_combining_mark(c) || c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else {
            append_word_letters(&mut word, &mut letters);
            tones.push(std::mem::replace(&mut tone, letter::LEVEL_TONE));
            if letters.last() != Some(&WORD_BREAK) {
                letters.push(WORD_BREAK);
            }
        }
    }
    letters.push(0);
    letters.extend(tones);
    letters
}

/// Appends the letters of one word as their ranks in the alphabet, which come after the digits.
fn append_word_letters(word: &mut String, letters: &mut Vec<u8>) {
    for c in word.drain(..).nfc() {
        match ALPHABET.chars().position(|known| known == c) {
            Some(rank) => letters.push(32 + rank as u8),
            None if c.is_ascii_digit() => letters.push(2 + (c as u8 - b'0')),
            None => {
                letters.push(0xff);
                letters.extend((c as u32).to_be_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_dictionary_order() {
        let expected = [
            "10 món",
            "Ba Chẽ",
            "Bà Nà",
            "Bánh gật gù",
            "Cam",
            "Chả mực",
            "Chè Đường Hoa",
            "Dưa Đầm Hà",
            "Đông trùng",
            "Ổi Hoành Bồ",
            "Ruốc hàu",
            "Rượu mơ",
            "Vải chín sớm",
        ];
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|text| collation_key(text));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn tones_decide_only_between_equal_letters() {
        let mut words = ["mạ", "mã", "ma", "má", "mả", "mà", "man"];
        words.sort_by_key(|text| collation_key(text));
        assert_eq!(words, ["ma", "mà", "mả", "mã", "má", "mạ", "man"]);
    }

    proptest::proptest! {
        #[test]
        fn the_quick_way_and_the_whole_way_make_one_key(
            text in "[a-zA-Z0-9à-ỹÀ-ỸĐđÐƯươăĂ .,()·çñß\u{301}-]{0,24}",
        ) {
            if let Some(quick) = key_by_table(&text) {
                proptest::prop_assert_eq!(quick, key_by_unicode(&text));
            }
        }
    }

    #[test]
    fn names_of_composed_letters_take_the_quick_way() {
        for c in ('a'..='z').chain('0'..='9').chain("Đàứ ,-(".chars()) {
            let text = format!("x{c}y");
            assert_eq!(key_by_table(&text), Some(key_by_unicode(&text)), "{c:?}");
        }
    }
}
