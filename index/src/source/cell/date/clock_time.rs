//! Times of day beside a date, and the days by which they move it.
//!
//! JavaScript, Mongo and most interfaces write midnight in Vietnam as `2025-12-31T17:00:00.000Z`: the first day of
//! 2026 here, and of another year there. Vietnam has been at UTC+7 without summer time since 1975. A time without an
//! offset is a Vietnamese one, and moves nothing.

use super::DateLexeme;

/// Minutes by which Vietnam is ahead of UTC.
const VIETNAM_OFFSET: i32 = 7 * 60;

const DAY_MINUTES: i32 = 24 * 60;

/// Largest offset of a time zone, in minutes.
const MAX_OFFSET: i32 = 14 * 60;

/// A time of day; what is not written is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// Minutes since midnight.
    minutes: Option<i32>,
    /// Minutes by which it is ahead of UTC.
    offset: Option<i32>,
}

impl ClockTime {
    /// Days between the written date and the one in Vietnam at that moment; `None` for a time that does not exist.
    pub(super) fn days_to_vietnam(self) -> Option<i32> {
        let is_offset = |offset: i32| offset.abs() <= MAX_OFFSET;
        match (self.minutes, self.offset) {
            (Some(minutes), Some(offset)) => ((0..=DAY_MINUTES).contains(&minutes)
                && is_offset(offset))
            .then(|| (minutes - offset + VIETNAM_OFFSET).div_euclid(DAY_MINUTES)),
            // A date with an offset and no time is a day of a calendar, not a moment.
            (None, Some(offset)) => is_offset(offset).then_some(0),
            (_, None) => Some(0),
        }
    }
}

/// The time of day at the beginning (`10:55:12 AM`, `T17:00:00.000Z`, `07:00 +07:00`), and the lexemes after it.
pub(super) fn match_clock_time<'a, 'b>(
    lexemes: &'a [DateLexeme<'b>],
) -> (ClockTime, &'a [DateLexeme<'b>]) {
    use DateLexeme::{Afternoon, Colon, Morning, Number, Plus, Separator, Time, Universal};
    let mut time = ClockTime::default();
    let mut left = lexemes;
    loop {
        left = match left {
            [Number(hour), Colon, Number(minute), rest @ ..] if time.minutes.is_none() => {
                let Some(minutes) = clock_minutes(hour, minute) else {
                    return (time, left);
                };
                time.minutes = Some(minutes);
                skip_seconds(rest)
            }
            [Morning, rest @ ..] => {
                time.minutes = time.minutes.map(|minutes| minutes % (12 * 60));
                rest
            }
            [Afternoon, rest @ ..] => {
                time.minutes = time.minutes.map(|minutes| minutes % (12 * 60) + 12 * 60);
                rest
            }
            [Universal, rest @ ..] => {
                time.offset = Some(0);
                rest
            }
            [
                sign @ (Plus | Separator(true)),
                Number(hour),
                Colon,
                Number(minute),
                rest @ ..,
            ] if time.minutes.is_some() || *sign == Plus => {
                let Some(minutes) = clock_minutes(hour, minute) else {
                    return (time, left);
                };
                time.offset = Some(signed_offset(*sign, minutes));
                rest
            }
            [sign @ (Plus | Separator(true)), Number(digits), rest @ ..]
                if time.minutes.is_some() && matches!(digits.len(), 1 | 2 | 4) =>
            {
                let (hour, minute) = digits.split_at_checked(2).unwrap_or((digits, ""));
                let Some(minutes) =
                    clock_minutes(hour, if minute.is_empty() { "0" } else { minute })
                else {
                    return (time, left);
                };
                time.offset = Some(signed_offset(*sign, minutes));
                rest
            }
            [Time, rest @ ..] => rest,
            all => return (time, all),
        };
    }
}

/// The lexemes after the seconds and their fraction: `:12`, `:00.000`.
fn skip_seconds<'a, 'b>(lexemes: &'a [DateLexeme<'b>]) -> &'a [DateLexeme<'b>] {
    use DateLexeme::{Colon, Number, Separator};
    match lexemes {
        [
            Colon,
            Number(_),
            Separator(false),
            Number(digits),
            rest @ ..,
        ] if digits.len() <= 9 => rest,
        [Colon, Number(_), rest @ ..] => rest,
        all => all,
    }
}

fn clock_minutes(hour: &str, minute: &str) -> Option<i32> {
    let is_short = hour.len() <= 2 && minute.len() <= 2;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    (is_short && hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

fn signed_offset(sign: DateLexeme<'_>, minutes: i32) -> i32 {
    if sign == DateLexeme::Plus {
        minutes
    } else {
        -minutes
    }
}
