//! Reads dates and years of a cell.
//!
//! Official lists write the day first (`15/01/2020`); the scoring platform of 2021 writes the month first
//! (`12/21/2021, 10:55:12 AM`), and that is taken only where the day first is impossible. A month is not
//! a day: of `tháng 4/2022` only the year is kept. Serials are those of spreadsheets with the 1900 system.
//! Must not: guess a day, or clamp one that does not exist.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::cell::Cell;
use super::phrase;
use super::piece::{Kind, pieces};
use super::problem::Reason;
use crate::product::When;

/// Serials of 2000-01-01 and 2099-12-31.
const SERIALS: std::ops::RangeInclusive<i32> = 36_526..=73_050;

/// Years that a recognition can have; the programme of 490/QĐ-TTg began in 2018.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// A date as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, or only the year.
    pub when: When,
    /// True when it can only be read with the month first.
    pub month_first: bool,
}

impl Dated {
    const fn plain(when: When) -> Self {
        Self {
            when,
            month_first: false,
        }
    }
}

/// The date of a cell; `None` when the cell says that there is none.
pub fn read(cell: &Cell) -> Result<Option<Dated>, Reason> {
    match cell {
        Cell::Empty | Cell::Fault(_) => Ok(None),
        Cell::Day(day) if YEARS.contains(&day.year()) => Ok(Some(Dated::plain(When::Day(*day)))),
        Cell::Day(_) => Err(Reason::DateImpossible),
        Cell::Number(number) => of_number(*number).map(Some),
        Cell::Text(text) if phrase::is_nothing(text) => Ok(None),
        Cell::Text(text) => of_text(&phrase::plain(text)).map(Some),
    }
}

/// The year of a cell in a column of years: `2021`, `năm 2021`, or the year of a whole date.
pub fn year(cell: &Cell) -> Result<Option<i16>, Reason> {
    Ok(read(cell)?.map(|dated| dated.when.year()))
}

/// The first date in a text of other things, and where it stands. A bare year is no date here, nor is
/// `4/2022`: decisions are numbered so. The text went through [`phrase::plain`].
pub(super) fn find(plain: &str) -> Option<(Range<usize>, Dated)> {
    let (lexemes, ranges): (Vec<_>, Vec<_>) = lexemes(plain).into_iter().unzip();
    (0..lexemes.len()).find_map(|start| {
        let rest = lexemes.get(start..)?;
        let (used, dated) = whole(rest).or_else(|| named_year(rest))?;
        let (first, last) = (ranges.get(start)?, ranges.get(start + used - 1)?);
        Some((first.start..last.end, dated.ok()?))
    })
}

/// A number of a spreadsheet: a year or a serial.
fn of_number(number: f64) -> Result<Dated, Reason> {
    if !number.is_finite() || number.abs() >= 1e6 {
        return Err(Reason::DateUnreadable);
    }
    let days = number.floor() as i32;
    if SERIALS.contains(&days) {
        let day = date(1899, 12, 30).checked_add(days.days());
        let day = day.map_err(|_| Reason::DateImpossible)?;
        return Ok(Dated::plain(When::Day(day)));
    }
    let is_whole = number.fract() == 0.0;
    match i16::try_from(days) {
        Ok(year) if is_whole && YEARS.contains(&year) => Ok(Dated::plain(When::Year(year))),
        Ok(1000..=9999) if is_whole => Err(Reason::DateImpossible),
        _ if (10_000..100_000).contains(&days) => Err(Reason::DateImpossible),
        _ => Err(Reason::DateUnreadable),
    }
}

/// A text that holds a date and nothing else but a time of day.
fn of_text(plain: &str) -> Result<Dated, Reason> {
    if let Some(number) = written_number(plain) {
        return of_number(number);
    }
    let lexemes: Vec<_> = lexemes(plain)
        .into_iter()
        .map(|(lexeme, _)| lexeme)
        .collect();
    let rest = after_time(&lexemes);
    let found = whole(rest)
        .or_else(|| named_year(rest))
        .or_else(|| month_and_year(rest));
    let (used, dated) = found.ok_or(Reason::DateUnreadable)?;
    if after_time(rest.get(used..).unwrap_or_default()).is_empty() {
        dated
    } else {
        Err(Reason::DateUnreadable)
    }
}

/// `2021`, `45063`, and both with the decimals of a spreadsheet: `2021.0`, `45063,25`.
fn written_number(plain: &str) -> Option<f64> {
    let text = plain.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = match whole.len() {
        4 => part.bytes().all(|b| b == b'0'),
        5 => true,
        _ => false,
    };
    if is_number && digits(whole) && digits(part) {
        format!("{whole}.{part}").parse().ok()
    } else {
        None
    }
}

/// What matters in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lexeme<'a> {
    Number(&'a str),
    /// `ngày`.
    Day,
    /// `tháng` and `quý`: a part of a year.
    Month,
    /// `năm`.
    Year,
    /// `/`, `-`, `.` and their relatives.
    Stroke,
    Colon,
    /// The `T` of ISO 8601, `Z`, `AM`, `CH`: about the time of day.
    Clock,
    Other,
}

/// The lexemes and where they stand. Commas say nothing.
fn lexemes(plain: &str) -> Vec<(Lexeme<'_>, Range<usize>)> {
    let pieces = pieces(plain).into_iter();
    let kept = pieces.filter(|piece| piece.kind != Kind::Sign(','));
    kept.map(|piece| {
        let lexeme = match piece.kind {
            Kind::Digits(digits) => Lexeme::Number(digits),
            Kind::Sign('/' | '-' | '.' | '–' | '—' | '‐' | '−' | '\\') => Lexeme::Stroke,
            Kind::Sign(':') => Lexeme::Colon,
            Kind::Sign('+') => Lexeme::Clock,
            Kind::Sign(_) => Lexeme::Other,
            Kind::Word(word) => match word.as_str() {
                "ngay" => Lexeme::Day,
                "thang" | "qui" => Lexeme::Month,
                "nam" => Lexeme::Year,
                "t" | "z" | "am" | "pm" | "sa" | "ch" => Lexeme::Clock,
                _ => Lexeme::Other,
            },
        };
        (lexeme, piece.range)
    })
    .collect()
}

