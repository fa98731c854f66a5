//! The 8-bit encodings of Vietnamese from before Unicode: TCVN3 (ABC), VNI-Windows and Windows-1258.
//!
//! TCVN3 is the lower-case set of TCVN 5712:1993. Its only capitals with marks are Ă Â Ê Ô Ơ Ư Đ; the
//! others were written with the lower-case codes in a capital font (`.VnTimeH`), and a text file has
//! no font. VNI writes most letters as a base and a mark byte, both of one case. Windows-1258 writes
//! tones as combining marks after the letter; they are composed here, so that the result is NFC
//! unless a mark follows a letter that takes none. Sources: UniKey `vnconv`, the vietunicode
//! tables, glibc `TCVN5712-1` and `CP1258`, which agree. Must not: guess an encoding.

use unicode_normalization::UnicodeNormalization;

/// The first character of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecodedChar {
    /// A character, and its number of bytes.
    Complete(char, usize),
    /// The bytes end inside a character, or the next byte may still change it.
    Incomplete,
    /// Not a character of this encoding.
    Unknown,
}

/// Windows-1252 from 0x80 to 0x9F, which all three share for signs; `\0` is not assigned.
const WINDOWS_1252_SIGNS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// TCVN 5712 from 0xA0 to 0xFF. 0xB0 to 0xB4 are tone marks after a vowel and the signs of
/// Windows-1252 elsewhere, as UniKey reads them. The capitals from 0xAF on are of VN1, not of VN3.
const TCVN_5712: [char; 96] = [
    '\u{a0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ', //
    '°', '±', '²', '³', '´', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ', //
    'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ', //
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', //
    'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', //
    'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
];

/// The capitals among the codes of TCVN3 itself; [`TCVN_5712`] has more.
#[cfg(test)]
const TCVN3_CAPITALS: &str = "ĂÂÊÔƠƯĐ";

/// VNI's marks for sắc, huyền, hỏi, ngã, nặng; a capital's mark is 0x20 less, as all codes below.
const VNI_TONE_MARKS: &[u8] = &[0xf9, 0xf8, 0xfb, 0xf5, 0xef];
/// VNI's circumflex alone and with the tones in the same order.
const VNI_CIRCUMFLEX_MARKS: &[u8] = &[0xe2, 0xe1, 0xe0, 0xe5, 0xe3, 0xe4];
/// VNI's breve alone and with the tones in the same order.
const VNI_BREVE_MARKS: &[u8] = &[0xea, 0xe9, 0xe8, 0xfa, 0xfc, 0xeb];

/// VNI's letters of two bytes: the base, its marks and what they write. `ỵ` is a single byte.
const VNI_PAIRS: [(u8, &[u8], &str); 11] = [
    (b'a', VNI_TONE_MARKS, "áàảãạ"),
    (b'a', VNI_CIRCUMFLEX_MARKS, "âấầẩẫậ"),
    (b'a', VNI_BREVE_MARKS, "ăắằẳẵặ"),
    (b'e', VNI_TONE_MARKS, "éèẻẽẹ"),
    (b'e', VNI_CIRCUMFLEX_MARKS, "êếềểễệ"),
    (b'o', VNI_TONE_MARKS, "óòỏõọ"),
    (b'o', VNI_CIRCUMFLEX_MARKS, "ôốồổỗộ"),
    (0xf4, VNI_TONE_MARKS, "ớờởỡợ"),
    (b'u', VNI_TONE_MARKS, "úùủũụ"),
    (0xf6, VNI_TONE_MARKS, "ứừửữự"),
    (b'y', VNI_TONE_MARKS, "ýỳỷỹ"),
];

/// VNI's letters of one byte.
const VNI_SINGLES: [(u8, char); 9] = [
    (0xec, 'ì'),
    (0xed, 'í'),
    (0xee, 'ỵ'),
    (0xe6, 'ỉ'),
    (0xf1, 'đ'),
    (0xf2, 'ị'),
    (0xf3, 'ĩ'),
    (0xf4, 'ơ'),
    (0xf6, 'ư'),
];

