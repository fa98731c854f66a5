//! How a word sounds where some sounds are one: `xả` is written for sả, `bánh trưng` for bánh chưng.
//!
//! Two words with one key are spelt alike by somebody's ear. It is the last way to a word, behind everything
//! that reads what was typed, and it is needed for the stored side too: official lists have both spellings.
//! Must not: be shown, or be used where the right spelling was found.
//!
//! | merged | where they sound alike |
//! |---|---|
//! | tr, ch | the north |
//! | s, x | the north |
//! | d, gi, r | the north; d and gi everywhere. đ comes along, as bare letters have no đ |
//! | l, n | the Red River delta and the coast, Quảng Ninh and Hải Phòng among them |
//! | c, k, q; g, gh; ng, ngh | everywhere: one sound each, spelt by the vowel that follows |
//! | ph, f; i, y at the beginning | everywhere: f of names, yến beside iến |
//! | -n, -ng, -nh | the south; -n, -nh in part of the centre |
//! | -t, -c, -ch | the south; -k of highland names is -c |
//!
//! Hỏi and ngã are one already, as the bare letters have no tone. v and d, one sound in the south, stay
//! apart: the spelling holds there, and the classes would grow too large.

/// The key of a word's bare letters ([`super::Word::fold`]): equal for words that sound alike to some.
pub(crate) fn phonetic_key(fold: &str) -> String {
    let (onset, rest) = merge_onset(fold);
    let mut key = String::with_capacity(fold.len());
    key.push_str(onset);
    key.push_str(rest);
    let (kept, coda) = merge_coda(&key);
    let kept = kept.len();
    key.truncate(kept);
    key.push_str(coda);
    key
}

/// The merged beginning and what follows it.
fn merge_onset(fold: &str) -> (&'static str, &str) {
    // Longer beginnings stand in front of their own beginnings.
    const MERGED_CODAS: [(&str, &str); 16] = [
        ("ngh", "ng"),
        ("ng", "ng"),
        ("nh", "nh"),
        ("n", "l"),
        ("tr", "ch"),
        ("ch", "ch"),
        ("kh", "kh"),
        ("ph", "f"),
        ("gh", "g"),
        ("gi", "d"),
        ("r", "d"),
        ("s", "x"),
        ("k", "c"),
        ("q", "c"),
        ("y", "i"),
        ("p", "p"),
    ];
    let found = MERGED_CODAS
        .iter()
        .find_map(|(from, to)| Some((*from, *to, fold.strip_prefix(from)?)));
    match found {
        // The i of gi is written for the consonant, unless it is the vowel as well: gì, giếng, giễu.
        Some(("gi", to, rest))
            if !rest.starts_with(['a', 'o', 'u']) && !matches!(rest, "e" | "eo") =>
        {
            (to, &fold[1..])
        }
        Some((_, to, rest)) => (to, rest),
        None => ("", fold),
    }
}

/// What stands before the last consonants, and these merged.
fn merge_coda(word: &str) -> (&str, &'static str) {
    const MERGED_CODAS: [(&str, &str); 5] = [
        ("ng", "n"),
        ("nh", "n"),
        ("ch", "t"),
        ("c", "t"),
        ("k", "t"),
    ];
    let found = MERGED_CODAS
        .iter()
        .find_map(|(from, to)| Some((word.strip_suffix(from)?, *to)));
    match found {
        Some((before, to)) if before.ends_with(['a', 'e', 'i', 'o', 'u', 'y']) => (before, to),
        _ => (word, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::phonetic_key;
    use crate::vietnamese::split_words;

    fn of(word: &str) -> String {
        phonetic_key(&split_words(word)[0].fold)
    }

    #[test]
    fn words_that_sound_alike_share_their_key() {
        for group in [
            "xả sả",
            "chưng trưng",
            "nục lục lụt",
            "rau dau giau giàu",
            "khâu khau",
            "rang giang danh ran",
            "giếng diếng riêng",
            "gì dì rì",
            "kem cem",
            "quốc cuốc",
            "ghẹ gẹ",
            "nghêu ngêu",
            "phở fở",
            "yến iến",
            "đắk đắc đắt",
            "chanh trăn chăng",
            "sứa xứa",
            "nếp lếp",
            "nước lước nướt",
            "lạch nạt lạc",
            "ngổ ngỗ",
            "gieo deo",
            "giẻ dẻ",
        ] {
            let mut keys = group.split_whitespace().map(of);
            let first = keys.next().unwrap();
            assert!(keys.all(|other| other == first), "{group}");
        }
    }

    #[test]
    fn other_words_keep_theirs() {
        for (a, b) in [
            ("khoai", "choai"),
            ("nhãn", "lãn"),
            ("ngao", "lao"),
            ("tay", "tai"),
            ("thúy", "thúi"),
            ("vàng", "dàng"),
            ("cam", "can"),
            ("chè", "che2"),
            ("ghi", "di"),
            ("thơm", "tơm"),
            ("pa", "fa"),
        ] {
            assert_ne!(of(a), of(b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_no_syllable_stays_in_one_piece() {
        for (fold, expected) in [
            ("", ""),
            ("ng", "ng"),
            ("500g", "500g"),
            ("gi", "di"),
            ("tr", "ch"),
            ("сало", "сало"),
        ] {
            assert_eq!(phonetic_key(fold), expected, "{fold}");
        }
    }
}
