//! A day as people type it where the catalogue is to be seen on another one: `30/11/2025`, `11/2025`, `năm ngoái`,
//! `-1y`.
//!
//! A month or a year stands for its last day, "a year ago" for the same day a year ago; a day without its year is the
//! last one up to today. Must not: guess; a text that is no day is none.

use jiff::Span;
use jiff::civil::Date;

use super::language::field::normalize_name;

/// Names of days relative to today, in bare letters.
const DAY_NAMES: [(&str, RelativeDay); 20] = [
    ("hom_nay", RelativeDay::Before(0, Unit::Day)),
    ("nay", RelativeDay::Before(0, Unit::Day)),
    ("today", RelativeDay::Before(0, Unit::Day)),
    ("hom_qua", RelativeDay::Before(1, Unit::Day)),
    ("yesterday", RelativeDay::Before(1, Unit::Day)),
    ("ngay_mai", RelativeDay::Before(-1, Unit::Day)),
    ("tomorrow", RelativeDay::Before(-1, Unit::Day)),
    ("nam_ngoai", RelativeDay::Before(1, Unit::Year)),
    ("nam_truoc", RelativeDay::Before(1, Unit::Year)),
    ("last_year", RelativeDay::Before(1, Unit::Year)),
    ("thang_truoc", RelativeDay::Before(1, Unit::Month)),
    ("last_month", RelativeDay::Before(1, Unit::Month)),
    ("dau_nam", RelativeDay::StartOfYear(0)),
    ("dau_nam_nay", RelativeDay::StartOfYear(0)),
    ("dau_nam_ngoai", RelativeDay::StartOfYear(1)),
    ("cuoi_nam", RelativeDay::EndOfYear(0)),
    ("cuoi_nam_nay", RelativeDay::EndOfYear(0)),
    ("cuoi_nam_ngoai", RelativeDay::EndOfYear(1)),
    ("cuoi_nam_truoc", RelativeDay::EndOfYear(1)),
    ("end_of_last_year", RelativeDay::EndOfYear(1)),
];

