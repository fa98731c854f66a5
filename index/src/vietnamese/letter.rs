//! Letters: what one character is to Vietnamese search.
//!
//! A vowel carries a *quality* (the breve, circumflex or horn of ă â ê ô ơ ư; the stroke of đ) that
//! makes it another letter, and a *tone* that belongs to the syllable. Tones are split off here,
//! qualities kept. Must not: look at whole words.

/// The six tones by their dictionary order; `1` is no mark.
pub const LEVEL_TONE: u8 = 1;

/// The tone that a combining mark writes: huyền 2, hỏi 3, ngã 4, sắc 5, nặng 6.
pub const fn tone_from_mark(mark: char) -> Option<u8> {
    match mark {
        '\u{300}' | '\u{340}' => Some(2),
        '\u{309}' => Some(3),
        '\u{303}' => Some(4),
        '\u{301}' | '\u{341}' => Some(5),
        '\u{323}' => Some(6),
        _ => None,
    }
}

/// True for the combining marks block: such a character continues the letter before it.
pub const fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters without width that texts carry between letters: joiners, soft hyphen, byte order mark.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// The one spelling of the letters that have twins in Unicode: Ð and Ɖ are written for Đ, and ƣ for ư
/// in scanned texts.
pub const fn unify_variant(c: char) -> char {
    match c {
        '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{256}' | '\u{110}' => 'đ',
        'ƣ' | 'Ƣ' => 'ư',
        other => other,
    }
}

/// The Latin letter that a Cyrillic or small-capital one imitates. Only meant for words that mix
/// scripts, where it is a slip of a keyboard or of recognition.
pub const fn imitated_latin(c: char) -> Option<char> {
    Some(match c {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' | 'ᴄ' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ᴠ' => 'v',
        _ => return None,
    })
}

/// The bare letter under a quality: ă â → a, ê → e, ô ơ → o, ư → u, đ → d.
pub const fn bare_letter(c: char) -> char {
    match c {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}

/// True when the letter carries a quality.
pub const fn has_quality(c: char) -> bool {
    bare_letter(c) != c
}
