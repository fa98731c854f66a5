//! VIQR: Vietnamese written with the signs of plain mail, ``tra` hoa va`ng`` for trà hoa vàng.
//!
//! After a vowel come its quality, `(` breve, `^` circumflex, `+` or `*` horn, and then its tone, a grave, `'` `?`
//! `~` or
//! `.`; `dd` begins a word with đ; `\` escapes a sign. The signs are punctuation, so this works on the text before it
//! is cut into words. A `?` or `.` that ends a sentence after a vowel looks the same and is decoded: the caller asks
//! its vocabulary and keeps the text as typed beside the decoded one. `dd` alone does not prove VIQR, as Telex has it
//! too (`telex`).

use unicode_normalization::UnicodeNormalization;

/// The text with its signs composed into letters; `None` when no letter has one.
pub(crate) fn decode_viqr(text: &str) -> Option<String> {
    let mut decoded = String::with_capacity(text.len() + 8);
    let mut has_mark = false;
    let mut in_word = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (piece, length) = parse_token(rest, in_word);
        has_mark |= piece.is_some_and(ViqrToken::is_viqr_only);
        in_word = c.is_alphanumeric();
        match piece {
            Some(ViqrToken::Escaped(sign)) => decoded.push(sign),
            Some(ViqrToken::Stroked(d)) => decoded.push(d),
            Some(ViqrToken::Marked(vowel, marks)) => {
                decoded.extend(
                    std::iter::once(vowel)
                        .chain(marks.into_iter().flatten())
                        .nfc(),
                );
            }
            None => decoded.push(c),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    has_mark.then_some(decoded)
}

/// A token of VIQR.
#[derive(Clone, Copy)]
enum ViqrToken {
    /// An escaped sign.
    Escaped(char),
    /// đ or Đ.
    Stroked(char),
    /// A vowel with the combining marks of its quality and its tone.
    Marked(char, [Option<char>; 2]),
}

impl ViqrToken {
    /// True for a token that only VIQR has.
    fn is_viqr_only(self) -> bool {
        matches!(self, Self::Marked(..))
    }
}

/// The token at the beginning of a text that is not empty, and its length in bytes; `None` and the length of the
/// character when that is plain.
fn parse_token(text: &str, in_word: bool) -> (Option<ViqrToken>, usize) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    let second = chars.next();
    match (first, second) {
        ('\\', Some(sign)) if is_sign(sign) || sign == '\\' => {
            return (Some(ViqrToken::Escaped(sign)), 1 + sign.len_utf8());
        }
        ('d', Some('d' | 'D')) if !in_word => return (Some(ViqrToken::Stroked('đ')), 2),
        ('D', Some('d' | 'D')) if !in_word => return (Some(ViqrToken::Stroked('Đ')), 2),
        _ => {}
    }
    let mut rest = &text[first.len_utf8()..];
    let quality = rest
        .chars()
        .next()
        .and_then(|sign| quality_mark(first, sign));
    if quality.is_some() {
        rest = rest.get(1..).unwrap_or_default();
    }
    let tone = tone_mark(first, rest);
    if quality.is_none() && tone.is_none() {
        return (None, first.len_utf8());
    }
    let signs = usize::from(quality.is_some()) + usize::from(tone.is_some());
    (
        Some(ViqrToken::Marked(first, [quality, tone])),
        first.len_utf8() + signs,
    )
}

/// True for the signs of qualities and tones.
const fn is_sign(c: char) -> bool {
    matches!(c, '(' | '^' | '+' | '*' | '`' | '\'' | '?' | '~' | '.')
}

/// The combining mark that a sign writes on a vowel, if that vowel takes it.
const fn quality_mark(vowel: char, sign: char) -> Option<char> {
    match (vowel.to_ascii_lowercase(), sign) {
        ('a', '(') => Some('\u{306}'),
        ('a' | 'e' | 'o', '^') => Some('\u{302}'),
        ('o' | 'u', '+' | '*') => Some('\u{31b}'),
        _ => None,
    }
}