/// Names of units, in bare letters.
const UNIT_NAMES: [(&str, Unit); 19] = [
    ("y", Unit::Year),
    ("n", Unit::Year),
    ("nam", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("m", Unit::Month),
    ("t", Unit::Month),
    ("thang", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("w", Unit::Week),
    ("tuan", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("d", Unit::Day),
    ("ng", Unit::Day),
    ("ngay", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
];

/// Words after a number of units that mean the past.
const AGO: [&str; 3] = ["truoc", "ago", "before"];

/// Words after a number of units that mean the future.
const AHEAD: [&str; 4] = ["nua", "toi", "sau", "ahead"];

#[derive(Clone, Copy, Debug)]
enum RelativeDay {
    /// So many units before today.
    Before(i32, Unit),
    /// The first day of the year so many years ago.
    StartOfYear(i16),
    /// The last day of that year.
    EndOfYear(i16),
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn span(self, count: i32) -> Option<Span> {
        let zero = Span::new();
        match self {
            Self::Day => zero.try_days(count),
            Self::Week => zero.try_weeks(count),
            Self::Month => zero.try_months(count),
            Self::Year => zero.try_years(count),
        }
        .ok()
    }
}

/// The day that a text means, seen from today; nothing typed is today.
pub fn read_day(text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return Some(today);
    }
    let numbers = || read_numbers(text, today);
    let shift = || read_signed_shift(text, today);
    numbers().or_else(shift).or_else(|| read_words(text, today))
}

/// `2025-11-30`, `30/11/2025`, `30.11.25`, `30/11`, `11/2025`, `2025`.
fn read_numbers(text: &str, today: Date) -> Option<Date> {
    let pieces: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let is_number = |piece: &&str| {
        (1..=4).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !pieces.iter().all(is_number) {
        return None;
    }
    let small = |piece: &str| piece.parse::<i8>().ok();
    match *pieces.as_slice() {
        [year] if year.len() == 4 => end_of_year(read_year(year)?),
        [year, month] if year.len() == 4 => end_of_month(read_year(year)?, small(month)?),
        [month, year] if year.len() == 4 => end_of_month(read_year(year)?, small(month)?),
        [day, month] if month.len() < 3 => {
            let this_year = Date::new(today.year(), small(month)?, small(day)?).ok();
            let last_year = || Date::new(today.year() - 1, small(month)?, small(day)?).ok();
            this_year.filter(|day| *day <= today).or_else(last_year)
        }
        [year, month, day] if year.len() == 4 => {
            Date::new(read_year(year)?, small(month)?, small(day)?).ok()
        }
        [day, month, year] => Date::new(read_year(year)?, small(month)?, small(day)?).ok(),
        _ => None,
    }
}

/// A year of four digits, or of two.
fn read_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// `-1y`, `-6 tháng`, `+30d`.
fn read_signed_shift(text: &str, today: Date) -> Option<Date> {
    let sign = match text.chars().next()? {
        '-' | '−' | '–' => -1,
        '+' => 1,
        _ => return None,
    };
    let rest = text.trim_start_matches(['-', '−', '–', '+']);
    shift_by(&normalize_name(rest), sign, today)
}

/// `năm ngoái`, `1 năm trước`, `6 months ago`, `tháng 11/2025`, `năm 2025`, `cuối năm 2025`.
fn read_words(text: &str, today: Date) -> Option<Date> {
    let name = normalize_name(text);
    if let Some((_, day)) = DAY_NAMES.iter().find(|(known, _)| *known == name) {
        return match *day {
            RelativeDay::Before(count, unit) => shift(today, -count, unit),
            RelativeDay::StartOfYear(back) => Date::new(today.year() - back, 1, 1).ok(),
            RelativeDay::EndOfYear(back) => end_of_year(today.year() - back),
        };
    }
    let (amount, last) = name.rsplit_once('_')?;
    if AGO.contains(&last) {
        return shift_by(amount, -1, today);
    }
    if AHEAD.contains(&last) {
        return shift_by(amount, 1, today);
    }
    let lower = text.to_lowercase();
    let after_word = |words: &[&str]| {
        let word = words.iter().find(|word| lower.starts_with(**word))?;
        Some(lower[word.len()..].trim().to_owned())
    };
    if let Some(year) = after_word(&["đầu năm ", "dau nam "]) {
        return Date::new(read_year(&year)?, 1, 1).ok();
    }
    let units = [
        "cuối năm ",
        "cuoi nam ",
        "năm ",
        "nam ",
        "year ",
        "ngày ",
        "ngay ",
        "tháng ",
        "thang ",
    ];
    read_numbers(&after_word(&units)?, today)
}

/// `1y`, `6_thang`, `90_days`: so many units from today.
fn shift_by(amount: &str, sign: i32, today: Date) -> Option<Date> {
    let digits = amount.bytes().take_while(u8::is_ascii_digit).count();
    let count: i32 = amount[..digits].parse().ok()?;
    let unit = amount[digits..].trim_matches('_');
    let (_, unit) = UNIT_NAMES.iter().find(|(known, _)| *known == unit)?;
    shift(today, sign * count, *unit)
}

fn shift(today: Date, count: i32, unit: Unit) -> Option<Date> {
    today.checked_add(unit.span(count)?).ok()
}

fn end_of_month(year: i16, month: i8) -> Option<Date> {
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

fn end_of_year(year: i16) -> Option<Date> {
    end_of_month(year, 12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_type_them() {
        let today = date(2026, 11, 30);
        for (text, day) in [
            ("", today),
            (" hôm nay ", today),
            ("2025-11-30", date(2025, 11, 30)),
            ("30/11/2025", date(2025, 11, 30)),
            ("30-11-2025", date(2025, 11, 30)),
            ("1.2.25", date(2025, 2, 1)),
            ("30/11", date(2026, 11, 30)),
            ("31/12", date(2025, 12, 31)),
            ("2/2024", date(2024, 2, 29)),
            ("2025-06", date(2025, 6, 30)),
            ("tháng 6/2025", date(2025, 6, 30)),
            ("ngày 5/6/2025", date(2025, 6, 5)),
            ("2024", date(2024, 12, 31)),
            ("năm 2024", date(2024, 12, 31)),
            ("đầu năm 2024", date(2024, 1, 1)),
            ("cuối năm ngoái", date(2025, 12, 31)),
            ("đầu năm", date(2026, 1, 1)),
            ("năm ngoái", date(2025, 11, 30)),
            ("nam ngoai", date(2025, 11, 30)),
            ("last year", date(2025, 11, 30)),
            ("-1y", date(2025, 11, 30)),
            ("-1n", date(2025, 11, 30)),
            ("- 1 năm", date(2025, 11, 30)),
            ("1 năm trước", date(2025, 11, 30)),
            ("a year ago", date(0, 1, 1)),
            ("2 years ago", date(2024, 11, 30)),
            ("-9m", date(2026, 2, 28)),
            ("6 tháng trước", date(2026, 5, 30)),
            ("-90d", date(2026, 9, 1)),
            ("+30d", date(2026, 12, 30)),
            ("30 ngày nữa", date(2026, 12, 30)),
            ("hôm qua", date(2026, 11, 29)),
            ("mai kia", date(0, 1, 1)),
            ("32/1/2025", date(0, 1, 1)),
            ("13/2025", date(0, 1, 1)),
            ("-", date(0, 1, 1)),
            ("-99999999999y", date(0, 1, 1)),
            ("-99999y", date(0, 1, 1)),
            ("xyz", date(0, 1, 1)),
        ] {
            let wanted = Some(day).filter(|day| day.year() > 0);
            assert_eq!(read_day(text, today), wanted, "{text}");
        }
    }
}
