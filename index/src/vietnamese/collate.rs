//! The order of a Vietnamese dictionary: a ă â b c d đ e ê …, then the tone, then case does not count.
//!
//! A byte order puts Đ behind Z and sorts ấ apart from a. The key made here compares as bytes: first
//! the letters of the whole text, then its tones in the order ngang huyền hỏi ngã sắc nặng. Must not:
//! be shown; it is no text.

use unicode_normalization::UnicodeNormalization;

use super::letter;

const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key whose byte order is the alphabetical order of the texts.
pub fn key(text: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len() * 2);
    let mut tones = Vec::new();
    let mut open = String::new();
    let mut tone = letter::LEVEL;
    for c in text.nfd().chain(std::iter::once(' ')) {
        if let Some(mark) = letter::tone(c) {
            tone = mark;
        } else if letter::is_mark(c) || c.is_alphanumeric() {
            open.extend(c.to_lowercase());
        } else {
            close(&mut open, &mut letters);
            tones.push(std::mem::replace(&mut tone, letter::LEVEL));
            if letters.last() != Some(&1) {
                letters.push(1);
            }
        }
    }
    letters.push(0);
    letters.extend(tones);
    letters
}

/// Appends the letters of one word by their place in the alphabet, behind the digits.
fn close(word: &mut String, letters: &mut Vec<u8>) {
    for c in word.drain(..).nfc() {
        match ALPHABET.chars().position(|known| known == c) {
            Some(place) => letters.push(32 + place as u8),
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
        sorted.sort_by_key(|text| key(text));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn tones_decide_only_between_equal_letters() {
        let mut words = ["mạ", "mã", "ma", "má", "mả", "mà", "man"];
        words.sort_by_key(|text| key(text));
        assert_eq!(words, ["ma", "mà", "mả", "mã", "má", "mạ", "man"]);
    }
}
