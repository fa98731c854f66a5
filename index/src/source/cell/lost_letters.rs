//! Notices letters that an earlier conversion destroyed.
//!
//! A program that saves Vietnamese text in an encoding without Vietnamese letters writes `?` for each of them
//! (`M?t ong`), one that reads bytes it does not know writes U+FFFD, and one that takes UTF-8 for another encoding
//! writes several signs for a letter (`Máº­t ong`). Nobody can say what stood there, so such text must be told and
//! never stored. A question mark at the end of a word that is whole, in an address of the web, or alone is one.

use crate::vietnamese::letter;

/// Beginnings of syllables, which need a vowel after them.
const INITIALS: [&str; 25] = [
    "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v",
];

/// True when letters of a text were lost or garbled before it got here.
pub(crate) fn has_lost_letters(text: &str) -> bool {
    if !has_odd_byte(text) {
        return false;
    }
    if text.contains('\u{fffd}') {
        return true;
    }
    (text.contains('?') && has_question_mark_for_letter(text))
        || (has_sign_beyond_letters(text) && (is_garbled(text) || is_old_font(text)))
}

/// True for a text with `?` or with the bytes of a sign that no Vietnamese letter has: most texts have none.
fn has_odd_byte(text: &str) -> bool {
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let is_odd = match byte {
            b'?' | 0xc2 | 0xe2 | 0xef => true,
            // `ƒ`, but not `ơ` and `ư`.
            0xc6 => bytes.peek() == Some(&0x92),
            _ => false,
        };
        if is_odd {
            return true;
        }
    }
    false
}

/// True when a text has a sign that no Vietnamese letter is: garbled text always has one, and most text has none.
fn has_sign_beyond_letters(text: &str) -> bool {
    !text.is_ascii()
        && text
            .chars()
            .any(|c| matches!(c, '\u{80}'..='\u{bf}' | 'ƒ' | '\u{2000}'..='\u{22ff}'))
}

/// Signs that are letters in the fonts `.VnTime`, and nothing behind a letter otherwise.
const OLD_FONT_SIGNS: &str = "¸µ¶·¹¨¾¼½©ª«¬";

/// True for text typed with an old font, `H¹ Long`: a sign of it stands behind a plain letter.
fn is_old_font(text: &str) -> bool {
    text.chars()
        .zip(text.chars().skip(1))
        .any(|(first, second)| first.is_ascii_alphabetic() && OLD_FONT_SIGNS.contains(second))
}

fn has_question_mark_for_letter(text: &str) -> bool {
    let is_all_marks = text.chars().all(|c| c == '?' || c.is_whitespace());
    if is_all_marks {
        return text.matches('?').count() > 1;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.contains('?') && !is_web_address(word))
        .any(|(index, word)| has_lost_letter_in_word(word, index == last))
}

/// True for `https://…?id=1`, `shop.vn/a?b`, `?page=2`.
fn is_web_address(word: &str) -> bool {
    let has_query = word
        .split_once('?')
        .is_some_and(|(_, query)| query.contains('='));
    word.contains("://") || word.contains('/') && word.contains('.') || has_query
}

fn has_lost_letter_in_word(word: &str, is_last: bool) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
    letters.iter().enumerate().any(|(index, c)| {
        if *c != '?' {
            return false;
        }
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match (is_letter(before), is_letter(after)) {
            // `Ngon không?Mua ngay` is a sentence whose space was forgotten.
            (true, true) => {
                !(before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase))
                    || needs_letter(&letters, index)
            }
            // `?ồng`: no sentence begins with its question mark.
            (false, true) => true,
            // `Ch?`: nobody asks with half a word. At the end of a text a single capital may be a name: `loại B?`.
            (true, false) => {
                let ends_word = letters.iter().skip(index).all(|c| !c.is_alphanumeric());
                let is_abbreviation = is_last
                    && ends_word
                    && before.is_some_and(char::is_uppercase)
                    && !is_letter(at(index.checked_sub(2)));
                needs_letter(&letters, index) && !is_abbreviation
            }
            // `Ch??ng`, `s??`.
            (false, false) => before == Some('?') && needs_letter_before_marks(&letters, index),
        }
    })
}

