//! A path as people paste it: terminals and file managers put quotes around one.

/// The path without spaces and quotes around it; quotes around nothing stay.
pub fn strip_path_quotes(text: &str) -> &str {
    let text = text.trim();
    let mut quotes = ['\'', '"'].into_iter();
    let inside = quotes.find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inside.filter(|inside| !inside.is_empty()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_around_a_path_are_none_of_it() {
        for (text, path) in [
            ("'/x/a b.csv' ", "/x/a b.csv"),
            ("\"a.csv\"", "a.csv"),
            (" a's.csv ", "a's.csv"),
            ("''", "''"),
            ("'a.csv\"", "'a.csv\""),
        ] {
            assert_eq!(strip_path_quotes(text), path, "{text}");
        }
    }
}
