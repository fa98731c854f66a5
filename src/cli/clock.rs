//! The clock: the day and the time in Vietnam.
//!
//! `app`, `view` and the engine must not read it; they are given the day.

use jiff::civil::Date;

use crate::wording::vietnam_time::{day_in_vietnam, in_vietnam};

/// Today in Vietnam (UTC+7 all year), where the rating rules count days.
pub fn today_in_vietnam() -> Date {
    day_in_vietnam(jiff::Timestamp::now())
}

/// The time of day of a moment in Vietnam: `15:04`.
pub fn minute_in_vietnam(time: jiff::Timestamp) -> String {
    let time = in_vietnam(time);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The current time in Vietnam as the history records it: `2026-11-24 15:04`.
pub fn format_now_to_minute() -> String {
    format_time_to_minute(jiff::Timestamp::now())
}

/// A time in Vietnam as the history records it: `2026-11-24 15:04`.
pub fn format_time_to_minute(time: jiff::Timestamp) -> String {
    let time = in_vietnam(time);
    time.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The current time in Vietnam to the second, for the log.
pub fn format_now_to_second() -> String {
    format_time_to_second(jiff::Timestamp::now())
}

/// A time in Vietnam to the second: `2026-11-24 15:04:05`.
pub fn format_time_to_second(time: jiff::Timestamp) -> String {
    let time = in_vietnam(time);
    time.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
