//! Cuts the text of a cell into places: `Khu 5, P. Cẩm Thạch - TP. Cẩm Phả` into three.
//!
//! Commas, semicolons, strokes, brackets and free-standing dashes cut, and so do type words in the middle of a
//! text. `cũ` and `mới` behind a name tell the time that is meant; `Việt Nam` is left out. Must not: know which places there are.

use std::ops::Range;

use super::kind::{self, Kind, Level};
use super::province;
use crate::vietnamese::keys;

/// One place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// As written, without `cũ` and `mới`.
    pub(super) text: &'a str,
    /// The type word.
    pub(super) kind: Option<Kind>,
    /// The name behind the type word.
    pub(super) name: &'a str,
    /// The time that is meant.
    pub(super) time: Option<Time>,
}

/// Before or since 2025-07-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Old,
    New,
}

impl Part<'_> {
    pub(super) fn level(&self) -> Option<Level> {
        self.kind.map(Kind::level)
    }
}

/// The places of a text in their order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found: Vec<Part<'_>> = Vec::new();
    for piece in pieces(text) {
        let whole = text.get(piece.clone()).unwrap_or_default();
        let mut cuts = kind::inside(whole);
        cuts.insert(0, 0);
        cuts.push(whole.len());
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            let Some(range) = trimmed(text, piece.start + from..piece.start + to) else {
                continue;
            };
            let part = read(text, range);
            match found.last_mut() {
                Some(before) if part.name.is_empty() => {
                    before.time = before.time.or(part.time);
                    before.range.end = part.range.end;
                }
                _ if part.name.is_empty() || is_country(part.name) => {}
                _ => found.push(part),
            }
        }
    }
    found
}

fn read(text: &str, range: Range<usize>) -> Part<'_> {
    let mut shown = text.get(range.clone()).unwrap_or_default();
    let mut time = None;
    let last = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
    if let [key] = keys(last).as_slice() {
        time = match key.as_str() {
            "cu4" => Some(Time::Old),
            "mơi5" => Some(Time::New),
            _ => None,
        };
    }
    if time.is_some() {
        shown = shown.get(..shown.len() - last.len()).unwrap_or_default();
        shown = shown.trim_end();
    }
    let (kind, name) = kind::read(shown);
    Part {
        range,
        text: shown,
        kind,
        name,
        time,
    }
}

/// The country says nothing.
fn is_country(name: &str) -> bool {
    keys(name) == ["viêt6", "nam1"]
}

/// Pieces between commas, semicolons, brackets, line ends and dashes with spaces around them.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, ',' | ';' | '/' | '(' | ')' | '\n') {
            cut_at_dashes(text, start..at, &mut found);
            start = at + c.len_utf8();
        }
    }
    cut_at_dashes(text, start..text.len(), &mut found);
    found
}

/// Cuts at dashes unless a province has one in its name (Bà Rịa - Vũng Tàu).
fn cut_at_dashes(text: &str, piece: Range<usize>, found: &mut Vec<Range<usize>>) {
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
        if province::province(both).is_some() {
            continue;
        }
        found.push(piece.start + start..piece.start + at);
        start = behind;
    }
    found.push(piece.start + start..piece.end);
}

/// The range without spaces and full stops at its ends; `None` when nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
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
        parts(text).into_iter().map(|part| part.text).collect()
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
            parts(text)
                .into_iter()
                .map(|part| (part.name, part.time))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("phường Hạ Long mới"), [("Hạ Long", Some(Time::New))]);
        assert_eq!(read("xã Sơn Dương (cũ)"), [("Sơn Dương", Some(Time::Old))]);
        assert_eq!(
            read("Hà Tu (TP Hạ Long cũ)"),
            [("Hà Tu", None), ("Hạ Long", Some(Time::Old))]
        );
    }
}
