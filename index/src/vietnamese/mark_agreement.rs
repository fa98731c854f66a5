//! How well a typed word fits a stored one: a typed mark binds, a bare letter is free.
//!
//! `đuong` finds đường and đuống, not dương; `mục` fits mực (its tone agrees, its u was left bare) but
//! does not fit mức. This is finer than accent-sensitive or accent-free search: it goes letter by
//! letter. Must not: weigh fields or rank products.

use super::letter;

/// The relation of a typed word to a stored one with the same bare letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkAgreement {
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
pub fn compare_marks(typed: &str, stored: &str) -> MarkAgreement {
    let (typed_letters, typed_tone) = split_tone(typed);
    let (stored_letters, stored_tone) = split_tone(stored);
    let mut fit = if typed_tone == stored_tone {
        MarkAgreement::Exact
    } else if typed_tone == letter::LEVEL_TONE {
        MarkAgreement::Compatible
    } else {
        return MarkAgreement::Contradiction;
    };
    for (t, s) in typed_letters.chars().zip(stored_letters.chars()) {
        if t != s {
            if letter::has_quality(t) {
                return MarkAgreement::Contradiction;
            }
            fit = MarkAgreement::Compatible;
        }
    }
    if typed_letters.len() < stored_letters.len()
        && typed_letters.chars().count() < stored_letters.chars().count()
    {
        fit = MarkAgreement::Compatible;
    }
    fit
}

/// Compares the beginning of a word with a longer one: only the letters typed so far can have marks left out,
/// and a tone that was not typed may still come.
pub fn compare_prefix_marks(typed: &str, stored: &str) -> MarkAgreement {
    let (typed_letters, stored_letters) = (split_tone(typed).0, split_tone(stored).0);
    if tones_disagree(typed, stored) {
        return MarkAgreement::Contradiction;
    }
    let mut fit = MarkAgreement::Exact;
    for (t, s) in typed_letters.chars().zip(stored_letters.chars()) {
        if t != s {
            if letter::has_quality(t) {
                return MarkAgreement::Contradiction;
            }
            fit = MarkAgreement::Compatible;
        }
    }
    fit
}

/// True when a tone was typed and the stored word has another.
pub fn tones_disagree(typed: &str, stored: &str) -> bool {
    let (typed, stored) = (split_tone(typed).1, split_tone(stored).1);
    typed != letter::LEVEL_TONE && typed != stored
}

/// The letters and the tone of a canonical key.
fn split_tone(canon: &str) -> (&str, u8) {
    match canon.as_bytes().last() {
        Some(digit @ b'1'..=b'6') => (&canon[..canon.len() - 1], digit - b'0'),
        _ => (canon, letter::LEVEL_TONE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::split_words;

    fn fit_of(typed: &str, stored: &str) -> MarkAgreement {
        compare_marks(&split_words(typed)[0].canon, &split_words(stored)[0].canon)
    }

    #[test]
    fn a_typed_mark_binds_and_a_bare_letter_is_free() {
        for (typed, stored, expected) in [
            ("mực", "mực", MarkAgreement::Exact),
            ("muc", "mực", MarkAgreement::Compatible),
            ("mưc", "mực", MarkAgreement::Compatible),
            ("mục", "mực", MarkAgreement::Compatible),
            ("mức", "mực", MarkAgreement::Contradiction),
            ("mực", "mục", MarkAgreement::Contradiction),
            ("bò", "bơ", MarkAgreement::Contradiction),
            ("đuong", "đường", MarkAgreement::Compatible),
            ("đuong", "dương", MarkAgreement::Contradiction),
            ("duong", "dương", MarkAgreement::Compatible),
            ("mự", "mực", MarkAgreement::Compatible),
            ("mứ", "mực", MarkAgreement::Contradiction),
        ] {
            assert_eq!(fit_of(typed, stored), expected, "{typed} {stored}");
        }
    }
}
