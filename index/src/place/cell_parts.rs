//! Cuts the text of a cell into places: `Khu 5, P. Cẩm Thạch - TP. Cẩm Phả` into three.
//!
//! Commas, semicolons, strokes, brackets and free-standing dashes cut, and so do type words in the middle of a
//! text. `cũ` and `mới` behind a name tell the time that is meant; `Việt Nam` is left out. Must not: know which places there are.

use std::ops::Range;

use super::province;
use super::type_word::{self, PlaceLevel, PlaceType};
use crate::vietnamese::canonical_keys;

/// One place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacePart<'a> {
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// As written, without `cũ` and `mới`.
    pub(super) text: &'a str,
    /// The type word.
    pub(super) place_type: Option<PlaceType>,
    /// The name behind the type word.
    pub(super) name: &'a str,
    /// The time that is meant.
    pub(super) era: Option<PlaceEra>,
}

/// Before or since 2025-07-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceEra {
    Old,
    New,
}

impl PlacePart<'_> {
    pub(super) fn level(&self) -> Option<PlaceLevel> {
        self.place_type.map(PlaceType::level)
    }
}

/// The places of a text in their order.
pub(super) fn split_places(text: &str) -> Vec<PlacePart<'_>> {
    let mut found: Vec<PlacePart<'_>> = Vec::new();
    for piece in split_at_punctuation(text) {
        let whole = text.get(piece.clone()).unwrap_or_default();
        let mut cuts = type_word::find_inner_type_words(whole);
        cuts.insert(0, 0);
        cuts.push(whole.len());
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            let Some(range) = trim_range(text, piece.start + from..piece.start + to) else {
                continue;
            };
            let part = parse_part(text, range);
            match found.last_mut() {
                Some(before) if part.name.is_empty() => {
                    before.era = before.era.or(part.era);
                    before.range.end = part.range.end;
                }
                _ if part.name.is_empty() || is_country(part.name) => {}
                _ => found.push(part),
            }
        }
    }
    found
}

fn parse_part(text: &str, range: Range<usize>) -> PlacePart<'_> {
    let mut shown = text.get(range.clone()).unwrap_or_default();
    let mut time = None;
    let last = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
    if let [key] = canonical_keys(last).as_slice() {
        time = match key.as_str() {
            "cu4" => Some(PlaceEra::Old),
            "mơi5" => Some(PlaceEra::New),
            _ => None,
        };
    }
    if time.is_some() {
        shown = shown.get(..shown.len() - last.len()).unwrap_or_default();
        shown = shown.trim_end();
    }
    let (kind, name) = type_word::split_type_word(shown);
    PlacePart {
        range,
        text: shown,
        place_type: kind,
        name,
        era: time,
    }
}

/// The country says nothing.
fn is_country(name: &str) -> bool {
    canonical_keys(name) == ["viêt6", "nam1"]
}

/// Pieces between commas, semicolons, brackets, line ends and dashes with spaces around them.
fn split_at_punctuation(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, ',' | ';' | '/' | '(' | ')' | '\n') {
            split_at_dashes(text, start..at, &mut found);
            start = at + c.len_utf8();
        }
    }
    split_at_dashes(text, start..text.len(), &mut found);
    found
}

/// Cuts at dashes unless a province has one in its name (Bà Rịa - Vũng Tàu).
fn split_at_dashes(text: &str, piece: Range<usize>, found: &mut Vec<Range<usize>>) {
    let whole = text.get(piece.clone()).unwrap_or_default();
    let mut start = 0;
    let mut dashes = whole
        .char_indices()
        .filter(|(at, c)| {
            matches!(c, '-' | '–' | '—')
                && whole.get(..*at).is_some_and(|s| s.ends_with(' '))
                && whole
                    .get(at + c.len_utf8()..)
                    .is_some_and(|s| s.starts_with(' '))
        })
        .peekable();
    while let Some((at, dash)) = dashes.next() {
        let behind = at + dash.len_utf8();
        let end = dashes.peek().map_or(whole.len(), |(next, _)| *next);
        let both = whole.get(start..end).unwrap_or_default();
        if province::find_province(both).is_some() {
            continue;
        }
        found.push(piece.start + start..piece.start + at);
        start = behind;
    }
    found.push(piece.start + start..piece.end);
}

/// The range without spaces and full stops at its ends; `None` when nothing is left.
fn trim_range(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let whole = text.get(range.clone())?;
    let front = whole.trim_start();
    let start = range.end - front.len();
    let kept = front.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    (!kept.is_empty()).then(|| start..start + kept.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split_places(text)
            .into_iter()
            .map(|part| part.text)
            .collect()
    }

    #[test]
    fn texts_come_apart_at_signs_and_type_words() {
        assert_eq!(
            texts("Khu 5, phường Cẩm Thạch – TP. Cẩm Phả, Quảng Ninh."),
            ["Khu 5", "phường Cẩm Thạch", "TP. Cẩm Phả", "Quảng Ninh"]
        );
        assert_eq!(
            texts("Thôn 3 xã Húc Động huyện Bình Liêu"),
            ["Thôn 3", "xã Húc Động", "huyện Bình Liêu"]
        );
        assert_eq!(
            texts("xã A - huyện Châu Đức - Bà Rịa - Vũng Tàu"),
            ["xã A", "huyện Châu Đức", "Bà Rịa - Vũng Tàu"]
        );
        assert!(texts(" , - ; ").is_empty() || texts(" , - ; ") == ["-"]);
    }

    #[test]
    fn old_and_new_are_told_apart() {
        let read = |text| {
            split_places(text)
                .into_iter()
                .map(|part| (part.name, part.era))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("phường Hạ Long mới"),
            [("Hạ Long", Some(PlaceEra::New))]
        );
        assert_eq!(
            read("xã Sơn Dương (cũ)"),
            [("Sơn Dương", Some(PlaceEra::Old))]
        );
        assert_eq!(
            read("Hà Tu (TP Hạ Long cũ)"),
            [("Hà Tu", None), ("Hạ Long", Some(PlaceEra::Old))]
        );
    }
}
