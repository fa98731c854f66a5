//! When certificates expire: the periods they are counted by, and the ranges of periods a query selects.
//!
//! `2027-03` is a month, `2027` a whole year, `2027-xx` some day of that year which the sources do not name, `over`
//! before the catalogue's day, `none` not known. Two of these with `..` between them are everything from one to the
//! other. `03/2027` is accepted as well. `2027-01-15..2027-06-30`, `..2027-06-30` and `2027-01-15..` are days.
//! Must not: ask for a day; the catalogue has one.

use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::facet::NOT_GIVEN;
use super::language::name::normalize_name;

/// When a certificate expires. Ordered by time; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExpiryPeriod {
    /// Before the catalogue's day.
    Expired,
    /// In this year.
    Within {
        /// The year.
        year: i16,
        /// The month of it.
        month: ExpiryMonth,
    },
    /// The sources do not say.
    Unknown,
}

/// The month of an expiry date. An unknown month comes after the twelve known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExpiryMonth {
    /// 1 to 12.
    Known(i8),
    /// Some day of the year; the sources do not say which.
    Unknown,
}

const JANUARY: ExpiryMonth = ExpiryMonth::Known(1);

/// How an unknown month is written.
const UNKNOWN_MONTH_TEXT: &str = "xx";

/// Names of what has expired; the first is the one that is written.
const EXPIRED_NAMES: [&str; 3] = ["over", "het_han", "qua_han"];

/// Names of what is not known; the first is the one that is written.
const UNKNOWN_NAMES: [&str; 2] = [NOT_GIVEN, "chua_ro"];

impl ExpiryPeriod {
    /// The key in machine-readable output: `over`, `2027-03`, `2027`, or `none` where it is not known.
    pub fn key(self) -> String {
        match self {
            Self::Expired => EXPIRED_NAMES[0].to_owned(),
            Self::Within { year, month } => match month {
                ExpiryMonth::Known(month) => format!("{year}-{month:02}"),
                ExpiryMonth::Unknown => year.to_string(),
            },
            Self::Unknown => NOT_GIVEN.to_owned(),
        }
    }

    /// As the query language writes it; unlike [`Self::key`], a year alone would be all its months there.
    fn to_query_text(self) -> String {
        match self {
            Self::Within {
                year,
                month: ExpiryMonth::Unknown,
            } => format!("{year}-{UNKNOWN_MONTH_TEXT}"),
            other => other.key(),
        }
    }
}

/// Days, either end open. A certificate of which only the year is known is in them when the whole year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExpiryDays {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

impl ExpiryDays {
    /// From the first to the last day.
    pub const fn new(first: Option<Date>, last: Option<Date>) -> Self {
        Self { first, last }
    }

    /// True when every day from `earliest` to `latest` is in it.
    pub fn contains(&self, earliest: Date, latest: Date) -> bool {
        self.first.is_none_or(|first| first <= earliest)
            && self.last.is_none_or(|last| latest <= last)
    }

    /// `2027-01-01..2027-06-30`, `..2027-06-30`, `2027-01-01..`; `None` for any other text.
    fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..")?;
        let parse_end = |text: &str| match text.trim() {
            "" => Some(None),
            text => (text.len() == 10)
                .then(|| text.parse().ok())
                .flatten()
                .map(Some),
        };
        let days = Self::new(parse_end(first)?, parse_end(last)?);
        let is_ordered = match (days.first, days.last) {
            (None, None) => false,
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        is_ordered.then_some(days)
    }
}

impl fmt::Display for ExpiryDays {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        write!(out, "{}..{}", end(self.first), end(self.last))
    }
}

/// The expiries that a query selects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExpiryRange(SelectedExpiries);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum SelectedExpiries {
    /// From the first to the last of these periods.
    Periods(RangeInclusive<ExpiryPeriod>),
    /// Days, whether they are over or not.
    Days(ExpiryDays),
}