/// The first character of TCVN3 bytes; `last` when nothing follows them.
pub(crate) fn decode_first_tcvn3(bytes: &[u8], last: bool) -> DecodedChar {
    decode_with_tone(bytes, last, tcvn_5712_char, |byte| {
        Some(match byte {
            0xb0 => '\u{300}',
            0xb1 => '\u{309}',
            0xb2 => '\u{303}',
            0xb3 => '\u{301}',
            0xb4 => '\u{323}',
            _ => return None,
        })
    })
}

/// The first character of Windows-1258 bytes; `last` when nothing follows them.
pub(crate) fn decode_first_windows_1258(bytes: &[u8], last: bool) -> DecodedChar {
    decode_with_tone(bytes, last, windows_1258_char, |byte| {
        windows_1258_char(byte).filter(|c| is_tone_mark(*c))
    })
}

/// The first character of VNI-Windows bytes; `last` when nothing follows them.
pub(crate) fn decode_first_vni(bytes: &[u8], last: bool) -> DecodedChar {
    let Some((&first, rest)) = bytes.split_first() else {
        return DecodedChar::Incomplete;
    };
    if VNI_PAIRS
        .iter()
        .any(|(base, ..)| *base == lowercase_code(first))
    {
        match rest.first() {
            None if !last => return DecodedChar::Incomplete,
            Some(&mark) if is_upper(first) == is_upper(mark) => {
                if let Some(c) = find_vni_pair(lowercase_code(first), lowercase_code(mark)) {
                    return DecodedChar::Complete(with_case(c, is_upper(first)), 2);
                }
            }
            _ => {}
        }
    }
    let single = match first {
        0..0x80 => Some(char::from(first)),
        0x80..0xc0 | 0xd7 | 0xf7 => windows_1252_char(first),
        _ => VNI_SINGLES
            .iter()
            .find(|(code, _)| *code == lowercase_code(first))
            .map(|(_, c)| with_case(*c, is_upper(first))),
    };
    single.map_or(DecodedChar::Unknown, |c| DecodedChar::Complete(c, 1))
}

/// Encodes a text in TCVN3. Capitals without a code of their own become lower case; what the encoding lacks
/// becomes `?`.
#[cfg(test)]
pub(crate) fn encode_tcvn3(text: &str) -> Vec<u8> {
    let code = |c: char| {
        let own = c.is_lowercase() || !c.is_alphabetic() || TCVN3_CAPITALS.contains(c);
        (0x80..=0xff).find(|byte| own && tcvn_5712_char(*byte) == Some(c))
    };
    let byte = |c: char| {
        let small = c.to_lowercase().next().unwrap_or(c);
        ascii_byte(c).or_else(|| code(c)).or_else(|| code(small))
    };
    text.nfc().map(|c| byte(c).unwrap_or(b'?')).collect()
}

/// Encodes a text in VNI-Windows; what the encoding lacks becomes `?`.
#[cfg(test)]
pub(crate) fn encode_vni(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.nfc() {
        let capital = c.is_uppercase();
        let small = c.to_lowercase().next().unwrap_or(c);
        let cased = |code: u8| if capital { code & !0x20 } else { code };
        let pair = VNI_PAIRS.iter().find_map(|(base, marks, letters)| {
            let index = letters.chars().position(|letter| letter == small)?;
            Some([cased(*base), cased(*marks.get(index)?)])
        });
        let single = VNI_SINGLES.iter().find(|(_, letter)| *letter == small);
        if let Some(pair) = pair {
            bytes.extend(pair);
        } else if let Some((code, _)) = single {
            bytes.push(cased(*code));
        } else {
            let other = (0x80..0xc0).chain([0xd7, 0xf7]);
            let other = ascii_byte(c)
                .or_else(|| other.into_iter().find(|b| windows_1252_char(*b) == Some(c)));
            bytes.push(other.unwrap_or(b'?'));
        }
    }
    bytes
}

