//! The clock: the day and the time in Vietnam.
//!
//! `app`, `view` and the engine must not read it; they are given the day.

use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};

/// Today in Vietnam (UTC+7 all year), where the rating rules count days.
pub fn today_in_vietnam() -> Date {
    jiff::Timestamp::now()
        .to_zoned(TimeZone::fixed(offset(7)))
        .date()
}

/// The current time in Vietnam as the history records it: `2026-11-24 15:04`.
pub fn format_now_to_minute() -> String {
    let now = jiff::Timestamp::now().to_zoned(TimeZone::fixed(offset(7)));
    format!("{} {:02}:{:02}", now.date(), now.hour(), now.minute())
}

/// The current time in Vietnam to the second, for the log.
pub fn format_now_to_second() -> String {
    format_time_to_second(jiff::Timestamp::now())
}

/// A time in Vietnam to the second: `2026-11-24 15:04:05`.
pub fn format_time_to_second(time: jiff::Timestamp) -> String {
    let time = time.to_zoned(TimeZone::fixed(offset(7)));
    time.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
