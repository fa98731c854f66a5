//! Type words in front of a place's name: `huyện`, `H.`, `TX.`, `Tp`, `phường`, `P.`, `ĐK`.
//!
//! Forms as met in lists (`officials-lists`, 3.4). A word with marks binds; without any mark in the whole
//! text, `xa` and `huyen` are understood too. Must not: know which places there are.

use crate::vietnamese::{Word, split_words};

/// Type of a place.
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

/// Level of administration until 2025-06-30.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceLevel {
    Commune,
    District,
    Province,
}

/// Whole words with their types, the longer of two beginnings first.
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

/// Bare spellings of [`FULL`]. `quan` is left out: it begins Quan Lạn.
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

/// Short forms.
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

/// Words behind `xã` or `tỉnh` with which it is no type: `xã hội`, `tỉnh lộ`.
const NON_TYPE_FOLLOWERS: [&str; 4] = ["hôi6", "viên1", "lô6", "đôi6"];

impl PlaceType {
    /// The level of a unit of this type. A `thành phố` may be a province too; the name decides.
    pub(super) const fn level(self) -> PlaceLevel {
        match self {
            Self::Xa | Self::Phuong | Self::ThiTran | Self::DacKhu => PlaceLevel::Commune,
            Self::Huyen | Self::Quan | Self::ThiXa | Self::ThanhPho => PlaceLevel::District,
            Self::Tinh => PlaceLevel::Province,
        }
    }
}

/// The type word at the beginning of a text and the name behind it.
pub(super) fn split_type_word(text: &str) -> (Option<PlaceType>, &str) {
    let words = split_words(text);
    let bare = !words.iter().any(Word::is_marked);
    let found = match_type_word(text, &words, 0, bare).filter(|(_, count)| *count < words.len());
    let first = found.map_or(0, |(_, count)| count);
    let (Some(from), Some(to)) = (words.get(first), words.last()) else {
        return (None, "");
    };
    let name = text.get(from.range.start..to.range.end);
    (found.map(|(kind, _)| kind), name.unwrap_or_default())
}

/// Where type words stand in the middle of a text: each begins another place.
pub(super) fn find_inner_type_words(text: &str) -> Vec<usize> {
    let words = split_words(text);
    let mut found = Vec::new();
    // Words from here on are no part of a type word.
    let mut free = match_type_word(text, &words, 0, false).map_or(1, |(_, count)| count + 1);
    for (number, word) in words.iter().enumerate() {
        if number < free {
            continue;
        }
        if let Some((kind, count)) = match_type_word(text, &words, number, false)
            && (count > 1 || is_full_word(word) || is_dotted(text, word) || is_city_type(kind))
        {
            found.push(word.range.start);
            free = number + count + 1;
        }
    }
    found
}

/// The type word that begins at a word, and how many words it takes.
fn match_type_word(
    text: &str,
    words: &[Word],
    start: usize,
    bare: bool,
) -> Option<(PlaceType, usize)> {
    let rest = words.get(start..)?;
    let first = rest.first()?;
    let canon = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.canon == *key)
    };
    let fold = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.fold == *key)
    };
    let whole = MARKED_TYPE_WORDS.iter().find(|(key, _)| canon(key));
    let whole = whole.or_else(|| BARE_TYPE_WORDS.iter().find(|(key, _)| bare && fold(key)));
    if let Some((key, kind)) = whole {
        let behind = rest.get(key.len()).map(|word| word.canon.as_str());
        let before = start.checked_sub(1).and_then(|before| words.get(before));
        let other = behind.is_some_and(|word| NON_TYPE_FOLLOWERS.contains(&word))
            || before.is_some_and(|word| word.fold == "tac");
        return (!other).then_some((*kind, key.len()));
    }
    let (_, kind) = TYPE_ABBREVIATIONS
        .iter()
        .find(|(key, _)| first.fold == *key)?;
    let plain = first.canon.ends_with('1');
    // `T.` is also the beginning of many other words.
    (plain && (*kind != PlaceType::Tinh || is_dotted(text, first))).then_some((*kind, 1))
}

/// True for a word that is no short form.
fn is_full_word(word: &Word) -> bool {
    word.fold.len() > 2 || word.fold == "xa"
}

/// `TP` and `TX` are known without a dot, too.
fn is_city_type(kind: PlaceType) -> bool {
    matches!(kind, PlaceType::ThanhPho | PlaceType::ThiXa)
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
        for (text, kind, name) in [
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
            assert_eq!(split_type_word(text), (Some(kind), name), "{text}");
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
            .map(|at| &text[at..])
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
