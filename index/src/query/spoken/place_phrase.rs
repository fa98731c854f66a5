//! Places in a query: `ở Hạ Long`, `h. hai ha`, `tp. mong cai, q. ninh`, `xã Quảng Sơn`.

use std::sync::LazyLock;

use super::meaning::Meaning;
use super::phrase_list::{PhraseList, plain_list};
use super::spoken_word::SpokenWord;
use crate::place::{NamedPlace, PlaceNames, SpokenPlaceType};
use crate::query::Facet;
use crate::vietnamese::Word;

/// Words before a place.
static PREPOSITIONS: [&str; 33] = [
    "ở",
    "tại",
    "thuộc",
    "của",
    "từ",
    "ở tại",
    "trên địa bàn",
    "địa bàn",
    "khu vực",
    "vùng",
    "quê",
    "trong",
    "xuất xứ",
    "xuất xứ từ",
    "nguồn gốc từ",
    "bên",
    "làm ở",
    "làm tại",
    "sản xuất ở",
    "sản xuất tại",
    "nằm ở",
    "có ở",
    "trồng ở",
    "nuôi ở",
    "ở trên địa bàn",
    "ngoài đảo",
    "made in",
    "đến từ",
    "in",
    "from",
    "at",
    "of",
    "near",
];

/// A place in the words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPlace {
    /// The word after the last one.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// Only its name was said: it may as well be a part of a product's name.
    pub(super) is_bare: bool,
}

static PREPOSITION_LIST: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&PREPOSITIONS));

/// The words of a line as places are looked for in them.
pub(super) struct PlaceWords<'a> {
    line: &'a str,
    words: &'a [SpokenWord],
    plain: Vec<Word>,
    /// What they mean in Telex or VNI.
    decoded: Vec<Word>,
}

impl<'a> PlaceWords<'a> {
    pub(super) fn new(line: &'a str, words: &'a [SpokenWord]) -> Self {
        let decode = |word: &SpokenWord| word.decoded.first().unwrap_or(&word.word).clone();
        Self {
            line,
            words,
            plain: words.iter().map(|word| word.word.clone()).collect(),
            decoded: words.iter().map(decode).collect(),
        }
    }
}

/// The longest place that begins at this word.
pub(super) fn find_place(
    words: &PlaceWords<'_>,
    start: usize,
    places: &PlaceNames,
) -> Option<FoundPlace> {
    let mut starts: Vec<usize> = Vec::new();
    starts.extend(
        PREPOSITION_LIST
            .find_with_slip(words.words, start)
            .map(|(end, ())| end),
    );
    starts.push(start);
    let found = starts.into_iter().filter_map(|at| {
        let mut found = find_named_place(words, at, places)?;
        found.is_bare &= at == start;
        Some(found)
    });
    found.max_by_key(|found| (found.end, !found.is_bare))
}

/// A name with or without a type word, and the province behind it.
fn find_named_place(words: &PlaceWords<'_>, at: usize, places: &PlaceNames) -> Option<FoundPlace> {
    let find_type = |typed: &[Word]| SpokenPlaceType::find(words.line, typed, at);
    let place_type = find_type(&words.plain).or_else(|| find_type(&words.decoded));
    let typed = place_type.and_then(|(place_type, count)| {
        let (end, place) = find_name(words.words, at + count, places, true)
            .filter(|(_, place)| place_type.fits(place))?;
        Some(FoundPlace {
            end,
            meaning: place_meaning(place, Some(place_type)),
            is_bare: false,
        })
    });
    let bare = || {
        let (end, place) = find_name(words.words, at, places, false)?;
        let type_end = skip_english_type(words.words, end);
        Some(FoundPlace {
            end: type_end,
            meaning: place_meaning(place, None),
            is_bare: type_end == end,
        })
    };
    let mut found = typed.or_else(bare)?;
    if found.meaning != Meaning::Everywhere
        && let Some(province) = find_named_place_after(words, found.end, places)
    {
        found.end = province;
        found.is_bare = false;
    }
    Some(found)
}

/// The place after an English type word: `Tien Yen district`.
fn skip_english_type(words: &[SpokenWord], at: usize) -> usize {
    const ENGLISH_TYPES: [&str; 6] = ["city", "district", "town", "commune", "ward", "province"];
    let is_type = words
        .get(at)
        .is_some_and(|word| ENGLISH_TYPES.contains(&&*word.word.fold));
    at + usize::from(is_type)
}

/// The end of the name of the province behind a place: `tp. mong cai, q. ninh`.
fn find_named_place_after(words: &PlaceWords<'_>, at: usize, places: &PlaceNames) -> Option<usize> {
    let is_separator = words
        .words
        .get(at)
        .is_some_and(|word| word.is_sign && matches!(&*word.word.fold, "," | "-"));
    let found = find_named_place(words, at + usize::from(is_separator), places)?;
    (found.meaning == Meaning::Everywhere).then_some(found.end)
}

/// The longest name of a place that begins at this word; with a slip only where a type word announces it.
fn find_name<'p>(
    words: &[SpokenWord],
    at: usize,
    places: &'p PlaceNames,
    is_announced: bool,
) -> Option<(usize, &'p NamedPlace)> {
    let first = words.get(at)?;
    let folds = std::iter::once(&first.word)
        .chain(&first.decoded)
        .map(|word| &word.fold);
    let candidates = folds.flat_map(|fold| places.with_first_word(fold));
    let matching = candidates.filter_map(|place| {
        let typed = words.get(at..at + place.words.len())?;
        let mut slips = 0;
        let stands = typed.iter().zip(&place.words).all(|(typed, meant)| {
            typed.matches(meant) || {
                slips += 1;
                is_announced && typed.is_slip_of(meant)
            }
        });
        let is_exact = typed
            .iter()
            .zip(&place.words)
            .all(|(typed, meant)| typed.word.canon == meant.canon);
        (stands && slips <= 1).then_some((at + place.words.len(), slips, is_exact, place))
    });
    let best = matching.max_by_key(|(end, slips, is_exact, place)| {
        (
            *end,
            std::cmp::Reverse(*slips),
            *is_exact,
            place.is_district,
        )
    });
    best.map(|(end, _, _, place)| (end, place))
        .or_else(|| shortened_province(words, at, places))
}

/// `Q. Ninh`: the home province with its first word cut to a letter.
fn shortened_province<'p>(
    words: &[SpokenWord],
    at: usize,
    places: &'p PlaceNames,
) -> Option<(usize, &'p NamedPlace)> {
    let (first, second) = (words.get(at)?, words.get(at + 1)?);
    let provinces = places.with_first_word("quang").iter();
    let mut provinces = provinces.filter(|place| place.is_home_province);
    let province = provinces.next()?;
    let stands = first.word.fold == "q" && second.matches(province.words.get(1)?);
    stands.then_some((at + 2, province))
}

fn place_meaning(place: &NamedPlace, place_type: Option<SpokenPlaceType>) -> Meaning {
    let commune = place_type.and_then(|place_type| place.commune_of_type(place_type));
    let is_province = place.is_home_province && !place.is_district;
    match commune {
        Some(full_name) => Meaning::Place {
            words: full_name.to_owned(),
            not: false,
        },
        None if is_province => Meaning::Everywhere,
        None if place.is_district => Meaning::Values {
            facet: Facet::District,
            not: false,
            values: vec![place.name.clone()],
        },
        None => Meaning::Place {
            words: place.name.clone(),
            not: false,
        },
    }
}
