//! When certificates end: as they are counted, and as it is asked for.
//!
//! `2027-03` is a month, `2027` all of a year, `2027-xx` some day of it that the sources do not name, `over` before the
//! catalogue's day, `none` not known; two of these with `..` between them are everything from one to the other. `03/2027`
//! is understood as well. Must not: know a day; the catalogue has one.

use std::fmt;
use std::ops::RangeInclusive;

use super::NONE;
use super::language::field;

/// When a certificate ends. In the order of time; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Due {
    /// Before the catalogue's day.
    Over,
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
const SOME_DAY: i8 = 13;

/// How that is written.
const SOME: &str = "xx";

/// How the past is written, and what else means it.
const OVER: [&str; 3] = ["over", "het_han", "qua_han"];

/// How "not known" is written, and what else means it.
const UNKNOWN: [&str; 2] = [NONE, "chua_ro"];

impl Due {
    /// `over`, `2027-03`, `2027`, or `none` for not known: the key in machine-readable output.
    pub fn key(self) -> String {
        match self {
            Self::Over => OVER[0].to_owned(),
            Self::Within { year, month } if month >= SOME_DAY => year.to_string(),
            Self::Within { year, month } => format!("{year}-{month:02}"),
            Self::Unknown => NONE.to_owned(),
        }
    }
}

/// Ends that are asked for: from the first to the last of these.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ends(RangeInclusive<Due>);

impl Ends {
    /// Exactly these.
    pub const fn at(due: Due) -> Self {
        Self(due..=due)
    }

    /// What a text asks for; `None` when it is no time.
    pub fn read(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else {
            return one(text.trim()).map(Self);
        };
        let (from, to) = (one(from.trim())?, one(to.trim())?);
        let (from, to) = (*from.start(), *to.end());
        (from <= to).then_some(Self(from..=to))
    }

    /// True when a certificate that ends then is asked for.
    pub fn has(&self, due: Due) -> bool {
        self.0.contains(&due)
    }
}

impl fmt::Display for Ends {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (*self.0.start(), *self.0.end());
        match (from, to) {
            (Due::Within { year, month: 1 }, Due::Within { year: same, month })
                if (month, same) == (SOME_DAY, year) =>
            {
                write!(out, "{year}")
            }
            _ if from == to => out.write_str(&written(from)),
            _ => write!(out, "{}..{}", written(from), written(to)),
        }
    }
}

fn written(due: Due) -> String {
    match due {
        Due::Within { year, month } if month >= SOME_DAY => format!("{year}-{SOME}"),
        due => due.key(),
    }
}

/// A month, a year, or one of the names.
fn one(text: &str) -> Option<RangeInclusive<Due>> {
    let within = |year, month| Due::Within { year, month };
    let name = field::key(text);
    if OVER.contains(&&*name) {
        return Some(Due::Over..=Due::Over);
    }
    if UNKNOWN.contains(&&*name) {
        return Some(Due::Unknown..=Due::Unknown);
    }
    if let Some(year) = year(text) {
        return Some(within(year, 1)..=within(year, SOME_DAY));
    }
    let (first, second) = text.split_once(['-', '/', '.'])?;
    let (year, month) = match (year(first), year(second)) {
        (Some(year), None) => (year, second),
        (None, Some(year)) => (year, first),
        _ => return None,
    };
    let month = if month.eq_ignore_ascii_case(SOME) {
        SOME_DAY
    } else {
        let month = digits(month, 1..=2)?.parse().ok()?;
        (1..SOME_DAY).contains(&month).then_some(month)?
    };
    let due = within(year, month);
    Some(due..=due)
}

fn year(text: &str) -> Option<i16> {
    digits(text, 4..=4)?.parse().ok()
}

fn digits(text: &str, length: RangeInclusive<usize>) -> Option<&str> {
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
            let ends = Ends::read(text).unwrap();
            assert_eq!(ends.to_string(), written, "{text}");
            assert_eq!(Ends::read(written), Some(ends), "{text}");
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
            assert_eq!(Ends::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_has_its_months_and_what_is_only_known_to_be_in_it() {
        let within = |year, month| Due::Within { year, month };
        let year = Ends::read("2027").unwrap();
        assert!(year.has(within(2027, 1)) && year.has(within(2027, 13)));
        assert!(!year.has(within(2026, 13)) && !year.has(Due::Over));
        assert!(!year.has(Due::Unknown));
        let some_day = Ends::read("2027-xx").unwrap();
        assert!(some_day.has(within(2027, 13)) && !some_day.has(within(2027, 12)));
    }
}
