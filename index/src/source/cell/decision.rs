//! Parses the number of a decision and the date beside it.
//!
//! Found in lists: `136/QĐ-UBND`, `3787/QÐ-UBND` with the Icelandic Ð, `715/QĐ – UBND`,
//! `1162/QĐVPĐP-OCOP`, a bare `2310`, and number and date in one cell. A text that cannot be
//! parsed is kept as written.

use std::ops::{Range, RangeInclusive};

use crate::product::DateOrYear;
use crate::source::cell::text_piece::{TextPiece, TextPieceKind, split_pieces};
use crate::source::cell::{date, phrase};
use crate::vietnamese::split_words;

/// A decision as a cell names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number, `136/QĐ-UBND`, or the text of the cell if no number can be found.
    pub number: String,
    /// Its date, if the cell has one.
    pub when: Option<DateOrYear>,
}

/// The decision of a cell; `None` when the cell says that there is none.
pub fn parse_decision(text: &str) -> Option<Decision> {
    if phrase::is_nothing(text) {
        return None;
    }
    let plain = phrase::normalize_text(text);
    let dated = date::find_date(&plain);
    let rest = match &dated {
        Some((range, _)) => remove_range(&plain, range),
        None => plain,
    };
    let pieces = split_pieces(&rest);
    let number = parse_only_number(&rest, &pieces)
        .or_else(|| find_single_number(&rest, &pieces))
        .unwrap_or_else(|| text.trim().to_owned());
    Some(Decision {
        number,
        when: dated.map(|(_, dated)| dated.when),
    })
}

/// True when a cell names a decision by its number: with letters as `136/QĐ-UBND`, or by a few digits alone. A cell
/// without one may hold what belongs into another column.
pub(crate) fn has_decision_number(text: &str) -> bool {
    let plain = phrase::normalize_text(text);
    let rest = match date::find_date(&plain) {
        Some((range, _)) => remove_range(&plain, &range),
        None => plain,
    };
    let is_number = |number: String| {
        BARE_DIGITS.contains(&number.len()) || number.contains(|c: char| c.is_alphabetic())
    };
    let pieces = split_pieces(&rest);
    parse_only_number(&rest, &pieces).is_some_and(is_number) || find_decision(&rest).is_some()
}

/// How many digits a decision's number without letters has; one alone is rather a number of stars.
const BARE_DIGITS: RangeInclusive<usize> = 2..=5;

/// True when two numbers are equal except for case, spaces, dashes, slashes and marks.
pub(crate) fn is_same_decision(a: &str, b: &str) -> bool {
    let a = decision_key(a);
    !a.is_empty() && a == decision_key(b)
}

/// The letters and digits of a number, with a slash where two numbers would run together.
fn decision_key(number: &str) -> String {
    let mut key = String::new();
    for word in split_words(number) {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_digit(key.chars().next_back()) && is_digit(word.fold.chars().next()) {
            key.push('/');
        }
        key.push_str(&word.fold);
    }
    key
}

/// The first decision number in a longer text and its byte range. It needs a `QĐ` before or after it. `plain` is
/// [normalized](phrase::normalize_text).
pub(crate) fn find_decision(plain: &str) -> Option<(Range<usize>, String)> {
    let pieces = split_pieces(plain);
    (0..pieces.len()).find_map(|start| {
        let rest = pieces.get(start..)?;
        let (introduction, rest) = rest.split_at_checked(introduction_len(rest))?;
        let number = parse_decision_number(plain, rest)?;
        if !number.is_decision && !introduction.iter().any(is_decision_word) {
            return None;
        }
        let last = rest.get(number.piece_count - 1)?;
        let range_start = pieces.get(start)?.range.start;
        Some((range_start..last.range.end, number.text))
    })
}

/// The text with a space in place of one of its ranges.
pub(crate) fn remove_range(text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    format!("{before} {after}")
}

/// The number, if the pieces hold nothing else but punctuation.
fn parse_only_number(text: &str, pieces: &[TextPiece<'_>]) -> Option<String> {
    let is_punctuation = |piece: &TextPiece<'_>| {
        matches!(
            piece.kind,
            TextPieceKind::Sign(',' | ';' | ':' | '(' | ')' | '.' | '-' | '–')
        )
    };
    let rest = pieces.get(introduction_len(pieces)..)?;
    let number = parse_decision_number(text, rest)?;
    let left = rest.get(number.piece_count..)?;
    left.iter().all(is_punctuation).then_some(number.text)
}

