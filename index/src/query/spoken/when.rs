//! Times as people say them: `tháng 12/2026`, `quý I năm sau`, `30/6`, `năm ngoái`, `90 ngày`.
//!
//! A month, a quarter or a day without a year is the next one that is not over yet.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use super::number::match_number;
use super::phrase_list::{PhraseList, plain_list};
use super::spoken_word::SpokenWord;
use crate::vietnamese::{Word, split_words};

/// The days from `first` to `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl DaySpan {
    const fn of_day(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// The same span in the year of a later one that it is the beginning of: `từ tháng 1 đến tháng 6 năm 2025` names
    /// the year once.
    pub(super) fn with_year_of(self, end: Self) -> Self {
        if self.first <= end.last {
            return self;
        }
        let year = end.last.year();
        let moved = |day: Date| day.with().year(year).build().ok();
        match (moved(self.first), moved(self.last)) {
            (Some(first), Some(last)) => Self { first, last },
            _ => self,
        }
    }
}

/// A span with the word after it.
type Found = (usize, DaySpan);

/// The years that are read without the word `năm`.
const YEARS: std::ops::RangeInclusive<u32> = 2018..=2049;

/// Words beside a unit of time, and how many units they are from now.
const RELATIVE_WORDS: [(&str, i64); 15] = [
    ("tới", 1),
    ("sau", 1),
    ("kế", 1),
    ("kế tiếp", 1),
    ("tiếp theo", 1),
    ("next", 1),
    ("này", 0),
    ("nay", 0),
    ("hiện tại", 0),
    ("hiện nay", 0),
    ("this", 0),
    ("trước", -1),
    ("ngoái", -1),
    ("vừa rồi", -1),
    ("last", -1),
];

/// Days, and how many they are from now.
const RELATIVE_DAYS: [(&str, i32); 5] = [
    ("hôm nay", 0),
    ("nay", 0),
    ("ngày mai", 1),
    ("today", 0),
    ("tomorrow", 1),
];

/// Words before a day that say nothing more.
static DAY_WORDS: [&str; 3] = ["ngày", "vào ngày", "hôm"];

/// A word of a time that is neither a number nor relative to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeWord {
    Month,
    Year,
    Six,
    Half,
    Beginning,
    End,
    NextYear,
}

const TIME_WORDS: [(&str, TimeWord); 8] = [
    ("tháng", TimeWord::Month),
    ("năm", TimeWord::Year),
    ("sáu", TimeWord::Six),
    ("nửa", TimeWord::Half),
    ("đầu", TimeWord::Beginning),
    ("cuối", TimeWord::End),
    ("sang năm", TimeWord::NextYear),
    ("qua năm", TimeWord::NextYear),
];

static RELATIVE: LazyLock<PhraseList<i64>> = LazyLock::new(|| PhraseList::new(RELATIVE_WORDS));
static DAYS_FROM_NOW: LazyLock<PhraseList<i32>> = LazyLock::new(|| PhraseList::new(RELATIVE_DAYS));
static BEFORE_DAY: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&DAY_WORDS));
static TIMES: LazyLock<PhraseList<TimeWord>> = LazyLock::new(|| PhraseList::new(TIME_WORDS));

const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const ROMAN_QUARTERS: [&str; 4] = ["i", "ii", "iii", "iv"];

/// Bare letters of the first words of times, numbers and the names of months aside.
const FIRST_WORDS: [&str; 29] = [
    "ngay", "vao", "hom", "nay", "tuan", "thang", "qui", "quy", "nam", "week", "month", "quarter",
    "year", "q", "q1", "q2", "q3", "q4", "today", "tomorrow", "sau", "nua", "dau", "cuoi", "sang",
    "qua", "next", "this", "last",
];

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeUnit {
    Week,
    Month,
    Quarter,
    Year,
}

const UNIT_WORDS: [(&str, TimeUnit); 9] = [
    ("tuần", TimeUnit::Week),
    ("tháng", TimeUnit::Month),
    ("quý", TimeUnit::Quarter),
    ("năm", TimeUnit::Year),
    ("week", TimeUnit::Week),
    ("month", TimeUnit::Month),
    ("quarter", TimeUnit::Quarter),
    ("year", TimeUnit::Year),
    ("q", TimeUnit::Quarter),
];

