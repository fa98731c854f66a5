//! Parses points and revenue: decimal numbers in Vietnamese and English notation.
//!
//! Values are stored as decimal text and computed as fixed-point integers, so that nothing is rounded. A single sign
//! that could mean both is read the Vietnamese way: `,` is the decimal sign, and `1.234` of a revenue is a thousand.
//! But `1,200` of a revenue is ambiguous, because nobody writes three decimals of a million and many write thousands
//! the English way. Nothing is clamped, and a range is not a number.

use std::ops::Range;

use crate::source::cell::phrase;
use crate::source::cell::text_piece::{TextPiece, TextPieceKind, split_pieces};
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// Decimals that are stored.
const DECIMALS: usize = 6;

/// The number one in fixed point. The previous_unit unit of a revenue is a millionth of a đồng.
const ONE: u128 = 1_000_000_000_000;

/// Most digits before the decimal sign; no revenue has more.
const MAX_DIGITS: usize = 15;

/// Points of the council, from 0 to 100, as canonical decimal text: `91,14 điểm` becomes `91.14`.
pub(crate) fn parse_score(cell: &ListCell) -> Result<Option<String>, ProblemReason> {
    let value = match cell {
        ListCell::Empty | ListCell::Fault(_) | ListCell::UnsavedFormula => return Ok(None),
        ListCell::Text(text) if phrase::is_nothing(text) => return Ok(None),
        ListCell::Text(text) => score_from_text(&phrase::normalize_text(text)),
        // Points kept as a share of 100: `85.5%` is the number 0.855.
        ListCell::FormattedNumber { number, shown } if shown.ends_with('%') => {
            fixed_from_number(*number * 100.0)
        }
        ListCell::Number(number) | ListCell::FormattedNumber { number, .. } => {
            fixed_from_number(*number)
        }
        ListCell::Day(_) => None,
    };
    match value {
        Some(value) if value <= 100 * ONE => Ok(Some(format_decimal(value))),
        _ => Err(ProblemReason::ScoreUnreadable),
    }
}

/// The star for a number of points: 90 to 100 is 5, 70 to below 90 is 4, 50 to below 70 is 3, 30 to below
/// 50 is 2, below 30 is 1 (1048/QĐ-TTg, 148/QĐ-TTg and 26/2026/QĐ-TTg alike). Councils average their
/// members, so decimals occur; the press prints `70-89`.
pub(crate) fn star_from_score(points: &str) -> Option<u8> {
    let plain = phrase::normalize_text(points);
    let value = score_from_text(&plain)?;
    match value / ONE {
        _ if value > 100 * ONE => None,
        90.. => Some(5),
        70.. => Some(4),
        50.. => Some(3),
        30.. => Some(2),
        _ => Some(1),
    }
}

/// Yearly revenue in million đồng as canonical decimal text: `1,5 tỷ đồng` becomes `1500`.
pub(crate) fn parse_revenue(cell: &ListCell) -> Result<Option<String>, ProblemReason> {
    let value = match cell {
        ListCell::Empty | ListCell::Fault(_) | ListCell::UnsavedFormula => return Ok(None),
        ListCell::Text(text) if phrase::is_nothing(text) => return Ok(None),
        ListCell::Text(text) => {
            let plain = phrase::normalize_text(text);
            if has_ambiguous_comma(&plain) {
                return Err(ProblemReason::RevenueAmbiguous);
            }
            revenue_from_text(&plain)
        }
        ListCell::Number(number) | ListCell::FormattedNumber { number, .. } => {
            fixed_from_number(*number)
        }
        ListCell::Day(_) => None,
    };
    let value = value.ok_or(ProblemReason::RevenueUnreadable)?;
    Ok(Some(format_decimal(value)))
}

/// The first points in a longer text (`80 điểm`) and their byte range. `plain` is
/// [normalized](phrase::normalize_text).
pub(crate) fn find_score(plain: &str) -> Option<(Range<usize>, String)> {
    let pieces = split_pieces(plain);
    (0..pieces.len()).find_map(|start| {
        let rest = pieces.get(start..)?;
        let (used, value) = match_decimal(rest, false)?;
        let unit = rest.get(used)?;
        let is_score = matches!(&unit.kind, TextPieceKind::Word(word) if word == "diem");
        let range = rest.first()?.range.start..unit.range.end;
        (is_score && value <= 100 * ONE).then(|| (range, format_decimal(value)))
    })
}

