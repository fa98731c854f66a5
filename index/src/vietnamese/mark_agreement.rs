//! How well the marks of a typed word agree with a stored one: a typed mark must agree, a letter without marks may
//! have any.
//!
//! `đuong` matches đường and đuống, not dương; `mục` matches mực (its tone agrees, its u has no mark) but not mức.
//! This is finer than accent-sensitive or accent-free search: it compares letter by letter.

use super::letter;

/// The agreement of a typed word with a stored one of the same bare letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkAgreement {
    /// Same letters, same tone.
    Exact,
    /// Every typed mark agrees; some were left out.
    Compatible,
    /// A typed mark disagrees.
    Contradiction,
}

/// Compares canonical keys. `typed` may be the prefix of a word: only its letters are compared. The caller has looked
/// up both by the same bare letters.
pub(crate) fn compare_marks(typed: &str, stored: &str) -> MarkAgreement {
    let (typed_letters, typed_tone) = split_tone(typed);
    let (stored_letters, stored_tone) = split_tone(stored);
    let mut agreement = if typed_tone == stored_tone {
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
            agreement = MarkAgreement::Compatible;
        }
    }
    if typed_letters.len() < stored_letters.len()
        && typed_letters.chars().count() < stored_letters.chars().count()
    {
        agreement = MarkAgreement::Compatible;
    }
    agreement
}

/// Compares the prefix of a word with a longer one: only the letters typed so far can lack marks, and a missing tone
/// may still be typed.
pub(crate) fn compare_prefix_marks(typed: &str, stored: &str) -> MarkAgreement {
    let (typed_letters, stored_letters) = (split_tone(typed).0, split_tone(stored).0);
    if tones_disagree(typed, stored) {
        return MarkAgreement::Contradiction;
    }
    let mut agreement = MarkAgreement::Exact;
    for (t, s) in typed_letters.chars().zip(stored_letters.chars()) {
        if t != s {
            if letter::has_quality(t) {
                return MarkAgreement::Contradiction;
            }
            agreement = MarkAgreement::Compatible;
        }
    }
    agreement
}

/// True when a tone was typed and the stored word has another.
pub(crate) fn tones_disagree(typed: &str, stored: &str) -> bool {
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

    fn agreement_of(typed: &str, stored: &str) -> MarkAgreement {
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
            assert_eq!(agreement_of(typed, stored), expected, "{typed} {stored}");
        }
    }
}