static UNITS: LazyLock<Vec<(Word, TimeUnit)>> = LazyLock::new(|| {
    let words = UNIT_WORDS.iter();
    words
        .flat_map(|(text, unit)| split_words(text).into_iter().map(|word| (word, *unit)))
        .collect()
});

/// Every time that begins here.
pub(super) fn match_when(words: &[SpokenWord], start: usize, today: Date) -> Vec<Found> {
    let reader = WhenReader { words, today };
    if !reader.may_begin(start) {
        return Vec::new();
    }
    let start = BEFORE_DAY.find(words, start).map_or(start, |(end, ())| end);
    // `thang sau` is the next month before it is June.
    let mut found: Vec<Found> = reader.relative(start).into_iter().collect();
    found.extend(reader.relative_day(start));
    found.extend(reader.day(start));
    found.extend(reader.month(start));
    found.extend(reader.quarter(start));
    found.extend(reader.half_year(start));
    found.extend(reader.year(start, true));
    found
}

/// Every whole year that begins here; without the word `năm` only where `is_bare_allowed`.
pub(super) fn match_year(
    words: &[SpokenWord],
    start: usize,
    today: Date,
    is_bare_allowed: bool,
) -> Vec<Found> {
    let reader = WhenReader { words, today };
    if !reader.may_begin(start) {
        return Vec::new();
    }
    let mut found: Vec<Found> = reader.year(start, is_bare_allowed).into_iter().collect();
    let is_year =
        |(_, span): &Found| span.first.day_of_year() == 1 && span.first.year() == span.last.year();
    let relative = reader.relative(start);
    found.extend(relative.filter(|found| is_year(found) && found.1.last.month() == 12));
    found
}

/// Every time to come that begins here: `tháng tới`, `quý sau`, `tuần này`.
pub(super) fn match_future(words: &[SpokenWord], start: usize, today: Date) -> Vec<Found> {
    let reader = WhenReader { words, today };
    if !reader.may_begin(start) {
        return Vec::new();
    }
    let relative = reader.relative(start);
    relative
        .filter(|(_, span)| span.first > today)
        .into_iter()
        .collect()
}

struct WhenReader<'a> {
    words: &'a [SpokenWord],
    today: Date,
}

