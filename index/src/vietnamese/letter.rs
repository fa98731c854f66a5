//! Letters: what one character is to Vietnamese search.
//!
//! A *quality* (the breve, circumflex or horn of ă â ê ô ơ ư, the stroke of đ) makes another letter; a *tone* belongs
//! to the syllable. Search splits tones off and keeps qualities.

/// A tone is its rank in the dictionary, 1 to 6. This is the first, ngang, which is written without a mark.
pub const LEVEL_TONE: u8 = 1;
/// Huyền.
pub(crate) const GRAVE_TONE: u8 = 2;
/// Hỏi.
pub(crate) const HOOK_TONE: u8 = 3;
/// Ngã.
pub(crate) const TILDE_TONE: u8 = 4;
/// Sắc.
pub(crate) const ACUTE_TONE: u8 = 5;
/// Nặng.
pub(crate) const DOT_TONE: u8 = 6;

/// The tone that a combining mark writes.
pub const fn tone_from_mark(mark: char) -> Option<u8> {
    match mark {
        '\u{300}' | '\u{340}' => Some(GRAVE_TONE),
        '\u{309}' => Some(HOOK_TONE),
        '\u{303}' => Some(TILDE_TONE),
        '\u{301}' | '\u{341}' => Some(ACUTE_TONE),
        '\u{323}' => Some(DOT_TONE),
        _ => None,
    }
}

/// The combining mark that writes a tone; `None` for the level tone.
pub const fn mark_from_tone(tone: u8) -> Option<char> {
    match tone {
        GRAVE_TONE => Some('\u{300}'),
        HOOK_TONE => Some('\u{309}'),
        TILDE_TONE => Some('\u{303}'),
        ACUTE_TONE => Some('\u{301}'),
        DOT_TONE => Some('\u{323}'),
        _ => None,
    }
}

/// True for the block of combining marks: such a character continues the letter before it.
pub const fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// True for characters without width that texts have between letters: joiners, soft hyphen, byte order mark.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// True for every character that is not shown and has no width, wherever it stands (Unicode's
/// `Default_Ignorable_Code_Point`): those of [`is_invisible`], and direction marks, variation selectors, fillers, tags.
/// Pasted text has them; nobody types one, and none of them means anything in a query.
pub const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The usual code point of a letter that has look-alikes in Unicode: Ð and Ɖ are written for Đ, and ƣ for ư in
/// scanned texts.
pub(crate) const fn unify_variant(c: char) -> char {
    match c {
        '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{256}' | '\u{110}' => 'đ',
        'ƣ' | 'Ƣ' => 'ư',
        other => other,
    }
}

/// The Latin letter that a Cyrillic or small-capital one looks like. Only for words that mix scripts, where it is a
/// mistake of the keyboard or of text recognition.
pub(crate) const fn imitated_latin(c: char) -> Option<char> {
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

/// True for the letters that can carry a syllable, with or without a quality.
pub(crate) const fn is_vowel(c: char) -> bool {
    matches!(bare_letter(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// True when the letter carries a quality.
pub(crate) const fn has_quality(c: char) -> bool {
    bare_letter(c) != c
}
