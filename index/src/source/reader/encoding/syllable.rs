//! Judges whether decoded words can be Vietnamese, which tells one 8-bit encoding from another.

use unicode_normalization::UnicodeNormalization;

use super::charset::Encoding;
use crate::vietnamese::letter;

/// Counts the words of a text that are not ASCII, and those of them that may be Vietnamese.
#[derive(Clone, Copy, Debug)]
pub(super) struct SyllableTally {
    words: usize,
    plausible: usize,
}

impl SyllableTally {
    pub(super) fn from_text(text: &str, encoding: Encoding) -> Self {
        let words = text
            .split(is_syllable_separator)
            .filter(|word| !word.is_ascii());
        let mut tally = Self {
            words: 0,
            plausible: 0,
        };
        for word in words {
            tally.words += 1;
            tally.plausible += usize::from(has_regular_case(word, encoding) && is_syllable(word));
        }
        tally
    }

    /// True when at least seven words of ten may be Vietnamese; the rest may be foreign names and typing errors.
    pub(super) const fn is_plausible(self) -> bool {
        self.plausible * 10 >= self.words * 7
    }

    /// True for a larger share of plausible words.
    pub(super) const fn is_better_than(self, other: Self) -> bool {
        self.plausible * other.words > other.plausible * self.words
    }
}

/// True for characters between words: ASCII other than letters, spaces, and the signs that all of the 8-bit encodings
/// have. Any other sign inside a word shows a wrong encoding.
pub(super) fn is_syllable_separator(c: char) -> bool {
    (c.is_ascii() && !c.is_ascii_alphabetic())
        || c.is_whitespace()
        || matches!(
            c,
            '\u{2010}'..='\u{20cf}' | '°' | '±' | '²' | '³' | '´' | '™'
        )
}

/// True for `mực`, `Mực` and `MỰC`, and in TCVN3, where a capital font shows small letters as capitals, for `MựC`.
fn has_regular_case(word: &str, encoding: Encoding) -> bool {
    let is_upper = |c: char| c.is_uppercase();
    let after_first = || word.chars().skip(1);
    let is_in_capital_font = || {
        let mut plain = word.chars().filter(char::is_ascii);
        encoding == Encoding::Tcvn3 && plain.all(is_upper)
    };
    !after_first().any(is_upper) || word.chars().all(is_upper) || is_in_capital_font()
}

/// True when a word can be a Vietnamese syllable: an initial, a rhyme, and at most one tone on an allowed letter.
pub(super) fn is_syllable(word: &str) -> bool {
    let (mut tone, mut tone_position) = (letter::LEVEL_TONE, 0);
    let mut bare: Vec<char> = Vec::new();
    for piece in word.chars().flat_map(char::to_lowercase).nfd() {
        match letter::tone_from_mark(piece) {
            Some(_) if tone != letter::LEVEL_TONE || bare.is_empty() => return false,
            Some(mark) => (tone, tone_position) = (mark, count_letters(&bare)),
            None => bare.push(piece),
        }
    }
    let bare: String = bare.into_iter().nfc().collect();
    let count = bare.chars().count();
    bare.char_indices()
        .enumerate()
        .take(4)
        .any(|(initial_len, (cut, _))| {
            let Some((initial, rhyme)) = bare.split_at_checked(cut) else {
                return false;
            };
            let ends_in_glide =
                count - initial_len > 1 && rhyme.ends_with(['i', 'u', 'y', 'o']) && rhyme != "uy";
            let is_checked = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
            // `Qúy` is a common misspelling of `Quý`.
            let is_on_rhyme =
                tone_position > initial_len || (initial == "qu" && tone_position == initial_len);
            let is_tone_allowed = is_on_rhyme && !(ends_in_glide && tone_position == count);
            is_initial(initial)
                && is_rhyme(rhyme)
                && (tone == letter::LEVEL_TONE || is_tone_allowed)
                && (!is_checked || matches!(tone, 5 | 6))
        })
}

/// The number of letters, without combining marks.
fn count_letters(pieces: &[char]) -> usize {
    pieces
        .iter()
        .filter(|c| !letter::is_combining_mark(**c))
        .count()
}

#[rustfmt::skip]
fn is_initial(text: &str) -> bool {
    matches!(
        text,
        "" | "b" | "c" | "ch" | "d" | "đ" | "g" | "gh" | "gi" | "h" | "k" | "kh" | "l" | "m" | "n" | "ng"
            | "ngh" | "nh" | "p" | "ph" | "qu" | "r" | "s" | "t" | "th" | "tr" | "v" | "x"
    )
}

/// True for a rhyme, without its tone. `ăk` and `êk` occur in names of the Central Highlands.
#[rustfmt::skip]
fn is_rhyme(text: &str) -> bool {
    matches!(
        text,
        "a" | "ac" | "ach" | "ai" | "am" | "an" | "ang" | "anh" | "ao" | "ap" | "at" | "au" | "ay"
            | "ăc" | "ăk" | "ăm" | "ăn" | "ăng" | "ăp" | "ăt"
            | "âc" | "âm" | "ân" | "âng" | "âp" | "ât" | "âu" | "ây"
            | "e" | "ec" | "em" | "en" | "eng" | "eo" | "ep" | "et"
            | "ê" | "êch" | "êk" | "êm" | "ên" | "êng" | "ênh" | "êp" | "êt" | "êu"
            | "i" | "ia" | "ich" | "iêc" | "iêm" | "iên" | "iêng" | "iêp" | "iêt" | "iêu" | "im" | "in" | "inh"
            | "ip" | "it" | "iu"
            | "o" | "oa" | "oac" | "oach" | "oai" | "oam" | "oan" | "oang" | "oanh" | "oao" | "oap" | "oat"
            | "oay" | "oăc" | "oăm" | "oăn" | "oăng" | "oăt" | "oc" | "oe" | "oen" | "oeo" | "oet" | "oi"
            | "om" | "on" | "ong" | "ooc" | "oong" | "op" | "ot"
            | "ô" | "ôc" | "ôi" | "ôm" | "ôn" | "ông" | "ôp" | "ôt"
            | "ơ" | "ơi" | "ơm" | "ơn" | "ơp" | "ơt"
            | "u" | "ua" | "uân" | "uâng" | "uât" | "uây" | "uc" | "uê" | "uêch" | "uênh" | "ui" | "um" | "un"
            | "ung" | "uôc" | "uôi" | "uôm" | "uôn" | "uông" | "uôt" | "uơ" | "up" | "ut" | "uy" | "uya"
            | "uych" | "uyên" | "uyêt" | "uynh" | "uyp" | "uyt" | "uyu"
            | "ư" | "ưa" | "ưc" | "ưi" | "ưm" | "ưng" | "ươc" | "ươi" | "ươm" | "ươn" | "ương" | "ươp" | "ươt"
            | "ươu" | "ưt" | "ưu"
            | "y" | "yêm" | "yên" | "yêng" | "yêt" | "yêu" | "ynh" | "yt"
    )
}