impl WhenReader<'_> {
    /// A quick look: most words begin no time.
    fn may_begin(&self, start: usize) -> bool {
        let is_known = |word: &SpokenWord| {
            let mut typed = std::iter::once(&word.word).chain(&word.decoded);
            word.number.is_some()
                || typed.any(|typed| {
                    FIRST_WORDS.contains(&&*typed.fold)
                        || MONTH_NAMES
                            .iter()
                            .any(|name| name.starts_with(&*typed.fold))
                })
        };
        let is_unit_with_slip = || self.unit(start).is_some();
        self.words.get(start).is_some_and(is_known) || is_unit_with_slip()
    }

    fn is_word(&self, at: usize, meant: TimeWord) -> bool {
        TIMES
            .find(self.words, at)
            .is_some_and(|(_, word)| word == meant)
    }

    fn is_sign(&self, at: usize, signs: &[&str]) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| word.is_sign && signs.contains(&word.word.fold.as_str()))
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.words.get(at)?.number
    }

    fn unit(&self, at: usize) -> Option<TimeUnit> {
        let word = self.words.get(at)?;
        UNITS
            .iter()
            .find(|(meant, _)| {
                word.matches(meant) || meant.fold.len() > 3 && word.is_slip_of(meant)
            })
            .map(|(_, unit)| *unit)
    }

    /// `hôm nay`, `ngày mai`, `today`.
    fn relative_day(&self, start: usize) -> Option<Found> {
        let (end, days) = DAYS_FROM_NOW.find(self.words, start)?;
        let day = self.today.checked_add(days.days()).ok()?;
        Some((end, DaySpan::of_day(day)))
    }

    /// `30/6/2027`, `30-6`, `30 tháng 6 năm 2027`.
    fn day(&self, start: usize) -> Option<Found> {
        let day = i8::try_from(self.number(start)?).ok()?;
        let has_sign = self.is_sign(start + 1, &["/", "-"]);
        if !has_sign && !self.is_word(start + 1, TimeWord::Month) {
            return None;
        }
        let month = i8::try_from(self.number(start + 2)?).ok()?;
        let year = self.year_after(start + 3);
        let (end, year) = match year {
            Some((end, year)) => (end, year),
            None => (start + 3, self.next_year_of(month, day)?),
        };
        let day = Date::new(year, month, day).ok()?;
        Some((end, DaySpan::of_day(day)))
    }

    /// The year behind a month or a day: `/2027`, `năm 2027`, `2027`, `năm sau`.
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let at = at + usize::from(self.is_sign(at, &["/", "-", ","]));
        if let Some(found) = self.year(at, true).or_else(|| self.relative_year(at)) {
            return Some((found.0, found.1.first.year()));
        }
        let word = self.words.get(at)?;
        let short = word
            .number
            .filter(|year| word.word.fold.len() == 2 && (18..50).contains(year))?;
        let is_after_sign = at > 0 && self.is_sign(at - 1, &["/", "-"]);
        let year = i16::try_from(2000 + short).ok()?;
        is_after_sign.then_some((at + 1, year))
    }

    fn relative_year(&self, at: usize) -> Option<Found> {
        let is_year = self.unit(at) == Some(TimeUnit::Year);
        let (end, step) = RELATIVE.find(self.words, at + 1).filter(|_| is_year)?;
        let year = self.today.year() + i16::try_from(step).ok()?;
        Some((end, year_span(year)?))
    }

    /// The year in which this day comes next.
    fn next_year_of(&self, month: i8, day: i8) -> Option<i16> {
        let year = self.today.year();
        let this_year = Date::new(year, month, day).ok()?;
        Some(if this_year < self.today {
            year + 1
        } else {
            year
        })
    }

    /// `tháng 12/2026`, `tháng mười hai`, `12/2026`, `December 2026`.
    fn month(&self, start: usize) -> Option<Found> {
        let named = MONTH_NAMES.iter().position(|name| {
            let word = self.words.get(start);
            word.is_some_and(|word| {
                !word.is_sign && (word.word.fold == *name || word.word.fold == name[..3])
            })
        });
        let (after, month) = if let Some(index) = named {
            (start + 1, u32::try_from(index).ok()? + 1)
        } else if self.unit(start) == Some(TimeUnit::Month) {
            match_number(self.words, start + 1)?
        } else {
            // `12/2026`: only with its year.
            let month = self.number(start)?;
            let year = self.number(start + 2).filter(|year| YEARS.contains(year));
            (self.is_sign(start + 1, &["/", "-"]) && year.is_some())
                .then_some((start + 1, month))?
        };
        let month = i8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        let (end, year) = match self.year_after(after) {
            Some((end, year)) => (end, year),
            None if month < self.today.month() => (after, self.today.year() + 1),
            None => (after, self.today.year()),
        };
        Some((end, months_span(year, month, 1)?))
    }

    /// `quý I năm sau`, `quý 2/2027`, `Q1 2027`, `quý 3`.
    fn quarter(&self, start: usize) -> Option<Found> {
        let glued = self.words.get(start).and_then(|word| {
            let quarter = word.word.fold.strip_prefix('q')?;
            quarter.parse::<u32>().ok()
        });
        let (after, quarter) = if let Some(quarter) = glued {
            (start + 1, quarter)
        } else {
            if self.unit(start) != Some(TimeUnit::Quarter) {
                return None;
            }
            let roman = self.words.get(start + 1).and_then(|word| {
                let mut all = ROMAN_QUARTERS.iter();
                all.position(|roman| word.word.fold == *roman)
            });
            match roman {
                Some(index) => (start + 2, u32::try_from(index).ok()? + 1),
                None => match_number(self.words, start + 1)?,
            }
        };
        let quarter = i8::try_from(quarter)
            .ok()
            .filter(|quarter| (1..=4).contains(quarter))?;
        let current = quarter_of(self.today);
        let (end, year) = match self.year_after(after) {
            Some((end, year)) => (end, year),
            None if quarter < current => (after, self.today.year() + 1),
            None => (after, self.today.year()),
        };
        Some((end, months_span(year, quarter * 3 - 2, 3)?))
    }

    /// `6 tháng đầu năm 2027`, `nửa cuối năm`, `đầu năm sau`, `cuối năm`.
    fn half_year(&self, start: usize) -> Option<Found> {
        let six = self.number(start) == Some(6) || self.is_word(start, TimeWord::Six);
        let after_count = if six && self.is_word(start + 1, TimeWord::Month) {
            Some(start + 2)
        } else if self.is_word(start, TimeWord::Half) {
            Some(start + 1)
        } else {
            None
        };
        let at = after_count.unwrap_or(start);
        let is_first = self.is_word(at, TimeWord::Beginning);
        if !is_first && !self.is_word(at, TimeWord::End) || !self.is_word(at + 1, TimeWord::Year) {
            return None;
        }
        let year = self
            .year(at + 1, false)
            .or_else(|| self.relative_year(at + 1));
        let (end, year) = match year {
            Some((end, span)) => (end, span.first.year()),
            None => (at + 2, self.today.year()),
        };
        // The beginning and the end of a year without a number are its first and last quarter.
        let months: i8 = if after_count.is_some() { 6 } else { 3 };
        let first = if is_first { 1 } else { 13 - months };
        Some((end, months_span(year, first, months)?))
    }

    /// `năm 2027`, and `2027` where that is enough.
    fn year(&self, start: usize, is_bare_allowed: bool) -> Option<Found> {
        let has_word = self.unit(start) == Some(TimeUnit::Year);
        if !has_word && !is_bare_allowed {
            return None;
        }
        let at = start + usize::from(has_word);
        let word = self.words.get(at)?;
        let year = word
            .number
            .filter(|year| word.word.fold.len() == 4 && YEARS.contains(year))?;
        Some((at + 1, year_span(i16::try_from(year).ok()?)?))
    }

    /// `tháng tới`, `quý này`, `năm ngoái`, `next month`.
    fn relative(&self, start: usize) -> Option<Found> {
        let after_unit = self.unit(start).and_then(|unit| {
            let (end, step) = RELATIVE.find(self.words, start + 1)?;
            Some((end, unit, step))
        });
        let before_unit = || {
            let (end, step) = RELATIVE.find(self.words, start)?;
            let first = self.words.get(start)?.word.fold.as_str();
            let is_english = end == start + 1 && matches!(first, "next" | "this" | "last");
            let unit = self.unit(start + 1).filter(|_| is_english)?;
            Some((start + 2, unit, step))
        };
        // `sang năm` has its word before the unit.
        let next_year = || {
            let is_next = self.is_word(start, TimeWord::NextYear);
            is_next.then_some((start + 2, TimeUnit::Year, 1))
        };
        let (end, unit, step) = after_unit.or_else(next_year).or_else(before_unit)?;
        Some((end, relative_span(self.today, unit, step)?))
    }
}

