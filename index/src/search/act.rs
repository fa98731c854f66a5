//! One recognition in eight bytes, for a fast field.
//!
//! From the low end: stars 3 bits, kind 4 bits (0 none), then three dates of 18 bits each (own, spoken
//! of, printed expiry), then one bit each for a known decision and a year that disagrees. A date is 2 bits of what it is, 16 bits of a year or of days around 2000-01-01 (1910 to
//! 2089; what lies outside is held at the edge). Must not: be written to a file that is not rebuildable.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use crate::product::{RecognitionKind, When};
use crate::status::Act;

const EPOCH: Date = Date::constant(2000, 1, 1);

/// The packed form.
pub(super) fn pack(act: Act) -> u64 {
    let kind = act
        .kind
        .and_then(|kind| RecognitionKind::ALL.iter().position(|known| *known == kind))
        .map_or(0, |at| at as u64 + 1);
    u64::from(act.star.unwrap_or(0) & 7)
        | kind << 3
        | pack_when(act.when) << 7
        | pack_when(act.seen) << 25
        | pack_when(act.expires.map(When::Day)) << 43
        | u64::from(act.decided) << 61
        | u64::from(act.year_disagrees) << 62
}

/// The recognition that was packed.
pub(super) fn unpack(packed: u64) -> Act {
    let star = (packed & 7) as u8;
    let kind = (packed >> 3 & 15) as usize;
    Act {
        star: (star > 0).then_some(star),
        kind: kind
            .checked_sub(1)
            .and_then(|at| RecognitionKind::ALL.get(at).copied()),
        when: unpack_when(packed >> 7),
        seen: unpack_when(packed >> 25),
        expires: match unpack_when(packed >> 43) {
            Some(When::Day(day)) => Some(day),
            _ => None,
        },
        decided: packed >> 61 & 1 == 1,
        year_disagrees: packed >> 62 & 1 == 1,
    }
}

fn pack_when(when: Option<When>) -> u64 {
    match when {
        None => 0,
        Some(When::Year(year)) => 1 | u64::from(year as u16) << 2,
        Some(When::Day(day)) => {
            let days = EPOCH
                .until((Unit::Day, day))
                .map_or(0, |span| span.get_days());
            let days = days.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
            2 | u64::from(days as u16) << 2
        }
    }
}

fn unpack_when(packed: u64) -> Option<When> {
    let value = (packed >> 2 & 0xffff) as u16 as i16;
    match packed & 3 {
        1 => Some(When::Year(value)),
        2 => Some(When::Day(EPOCH.saturating_add(value.days()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn when() -> impl Strategy<Value = Option<When>> {
        prop_oneof![
            Just(None),
            (2000i16..2090).prop_map(|year| Some(When::Year(year))),
            (-30000i32..30000).prop_map(|days| Some(When::Day(EPOCH.saturating_add(days.days())))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            star in prop::option::of(1u8..=5),
            kind in prop::option::of(prop::sample::select(&RecognitionKind::ALL[..])),
            when in when(), seen in when(), expires in -30000i32..30000,
            decided: bool, year_disagrees: bool,
        ) {
            let expires = Some(EPOCH.saturating_add(expires.days()));
            let act = Act { star, kind, when, seen, expires, decided, year_disagrees };
            prop_assert_eq!(unpack(pack(act)), act);
        }
    }
}
