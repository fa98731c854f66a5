//! Foreign text made safe to print. Must not: change what can be read.

/// Foreign text as it may be printed.
pub fn sanitize_text(text: &str) -> String {
    ocop_index::clean::clean_text(text).into_owned()
}
