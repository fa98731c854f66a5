//! One recognition as a number, for a fast field.
//!
//! From the low end: stars 3 bits, kind 4 bits (0 none), then three dates of 26 bits each (its own, the one mentioned,
//! the printed expiry), then one bit each for a known decision and a year that disagrees. A date is 2 bits of its kind
//! and 24 bits of a year or of days since 2000-01-01, which holds every day that `jiff` has. The format may change with
//! the index, which can be rebuilt; nothing else may store it.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::product::{DateOrYear, RecognitionKind};
use crate::status::RecognitionSummary;

const EPOCH: Date = Date::constant(2000, 1, 1);

/// Bits of a date, and of the year or the days in it.
const DATE_BITS: u32 = 26;
const DATE_VALUE_BITS: u32 = 24;

/// The lowest bit of each date and flag.
const DATE_OFFSET: u32 = 7;
const MENTION_OFFSET: u32 = DATE_OFFSET + DATE_BITS;
const EXPIRY_OFFSET: u32 = MENTION_OFFSET + DATE_BITS;
const DECIDED_BIT: u32 = EXPIRY_OFFSET + DATE_BITS;
const YEAR_DISAGREES_BIT: u32 = DECIDED_BIT + 1;

pub(crate) fn pack_recognition(recognition: RecognitionSummary) -> u128 {
    let kind = recognition
        .kind
        .and_then(|kind| RecognitionKind::ALL.iter().position(|known| *known == kind))
        .map_or(0, |index| index as u128 + 1);
    u128::from(recognition.star.unwrap_or(0) & 7)
        | kind << 3
        | pack_date(recognition.when) << DATE_OFFSET
        | pack_date(recognition.seen) << MENTION_OFFSET
        | pack_date(recognition.expires.map(DateOrYear::Day)) << EXPIRY_OFFSET
        | u128::from(recognition.has_decision) << DECIDED_BIT
        | u128::from(recognition.year_disagrees) << YEAR_DISAGREES_BIT
}

pub(crate) fn unpack_recognition(packed: u128) -> RecognitionSummary {
    let star = (packed & 7) as u8;
    let kind = (packed >> 3 & 15) as usize;
    RecognitionSummary {
        star: (1..=5).contains(&star).then_some(star),
        kind: kind
            .checked_sub(1)
            .and_then(|index| RecognitionKind::ALL.get(index).copied()),
        when: unpack_date(packed >> DATE_OFFSET),
        seen: unpack_date(packed >> MENTION_OFFSET),
        expires: match unpack_date(packed >> EXPIRY_OFFSET) {
            Some(DateOrYear::Day(day)) => Some(day),
            _ => None,
        },
        has_decision: packed >> DECIDED_BIT & 1 == 1,
        year_disagrees: packed >> YEAR_DISAGREES_BIT & 1 == 1,
    }
}

fn pack_date(when: Option<DateOrYear>) -> u128 {
    let (date_kind, value) = match when {
        None => return 0,
        Some(DateOrYear::Year(year)) => (1, i32::from(year)),
        Some(DateOrYear::Day(day)) => {
            let days = EPOCH.until((Unit::Day, day));
            (2, days.map_or(0, |span| span.get_days()))
        }
    };
    date_kind | u128::from(value as u32 & ((1 << DATE_VALUE_BITS) - 1)) << 2
}

fn unpack_date(packed: u128) -> Option<DateOrYear> {
    // Extends the sign of the value.
    let value = (packed >> 2) as u32 as i32;
    let value = value << (i32::BITS - DATE_VALUE_BITS) >> (i32::BITS - DATE_VALUE_BITS);
    match packed & 3 {
        1 => Some(DateOrYear::Year(value as i16)),
        2 => {
            let days = Span::new().try_days(value).ok()?;
            EPOCH.checked_add(days).ok().map(DateOrYear::Day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use proptest::prelude::*;

    fn day() -> impl Strategy<Value = Date> {
        let days = EPOCH.until((Unit::Day, Date::MIN)).unwrap().get_days()
            ..=EPOCH.until((Unit::Day, Date::MAX)).unwrap().get_days();
        days.prop_map(|days| EPOCH.saturating_add(days.days()))
    }

    fn when() -> impl Strategy<Value = Option<DateOrYear>> {
        prop_oneof![
            Just(None),
            (-9999_i16..=9999).prop_map(|year| Some(DateOrYear::Year(year))),
            day().prop_map(|day| Some(DateOrYear::Day(day))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            star in prop::option::of(1u8..=5),
            kind in prop::option::of(prop::sample::select(&RecognitionKind::ALL[..])),
            when in when(), seen in when(), expires in prop::option::of(day()),
            decided: bool, year_disagrees: bool,
        ) {
            let recognition = RecognitionSummary { star, kind, when, seen, expires, has_decision: decided, year_disagrees };
            prop_assert_eq!(unpack_recognition(pack_recognition(recognition)), recognition);
        }
    }
}
