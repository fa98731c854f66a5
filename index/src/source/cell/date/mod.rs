//! Parses dates and years.
//!
//! Official lists write the day first (`15/01/2020`); the scoring platform of 2021 writes the month first
//! (`12/21/2021, 10:55:12 AM`), which is accepted only if the day cannot be first. Of a month without a day
//! (`tháng 4/2022`) only the year is kept. Serials are those of spreadsheets with the 1900 system. A day is never
//! guessed, and one that does not exist is a problem. A time with an offset or `Z` behind it is a moment: its day is
//! that of the moment in Vietnam (`clock_time`).

mod clock_time;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::product::DateOrYear;
use crate::source::cell::phrase;
use crate::source::cell::text_piece::{TextPieceKind, split_pieces};
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// Serials from 2000-01-01 to 2099-12-31.
const SPREADSHEET_SERIALS: std::ops::RangeInclusive<i32> = 36_526..=73_050;

/// Years that a recognition can have; the programme of 490/QĐ-TTg began in 2018.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// A parsed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedDate {
    /// The day, or only the year.
    pub when: DateOrYear,
    /// True when it is valid only with the month first.
    pub month_first: bool,
}

impl ParsedDate {
    const fn from_when(when: DateOrYear) -> Self {
        Self {
            when,
            month_first: false,
        }
    }
}

/// The date of a cell; `None` when the cell says that there is none.
pub fn parse_date(cell: &ListCell) -> Result<Option<ParsedDate>, ProblemReason> {
    match cell {
        ListCell::Empty | ListCell::Fault(_) | ListCell::UnsavedFormula => Ok(None),
        ListCell::Day(day) if YEARS.contains(&day.year()) => {
            Ok(Some(ParsedDate::from_when(DateOrYear::Day(*day))))
        }
        ListCell::Day(_) => Err(ProblemReason::DateImpossible),
        ListCell::Number(number) | ListCell::FormattedNumber { number, .. } => {
            date_from_number(*number).map(Some)
        }
        ListCell::Text(text) if phrase::is_nothing(text) => Ok(None),
        ListCell::Text(text) => date_from_text(&phrase::normalize_text(text)).map(Some),
    }
}

/// The year of a cell in a year column: `2021`, `năm 2021`, or the year of a whole date.
pub fn parse_year(cell: &ListCell) -> Result<Option<i16>, ProblemReason> {
    Ok(parse_date(cell)?.map(|dated| dated.when.year()))
}

/// The first date in a longer text and its byte range. A bare year does not count, nor does `4/2022`, because
/// decisions are numbered like that. `plain` is [normalized](phrase::normalize_text).
pub(super) fn find_date(plain: &str) -> Option<(Range<usize>, ParsedDate)> {
    let (lexemes, ranges): (Vec<_>, Vec<_>) = lex_date(plain).into_iter().unzip();
    (0..lexemes.len()).find_map(|start| {
        let rest = lexemes.get(start..)?;
        let (used, parsed) = match_full_date(rest).or_else(|| match_named_year(rest))?;
        let (first, last) = (ranges.get(start)?, ranges.get(start + used - 1)?);
        Some((first.start..last.end, parsed.ok()?))
    })
}

/// The date of a number in a spreadsheet: a year or a serial.
fn date_from_number(number: f64) -> Result<ParsedDate, ProblemReason> {
    if !number.is_finite() || number.abs() >= 1e6 {
        return Err(ProblemReason::DateUnreadable);
    }
    let days = number.floor() as i32;
    if SPREADSHEET_SERIALS.contains(&days) {
        let day = date(1899, 12, 30).checked_add(days.days());
        let day = day.map_err(|_| ProblemReason::DateImpossible)?;
        return Ok(ParsedDate::from_when(DateOrYear::Day(day)));
    }
    let is_whole = number.fract() == 0.0;
    match i16::try_from(days) {
        Ok(year) if is_whole && YEARS.contains(&year) => {
            Ok(ParsedDate::from_when(DateOrYear::Year(year)))
        }
        Ok(1000..=9999) if is_whole => Err(ProblemReason::DateImpossible),
        _ if (10_000..100_000).contains(&days) => Err(ProblemReason::DateImpossible),
        _ => Err(ProblemReason::DateUnreadable),
    }
}