/// The points of `80`, `80 điểm`, `đạt 91,14 điểm` or `80/100`.
fn score_from_text(plain: &str) -> Option<u128> {
    let mut pieces = split_pieces(plain);
    pieces.retain(|piece| {
        !matches!(&piece.kind, TextPieceKind::Word(word) if matches!(word.as_str(), "diem" | "dat" | "so" | "tong"))
            && piece.kind != TextPieceKind::Sign(':')
    });
    let (used, value) = match_decimal(&pieces, false)?;
    match pieces.get(used..)? {
        [] => Some(value),
        [slash, hundred]
            if slash.kind == TextPieceKind::Sign('/')
                && hundred.kind == TextPieceKind::Digits("100") =>
        {
            Some(value)
        }
        _ => None,
    }
}

/// True for `1,200`: a single comma before exactly three digits, where the number before it can be thousands. In đồng
/// it is certain (see [`revenue_from_text`]).
fn has_ambiguous_comma(plain: &str) -> bool {
    let pieces = split_pieces(plain);
    let is_digits = |index: Option<usize>| {
        let piece = index.and_then(|index| pieces.get(index));
        match piece.map(|piece| &piece.kind) {
            Some(TextPieceKind::Digits(digits)) => Some(*digits),
            _ => None,
        }
    };
    let is_joined = |index: usize| pieces.get(index).is_some_and(|piece| !piece.after_space);
    let has_sign = |index: Option<usize>| {
        let piece = index.and_then(|index| pieces.get(index));
        piece.is_some_and(|piece| matches!(piece.kind, TextPieceKind::Sign('.' | ',')))
    };
    pieces.iter().enumerate().any(|(index, piece)| {
        let (before, after) = (is_digits(index.checked_sub(1)), is_digits(Some(index + 1)));
        // A sign further on or before decides: `1,200.5`, `1.000,200`, `1,200,000`.
        let has_sign_behind = has_sign(Some(index + 2)) && is_digits(Some(index + 3)).is_some();
        let has_sign_before =
            has_sign(index.checked_sub(2)) && is_digits(index.checked_sub(3)).is_some();
        let is_single = !has_sign_behind && !has_sign_before;
        piece.kind == TextPieceKind::Sign(',')
            && is_joined(index)
            && is_joined(index + 1)
            && is_single
            && before.is_some_and(|before| before != "0" && before.len() <= 3)
            && after.is_some_and(|after| after.len() == 3)
            && !is_in_dong(pieces.get(index + 2..).unwrap_or_default())
    })
}