impl ExpiryRange {
    /// This period alone.
    pub const fn single(period: ExpiryPeriod) -> Self {
        Self(SelectedExpiries::Periods(period..=period))
    }

    /// Parses a period, two with `..` between them, or days; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(days) = ExpiryDays::parse(text) {
            return Some(Self(SelectedExpiries::Days(days)));
        }
        let Some((from, to)) = text.split_once("..") else {
            return parse_periods(text.trim())
                .map(|periods| Self(SelectedExpiries::Periods(periods)));
        };
        let (from, to) = (parse_periods(from.trim())?, parse_periods(to.trim())?);
        let (from, to) = (*from.start(), *to.end());
        (from <= to).then_some(Self(SelectedExpiries::Periods(from..=to)))
    }

    /// True when the range has a certificate of this period, which expires on one of these days, if they are known.
    pub fn contains(&self, period: ExpiryPeriod, days: Option<(Date, Date)>) -> bool {
        match &self.0 {
            SelectedExpiries::Periods(periods) => match (period, days, days_of_periods(periods)) {
                (
                    ExpiryPeriod::Within {
                        month: ExpiryMonth::Unknown,
                        ..
                    },
                    Some((earliest, latest)),
                    Some(range),
                ) => range.contains(earliest, latest),
                _ => periods.contains(&period),
            },
            SelectedExpiries::Days(range) => {
                days.is_some_and(|(earliest, latest)| range.contains(earliest, latest))
            }
        }
    }
}

impl fmt::Display for ExpiryRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let periods = match &self.0 {
            SelectedExpiries::Periods(periods) => periods,
            SelectedExpiries::Days(days) => return days.fmt(out),
        };
        let (from, to) = (*periods.start(), *periods.end());
        match (from, to) {
            (
                ExpiryPeriod::Within {
                    year,
                    month: JANUARY,
                },
                ExpiryPeriod::Within {
                    year: same,
                    month: ExpiryMonth::Unknown,
                },
            ) if same == year => write!(out, "{year}"),
            _ if from == to => out.write_str(&from.to_query_text()),
            _ => write!(out, "{}..{}", from.to_query_text(), to.to_query_text()),
        }
    }
}

/// The days from the first to the last of these months, for certificates of which only the year is known: the same
/// months give the same list, however they are written. `None` where an end is no month, as in `2027-xx`.
fn days_of_periods(periods: &RangeInclusive<ExpiryPeriod>) -> Option<ExpiryDays> {
    let first = match *periods.start() {
        ExpiryPeriod::Expired => None,
        ExpiryPeriod::Within {
            year,
            month: ExpiryMonth::Known(month),
        } => Some(Date::new(year, month, 1).ok()?),
        _ => return None,
    };
    let ExpiryPeriod::Within { year, month } = *periods.end() else {
        return None;
    };
    let month = match month {
        ExpiryMonth::Known(month) => month,
        ExpiryMonth::Unknown => 12,
    };
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    Some(ExpiryDays::new(first, Some(last)))
}

/// A month, a year, or one of the names.
fn parse_periods(text: &str) -> Option<RangeInclusive<ExpiryPeriod>> {
    let name = normalize_name(text);
    if EXPIRED_NAMES.contains(&&*name) {
        return Some(ExpiryPeriod::Expired..=ExpiryPeriod::Expired);
    }
    if UNKNOWN_NAMES.contains(&&*name) {
        return Some(ExpiryPeriod::Unknown..=ExpiryPeriod::Unknown);
    }
    let within = |year, month| ExpiryPeriod::Within { year, month };
    if let Some(year) = parse_year(text) {
        return Some(within(year, JANUARY)..=within(year, ExpiryMonth::Unknown));
    }
    let (first, second) = text.split_once(['-', '/', '.'])?;
    let (year, month) = match (parse_year(first), parse_year(second)) {
        (Some(year), None) => (year, second),
        (None, Some(year)) => (year, first),
        _ => return None,
    };
    let period = within(year, parse_month(month)?);
    Some(period..=period)
}