fn quarter_of(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

fn relative_span(today: Date, unit: TimeUnit, step: i64) -> Option<DaySpan> {
    match unit {
        TimeUnit::Year => year_span(today.year() + i16::try_from(step).ok()?),
        TimeUnit::Month => {
            let day = today.first_of_month().checked_add(step.months()).ok()?;
            months_span(day.year(), day.month(), 1)
        }
        TimeUnit::Quarter => {
            let first = Date::new(today.year(), quarter_of(today) * 3 - 2, 1).ok()?;
            let day = first.checked_add((step * 3).months()).ok()?;
            months_span(day.year(), day.month(), 3)
        }
        TimeUnit::Week => {
            let since_monday = today.weekday().to_monday_zero_offset();
            let monday = today.checked_sub(i32::from(since_monday).days()).ok()?;
            let first = monday.checked_add((step * 7).days()).ok()?;
            Some(DaySpan {
                first,
                last: first.checked_add(6.days()).ok()?,
            })
        }
    }
}

fn year_span(year: i16) -> Option<DaySpan> {
    months_span(year, 1, 12)
}

/// This many months from the first of a month.
fn months_span(year: i16, month: i8, count: i8) -> Option<DaySpan> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.checked_add(i32::from(count - 1).months()).ok()?;
    Some(DaySpan {
        first,
        last: last.last_of_month(),
    })
}