/// The combining mark of the tone sign at the beginning of the text after a vowel. Two equal signs in a row are
/// punctuation.
fn tone_mark(vowel: char, rest: &str) -> Option<char> {
    let mut signs = rest.chars();
    let sign = signs.next()?;
    let is_vowel = matches!(
        vowel.to_ascii_lowercase(),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y'
    );
    if !is_vowel || signs.next() == Some(sign) {
        return None;
    }
    match sign {
        '`' => Some('\u{300}'),
        '\'' => Some('\u{301}'),
        '?' => Some('\u{309}'),
        '~' => Some('\u{303}'),
        '.' => Some('\u{323}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_letters() {
        for (text, expected) in [
            ("cha? mu+.c ha. long", "chả mực hạ long"),
            ("tra` hoa va`ng", "trà hoa vàng"),
            ("nu+o+'c ma('m", "nước mắm"),
            ("ru*o*.u mo* Ye^n Tu+?", "rượu mơ Yên Tử"),
            ("dda^.u phu.ng, DDa^`m Ha`", "đậu phụng, Đầm Hà"),
            ("Dda(.c sa?n", "Đặc sản"),
            ("ba'nh dda^.u xanh", "bánh đậu xanh"),
            ("my` Quy' Ngo~", "mỳ Quý Ngõ"),
            ("A^'m O^?i U+ E^ch", "Ấm Ổi Ư Êch"),
        ] {
            assert_eq!(decode_viqr(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn signs_elsewhere_stay_what_they_are() {
        for text in [
            "",
            "tra hoa vang",
            "Cu M'gar",
            "Ea H'leo (2 sao)",
            "Long + Hai",
            "1.5 l.",
            "trà hoa (vàng)",
            "dduwowngf",
            "ha... la??",
            "c++ b*",
        ] {
            assert_eq!(decode_viqr(text), None, "{text}");
        }
        assert_eq!(
            decode_viqr("mu+.c (1) + ga`").as_deref(),
            Some("mực (1) + gà")
        );
    }

    #[test]
    fn a_backslash_keeps_a_sign() {
        assert_eq!(decode_viqr(r"tra` la\?").as_deref(), Some("trà la?"));
        assert_eq!(decode_viqr(r"la\?"), None);
    }

    #[test]
    fn the_end_of_a_sentence_is_read_as_well() {
        assert_eq!(decode_viqr("mua cha?").as_deref(), Some("mua chả"));
        assert_eq!(decode_viqr("cha ca.").as_deref(), Some("cha cạ"));
    }

    #[test]
    fn every_line_of_the_built_in_data_reads_back() {
        let mut count = 0;
        for text in [
            include_str!("../../data/communes.tsv"),
            include_str!("../../data/provinces.tsv"),
            include_str!("../../data/specialties.tsv"),
        ] {
            let clear = |line: &&str| !line.contains(is_sign);
            for line in text.lines().filter(clear) {
                let typed: String = line.chars().flat_map(signs_of).collect();
                assert_eq!(decode_viqr(&typed).unwrap_or(typed), line);
                count += 1;
            }
        }
        assert!(count > 250, "{count}");
    }

    /// A letter as VIQR writes it.
    fn signs_of(c: char) -> Vec<char> {
        let mut pieces: Vec<char> = match c {
            'đ' => vec!['d', 'd'],
            'Đ' => vec!['D', 'd'],
            c => std::iter::once(c).nfd().collect(),
        };
        // The quality comes before the tone.
        pieces.sort_by_key(|piece| crate::vietnamese::letter::tone_from_mark(*piece).is_some());
        let sign = |c: char| {
            SIGNS
                .iter()
                .find(|(mark, _)| *mark == c)
                .map_or(c, |(_, sign)| *sign)
        };
        pieces.into_iter().map(sign).collect()
    }

    /// The combining marks with the signs that write them.
    const SIGNS: [(char, char); 8] = [
        ('\u{306}', '('),
        ('\u{302}', '^'),
        ('\u{31b}', '+'),
        ('\u{300}', '`'),
        ('\u{301}', '\''),
        ('\u{309}', '?'),
        ('\u{303}', '~'),
        ('\u{323}', '.'),
    ];

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,20}") {
            decode_viqr(&text);
        }
    }
}
