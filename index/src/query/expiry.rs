//! When certificates end: as they are counted, and as it is asked for.
//!
//! `2027-03` is a month, `2027` all of a year, `2027-xx` some day of it that the sources do not name, `over` before the
//! catalogue's day, `none` not known; two of these with `..` between them are everything from one to the other. `03/2027`
//! is understood as well. Must not: know a day; the catalogue has one.

use std::fmt;
use std::ops::RangeInclusive;

use super::NOT_GIVEN;
use super::language::field;

/// When a certificate ends. In the order of time; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExpiryPeriod {
    /// Before the catalogue's day.
    Expired,
    /// In this month, 1 to 12, of this year; month 13 stands for "some day of the year, the sources do not say which".
    Within {
        /// The year.
        year: i16,
        /// The month; 13 where only the year is known.
        month: i8,
    },
    /// The sources do not say.
    Unknown,
}

/// The month that stands for some day of the year.
const UNKNOWN_MONTH: i8 = 13;

/// How that is written.
const UNKNOWN_MONTH_TEXT: &str = "xx";

/// How the past is written, and what else means it.
const EXPIRED_NAMES: [&str; 3] = ["over", "het_han", "qua_han"];

/// How "not known" is written, and what else means it.
const UNKNOWN_NAMES: [&str; 2] = [NOT_GIVEN, "chua_ro"];

impl ExpiryPeriod {
    /// `over`, `2027-03`, `2027`, or `none` for not known: the key in machine-readable output.
    pub fn key(self) -> String {
        match self {
            Self::Expired => EXPIRED_NAMES[0].to_owned(),
            Self::Within { year, month } if month >= UNKNOWN_MONTH => year.to_string(),
            Self::Within { year, month } => format!("{year}-{month:02}"),
            Self::Unknown => NOT_GIVEN.to_owned(),
        }
    }
}

/// Ends that are asked for: from the first to the last of these.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExpiryRange(RangeInclusive<ExpiryPeriod>);

impl ExpiryRange {
    /// Exactly these.
    pub const fn single(due: ExpiryPeriod) -> Self {
        Self(due..=due)
    }

    /// What a text asks for; `None` when it is no time.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else {
            return parse_periods(text.trim()).map(Self);
        };
        let (from, to) = (parse_periods(from.trim())?, parse_periods(to.trim())?);
        let (from, to) = (*from.start(), *to.end());
        (from <= to).then_some(Self(from..=to))
    }

    /// True when a certificate that ends then is asked for.
    pub fn contains(&self, due: ExpiryPeriod) -> bool {
        self.0.contains(&due)
    }
}

impl fmt::Display for ExpiryRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (*self.0.start(), *self.0.end());
        match (from, to) {
            (
                ExpiryPeriod::Within { year, month: 1 },
                ExpiryPeriod::Within { year: same, month },
            ) if (month, same) == (UNKNOWN_MONTH, year) => {
                write!(out, "{year}")
            }
            _ if from == to => out.write_str(&format_period(from)),
            _ => write!(out, "{}..{}", format_period(from), format_period(to)),
        }
    }
}

fn format_period(due: ExpiryPeriod) -> String {
    match due {
        ExpiryPeriod::Within { year, month } if month >= UNKNOWN_MONTH => {
            format!("{year}-{UNKNOWN_MONTH_TEXT}")
        }
        due => due.key(),
    }
}

/// A month, a year, or one of the names.
fn parse_periods(text: &str) -> Option<RangeInclusive<ExpiryPeriod>> {
    let within = |year, month| ExpiryPeriod::Within { year, month };
    let name = field::normalize_name(text);
    if EXPIRED_NAMES.contains(&&*name) {
        return Some(ExpiryPeriod::Expired..=ExpiryPeriod::Expired);
    }
    if UNKNOWN_NAMES.contains(&&*name) {
        return Some(ExpiryPeriod::Unknown..=ExpiryPeriod::Unknown);
    }
    if let Some(year) = parse_year(text) {
        return Some(within(year, 1)..=within(year, UNKNOWN_MONTH));
    }
    let (first, second) = text.split_once(['-', '/', '.'])?;
    let (year, month) = match (parse_year(first), parse_year(second)) {
        (Some(year), None) => (year, second),
        (None, Some(year)) => (year, first),
        _ => return None,
    };
    let month = if month.eq_ignore_ascii_case(UNKNOWN_MONTH_TEXT) {
        UNKNOWN_MONTH
    } else {
        let month = as_digits(month, 1..=2)?.parse().ok()?;
        (1..UNKNOWN_MONTH).contains(&month).then_some(month)?
    };
    let due = within(year, month);
    Some(due..=due)
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
    fn a_year_has_its_months_and_what_is_only_known_to_be_in_it() {
        let within = |year, month| ExpiryPeriod::Within { year, month };
        let year = ExpiryRange::parse("2027").unwrap();
        assert!(year.contains(within(2027, 1)) && year.contains(within(2027, 13)));
        assert!(!year.contains(within(2026, 13)) && !year.contains(ExpiryPeriod::Expired));
        assert!(!year.contains(ExpiryPeriod::Unknown));
        let some_day = ExpiryRange::parse("2027-xx").unwrap();
        assert!(some_day.contains(within(2027, 13)) && !some_day.contains(within(2027, 12)));
    }
}
