//! The order of expiry of a day: what expires next comes first, then what has expired, the latest first, then what
//! has no known expiry.

use jiff::civil::Date;

use crate::status::ProductState;

/// Bits of the days between any two dates.
const DAY_BITS: u32 = 24;

/// The lowest rank of what has expired.
const FIRST_EXPIRED_RANK: u64 = 1 << (2 * DAY_BITS);

/// A rank in this order. Before the expiry: the days to the earliest and, in the low [`DAY_BITS`], to the latest day
/// on which the certificate can expire; after it, [`FIRST_EXPIRED_RANK`] and the days since the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ExpiryRank(u64);

impl ExpiryRank {
    pub(crate) const UNKNOWN: Self = Self(u64::MAX);

    pub(crate) fn new(state: &ProductState, day: Date) -> Self {
        let Some(expiry) = state.expiry else {
            return Self::UNKNOWN;
        };
        let days = |to: Date| day.until(to).map_or(0, |span| span.get_days());
        Self(match days(expiry.latest) {
            left @ 0.. => {
                let earliest = u64::from(days(expiry.earliest).max(0).unsigned_abs());
                (earliest << DAY_BITS) + u64::from(left.unsigned_abs())
            }
            ago => FIRST_EXPIRED_RANK + u64::from(ago.unsigned_abs()),
        })
    }

    /// As a sort key.
    pub(crate) const fn to_u64(self) -> u64 {
        self.0
    }

    /// The first and last day of the expiry, counted from the day: of an expired certificate the last day twice.
    pub(crate) fn day_range(self) -> Option<(i32, i32)> {
        let days = |days: u64| i32::try_from(days).unwrap_or(i32::MAX);
        match self.0 {
            u64::MAX => None,
            rank @ FIRST_EXPIRED_RANK.. => {
                let ago = -days(rank - FIRST_EXPIRED_RANK);
                Some((ago, ago))
            }
            rank => Some((days(rank >> DAY_BITS), days(rank & ((1 << DAY_BITS) - 1)))),
        }
    }
}