/// Encodes a text in Windows-1258 as Windows does: a letter that has a code of its own as that code, the
/// others as the letter without its tone and the tone. What the encoding lacks becomes `?`.
#[cfg(test)]
pub(crate) fn encode_windows_1258(text: &str) -> Vec<u8> {
    let code = |c: char| {
        let high = || (0x80..=0xff).find(|byte| windows_1258_char(*byte) == Some(c));
        ascii_byte(c).or_else(high)
    };
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.nfc() {
        if let Some(byte) = code(c) {
            bytes.push(byte);
            continue;
        }
        let (tones, rest): (Vec<char>, Vec<char>) =
            std::iter::once(c).nfd().partition(|c| is_tone_mark(*c));
        for c in rest.into_iter().nfc().chain(tones) {
            bytes.push(code(c).unwrap_or(b'?'));
        }
    }
    bytes
}

/// Decodes a character, and the tone mark after it if it is a vowel.
fn decode_with_tone(
    bytes: &[u8],
    last: bool,
    char_of: impl Fn(u8) -> Option<char>,
    tone_of: impl Fn(u8) -> Option<char>,
) -> DecodedChar {
    let Some((&first, rest)) = bytes.split_first() else {
        return DecodedChar::Incomplete;
    };
    let Some(base) = char_of(first) else {
        return DecodedChar::Unknown;
    };
    if !can_take_tone(base) {
        return DecodedChar::Complete(base, 1);
    }
    let Some(&next) = rest.first() else {
        return if last {
            DecodedChar::Complete(base, 1)
        } else {
            DecodedChar::Incomplete
        };
    };
    match tone_of(next).and_then(|tone| compose_tone(base, tone)) {
        Some(c) => DecodedChar::Complete(c, 2),
        None => DecodedChar::Complete(base, 1),
    }
}

/// The one character of a vowel and a tone.
fn compose_tone(base: char, tone: char) -> Option<char> {
    let mut chars = [base, tone].into_iter().nfc();
    chars.next().filter(|_| chars.next().is_none())
}

fn tcvn_5712_char(byte: u8) -> Option<char> {
    match byte {
        0..0x80 => Some(char::from(byte)),
        0x80..0xa0 => windows_1252_char(byte),
        _ => TCVN_5712.get(usize::from(byte - 0xa0)).copied(),
    }
}

/// Windows-1258 as Microsoft has it: 0x8A, 0x8E, 0x9A and 0x9E are not assigned.
fn windows_1258_char(byte: u8) -> Option<char> {
    Some(match byte {
        0x8a | 0x8e | 0x9a | 0x9e => return None,
        0x80..0xa0 => return windows_1252_char(byte),
        0xc3 => 'Ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xdd => 'Ư',
        0xde => '\u{303}',
        0xe3 => 'ă',
        0xec => '\u{301}',
        0xf0 => 'đ',
        0xf2 => '\u{323}',
        0xf5 => 'ơ',
        0xfd => 'ư',
        0xfe => '₫',
        _ => char::from(byte),
    })
}

/// Windows-1252 without its control codes.
fn windows_1252_char(byte: u8) -> Option<char> {
    match byte {
        0x80..0xa0 => WINDOWS_1252_SIGNS
            .get(usize::from(byte - 0x80))
            .copied()
            .filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    }
}

/// The byte that Windows-1252 shows as this character; its control codes stand for the bytes it does not assign.
pub(super) fn windows_1252_byte(c: char) -> Option<u8> {
    let sign = WINDOWS_1252_SIGNS
        .iter()
        .zip(0x80..)
        .find(|(sign, _)| **sign == c && c != '\0');
    sign.map(|(_, byte)| byte)
        .or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
fn ascii_byte(c: char) -> Option<u8> {
    u8::try_from(c).ok().filter(u8::is_ascii)
}

fn find_vni_pair(base: u8, mark: u8) -> Option<char> {
    let rows = VNI_PAIRS.iter().filter(|row| row.0 == base);
    rows.flat_map(|(_, marks, letters)| marks.iter().zip(letters.chars()))
        .find_map(|(code, c)| (*code == mark).then_some(c))
}

const fn is_upper(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | 0xc0..=0xde)
}

