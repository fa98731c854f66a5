//! Text from files and users made safe to print, without changing what is readable.

/// The text with control characters made visible or replaced by a space; see [`ocop_index::clean`].
pub fn sanitize_text(text: &str) -> String {
    ocop_index::clean::clean_text(text).into_owned()
}
