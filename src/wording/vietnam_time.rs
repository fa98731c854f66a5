//! Moments as people in Vietnam read them (UTC+7 all year), where the rating rules count days.

use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp, Zoned};

use super::locale::Locale;

/// A moment by the clocks of Vietnam.
pub fn in_vietnam(time: Timestamp) -> Zoned {
    time.to_zoned(TimeZone::fixed(offset(7)))
}

/// The day of a moment in Vietnam.
pub fn day_in_vietnam(time: Timestamp) -> Date {
    in_vietnam(time).date()
}

/// A moment in Vietnam to the minute.
pub fn time_in_vietnam(locale: &Locale, time: Timestamp) -> String {
    let time = in_vietnam(time);
    let day = locale.format_date(time.date());
    format!("{day} {:02}:{:02}", time.hour(), time.minute())
}