/// How many lexemes a date takes, and what it says.
type Found = (usize, Result<Dated, Reason>);

/// A whole date at the head: `15/01/2020`, `2021-11-03`, `ngày 08 tháng 4 năm 2022`.
fn whole(lexemes: &[Lexeme<'_>]) -> Option<Found> {
    use Lexeme::{Colon, Day, Month, Number, Stroke, Year};
    let lead = match lexemes {
        [Day, Colon, ..] => 2,
        [Day, ..] => 1,
        _ => 0,
    };
    let (used, dated) = match *lexemes.get(lead..)? {
        [Number(a), Stroke, Number(b), Stroke, Number(c), ..] => (5, of_three(a, b, c)),
        [
            Number(day),
            Month,
            Number(month),
            Year | Stroke,
            Number(year),
            ..,
        ] => (5, of_words(day, month, year)),
        [Number(day), Month, Number(month), Number(year), ..] => (4, of_words(day, month, year)),
        _ => return None,
    };
    Some((lead + used, dated))
}

/// A year with its word at the head: `năm 2022`, `tháng 4/2022`, `tháng 4 năm 2022`.
fn named_year(lexemes: &[Lexeme<'_>]) -> Option<Found> {
    use Lexeme::{Month, Number, Stroke, Year};
    match *lexemes {
        [Year, Number(year), ..] => Some((2, only_year(year))),
        [Month, Number(month), Year | Stroke, Number(year), ..] => {
            Some((4, year_of_month(month, year)))
        }
        [Month, Number(month), Number(year), ..] => Some((3, year_of_month(month, year))),
        _ => None,
    }
}

/// A month and a year at the head: `4/2022`, `2022-04`.
fn month_and_year(lexemes: &[Lexeme<'_>]) -> Option<Found> {
    use Lexeme::{Number, Stroke};
    match *lexemes {
        [Number(year), Stroke, Number(month), ..] if year.len() == 4 => {
            Some((3, year_of_month(month, year)))
        }
        [Number(month), Stroke, Number(year), ..] => Some((3, year_of_month(month, year))),
        _ => None,
    }
}

/// What is left behind a time of day: `10:55:12 AM`, `T00:00:00.000Z`, `+07:00`.
fn after_time<'a, 'b>(lexemes: &'a [Lexeme<'b>]) -> &'a [Lexeme<'b>] {
    use Lexeme::{Clock, Colon, Number, Stroke};
    let mut left = lexemes;
    loop {
        left = match left {
            [
                Number(_),
                Colon,
                Number(_),
                Colon,
                Number(_),
                Stroke,
                Number(n),
                rest @ ..,
            ] if n.len() == 3 || n.len() == 6 => rest,
            [Number(_), Colon, Number(_), Colon, Number(_), rest @ ..]
            | [Number(_), Colon, Number(_), rest @ ..]
            | [Clock, rest @ ..] => rest,
            all => return all,
        };
    }
}

/// Three numbers with strokes between: the year first when it has four digits, else the day first.
fn of_three(a: &str, b: &str, c: &str) -> Result<Dated, Reason> {
    if a.len() == 4 {
        let day = day(four(a)?, two(b)?, two(c)?)?;
        return Ok(Dated::plain(When::Day(day)));
    }
    let (a, b) = (two(a)?, two(b)?);
    let year = if c.len() == 2 {
        2000 + i16::from(two(c)?)
    } else {
        four(c)?
    };
    match day(year, b, a) {
        Ok(day) => Ok(Dated::plain(When::Day(day))),
        Err(_) if b > 12 => Ok(Dated {
            when: When::Day(day(year, a, b)?),
            month_first: true,
        }),
        Err(reason) => Err(reason),
    }
}

/// A date with its words.
fn of_words(day_number: &str, month: &str, year: &str) -> Result<Dated, Reason> {
    let day = day(four(year)?, two(month)?, two(day_number)?)?;
    Ok(Dated::plain(When::Day(day)))
}

fn only_year(year: &str) -> Result<Dated, Reason> {
    let year = four(year)?;
    if YEARS.contains(&year) {
        Ok(Dated::plain(When::Year(year)))
    } else {
        Err(Reason::DateImpossible)
    }
}

fn year_of_month(month: &str, year: &str) -> Result<Dated, Reason> {
    let dated = only_year(year)?;
    if (1..=12).contains(&two(month)?) {
        Ok(dated)
    } else {
        Err(Reason::DateImpossible)
    }
}

fn day(year: i16, month: i8, day: i8) -> Result<Date, Reason> {
    if !YEARS.contains(&year) {
        return Err(Reason::DateImpossible);
    }
    Date::new(year, month, day).map_err(|_| Reason::DateImpossible)
}

/// A year of exactly four digits: `22/05/202` has none.
fn four(digits: &str) -> Result<i16, Reason> {
    let year = digits.parse().map_err(|_| Reason::DateUnreadable)?;
    if digits.len() == 4 {
        Ok(year)
    } else {
        Err(Reason::DateUnreadable)
    }
}

/// A day or a month: one digit or two.
fn two(digits: &str) -> Result<i8, Reason> {
    if digits.len() > 2 {
        return Err(Reason::DateUnreadable);
    }
    digits.parse().map_err(|_| Reason::DateUnreadable)
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
