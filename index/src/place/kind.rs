//! Type words in front of a place's name: `huyện`, `H.`, `TX.`, `Tp`, `phường`, `P.`, `ĐK`.
//!
//! Forms as met in lists (`officials-lists`, 3.4). A word with marks binds; without any mark in the whole
//! text, `xa` and `huyen` are understood too. Must not: know which places there are.

use crate::vietnamese::{Word, words};

/// Type of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) enum Level {
    Commune,
    District,
    Province,
}

/// Whole words with their types, the longer of two beginnings first.
const FULL: [(&[&str], Kind); 9] = [
    (&["thi6", "xa4"], Kind::ThiXa),
    (&["thi6", "trân5"], Kind::ThiTran),
    (&["thanh2", "phô5"], Kind::ThanhPho),
    (&["đăc6", "khu1"], Kind::DacKhu),
    (&["xa4"], Kind::Xa),
    (&["phương2"], Kind::Phuong),
    (&["huyên6"], Kind::Huyen),
    (&["quân6"], Kind::Quan),
    (&["tinh3"], Kind::Tinh),
];

/// Bare spellings of [`FULL`]. `quan` is left out: it begins Quan Lạn.
const BARE: [(&[&str], Kind); 8] = [
    (&["thi", "xa"], Kind::ThiXa),
    (&["thi", "tran"], Kind::ThiTran),
    (&["thanh", "pho"], Kind::ThanhPho),
    (&["dac", "khu"], Kind::DacKhu),
    (&["xa"], Kind::Xa),
    (&["phuong"], Kind::Phuong),
    (&["huyen"], Kind::Huyen),
    (&["tinh"], Kind::Tinh),
];

/// Short forms.
const SHORT: [(&str, Kind); 9] = [
    ("tp", Kind::ThanhPho),
    ("tx", Kind::ThiXa),
    ("tt", Kind::ThiTran),
    ("dk", Kind::DacKhu),
    ("x", Kind::Xa),
    ("p", Kind::Phuong),
    ("h", Kind::Huyen),
    ("q", Kind::Quan),
    ("t", Kind::Tinh),
];

/// Words behind `xã` or `tỉnh` with which it is no type: `xã hội`, `tỉnh lộ`.
const NOT_BEFORE: [&str; 4] = ["hôi6", "viên1", "lô6", "đôi6"];

impl Kind {
    /// The level of a unit of this type. A `thành phố` may be a province too; the name decides.
    pub(super) const fn level(self) -> Level {
        match self {
            Self::Xa | Self::Phuong | Self::ThiTran | Self::DacKhu => Level::Commune,
            Self::Huyen | Self::Quan | Self::ThiXa | Self::ThanhPho => Level::District,
            Self::Tinh => Level::Province,
        }
    }
}

/// The type word at the beginning of a text and the name behind it.
pub(super) fn read(text: &str) -> (Option<Kind>, &str) {
    let words = words(text);
    let bare = !words.iter().any(Word::is_marked);
    let found = at(text, &words, 0, bare).filter(|(_, count)| *count < words.len());
    let first = found.map_or(0, |(_, count)| count);
    let (Some(from), Some(to)) = (words.get(first), words.last()) else {
        return (None, "");
    };
    let name = text.get(from.range.start..to.range.end);
    (found.map(|(kind, _)| kind), name.unwrap_or_default())
}

/// Where type words stand in the middle of a text: each begins another place.
pub(super) fn inside(text: &str) -> Vec<usize> {
    let words = words(text);
    let mut found = Vec::new();
    // Words from here on are no part of a type word.
    let mut free = at(text, &words, 0, false).map_or(1, |(_, count)| count + 1);
    for (number, word) in words.iter().enumerate() {
        if number < free {
            continue;
        }
        if let Some((kind, count)) = at(text, &words, number, false)
            && (count > 1 || is_whole(word) || is_dotted(text, word) || is_city(kind))
        {
            found.push(word.range.start);
            free = number + count + 1;
        }
    }
    found
}