const fn lowercase_code(byte: u8) -> u8 {
    if is_upper(byte) { byte | 0x20 } else { byte }
}

fn with_case(c: char, capital: bool) -> char {
    if capital {
        c.to_uppercase().next().unwrap_or(c)
    } else {
        c
    }
}

/// True for the vowels without a tone.
fn can_take_tone(c: char) -> bool {
    "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".contains(c)
}

const fn is_tone_mark(c: char) -> bool {
    super::letter::tone_from_mark(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type First = fn(&[u8], bool) -> DecodedChar;

    const SMALL: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

    fn decode(mut bytes: &[u8], first: First) -> Option<String> {
        let mut text = String::new();
        while !bytes.is_empty() {
            let DecodedChar::Complete(c, n) = first(bytes, true) else {
                return None;
            };
            text.push(c);
            bytes = &bytes[n..];
        }
        Some(text)
    }

    fn both_cases() -> Vec<char> {
        let capitals = SMALL.chars().map(|c| with_case(c, true));
        SMALL.chars().chain(capitals).collect()
    }

    #[test]
    fn known_files_read_right() {
        // "Mường Khương" and "các bạn" as public converters have them in their documentation.
        for (bytes, text) in [
            (&b"B\xb6o Th\xbeng"[..], "Bảo Thắng"),
            (b"M\xad\xeang Kh\xad\xacng", "Mường Khương"),
            (b"B\xb8t X\xb8t", "Bát Xát"),
            (b"\xa7\xabng Tri\xd2u", "Đông Triều"),
            (
                b"500 m\xb2, 30\xb0C \x96 \x93C\xab T\xab\x94",
                "500 m², 30°C – “Cô Tô”",
            ),
        ] {
            assert_eq!(decode(bytes, decode_first_tcvn3).as_deref(), Some(text));
            assert_eq!(encode_tcvn3(text), bytes);
        }
        for (bytes, text) in [
            (&b"Xin cha\xf8o ca\xf9c ba\xefn"[..], "Xin chào các bạn"),
            (b"\xd1o\xe2ng Trie\xe0u", "Đông Triều"),
            (b"R\xf6\xf4\xefu ba k\xedch", "Rượu ba kích"),
            (b"TH\xd2 TRA\xc1N CO\xc2 TO\xc2", "THỊ TRẤN CÔ TÔ"),
            (b"\xd6\xd9ng Ho\xf8a", "Ứng Hòa"),
        ] {
            assert_eq!(decode(bytes, decode_first_vni).as_deref(), Some(text));
            assert_eq!(encode_vni(text), bytes);
        }
        for (bytes, text) in [
            (
                &b"Ch\x61\xd2 m\xfd\xf2c H\x61\xf2 Long"[..],
                "Chả mực Hạ Long",
            ),
            (b"\xd0\xf4ng Tri\xea\xccu", "Đông Triều"),
            (b"Tr\xe0 hoa v\xe0ng Ba Ch\x65\xde", "Trà hoa vàng Ba Chẽ"),
        ] {
            assert_eq!(
                decode(bytes, decode_first_windows_1258).as_deref(),
                Some(text)
            );
            assert_eq!(encode_windows_1258(text), bytes);
        }
        // Other programs write `à` as a letter and a mark, too.
        assert_eq!(
            decode(b"Tra\xcc", decode_first_windows_1258).as_deref(),
            Some("Trà")
        );
    }

    #[test]
    fn every_letter_has_one_code_of_its_own() {
        assert_eq!(SMALL.chars().count(), 67);
        for (first, encode) in [
            (
                decode_first_windows_1258 as First,
                encode_windows_1258 as fn(&str) -> Vec<u8>,
            ),
            (decode_first_vni, encode_vni),
        ] {
            let codes: std::collections::BTreeSet<Vec<u8>> = both_cases()
                .into_iter()
                .map(|c| {
                    let code = encode(&c.to_string());
                    assert_eq!(decode(&code, first), Some(c.to_string()));
                    code
                })
                .collect();
            assert_eq!(codes.len(), 134);
        }
        for c in SMALL.chars().chain(TCVN3_CAPITALS.chars()) {
            let code = encode_tcvn3(&c.to_string());
            assert_eq!(code.len(), 1);
            assert_eq!(decode(&code, decode_first_tcvn3), Some(c.to_string()));
        }
        let codes: std::collections::BTreeSet<char> = TCVN_5712.into_iter().collect();
        assert_eq!(codes.len(), 96);
        assert!(
            both_cases()
                .iter()
                .all(|c| codes.contains(c) || c.is_uppercase())
        );
        assert_eq!(
            encode_tcvn3("HỢP TÁC XÃ Ở ĐÔNG"),
            encode_tcvn3("HợP TáC Xã ở ĐÔNG")
        );
    }

    #[test]
    fn bytes_that_write_nothing_are_named() {
        for byte in [0x81, 0x8d, 0x8f, 0x90, 0x9d] {
            for first in [
                decode_first_tcvn3,
                decode_first_windows_1258,
                decode_first_vni,
            ] {
                assert_eq!(first(&[byte], true), DecodedChar::Unknown);
            }
        }
        // A mark without its letter, and one of the other case.
        assert_eq!(decode_first_vni(b"\xf9", true), DecodedChar::Unknown);
        assert_eq!(decode_first_vni(b"\xd9a", true), DecodedChar::Unknown);
        assert_eq!(
            decode_first_vni(b"A\xf9", true),
            DecodedChar::Complete('A', 1)
        );
        assert_eq!(
            decode_first_vni(b"i\xf9", true),
            DecodedChar::Complete('i', 1)
        );
    }

    #[test]
    fn a_letter_waits_for_its_mark() {
        assert_eq!(decode_first_vni(b"\xf4", false), DecodedChar::Incomplete);
        assert_eq!(
            decode_first_vni(b"\xf4", true),
            DecodedChar::Complete('ơ', 1)
        );
        assert_eq!(decode_first_vni(b"n", false), DecodedChar::Complete('n', 1));
        assert_eq!(
            decode_first_windows_1258(b"\xea", false),
            DecodedChar::Incomplete
        );
        assert_eq!(
            decode_first_windows_1258(b"\xea\xec", false),
            DecodedChar::Complete('ế', 2)
        );
        assert_eq!(
            decode_first_tcvn3(b"A\xb0", false),
            DecodedChar::Complete('À', 2)
        );
        for first in [
            decode_first_tcvn3,
            decode_first_windows_1258,
            decode_first_vni,
        ] {
            assert_eq!(first(b"", false), DecodedChar::Incomplete);
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_reads_back(
            picks in prop::collection::vec((0..134usize, "[ -~\\n]{0,3}"), 0..40)
        ) {
            let letters = both_cases();
            let text: String = picks
                .iter()
                .flat_map(|(at, ascii)| std::iter::once(letters[*at]).chain(ascii.chars()))
                .collect();
            prop_assert_eq!(decode(&encode_vni(&text), decode_first_vni), Some(text.clone()));
            prop_assert_eq!(decode(&encode_windows_1258(&text), decode_first_windows_1258), Some(text.clone()));
            let kept = |c: char| c.is_ascii() || TCVN3_CAPITALS.contains(c);
            let small: String = text
                .chars()
                .map(|c| if kept(c) { c } else { c.to_lowercase().next().unwrap() })
                .collect();
            prop_assert_eq!(decode(&encode_tcvn3(&text), decode_first_tcvn3), Some(small));
        }
    }
}
