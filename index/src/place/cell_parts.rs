//! Cuts the text of a cell into places: `Khu 5, P. Cẩm Thạch - TP. Cẩm Phả` into three.
//!
//! Commas, semicolons, slashes, brackets and free-standing dashes separate places, and so do type words in the
//! middle of a text. `cũ` and `mới` after a name say which era is meant; `Việt Nam` is left out.

use std::ops::Range;

use super::province;
use super::type_word::{self, PlaceLevel, PlaceType};
use crate::vietnamese::canonical_keys;

/// One place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacePart<'a> {
    /// Its byte range in the text.
    pub(super) range: Range<usize>,
    /// As written, without `cũ` and `mới`.
    pub(super) text: &'a str,
    /// The type word.
    pub(super) place_type: Option<PlaceType>,
    /// The name after the type word.
    pub(super) name: &'a str,
    /// The era it means, if it says so.
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

/// The places of a text, in order.
pub(super) fn split_places(text: &str) -> Vec<PlacePart<'_>> {
    let mut parts: Vec<PlacePart<'_>> = Vec::new();
    for piece in split_at_punctuation(text) {
        let piece_text = text.get(piece.clone()).unwrap_or_default();
        let mut cuts = type_word::find_inner_type_words(piece_text);
        cuts.insert(0, 0);
        cuts.push(piece_text.len());
        for pair in cuts.windows(2) {
            let &[start, end] = pair else { continue };
            let Some(range) = trim_range(text, piece.start + start..piece.start + end) else {
                continue;
            };
            let part = parse_part(text, range);
            match parts.last_mut() {
                Some(previous) if part.name.is_empty() => {
                    previous.era = previous.era.or(part.era);
                    previous.range.end = part.range.end;
                }
                _ if part.name.is_empty() || is_country(part.name) => {}
                _ => parts.push(part),
            }
        }
    }
    parts
}

fn parse_part(text: &str, range: Range<usize>) -> PlacePart<'_> {
    let mut part_text = text.get(range.clone()).unwrap_or_default();
    let mut era = None;
    let last_word = part_text
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if let [key] = canonical_keys(last_word).as_slice() {
        era = match key.as_str() {
            "cu4" => Some(PlaceEra::Old),
            "mơi5" => Some(PlaceEra::New),
            _ => None,
        };
    }
    if era.is_some() {
        part_text = part_text.strip_suffix(last_word).unwrap_or_default();
        part_text = part_text.trim_end();
    }
    let (place_type, name) = type_word::split_type_word(part_text);
    PlacePart {
        range,
        text: part_text,
        place_type,
        name,
        era,
    }
}

fn is_country(name: &str) -> bool {
    canonical_keys(name) == ["viêt6", "nam1"]
}

/// The pieces between commas, semicolons, slashes, brackets, line ends, and dashes with spaces around them.
fn split_at_punctuation(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, c) in text.char_indices() {
        if matches!(c, ',' | ';' | '/' | '(' | ')' | '\n') {
            split_at_dashes(text, start..index, &mut pieces);
            start = index + c.len_utf8();
        }
    }
    split_at_dashes(text, start..text.len(), &mut pieces);
    pieces
}

/// Cuts at dashes, but not inside the name of a province (Bà Rịa - Vũng Tàu).
fn split_at_dashes(text: &str, piece: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let piece_text = text.get(piece.clone()).unwrap_or_default();
    let mut start = 0;
    let mut dashes = piece_text
        .char_indices()
        .filter(|(index, c)| {
            let before = piece_text.get(..*index);
            let after = piece_text.get(index + c.len_utf8()..);
            matches!(c, '-' | '–' | '—')
                && before.is_some_and(|before| before.ends_with(' '))
                && after.is_some_and(|after| after.starts_with(' '))
        })
        .peekable();
    while let Some((index, dash)) = dashes.next() {
        let end = dashes.peek().map_or(piece_text.len(), |(next, _)| *next);
        let around_dash = piece_text.get(start..end).unwrap_or_default();
        if province::find_province(around_dash).is_some() {
            continue;
        }
        pieces.push(piece.start + start..piece.start + index);
        start = index + dash.len_utf8();
    }
    pieces.push(piece.start + start..piece.end);
}

/// The range without spaces at its ends and full stops at its end; `None` when nothing is left.
fn trim_range(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let untrimmed = text.get(range.clone())?.trim_start();
    let start = range.end - untrimmed.len();
    let kept = untrimmed.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    (!kept.is_empty()).then(|| start..start + kept.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part_texts(text: &str) -> Vec<&str> {
        split_places(text)
            .into_iter()
            .map(|part| part.text)
            .collect()
    }

    #[test]
    fn texts_come_apart_at_signs_and_type_words() {
        assert_eq!(
            part_texts("Khu 5, phường Cẩm Thạch – TP. Cẩm Phả, Quảng Ninh."),
            ["Khu 5", "phường Cẩm Thạch", "TP. Cẩm Phả", "Quảng Ninh"]
        );
        assert_eq!(
            part_texts("Thôn 3 xã Húc Động huyện Bình Liêu"),
            ["Thôn 3", "xã Húc Động", "huyện Bình Liêu"]
        );
        assert_eq!(
            part_texts("xã A - huyện Châu Đức - Bà Rịa - Vũng Tàu"),
            ["xã A", "huyện Châu Đức", "Bà Rịa - Vũng Tàu"]
        );
        assert!(part_texts(" , - ; ").is_empty() || part_texts(" , - ; ") == ["-"]);
    }

    #[test]
    fn old_and_new_are_told_apart() {
        let names_and_eras = |text| {
            split_places(text)
                .into_iter()
                .map(|part| (part.name, part.era))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names_and_eras("phường Hạ Long mới"),
            [("Hạ Long", Some(PlaceEra::New))]
        );
        assert_eq!(
            names_and_eras("xã Sơn Dương (cũ)"),
            [("Sơn Dương", Some(PlaceEra::Old))]
        );
        assert_eq!(
            names_and_eras("Hà Tu (TP Hạ Long cũ)"),
            [("Hà Tu", None), ("Hạ Long", Some(PlaceEra::Old))]
        );
    }
}
