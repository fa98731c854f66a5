//! Foreign text in HTML and SVG: nothing in it is markup, and nothing acts.

use crate::wording::sanitize::sanitize_typed_text;

/// The text as people read it: cleaned, without invisible characters and double spaces; what no XML may hold is
/// replaced.
pub(super) fn clean_printed_text(text: &str) -> String {
    make_harmless(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text without anything that acts, and without what no XML may hold.
fn make_harmless(text: &str) -> String {
    sanitize_typed_text(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Any text for the inside of an element or a quoted attribute, cleaned once more.
pub(super) fn escape_markup(text: &str) -> String {
    let text = make_harmless(text);
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