/// True when the unit that follows a number is đồng itself, which has no decimals.
fn is_in_dong(unit: &[TextPiece<'_>]) -> bool {
    match_revenue_unit(unit).1 == Some(ONE / 1_000_000)
}

/// The sum of one number, or of several with their units: `500 triệu`, `2 tỷ 500 triệu đồng`, `500.000.000 đồng/năm`.
fn revenue_from_text(plain: &str) -> Option<u128> {
    let pieces = split_pieces(plain);
    let mut left = pieces.as_slice();
    let mut sum: u128 = 0;
    let mut previous_unit = u128::MAX;
    while !left.is_empty() {
        let (used, value) = match_decimal(left, true)?;
        let is_grouped = matches!(left.get(1..used), Some([sign, group])
            if sign.kind == TextPieceKind::Sign(',')
                && matches!(group.kind, TextPieceKind::Digits(digits) if digits.len() == 3));
        left = left.get(used..)?;
        // `500,000 đồng` has thousands, because there is nothing smaller than a đồng.
        let value = if is_grouped && is_in_dong(left) {
            value.checked_mul(1000)?
        } else {
            value
        };
        let (used, unit) = match_revenue_unit(left);
        left = left.get(used..)?;
        // Units decrease: `2 tỷ 500 triệu`. A number without a unit must be the only one.
        let unit = match unit {
            Some(unit) if unit < previous_unit => unit,
            None if previous_unit == u128::MAX && left.is_empty() => ONE,
            _ => return None,
        };
        previous_unit = unit;
        // The largest unit is a thousand millions, so the product fits.
        sum = sum.checked_add((value / 1_000_000).checked_mul(unit)? / (ONE / 1_000_000))?;
    }
    (previous_unit != u128::MAX).then_some(sum)
}

/// How many pieces the unit at the beginning takes (`tỷ đồng`, `triệu đồng/năm`), and the unit in million đồng.
fn match_revenue_unit(left: &[TextPiece<'_>]) -> (usize, Option<u128>) {
    let mut unit = None;
    let mut used = 0;
    for piece in left {
        match &piece.kind {
            TextPieceKind::Word(word) => match (word.as_str(), unit) {
                ("ti" | "tid", None) => unit = Some(1000 * ONE),
                ("trieu" | "tr" | "trd", None) => unit = Some(ONE),
                ("nghin" | "ngan", None) => unit = Some(ONE / 1000),
                ("dong" | "d" | "vnd", None) => unit = Some(ONE / 1_000_000),
                ("dong" | "d" | "vnd" | "nam", Some(_)) => {}
                _ => break,
            },
            TextPieceKind::Sign('/' | '.' | ',') => {}
            _ => break,
        }
        used += 1;
    }
    (used, unit)
}

/// The fixed-point value of a spreadsheet number, rounded to [`DECIMALS`]: `91.13999999999999` is `91.14`.
fn fixed_from_number(number: f64) -> Option<u128> {
    if !(0.0..1e12).contains(&number) {
        return None;
    }
    let text = format!("{number:.DECIMALS$}");
    let (whole, decimals) = text.split_once('.')?;
    fixed_from_digits(whole, decimals)
}

/// How many pieces the number at the beginning takes, and its value. With `allows_thousands`, a single point before
/// three digits separates thousands.
fn match_decimal(pieces: &[TextPiece<'_>], allows_thousands: bool) -> Option<(usize, u128)> {
    let (first, mut left) = pieces.split_first()?;
    let TextPieceKind::Digits(first) = first.kind else {
        return None;
    };
    let mut groups = vec![first];
    let mut signs = Vec::new();
    while let [sign, group, rest @ ..] = left {
        match (&sign.kind, &group.kind) {
            (TextPieceKind::Sign(sign_kind @ ('.' | ',')), TextPieceKind::Digits(digits))
                if !sign.after_space && !group.after_space && signs.len() < 6 =>
            {
                signs.push(*sign_kind);
                groups.push(digits);
            }
            _ => break,
        }
        left = rest;
    }
    let (whole, decimals) = split_at_decimal_sign(&groups, &signs, allows_thousands)?;
    let value = fixed_from_digits(&whole, decimals)?;
    Some((groups.len() + signs.len(), value))
}

/// The digits before and after the decimal sign.
fn split_at_decimal_sign<'a>(
    groups: &[&'a str],
    signs: &[char],
    allows_thousands: bool,
) -> Option<(String, &'a str)> {
    let (last, before) = groups.split_last()?;
    let (whole_groups, decimals) = match signs {
        [] => (groups, ""),
        ['.']
            if allows_thousands && has_thousands_groups(groups) && groups.first() != Some(&"0") =>
        {
            (groups, "")
        }
        [_] => (before, *last),
        // The last sign differs from the others: it is the decimal sign.
        [first, middle @ .., end] if end != first => {
            if middle.iter().any(|sign| sign != first) {
                return None;
            }
            (before, *last)
        }
        signs => {
            if signs.iter().any(|sign| Some(sign) != signs.first()) {
                return None;
            }
            (groups, "")
        }
    };
    (whole_groups.len() == 1 || has_thousands_groups(whole_groups))
        .then(|| (whole_groups.concat(), decimals))
}

/// True when every group but the first has three digits, and the first has one to three.
fn has_thousands_groups(groups: &[&str]) -> bool {
    let Some((first, others)) = groups.split_first() else {
        return false;
    };
    (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3)
}

/// The fixed-point value of the digits before and after the decimal sign.
fn fixed_from_digits(whole: &str, decimals: &str) -> Option<u128> {
    if whole.len() > MAX_DIGITS || decimals.len() > 2 * MAX_DIGITS {
        return None;
    }
    if decimals.len() > DECIMALS {
        // Nobody writes so many decimals: they are floating-point noise of a spreadsheet.
        return fixed_from_number(format!("{whole}.{decimals}").parse().ok()?);
    }
    let zeros = 12 - decimals.len();
    format!("{whole}{decimals}{:0>zeros$}", "").parse().ok()
}

/// The decimal text of a fixed-point value, without trailing zeros.
fn format_decimal(value: u128) -> String {
    let text = format!("{}.{:012}", value / ONE, value % ONE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn points_become_canonical() {
        for (text, points) in [
            ("80 điểm", "80"),
            ("91,14 điểm", "91.14"),
            ("91.14", "91.14"),
            ("đạt 80 điểm", "80"),
            ("Điểm: 94", "94"),
            ("80/100", "80"),
            ("80/100 điểm", "80"),
            ("80,50", "80.5"),
            ("91,145", "91.145"),
            ("91.13999999999999", "91.14"),
            ("100", "100"),
            ("0", "0"),
            ("９４", "94"),
        ] {
            assert_eq!(
                parse_score(&ListCell::from_raw(text)),
                Ok(Some(points.to_owned())),
                "{text}"
            );
        }
        assert_eq!(parse_score(&ListCell::Number(94.0)), Ok(Some("94".into())));
        assert_eq!(
            parse_score(&ListCell::Number(91.14)),
            Ok(Some("91.14".into()))
        );
        assert_eq!(parse_score(&ListCell::from_raw("-")), Ok(None));
        for text in [
            "101", "100,1", "-5", "80-90", "cao", "80 90", "8.0.5", "80 sao",
        ] {
            assert_eq!(
                parse_score(&ListCell::from_raw(text)),
                Err(ProblemReason::ScoreUnreadable),
                "{text}"
            );
        }
        for cell in [
            ListCell::Number(f64::NAN),
            ListCell::Number(-0.5),
            ListCell::Number(1e300),
            ListCell::Day(date(2020, 1, 1)),
        ] {
            assert_eq!(
                parse_score(&cell),
                Err(ProblemReason::ScoreUnreadable),
                "{cell:?}"
            );
        }
    }

    #[test]
    fn stars_follow_the_bands() {
        for (points, star) in [
            ("100", 5),
            ("90", 5),
            ("89.99", 4),
            ("70", 4),
            ("69,9", 3),
            ("50", 3),
            ("49.5", 2),
            ("30", 2),
            ("29.9", 1),
            ("0", 1),
        ] {
            assert_eq!(star_from_score(points), Some(star), "{points}");
        }
        for points in ["100.01", "", "x", "-1"] {
            assert_eq!(star_from_score(points), None, "{points}");
        }
    }

    #[test]
    fn revenue_is_in_million_dong() {
        for (text, million) in [
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.234.567", "1234567"),
            ("1.234", "1234"),
            ("0.125", "0.125"),
            ("1,5", "1.5"),
            ("12.5", "12.5"),
            ("500", "500"),
            ("500 triệu", "500"),
            ("500 triệu đồng/năm", "500"),
            ("500tr", "500"),
            ("2 tỷ", "2000"),
            ("2 tỉ", "2000"),
            ("1,5 tỷ đồng", "1500"),
            ("1.5 ty", "1500"),
            ("2 tỷ 500 triệu", "2500"),
            ("500.000.000 đồng", "500"),
            ("1.250.500 VNĐ", "1.2505"),
            ("300 nghìn đồng", "0.3"),
            ("1.200", "1200"),
            ("1.200,5", "1200.5"),
            ("1.200,500", "1200.5"),
            ("1,200.5", "1200.5"),
            ("1,200,000", "1200000"),
            ("1,2", "1.2"),
            ("1,25", "1.25"),
            ("0,125", "0.125"),
            ("1200,125", "1200.125"),
            ("1,2345", "1.2345"),
            ("500,000 đồng", "0.5"),
            ("1,500,000 đ", "1.5"),
        ] {
            assert_eq!(
                parse_revenue(&ListCell::from_raw(text)),
                Ok(Some(million.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            parse_revenue(&ListCell::Number(1234.5)),
            Ok(Some("1234.5".into()))
        );
        assert_eq!(
            parse_revenue(&ListCell::Number(2e9)),
            Ok(Some("2000000000".into()))
        );
        assert_eq!(parse_revenue(&ListCell::from_raw("chưa có")), Ok(None));
        for text in [
            "1,200",
            "12,500",
            "999,000",
            "1,200 triệu",
            "1,200 tỷ đồng/năm",
            "2 tỷ 1,500 triệu",
            "１,２００",
        ] {
            assert_eq!(
                parse_revenue(&ListCell::from_raw(text)),
                Err(ProblemReason::RevenueAmbiguous),
                "{text}"
            );
        }
        for text in [
            "500-700 triệu",
            "nhiều",
            "-5",
            "1.23.4",
            "2 tỷ 5",
            "hơn 2 tỷ",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(
                parse_revenue(&ListCell::from_raw(text)),
                Err(ProblemReason::RevenueUnreadable),
                "{text}"
            );
        }
    }

    #[test]
    fn points_are_found_among_words() {
        let (range, points) = find_score("OCOP 4 sao (80,5 điểm)").unwrap();
        assert_eq!((range, points.as_str()), (12..24, "80.5"));
        assert_eq!(find_score("4 sao 80"), None);
    }

    proptest! {
        #[test]
        fn any_cell_is_read(text: String, digits in "[0-9.,]{0,40} ?(tỷ|triệu|đồng|điểm)?", number: f64) {
            for cell in [ListCell::Text(text.clone()), ListCell::Text(digits.clone()), ListCell::Number(number)] {
                let _ = parse_revenue(&cell);
                if let Ok(Some(points)) = parse_score(&cell) {
                    prop_assert!(star_from_score(&points).is_some());
                }
            }
            let _ = (star_from_score(&text), find_score(&digits));
        }

        #[test]
        fn canonical_text_is_read_back(whole in 0u32..=99_999_999, part in 0u32..=999_999) {
            let text = format_decimal(u128::from(whole) * ONE + u128::from(part) * 1_000_000);
            let number: f64 = text.parse().unwrap();
            prop_assert_eq!(parse_revenue(&ListCell::Number(number)), Ok(Some(text)));
        }
    }
}