/// The date of a text that holds nothing else but a time of day.
fn date_from_text(plain: &str) -> Result<ParsedDate, ProblemReason> {
    if let Some(number) = parse_number_text(plain) {
        return date_from_number(number);
    }
    let lexemes: Vec<_> = lex_date(plain)
        .into_iter()
        .map(|(lexeme, _)| lexeme)
        .collect();
    let (time_before, rest) = clock_time::match_clock_time(&lexemes);
    let date_match = match_full_date(rest)
        .or_else(|| match_named_year(rest))
        .or_else(|| match_month_and_year(rest));
    let (used, parsed) = date_match.ok_or(ProblemReason::DateUnreadable)?;
    let (time_after, rest) = clock_time::match_clock_time(rest.get(used..).unwrap_or_default());
    if !rest.is_empty() {
        return Err(ProblemReason::DateUnreadable);
    }
    let (parsed, mut days) = (parsed?, 0);
    for time in [time_before, time_after] {
        days += time
            .days_to_vietnam()
            .ok_or(ProblemReason::DateUnreadable)?;
    }
    match parsed.when {
        DateOrYear::Day(day) if days != 0 => {
            let day = day.checked_add(days.days()).ok();
            let day = day.filter(|day| YEARS.contains(&day.year()));
            let day = day.ok_or(ProblemReason::DateImpossible)?;
            Ok(ParsedDate {
                when: DateOrYear::Day(day),
                ..parsed
            })
        }
        _ => Ok(parsed),
    }
}

/// The number of `2021` or `45063`, also with the decimals of a spreadsheet: `2021.0`, `45063,25`.
fn parse_number_text(plain: &str) -> Option<f64> {
    let text = plain.trim();
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = match whole.len() {
        4 => decimals.bytes().all(|b| b == b'0'),
        5 => true,
        _ => false,
    };
    if is_number && is_digits(whole) && is_digits(decimals) {
        format!("{whole}.{decimals}").parse().ok()
    } else {
        None
    }
}

/// The tokens of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateLexeme<'a> {
    Number(&'a str),
    /// `ngày`.
    Day,
    /// `tháng` or `quý`: a part of a year.
    Month,
    /// `năm`.
    Year,
    /// `/`, `-`, `.` and similar signs; true for a hyphen, which is a minus before an offset.
    Separator(bool),
    Colon,
    /// The `T` of ISO 8601.
    Time,
    /// `AM`, `SA`: before noon.
    Morning,
    /// `PM`, `CH`: after noon.
    Afternoon,
    /// `Z`, `UTC`, `GMT`.
    Universal,
    /// The sign of an offset.
    Plus,
    Other,
}

/// The lexemes and their byte ranges, without commas.
fn lex_date(plain: &str) -> Vec<(DateLexeme<'_>, Range<usize>)> {
    let pieces = split_pieces(plain).into_iter();
    let without_commas = pieces.filter(|piece| piece.kind != TextPieceKind::Sign(','));
    without_commas
        .map(|piece| {
            let lexeme = match piece.kind {
                TextPieceKind::Digits(digits) => DateLexeme::Number(digits),
                TextPieceKind::Sign('-' | '−') => DateLexeme::Separator(true),
                TextPieceKind::Sign('/' | '.' | '–' | '—' | '‐' | '\\') => {
                    DateLexeme::Separator(false)
                }
                TextPieceKind::Sign(':') => DateLexeme::Colon,
                TextPieceKind::Sign('+') => DateLexeme::Plus,
                TextPieceKind::Sign(_) => DateLexeme::Other,
                TextPieceKind::Word(word) => match word.as_str() {
                    "ngay" => DateLexeme::Day,
                    "thang" | "qui" => DateLexeme::Month,
                    "nam" => DateLexeme::Year,
                    "t" => DateLexeme::Time,
                    "am" | "sa" => DateLexeme::Morning,
                    "pm" | "ch" => DateLexeme::Afternoon,
                    "z" | "utc" | "gmt" => DateLexeme::Universal,
                    _ => DateLexeme::Other,
                },
            };
            (lexeme, piece.range)
        })
        .collect()
}

/// How many lexemes a date takes, and the date.
type DateMatch = (usize, Result<ParsedDate, ProblemReason>);

