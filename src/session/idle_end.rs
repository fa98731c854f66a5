//! What a person is told before and after a sitting ends because nobody used it. Must not: end it.

use std::io::{self, Write};
use std::time::Duration;

use crate::cli::settings::Settings;
use crate::wording::locale::Locale;
use crate::wording::time_span::format_time_span;

/// The warning in the status line.
pub(super) fn warning_text(locale: &Locale, left: Duration) -> String {
    let left = format_time_span(locale, left);
    locale.fill("sitting.idle_warning", &[("left", &left)])
}

/// Says on the normal screen why the sitting ended.
pub(super) fn tell_idle_end(settings: &Settings) {
    let idle = format_time_span(&settings.locale, settings.sitting.idle.unwrap_or_default());
    let sentence = settings.locale.fill("sitting.idle_end", &[("idle", &idle)]);
    let _ = writeln!(io::stderr(), "{sentence}");
}
