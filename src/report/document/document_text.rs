//! The text of a document: cleaned, numbers and dates as the language writes them.

use ocop_index::clean;

use crate::report::table_file::ReportCell;
use crate::wording::locale::{Language, Locale};

/// Text without anything that acts, and without the two characters that no XML may hold.
pub(super) fn clean_document_text(text: &str) -> String {
    clean::clean_text(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Text of several lines, each clean.
pub(super) fn clean_document_lines(text: &str) -> String {
    let lines = text.lines().map(clean_document_text);
    lines.collect::<Vec<_>>().join("\n")
}

/// A cell as people read it; only text has several lines.
pub(super) fn format_cell(locale: &Locale, cell: &ReportCell) -> String {
    match cell {
        ReportCell::Empty => String::new(),
        ReportCell::Text(text) | ReportCell::Heading(text) => clean_document_lines(text),
        ReportCell::Number(number) => format_decimal(locale, *number),
        ReportCell::Day(day) => locale.format_date(*day),
    }
}

/// A number with its thousands apart and at most two decimals: `1.234`, `66,7`, `-0,09`.
fn format_decimal(locale: &Locale, number: f64) -> String {
    let rounded = format!("{:.2}", number.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut text = match whole.parse() {
        Ok(whole) => locale.format_number(whole),
        Err(_) => whole.to_owned(),
    };
    if !decimals.is_empty() {
        text.push(match locale.language() {
            Language::Vi => ',',
            Language::En => '.',
        });
        text.push_str(decimals);
    }
    if number < 0.0 && text != "0" {
        text.insert(0, '-');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_the_language() {
        let (vi, en) = (Locale::new(Language::Vi), Locale::new(Language::En));
        let text = |locale, number| format_cell(locale, &ReportCell::Number(number));
        assert_eq!(text(&vi, 1234.0), "1.234");
        assert_eq!(text(&en, 1234.0), "1,234");
        assert_eq!(text(&vi, 66.666), "66,67");
        assert_eq!(text(&vi, 66.7), "66,7");
        assert_eq!(text(&vi, -0.0923), "-0,09");
        assert_eq!(text(&en, -0.001), "0");
    }

    #[test]
    fn nothing_that_acts_and_nothing_that_xml_forbids_is_left() {
        assert_eq!(
            clean_document_text("a\u{1b}[1m\u{0}b\u{ffff}"),
            "a␛[1m␀b\u{fffd}"
        );
    }
}