/// A full date at the beginning: `15/01/2020`, `2021-11-03`, `ngày 08 tháng 4 năm 2022`.
fn match_full_date(lexemes: &[DateLexeme<'_>]) -> Option<DateMatch> {
    use DateLexeme::{Colon, Day, Month, Number, Separator, Year};
    let lead = match lexemes {
        [Day, Colon, ..] => 2,
        [Day, ..] => 1,
        _ => 0,
    };
    let (used, parsed) = match *lexemes.get(lead..)? {
        [
            Number(a),
            Separator(_),
            Number(b),
            Separator(_),
            Number(c),
            ..,
        ] => (5, date_from_three_numbers(a, b, c)),
        [
            Number(day),
            Month,
            Number(month),
            Year | Separator(_),
            Number(year),
            ..,
        ] => (5, date_from_parts(day, month, year)),
        [Number(day), Month, Number(month), Number(year), ..] => {
            (4, date_from_parts(day, month, year))
        }
        _ => return None,
    };
    Some((lead + used, parsed))
}

/// A year with its word at the beginning: `năm 2022`, `tháng 4/2022`, `tháng 4 năm 2022`.
fn match_named_year(lexemes: &[DateLexeme<'_>]) -> Option<DateMatch> {
    use DateLexeme::{Month, Number, Separator, Year};
    match *lexemes {
        [Year, Number(year), ..] => Some((2, date_from_year(year))),
        [Month, Number(month), Year | Separator(_), Number(year), ..] => {
            Some((4, date_from_month_and_year(month, year)))
        }
        [Month, Number(month), Number(year), ..] => {
            Some((3, date_from_month_and_year(month, year)))
        }
        _ => None,
    }
}

/// A month and a year at the beginning: `4/2022`, `2022-04`.
fn match_month_and_year(lexemes: &[DateLexeme<'_>]) -> Option<DateMatch> {
    use DateLexeme::{Number, Separator};
    match *lexemes {
        [Number(year), Separator(_), Number(month), ..] if year.len() == 4 => {
            Some((3, date_from_month_and_year(month, year)))
        }
        [Number(month), Separator(_), Number(year), ..] => {
            Some((3, date_from_month_and_year(month, year)))
        }
        _ => None,
    }
}

/// The date of three numbers: the year first if it has four digits, otherwise the day first.
fn date_from_three_numbers(a: &str, b: &str, c: &str) -> Result<ParsedDate, ProblemReason> {
    if a.len() == 4 {
        let day = checked_date(
            parse_four_digit_year(a)?,
            parse_two_digits(b)?,
            parse_two_digits(c)?,
        )?;
        return Ok(ParsedDate::from_when(DateOrYear::Day(day)));
    }
    let (a, b) = (parse_two_digits(a)?, parse_two_digits(b)?);
    let year = if c.len() == 2 {
        2000 + i16::from(parse_two_digits(c)?)
    } else {
        parse_four_digit_year(c)?
    };
    match checked_date(year, b, a) {
        Ok(day) => Ok(ParsedDate::from_when(DateOrYear::Day(day))),
        Err(_) if b > 12 => Ok(ParsedDate {
            when: DateOrYear::Day(checked_date(year, a, b)?),
            month_first: true,
        }),
        Err(reason) => Err(reason),
    }
}

/// The date of numbers with their words.
fn date_from_parts(day_number: &str, month: &str, year: &str) -> Result<ParsedDate, ProblemReason> {
    let day = checked_date(
        parse_four_digit_year(year)?,
        parse_two_digits(month)?,
        parse_two_digits(day_number)?,
    )?;
    Ok(ParsedDate::from_when(DateOrYear::Day(day)))
}

fn date_from_year(year: &str) -> Result<ParsedDate, ProblemReason> {
    let year = parse_four_digit_year(year)?;
    if YEARS.contains(&year) {
        Ok(ParsedDate::from_when(DateOrYear::Year(year)))
    } else {
        Err(ProblemReason::DateImpossible)
    }
}

fn date_from_month_and_year(month: &str, year: &str) -> Result<ParsedDate, ProblemReason> {
    let dated = date_from_year(year)?;
    if (1..=12).contains(&parse_two_digits(month)?) {
        Ok(dated)
    } else {
        Err(ProblemReason::DateImpossible)
    }
}

fn checked_date(year: i16, month: i8, day: i8) -> Result<Date, ProblemReason> {
    if !YEARS.contains(&year) {
        return Err(ProblemReason::DateImpossible);
    }
    Date::new(year, month, day).map_err(|_| ProblemReason::DateImpossible)
}

/// A year of exactly four digits; `22/05/202` has none.
fn parse_four_digit_year(digits: &str) -> Result<i16, ProblemReason> {
    let year = digits.parse().map_err(|_| ProblemReason::DateUnreadable)?;
    if digits.len() == 4 {
        Ok(year)
    } else {
        Err(ProblemReason::DateUnreadable)
    }
}

/// A day or a month: one digit or two.
fn parse_two_digits(digits: &str) -> Result<i8, ProblemReason> {
    if digits.len() > 2 {
        return Err(ProblemReason::DateUnreadable);
    }
    digits.parse().map_err(|_| ProblemReason::DateUnreadable)
}

#[cfg(test)]
mod tests;
