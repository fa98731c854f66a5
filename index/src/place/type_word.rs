//! Type words before a place's name: `huyện`, `H.`, `TX.`, `Tp`, `phường`, `P.`, `ĐK`.
//!
//! The forms are those found in officials' lists (`officials-lists`, 3.4). Marks must match; in a text without
//! any marks, `xa` and `huyen` are recognized too.

use crate::vietnamese::{Word, split_words};

/// The type of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceType {
    Xa,
    Phuong,
    ThiTran,
    DacKhu,
    Huyen,
    Quan,
    ThiXa,
    ThanhPho,
    Tinh,
}

/// A level of administration until 2025-06-30.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceLevel {
    Commune,
    District,
    Province,
}

/// Full type words with their marks; of two that begin alike, the longer comes first.
const MARKED_TYPE_WORDS: [(&[&str], PlaceType); 9] = [
    (&["thi6", "xa4"], PlaceType::ThiXa),
    (&["thi6", "trân5"], PlaceType::ThiTran),
    (&["thanh2", "phô5"], PlaceType::ThanhPho),
    (&["đăc6", "khu1"], PlaceType::DacKhu),
    (&["xa4"], PlaceType::Xa),
    (&["phương2"], PlaceType::Phuong),
    (&["huyên6"], PlaceType::Huyen),
    (&["quân6"], PlaceType::Quan),
    (&["tinh3"], PlaceType::Tinh),
];

/// [`MARKED_TYPE_WORDS`] without marks. `quan` is left out, because Quan Lạn begins with it.
const BARE_TYPE_WORDS: [(&[&str], PlaceType); 8] = [
    (&["thi", "xa"], PlaceType::ThiXa),
    (&["thi", "tran"], PlaceType::ThiTran),
    (&["thanh", "pho"], PlaceType::ThanhPho),
    (&["dac", "khu"], PlaceType::DacKhu),
    (&["xa"], PlaceType::Xa),
    (&["phuong"], PlaceType::Phuong),
    (&["huyen"], PlaceType::Huyen),
    (&["tinh"], PlaceType::Tinh),
];

/// Abbreviations.
const TYPE_ABBREVIATIONS: [(&str, PlaceType); 9] = [
    ("tp", PlaceType::ThanhPho),
    ("tx", PlaceType::ThiXa),
    ("tt", PlaceType::ThiTran),
    ("dk", PlaceType::DacKhu),
    ("x", PlaceType::Xa),
    ("p", PlaceType::Phuong),
    ("h", PlaceType::Huyen),
    ("q", PlaceType::Quan),
    ("t", PlaceType::Tinh),
];

/// Words after `xã` or `tỉnh` that make another word of it: `xã hội`, `tỉnh lộ`.
const NON_TYPE_FOLLOWERS: [&str; 4] = ["hôi6", "viên1", "lô6", "đôi6"];

impl PlaceType {
    /// The level of a unit of this type. A `thành phố` may also be a province; its name decides.
    pub(super) const fn level(self) -> PlaceLevel {
        match self {
            Self::Xa | Self::Phuong | Self::ThiTran | Self::DacKhu => PlaceLevel::Commune,
            Self::Huyen | Self::Quan | Self::ThiXa | Self::ThanhPho => PlaceLevel::District,
            Self::Tinh => PlaceLevel::Province,
        }
    }
}

/// The type word at the beginning of a text, and the name after it.
pub(super) fn split_type_word(text: &str) -> (Option<PlaceType>, &str) {
    let words = split_words(text);
    let is_unmarked = !words.iter().any(Word::is_marked);
    let type_word = match_type_word(text, &words, 0, is_unmarked)
        .filter(|(_, word_count)| *word_count < words.len());
    let name_index = type_word.map_or(0, |(_, word_count)| word_count);
    let (Some(first), Some(last)) = (words.get(name_index), words.last()) else {
        return (None, "");
    };
    let name = text.get(first.range.start..last.range.end);
    let place_type = type_word.map(|(place_type, _)| place_type);
    (place_type, name.unwrap_or_default())
}

/// Byte offsets of the type words in the middle of a text; each begins another place.
pub(super) fn find_inner_type_words(text: &str) -> Vec<usize> {
    let words = split_words(text);
    let mut offsets = Vec::new();
    // The word after a type word belongs to the name.
    let mut next = match_type_word(text, &words, 0, false).map_or(1, |(_, count)| count + 1);
    for (index, word) in words.iter().enumerate() {
        if index < next {
            continue;
        }
        if let Some((place_type, count)) = match_type_word(text, &words, index, false)
            && (count > 1
                || is_full_word(word)
                || is_dotted(text, word)
                || is_city_type(place_type))
        {
            offsets.push(word.range.start);
            next = index + count + 1;
        }
    }
    offsets
}

