//! A day as somebody types it behind an option.

use jiff::civil::Date;
use ocop_index::query::read_day;

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;

/// The day of these words, seen from the day of this run. No words are no day.
pub(super) fn read_typed_day(settings: &Settings, typed: &str) -> Result<Date, CommandFailure> {
    let day = read_day(typed, settings.day).filter(|_| !typed.trim().is_empty());
    day.ok_or_else(|| {
        let value = sanitize_text(typed);
        CommandFailure::Usage(settings.locale.fill("review.no_day", &[("value", &value)]))
    })
}