/// The number with `QĐ` among other words, if there is only one.
fn find_single_number(text: &str, pieces: &[TextPiece<'_>]) -> Option<String> {
    let mut only_number = None;
    let mut left = pieces;
    while let Some((_, rest)) = left.split_first() {
        left = match parse_decision_number(text, left) {
            Some(number) if number.is_decision => {
                if only_number.is_some() {
                    return None;
                }
                only_number = Some(number.text);
                left.get(number.piece_count..).unwrap_or_default()
            }
            _ => rest,
        };
    }
    only_number
}

/// How many pieces introduce a number: `Quyết định số`, `QĐ số`, `Theo QĐ`, `Số:`.
fn introduction_len(pieces: &[TextPiece<'_>]) -> usize {
    let is_introduction = |piece: &&TextPiece<'_>| match &piece.kind {
        TextPieceKind::Word(word) => {
            let word = word.as_str();
            matches!(word, "theo" | "quyet" | "dinh" | "qd" | "so" | "no")
        }
        TextPieceKind::Sign(sign) => matches!(sign, ':' | '.' | ','),
        TextPieceKind::Digits(_) => false,
    };
    // Bounded, so that a long series of such words has linear cost.
    pieces.iter().take(8).take_while(is_introduction).count()
}

fn is_decision_word(piece: &TextPiece<'_>) -> bool {
    matches!(&piece.kind, TextPieceKind::Word(word) if word == "qd" || word == "quyet")
}

/// A parsed number.
struct DecisionNumber {
    /// How many pieces it takes.
    piece_count: usize,
    /// Its normalized spelling.
    text: String,
    /// True when its letters begin with `QĐ`.
    is_decision: bool,
}

/// The number at the beginning: digits, an optional year, and groups of letters joined by slashes and dashes.
fn parse_decision_number(source: &str, pieces: &[TextPiece<'_>]) -> Option<DecisionNumber> {
    let (first, mut left) = pieces.split_first()?;
    let TextPieceKind::Digits(digits) = first.kind else {
        return None;
    };
    let mut number = DecisionNumber {
        piece_count: 1,
        text: digits.to_owned(),
        is_decision: false,
    };
    let mut groups = 0;
    while let [sign, part, rest @ ..] = left {
        let written = source.get(part.range.clone()).unwrap_or_default();
        let Some(join) = joining_sign(groups, sign, part, written) else {
            break;
        };
        match &part.kind {
            TextPieceKind::Digits(_) if number.piece_count > 1 => break,
            TextPieceKind::Word(word) => {
                number.is_decision |= groups == 0 && word.starts_with("qd");
                groups += 1;
            }
            _ => {}
        }
        number.text.push(join);
        number.text.extend(written.chars().map(|c| match c {
            'Ð' | 'Ɖ' => 'Đ',
            c => c,
        }));
        number.piece_count += 2;
        left = rest;
    }
    Some(number)
}

/// The slash or dash that joins a part to the groups of letters before it. A dash with spaces joins only the capitals
/// of an office, so that `… - Quảng Ninh` and `… - TP Hạ Long` are not part of the number.
fn joining_sign(
    groups: u8,
    sign: &TextPiece<'_>,
    part: &TextPiece<'_>,
    written: &str,
) -> Option<char> {
    let join = match sign.kind {
        TextPieceKind::Sign('/') => '/',
        TextPieceKind::Sign('-' | '–' | '—' | '‐' | '−') => '-',
        _ => return None,
    };
    let has_spaces = sign.after_space || part.after_space;
    let is_office = written.chars().count() > 2 && !written.chars().any(char::is_lowercase);
    let is_joined = match part.kind {
        // `26/2026/QĐ-TTg`.
        TextPieceKind::Digits(year) => groups == 0 && join == '/' && year.len() == 4 && !has_spaces,
        TextPieceKind::Word(_) if groups == 0 => join == '/' || !has_spaces,
        TextPieceKind::Word(_) => groups < 6 && (!has_spaces || is_office),
        TextPieceKind::Sign(_) => false,
    };
    is_joined.then_some(join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn what_belongs_into_another_column_is_no_number() {
        for text in [
            "136/QĐ-UBND",
            "2310",
            "Quyết định số 114/QĐ-UBND ngày 17/5/2023",
            "114/QĐ-UBND; 115/QĐ-UBND",
            "QĐ 2310",
        ] {
            assert!(has_decision_number(text), "{text}");
        }
        for text in [
            "2021-09-20",
            "8/9/2025",
            "0982 842 008",
            "0982842008",
            "5",
            "5",
            "Mẫu 109",
            "CHỦ TỊCH",
        ] {
            assert!(!has_decision_number(text), "{text}");
        }
    }

    #[test]
    fn numbers_as_lists_write_them() {
        for (text, number) in [
            ("136/QĐ-UBND", "136/QĐ-UBND"),
            ("3787/Q\u{d0}-UBND", "3787/Q\u{110}-UBND"),
            ("715/QĐ – UBND", "715/QĐ-UBND"),
            ("715 / QĐ - UBND", "715/QĐ-UBND"),
            ("2890/QĐ-BNN-VPĐP", "2890/QĐ-BNN-VPĐP"),
            ("2361/QĐ-BNNMT", "2361/QĐ-BNNMT"),
            ("1162/QĐVPĐP-OCOP", "1162/QĐVPĐP-OCOP"),
            ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg"),
            ("12-QĐ/TU", "12-QĐ/TU"),
            ("0136/QĐ-UBND", "0136/QĐ-UBND"),
            ("2310", "2310"),
            ("377", "377"),
            ("số 2310", "2310"),
            ("Quyết định số 114/QĐ-UBND", "114/QĐ-UBND"),
            ("QĐ 114/QĐ-UBND", "114/QĐ-UBND"),
            ("12/TB-UBND", "12/TB-UBND"),
            ("114/QĐ-UBND của UBND tỉnh", "114/QĐ-UBND"),
            ("114/QĐ-UBND - Quảng Ninh", "114/QĐ-UBND"),
        ] {
            let decision = parse_decision(text).unwrap();
            assert_eq!((decision.number.as_str(), decision.when), (number, None));
        }
    }

    #[test]
    fn number_and_date_in_one_cell() {
        for (text, number, day) in [
            (
                "Quyết định số 114/QĐ-UBND, 15/1/2020",
                "114/QĐ-UBND",
                date(2020, 1, 15),
            ),
            (
                "QĐ số 377/QĐ-BNN-VPĐP ngày 17/1/2025",
                "377/QĐ-BNN-VPĐP",
                date(2025, 1, 17),
            ),
            ("2310 (ngày 05 tháng 6 năm 2023)", "2310", date(2023, 6, 5)),
            ("136/QĐ-UBND - 15/1/2020", "136/QĐ-UBND", date(2020, 1, 15)),
        ] {
            let when = Some(DateOrYear::Day(day));
            let number = number.to_owned();
            assert_eq!(
                parse_decision(text),
                Some(Decision { number, when }),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_none_and_other_words_are_kept() {
        for text in ["", "-", "không", "Chưa có", "null"] {
            assert_eq!(parse_decision(text), None, "{text}");
        }
        for text in [
            "theo quyết định của huyện",
            "136/QĐ-UBND; 245/QĐ-UBND",
            "2.310",
        ] {
            assert_eq!(parse_decision(text).unwrap().number, text);
        }
    }

    #[test]
    fn one_number_has_many_spellings() {
        assert!(is_same_decision("3787/Q\u{d0}-UBND", "3787/qđ - ubnd"));
        assert!(is_same_decision("715/QĐ – UBND", "715/QD-UBND"));
        assert!(!is_same_decision("114/QĐ-UBND", "115/QĐ-UBND"));
        assert!(!is_same_decision("1/14", "11/4"));
        assert!(!is_same_decision("-", "–"));
    }

    #[test]
    fn a_number_is_found_among_words() {
        let text = "OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)";
        let (range, number) = find_decision(text).unwrap();
        assert_eq!(
            (&text[range], number.as_str()),
            ("QĐ 114/QĐ-UBND", "114/QĐ-UBND")
        );
        assert_eq!(find_decision("4 sao, 3/4, quyết định"), None);
        assert_eq!(find_decision("4 sao theo QĐ 2310").unwrap().1, "2310");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text: String, other: String) {
            prop_assert_eq!(parse_decision(&text).is_none(), phrase::is_nothing(&text));
            let _ = (is_same_decision(&text, &other), find_decision(&text));
        }

        #[test]
        fn any_heap_of_decision_words_is_read(text in "([0-9]{1,3}|[-/ ,]|QĐ|số|UBND|2020){0,20}") {
            let _ = (parse_decision(&text), find_decision(&text));
        }

        #[test]
        fn what_was_read_reads_the_same(number in "[1-9][0-9]{0,3}/QĐ-(UBND|BNN-VPĐP|BNNMT|TTg)") {
            prop_assert_eq!(parse_decision(&number).map(|decision| decision.number), Some(number));
        }
    }
}
