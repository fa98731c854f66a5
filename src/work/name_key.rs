//! How names of reviews, verdicts and products are compared: without accents, case and signs between the words.

use ocop_index::vietnamese::split_words;

/// `Quý IV/2026` and `quy iv 2026` have one key. What has no letter or digit is itself, in lower case.
pub fn name_key(name: &str) -> String {
    let words: Vec<String> = split_words(name)
        .into_iter()
        .map(|word| word.fold)
        .collect();
    if words.is_empty() {
        return name.trim().to_lowercase();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(name_key(" Quý IV/2026 "), name_key("quy iv 2026"));
        assert_eq!(name_key("da-lien-he"), name_key("Đã  liên hệ"));
        assert_eq!(name_key("?"), "?");
        assert_ne!(name_key("Quý IV"), name_key("Quý I"));
    }
}
