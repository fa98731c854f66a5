//! A phonetic key for misspelt words, equal for sounds that some regions do not distinguish: `xả` is written for sả,
//! `bánh trưng` for bánh chưng.
//!
//! It is the last interpretation of a word, after everything that follows the spelling. Stored words need it too:
//! official lists have both spellings.
//!
//! | merged | where they sound alike |
//! |---|---|
//! | tr, ch | the north |
//! | s, x | the north |
//! | d, gi, r | the north; d and gi everywhere. đ is merged too, as bare letters have no đ |
//! | l, n | the Red River delta and the coast, Quảng Ninh and Hải Phòng among them |
//! | c, k, q; g, gh; ng, ngh | everywhere: one sound each, spelt by the vowel that follows |
//! | ph, f; i, y at the beginning | everywhere: f in names, yến and iến |
//! | j, z, gi, d; w, qu | text messages |
//! | -ươu, -ưu, -iu | the north, and parts of the south |
//! | -n, -ng, -nh | the south; -n, -nh in part of the centre |
//! | -t, -c, -ch | the south; -k of highland names is -c |
//!
//! Hỏi and ngã are merged already, as the bare letters have no tone. v and d, one sound in the south, are not: the
//! spelling is reliable there, and the classes would become too large.

/// The key of a word's bare letters ([`super::Word::fold`]), equal for words that some pronounce alike.
pub(crate) fn phonetic_key(fold: &str) -> String {
    let (onset, rest) = merge_onset(fold);
    let mut key = String::with_capacity(fold.len());
    key.push_str(onset);
    key.push_str(rest);
    for rhyme in ["uou", "uu"] {
        if let Some(before) = key.strip_suffix(rhyme) {
            key = format!("{before}iu");
            break;
        }
    }
    let (before_coda, coda) = merge_coda(&key);
    let length = before_coda.len();
    key.truncate(length);
    key.push_str(coda);
    key
}

/// The merged onset and the rest of the word.
fn merge_onset(fold: &str) -> (&'static str, &str) {
    // Longer onsets come before their own prefixes.
    const MERGED_ONSETS: [(&str, &str); 19] = [
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
        ("j", "d"),
        ("z", "d"),
        ("w", "cu"),
    ];
    let onset = MERGED_ONSETS
        .iter()
        .find_map(|(from, to)| Some((*from, *to, fold.strip_prefix(from)?)));
    match onset {
        // The i of gi belongs to the consonant, unless it is the vowel as well: gì, giếng, giễu.
        Some(("gi", to, rest))
            if !rest.starts_with(['a', 'o', 'u']) && !matches!(rest, "e" | "eo") =>
        {
            (to, &fold[1..])
        }
        Some((_, to, rest)) => (to, rest),
        None => ("", fold),
    }
}

/// The word before its final consonants, and these merged.
fn merge_coda(word: &str) -> (&str, &'static str) {
    const MERGED_CODAS: [(&str, &str); 5] = [
        ("ng", "n"),
        ("nh", "n"),
        ("ch", "t"),
        ("c", "t"),
        ("k", "t"),
    ];
    let coda = MERGED_CODAS
        .iter()
        .find_map(|(from, to)| Some((word.strip_suffix(from)?, *to)));
    match coda {
        Some((before, to)) if before.ends_with(['a', 'e', 'i', 'o', 'u', 'y']) => (before, to),
        _ => (word, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::phonetic_key;
    use crate::vietnamese::split_words;

    fn key_of(word: &str) -> String {
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
            "rượu rựu rịu",
            "ja gia za",
            "wả quả",
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
            let mut keys = group.split_whitespace().map(key_of);
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
            assert_ne!(key_of(a), key_of(b), "{a} {b}");
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
