//! Text from files and users made safe to print, without changing what is readable.

use std::borrow::Cow;

use ocop_index::vietnamese::letter;

/// The text with control characters made visible or replaced by a space; see [`ocop_index::clean`].
pub fn sanitize_text(text: &str) -> String {
    ocop_index::clean::clean_text(text).into_owned()
}

/// The text that somebody typed or pasted, as [`sanitize_text`] has it, but without the invisible characters that
/// copied text brings along (soft hyphens, zero-width spaces, byte order marks, direction marks): they mean nothing.
pub fn sanitize_typed_text(text: &str) -> String {
    sanitize_text(&drop_invisible(text))
}

/// The text without characters that are not shown and have no width.
pub fn drop_invisible(text: &str) -> Cow<'_, str> {
    if text.contains(letter::is_ignorable) {
        Cow::Owned(text.replace(letter::is_ignorable, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invisible_goes_and_what_acts_becomes_visible() {
        assert_eq!(
            sanitize_typed_text("\u{feff}ch\u{ad}ả\u{200b} m\u{200e}ực\u{202c}"),
            "chả mực"
        );
        assert_eq!(sanitize_typed_text("a\u{1b}[31m\u{9b}b"), "a␛[31m<U+009B>b");
        assert_eq!(drop_invisible("a\u{1b}\u{200d}b"), "a\u{1b}b");
    }
}