/// True when the letters just before an index are the beginning of a syllable.
fn needs_letter(letters: &[char], index: usize) -> bool {
    let before = letters.get(..index).unwrap_or_default();
    let start = before
        .iter()
        .rposition(|c| !c.is_alphabetic() && !letter::is_combining_mark(*c));
    let stem: String = before
        .get(start.map_or(0, |start| start + 1)..)
        .unwrap_or_default()
        .iter()
        .flat_map(|c| c.to_lowercase())
        .collect();
    // No syllable ends with them, either: `Q?-UBND`.
    matches!(stem.as_str(), "x" | "q") || INITIALS.contains(&stem.as_str())
}

fn needs_letter_before_marks(letters: &[char], index: usize) -> bool {
    let before = letters.get(..index).unwrap_or_default();
    let marks = before.iter().rev().take_while(|c| **c == '?').count();
    needs_letter(letters, index - marks)
}

/// Pairs of signs that begin a Vietnamese letter of UTF-8 read as Windows-1252 or 1258, or as that of a Macintosh. No
/// Vietnamese word has them.
const GARBLED_PAIRS: [&str; 12] = [
    "áº", "á»", "Ä‘", "Äƒ", "Ä©", "Å©", "Æ°", "Æ¡", "·∫", "·ª", "ƒë", "∆∞",
];

/// Second signs of the letters à to ý, after `Ã` (or `Ă` in Windows-1258).
const GARBLED_SECONDS: &str = "¡¢£¨©ª¬²³´µ¹º½€‚\u{a0}\u{ad}";

/// True for UTF-8 that was read as another encoding.
fn is_garbled(text: &str) -> bool {
    // French quotes close like the second sign of `á»`.
    let has_pair = GARBLED_PAIRS
        .iter()
        .any(|pair| text.contains(pair) && !(*pair == "á»" && text.contains('«')));
    has_pair
        || text
            .chars()
            .zip(text.chars().skip(1))
            .any(|(first, second)| matches!(first, 'Ã' | 'Ă') && GARBLED_SECONDS.contains(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lost_and_garbled_letters_are_noticed() {
        for text in [
            "M?t ong hoa r?ng",
            "HTX N?ng nghi?p Sao Mai",
            "G\u{fffd}o nếp",
            "Ch? th?",
            "CH? TH?",
            "Tên s?n ph?m",
            "T�n s?n ph?m",
            "H?ng sao",
            "???",
            "?ặc sản",
            "?ông Tri?u",
            "Ch?? l?a",
            "Ch??ng nh?n",
            "H? kinh doanh",
            "X? lý",
            "C? s? s?n xu?t",
            "ngh?",
            "qu? Trà My",
            "M?T ONG",
            "157/Q?-UBND",
            "Ngh?An",
            "H¹ Long",
            "G¹o nÕp n\u{ad}¬ng",
            "Máº\u{ad}t ong hoa rá»«ng",
            "Gáº¡o náº¿p",
            "TrÃ  hoa cÃºc",
            "BÃ¡nh Ä‘a",
            "NÆ°á»›c máº¯m",
            "Máº\u{ad}t ong",
            "M·∫≠t ong",
        ] {
            assert!(has_lost_letters(text), "{text}");
        }
    }

    #[test]
    fn questions_addresses_and_whole_words_are_none() {
        for text in [
            "",
            "?",
            " ? ",
            "Mật ong hoa rừng",
            "Đã thu hồi?",
            "Ngon không?",
            "Ngon không?Mua ngay!",
            "4 sao hay 5 sao? Chưa rõ",
            "Gạo (nếp?)",
            "HTX? chưa rõ",
            "QĐ?",
            "Vitamin C?",
            "loại B?",
            "2021?",
            "3?4",
            "https://ocop.gov.vn/sp?id=1",
            "shop.vn/a?b=c",
            "https://x.vn/?q=ch?",
            "?id=12",
            "«Trà á»",
            "Bánh “Á”",
            "CÃI CỌ",
            "Ăn ¼ bánh",
            "Café Đắk Lắk",
            "Nước mắm 40°N",
            "500 m²",
        ] {
            assert!(!has_lost_letters(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text: String, marked in "[a-zơ? ./=]{0,20}") {
            let _ = has_lost_letters(&text);
            let _ = has_lost_letters(&marked);
        }
    }
}