/// The type word that begins at a word, and how many words it takes.
fn at(text: &str, words: &[Word], start: usize, bare: bool) -> Option<(Kind, usize)> {
    let rest = words.get(start..)?;
    let first = rest.first()?;
    let canon = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.canon == *key)
    };
    let fold = |key: &[&str]| {
        rest.len() >= key.len() && key.iter().zip(rest).all(|(key, word)| word.fold == *key)
    };
    let whole = FULL.iter().find(|(key, _)| canon(key));
    let whole = whole.or_else(|| BARE.iter().find(|(key, _)| bare && fold(key)));
    if let Some((key, kind)) = whole {
        let behind = rest.get(key.len()).map(|word| word.canon.as_str());
        let before = start.checked_sub(1).and_then(|before| words.get(before));
        let other = behind.is_some_and(|word| NOT_BEFORE.contains(&word))
            || before.is_some_and(|word| word.fold == "tac");
        return (!other).then_some((*kind, key.len()));
    }
    let (_, kind) = SHORT.iter().find(|(key, _)| first.fold == *key)?;
    let plain = first.canon.ends_with('1');
    // `T.` is also the beginning of many other words.
    (plain && (*kind != Kind::Tinh || is_dotted(text, first))).then_some((*kind, 1))
}

/// True for a word that is no short form.
fn is_whole(word: &Word) -> bool {
    word.fold.len() > 2 || word.fold == "xa"
}

/// `TP` and `TX` are known without a dot, too.
fn is_city(kind: Kind) -> bool {
    matches!(kind, Kind::ThanhPho | Kind::ThiXa)
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
            ("huyện Bình Liêu", Kind::Huyen, "Bình Liêu"),
            ("H. Bình Liêu", Kind::Huyen, "Bình Liêu"),
            ("H.Bình Liêu", Kind::Huyen, "Bình Liêu"),
            ("thị xã Quảng Yên", Kind::ThiXa, "Quảng Yên"),
            ("TX Quảng Yên", Kind::ThiXa, "Quảng Yên"),
            ("TP.Hạ Long", Kind::ThanhPho, "Hạ Long"),
            ("Tp Hạ Long.", Kind::ThanhPho, "Hạ Long"),
            ("X. Húc Động", Kind::Xa, "Húc Động"),
            ("PHƯỜNG 7", Kind::Phuong, "7"),
            ("P. Hoài Đức", Kind::Phuong, "Hoài Đức"),
            ("TT Phú Phong", Kind::ThiTran, "Phú Phong"),
            ("thị trấn Cô Tô", Kind::ThiTran, "Cô Tô"),
            ("đặc khu Lý Sơn", Kind::DacKhu, "Lý Sơn"),
            ("ĐK Cô Tô", Kind::DacKhu, "Cô Tô"),
            ("tỉnh Quảng Ninh", Kind::Tinh, "Quảng Ninh"),
            ("huyen Binh Lieu", Kind::Huyen, "Binh Lieu"),
        ] {
            assert_eq!(read(text), (Some(kind), name), "{text}");
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
            assert_eq!(read(name), (None, name));
        }
        assert_eq!(read(" . "), (None, ""));
    }

    #[test]
    fn places_without_commas_come_apart() {
        let text = "thôn 3 xã Húc Động huyện Bình Liêu TP Hạ Long P. Hà Tu";
        let parts: Vec<&str> = inside(text).into_iter().map(|at| &text[at..]).collect();
        assert_eq!(parts.len(), 4);
        assert!(parts[0].starts_with("xã") && parts[3].starts_with("P."));
        for whole in [
            "thị xã Quảng Yên",
            "Hợp tác xã Đông Xá",
            "Tỉnh lộ 326",
            "trợ xã hội",
        ] {
            assert!(inside(whole).is_empty(), "{whole}");
        }
    }
}
