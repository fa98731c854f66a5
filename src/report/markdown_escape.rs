//! Text in Markdown: the signs that Markdown or HTML would interpret, escaped.

use ocop_index::clean;

/// Escapes the characters that Markdown or HTML would interpret.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean::clean_text(text).chars() {
        match c {
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    escaped
}
