//! One recognition as a number, for a fast field.
//!
//! From the low end: stars 3 bits, kind 4 bits (0 none), then three dates of 26 bits each (own, spoken
//! of, printed expiry), then one bit each for a known decision and a year that disagrees. A date is 2 bits of what it
//! is and 24 bits of a year or of days around 2000-01-01, so that every day there is has its number. Must not: be
//! written to a file that is not rebuildable.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::product::{RecognitionKind, When};
use crate::status::Act;

const EPOCH: Date = Date::constant(2000, 1, 1);

/// Bits of a date, and of the year or the days in it.
const DATE: u32 = 26;
const VALUE: u32 = 24;

/// Where the dates begin, and what follows them.
const WHEN: u32 = 7;
const SEEN: u32 = WHEN + DATE;
const EXPIRES: u32 = SEEN + DATE;
const DECIDED: u32 = EXPIRES + DATE;
const YEAR_DISAGREES: u32 = DECIDED + 1;

/// The packed form.
pub(super) fn pack(act: Act) -> u128 {
    let kind = act
        .kind
        .and_then(|kind| RecognitionKind::ALL.iter().position(|known| *known == kind))
        .map_or(0, |at| at as u128 + 1);
    u128::from(act.star.unwrap_or(0) & 7)
        | kind << 3
        | pack_when(act.when) << WHEN
        | pack_when(act.seen) << SEEN
        | pack_when(act.expires.map(When::Day)) << EXPIRES
        | u128::from(act.decided) << DECIDED
        | u128::from(act.year_disagrees) << YEAR_DISAGREES
}

/// The recognition that was packed.
pub(super) fn unpack(packed: u128) -> Act {
    let star = (packed & 7) as u8;
    let kind = (packed >> 3 & 15) as usize;
    Act {
        star: (star > 0).then_some(star),
        kind: kind
            .checked_sub(1)
            .and_then(|at| RecognitionKind::ALL.get(at).copied()),
        when: unpack_when(packed >> WHEN),
        seen: unpack_when(packed >> SEEN),
        expires: match unpack_when(packed >> EXPIRES) {
            Some(When::Day(day)) => Some(day),
            _ => None,
        },
        decided: packed >> DECIDED & 1 == 1,
        year_disagrees: packed >> YEAR_DISAGREES & 1 == 1,
    }
}

fn pack_when(when: Option<When>) -> u128 {
    let (sort, value) = match when {
        None => return 0,
        Some(When::Year(year)) => (1, i32::from(year)),
        Some(When::Day(day)) => {
            let days = EPOCH.until((Unit::Day, day));
            (2, days.map_or(0, |span| span.get_days()))
        }
    };
    sort | u128::from(value as u32 & ((1 << VALUE) - 1)) << 2
}

fn unpack_when(packed: u128) -> Option<When> {
    // With the sign that the value had.
    let value = (packed >> 2) as u32 as i32;
    let value = value << (i32::BITS - VALUE) >> (i32::BITS - VALUE);
    match packed & 3 {
        1 => Some(When::Year(value as i16)),
        2 => {
            let days = Span::new().try_days(value).ok()?;
            EPOCH.checked_add(days).ok().map(When::Day)
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

    fn when() -> impl Strategy<Value = Option<When>> {
        prop_oneof![
            Just(None),
            (-9999_i16..=9999).prop_map(|year| Some(When::Year(year))),
            day().prop_map(|day| Some(When::Day(day))),
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
            let act = Act { star, kind, when, seen, expires, decided, year_disagrees };
            prop_assert_eq!(unpack(pack(act)), act);
        }
    }
}
