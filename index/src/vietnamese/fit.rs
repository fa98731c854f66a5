//! How well a typed word fits a stored one: a typed mark binds, a bare letter is free.
//!
//! `đuong` finds đường and đuống, not dương; `mục` fits mực (its tone agrees, its u was left bare) but
//! does not fit mức. This is finer than accent-sensitive or accent-free search: it goes letter by
//! letter. Must not: weigh fields or rank products.

use super::letter;

/// The relation of a typed word to a stored one with the same bare letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Same letters, same tone.
    Exact,
    /// Every typed mark agrees; some were left out.
    Compatible,
    /// A typed mark disagrees.
    Contradiction,
}

/// Compares canonical keys. `typed` may be the beginning of a word: only its letters are compared.
///
/// Both must have the same bare letters as far as `typed` goes, which is the caller's look-up.
pub fn fit(typed: &str, stored: &str) -> Fit {
    let (typed_letters, typed_tone) = split(typed);
    let (stored_letters, stored_tone) = split(stored);
    let mut fit = if typed_tone == stored_tone {
        Fit::Exact
    } else if typed_tone == letter::LEVEL {
        Fit::Compatible
    } else {
        return Fit::Contradiction;
    };
    for (t, s) in typed_letters.chars().zip(stored_letters.chars()) {
        if t != s {
            if letter::has_quality(t) {
                return Fit::Contradiction;
            }
            fit = Fit::Compatible;
        }
    }
    if typed_letters.len() < stored_letters.len()
        && typed_letters.chars().count() < stored_letters.chars().count()
    {
        fit = Fit::Compatible;
    }
    fit
}

/// Compares the beginning of a word with a longer one: only the letters typed so far can have marks left out,
/// and a tone that was not typed may still come.
pub fn beginning(typed: &str, stored: &str) -> Fit {
    let (typed_letters, stored_letters) = (split(typed).0, split(stored).0);
    if tones_disagree(typed, stored) {
        return Fit::Contradiction;
    }
    let mut fit = Fit::Exact;
    for (t, s) in typed_letters.chars().zip(stored_letters.chars()) {
        if t != s {
            if letter::has_quality(t) {
                return Fit::Contradiction;
            }
            fit = Fit::Compatible;
        }
    }
    fit
}

/// True when a tone was typed and the stored word has another.
pub fn tones_disagree(typed: &str, stored: &str) -> bool {
    let (typed, stored) = (split(typed).1, split(stored).1);
    typed != letter::LEVEL && typed != stored
}

/// The letters and the tone of a canonical key.
fn split(canon: &str) -> (&str, u8) {
    match canon.as_bytes().last() {
        Some(digit @ b'1'..=b'6') => (&canon[..canon.len() - 1], digit - b'0'),
        _ => (canon, letter::LEVEL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::words;

    fn fit_of(typed: &str, stored: &str) -> Fit {
        fit(&words(typed)[0].canon, &words(stored)[0].canon)
    }

    #[test]
    fn a_typed_mark_binds_and_a_bare_letter_is_free() {
        for (typed, stored, expected) in [
            ("mực", "mực", Fit::Exact),
            ("muc", "mực", Fit::Compatible),
            ("mưc", "mực", Fit::Compatible),
            ("mục", "mực", Fit::Compatible),
            ("mức", "mực", Fit::Contradiction),
            ("mực", "mục", Fit::Contradiction),
            ("bò", "bơ", Fit::Contradiction),
            ("đuong", "đường", Fit::Compatible),
            ("đuong", "dương", Fit::Contradiction),
            ("duong", "dương", Fit::Compatible),
            ("mự", "mực", Fit::Compatible),
            ("mứ", "mực", Fit::Contradiction),
        ] {
            assert_eq!(fit_of(typed, stored), expected, "{typed} {stored}");
        }
    }
}
