//! A span of time in words: 90 seconds, 30 minutes, 2 hours.

use std::time::Duration;

use super::locale::Locale;

/// The span in its largest unit that leaves no rest, rounded up to seconds.
pub fn format_time_span(locale: &Locale, span: Duration) -> String {
    let seconds = span.as_secs() + u64::from(span.subsec_nanos() > 0);
    let (key, n) = match seconds {
        0 => ("time_span.seconds", 0),
        n if n.is_multiple_of(3600) => ("time_span.hours", n / 3600),
        n if n.is_multiple_of(60) && n > 60 => ("time_span.minutes", n / 60),
        n => ("time_span.seconds", n),
    };
    locale.fill(key, &[("n", &n)])
}

#[cfg(test)]
mod tests {
    use super::{Duration, Locale, format_time_span};
    use crate::wording::locale::Language;

    #[test]
    fn the_largest_unit_without_a_rest_is_used() {
        let locale = Locale::new(Language::En);
        let text = |seconds| format_time_span(&locale, Duration::from_secs(seconds));
        let texts = [1, 60, 90, 120, 1800, 3600, 7200].map(text);
        let expected = [
            "1 second",
            "60 seconds",
            "90 seconds",
            "2 minutes",
            "30 minutes",
            "1 hour",
            "2 hours",
        ];
        assert_eq!(texts, expected);
        assert_eq!(
            format_time_span(&locale, Duration::from_millis(59_100)),
            "60 seconds"
        );
    }
}