/// The type word that begins at index `start`, and how many words it takes. `is_unmarked`: also match words without
/// their marks.
pub(super) fn match_type_word(
    text: &str,
    words: &[Word],
    start: usize,
    is_unmarked: bool,
) -> Option<(PlaceType, usize)> {
    let rest = words.get(start..)?;
    let first = rest.first()?;
    let matches_marked = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.canon == *key)
    };
    let matches_bare = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.fold == *key)
    };
    let full_word = MARKED_TYPE_WORDS
        .iter()
        .find(|(key, _)| matches_marked(key));
    let full_word = full_word.or_else(|| {
        BARE_TYPE_WORDS
            .iter()
            .find(|(key, _)| is_unmarked && matches_bare(key))
    });
    if let Some((key, place_type)) = full_word {
        let after = rest.get(key.len()).map(|word| word.canon.as_str());
        let before = start.checked_sub(1).and_then(|index| words.get(index));
        let is_other_word = after.is_some_and(|word| NON_TYPE_FOLLOWERS.contains(&word))
            || before.is_some_and(|word| word.fold == "tac");
        return (!is_other_word).then_some((*place_type, key.len()));
    }
    let (_, place_type) = TYPE_ABBREVIATIONS
        .iter()
        .find(|(key, _)| first.fold == *key)?;
    let is_level_tone = first.canon.ends_with('1');
    // `T` alone abbreviates many other words.
    (is_level_tone && (*place_type != PlaceType::Tinh || is_dotted(text, first)))
        .then_some((*place_type, 1))
}

/// True for a word that is not an abbreviation.
fn is_full_word(word: &Word) -> bool {
    word.fold.len() > 2 || word.fold == "xa"
}

/// True for the types whose abbreviation (`TP`, `TX`) needs no dot.
fn is_city_type(place_type: PlaceType) -> bool {
    matches!(place_type, PlaceType::ThanhPho | PlaceType::ThiXa)
}

fn is_dotted(text: &str, word: &Word) -> bool {
    text.get(word.range.end..)
        .is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_is_known() {
        for (text, place_type, name) in [
            ("huyện Bình Liêu", PlaceType::Huyen, "Bình Liêu"),
            ("H. Bình Liêu", PlaceType::Huyen, "Bình Liêu"),
            ("H.Bình Liêu", PlaceType::Huyen, "Bình Liêu"),
            ("thị xã Quảng Yên", PlaceType::ThiXa, "Quảng Yên"),
            ("TX Quảng Yên", PlaceType::ThiXa, "Quảng Yên"),
            ("TP.Hạ Long", PlaceType::ThanhPho, "Hạ Long"),
            ("Tp Hạ Long.", PlaceType::ThanhPho, "Hạ Long"),
            ("X. Húc Động", PlaceType::Xa, "Húc Động"),
            ("PHƯỜNG 7", PlaceType::Phuong, "7"),
            ("P. Hoài Đức", PlaceType::Phuong, "Hoài Đức"),
            ("TT Phú Phong", PlaceType::ThiTran, "Phú Phong"),
            ("thị trấn Cô Tô", PlaceType::ThiTran, "Cô Tô"),
            ("đặc khu Lý Sơn", PlaceType::DacKhu, "Lý Sơn"),
            ("ĐK Cô Tô", PlaceType::DacKhu, "Cô Tô"),
            ("tỉnh Quảng Ninh", PlaceType::Tinh, "Quảng Ninh"),
            ("huyen Binh Lieu", PlaceType::Huyen, "Binh Lieu"),
        ] {
            assert_eq!(split_type_word(text), (Some(place_type), name), "{text}");
        }
    }

    #[test]
    fn names_that_look_like_types_stay_names() {
        for name in [
            "Phương Nam",
            "Quan Lạn",
            "Tân Nhựt",
            "xã",
            "xã hội",
            "Tỉnh lộ 326",
        ] {
            assert_eq!(split_type_word(name), (None, name));
        }
        assert_eq!(split_type_word(" . "), (None, ""));
    }

    #[test]
    fn places_without_commas_come_apart() {
        let text = "thôn 3 xã Húc Động huyện Bình Liêu TP Hạ Long P. Hà Tu";
        let parts: Vec<&str> = find_inner_type_words(text)
            .into_iter()
            .map(|offset| &text[offset..])
            .collect();
        assert_eq!(parts.len(), 4);
        assert!(parts[0].starts_with("xã") && parts[3].starts_with("P."));
        for whole in [
            "thị xã Quảng Yên",
            "Hợp tác xã Đông Xá",
            "Tỉnh lộ 326",
            "trợ xã hội",
        ] {
            assert!(find_inner_type_words(whole).is_empty(), "{whole}");
        }
    }
}