fn parse_month(text: &str) -> Option<ExpiryMonth> {
    if text.eq_ignore_ascii_case(UNKNOWN_MONTH_TEXT) {
        return Some(ExpiryMonth::Unknown);
    }
    let month = as_digits(text, 1..=2)?.parse().ok()?;
    (1..=12)
        .contains(&month)
        .then_some(ExpiryMonth::Known(month))
}

fn parse_year(text: &str) -> Option<i16> {
    as_digits(text, 4..=4)?.parse().ok()
}

fn as_digits(text: &str, length: RangeInclusive<usize>) -> Option<&str> {
    let all = text.bytes().all(|byte| byte.is_ascii_digit());
    (all && length.contains(&text.len())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_are_read_and_written() {
        for (text, written) in [
            ("2027-03", "2027-03"),
            ("2027-3", "2027-03"),
            ("03/2027", "2027-03"),
            ("3.2027", "2027-03"),
            ("2027", "2027"),
            ("2027-xx", "2027-xx"),
            ("2026-12..2027-02", "2026-12..2027-02"),
            ("2026..2027", "2026-01..2027-xx"),
            ("over", "over"),
            ("Hết hạn", "over"),
            ("none", "none"),
            ("over..2027-03", "over..2027-03"),
        ] {
            let ends = ExpiryRange::parse(text).unwrap();
            assert_eq!(ends.to_string(), written, "{text}");
            assert_eq!(ExpiryRange::parse(written), Some(ends), "{text}");
        }
        for text in [
            "",
            "x",
            "13",
            "2027-13",
            "2027-00",
            "27-03",
            "2027-03-01",
            "..",
            "2027..",
            "03..2027",
            "2027..2026",
            "2027-2028",
        ] {
            assert_eq!(ExpiryRange::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_and_the_same_days_have_the_same_certificates_of_a_year() {
        // On 2026-11-30 what expires in 2026 has a month left.
        let left = Some((date(2026, 11, 30), date(2026, 12, 31)));
        let in_2026 = ExpiryPeriod::Within {
            year: 2026,
            month: ExpiryMonth::Unknown,
        };
        for (months, days) in [
            ("2026-10..2026-12", "2026-10-01..2026-12-31"),
            ("2026-12..2027-01", "2026-12-01..2027-01-31"),
            ("2026-12", "2026-12-01..2026-12-31"),
            ("2026", "2026-01-01..2026-12-31"),
            ("over..2026-11", "..2026-11-30"),
            ("over..2026-12", "..2026-12-31"),
        ] {
            let has = |range: &str| ExpiryRange::parse(range).unwrap().contains(in_2026, left);
            assert_eq!(has(months), has(days), "{months}");
        }
        assert!(
            ExpiryRange::parse("2026-xx")
                .unwrap()
                .contains(in_2026, left)
        );
    }

    #[test]
    fn a_year_has_its_months_and_what_is_only_known_to_be_in_it() {
        let month = |year, month| ExpiryPeriod::Within {
            year,
            month: ExpiryMonth::Known(month),
        };
        let some_month = |year| ExpiryPeriod::Within {
            year,
            month: ExpiryMonth::Unknown,
        };
        let year = ExpiryRange::parse("2027").unwrap();
        assert!(year.contains(month(2027, 1), None) && year.contains(some_month(2027), None));
        assert!(
            !year.contains(some_month(2026), None) && !year.contains(ExpiryPeriod::Expired, None)
        );
        assert!(!year.contains(ExpiryPeriod::Unknown, None));
        let some_day = ExpiryRange::parse("2027-xx").unwrap();
        assert!(
            some_day.contains(some_month(2027), None) && !some_day.contains(month(2027, 12), None)
        );
    }
}
