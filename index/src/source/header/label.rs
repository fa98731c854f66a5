//! A label in the form in which it is compared: lower case, without marks, split into words.
//!
//! `TenSanPham`, `ten_san_pham` and `TÊN SẢN\nPHẨM` compare as equal. HTML entities are decoded only for the
//! comparison; the shown text stays as written.

use unicode_normalization::UnicodeNormalization;

use crate::vietnamese::split_words;

/// Characters of a label that are compared; a longer text is a paragraph.
const MAX_LABEL_CHARS: usize = 300;

/// A label.
#[derive(Clone, Debug, Default)]
pub(super) struct HeaderLabel {
    /// The text as written, on one line.
    pub(super) text: String,
    /// Its words.
    pub(super) words: Vec<String>,
    /// The words outside brackets.
    pub(super) outside_brackets: Vec<String>,
    /// The words inside brackets.
    pub(super) inside_brackets: Vec<String>,
    /// The number before a colon: `2: star`.
    pub(super) ordinal: Option<u8>,
}

impl HeaderLabel {
    pub(super) fn from_text(raw: &str) -> Self {
        let raw: String = raw.chars().take(MAX_LABEL_CHARS).collect();
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain: String = decode_html_entities(&strip_code_point_escapes(&text))
            .nfc()
            .collect();
        let (ordinal, plain) = split_leading_number(strip_english(&plain));
        let (outside, inside) = split_brackets(plain);
        Self {
            words: split_label_words(plain),
            outside_brackets: split_label_words(&outside),
            inside_brackets: split_label_words(&inside),
            ordinal,
            text,
        }
    }

    /// The words joined without spaces, to compare labels.
    pub(super) fn key(&self) -> String {
        let number = self.ordinal.map(|number| number.to_string());
        number.unwrap_or_default() + &self.words.concat()
    }
}

/// A Vietnamese label without its English translation behind a stroke: `Hạng sao/ Star`.
fn strip_english(text: &str) -> &str {
    let Some((vietnamese, english)) = text.split_once('/').filter(|(_, rest)| !rest.contains('/'))
    else {
        return text;
    };
    // `Huyện/TX` and `Tên SP/DV` are abbreviations; an English word has small letters.
    let is_english = english.is_ascii()
        && english.trim().len() >= 3
        && english.chars().any(|c| c.is_ascii_lowercase());
    if is_english && !vietnamese.is_ascii() && english.trim() != "ocop" {
        vietnamese.trim_end()
    } else {
        text
    }
}

/// The words of a text. A change of case inside a word, or of letters and digits, starts a new word.
pub(super) fn split_label_words(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut previous = ' ';
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let is_case_change = c.is_uppercase()
            && (previous.is_lowercase() || previous.is_uppercase() && next.is_lowercase());
        let is_digit_change = previous.is_alphanumeric()
            && c.is_alphanumeric()
            && previous.is_ascii_digit() != c.is_ascii_digit();
        if is_case_change || is_digit_change {
            spaced.push(' ');
        }
        match c {
            '⭐' | '★' | '☆' => spaced.push_str(" sao "),
            c => spaced.push(c),
        }
        previous = c;
    }
    // `y` and `i` count as one letter, because spellings differ (`qui`, `quy`).
    let folds = split_words(&spaced).into_iter();
    folds.map(|word| word.fold.replace('y', "i")).collect()
}

/// The text without the escapes of cleaned characters (`<U+FEFF>`).
fn strip_code_point_escapes(text: &str) -> String {
    let mut rest = text;
    let mut stripped = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("<U+") {
        stripped.push_str(before);
        match after.split_once('>') {
            Some((code, remainder)) if code.chars().all(|c| c.is_ascii_hexdigit()) => {
                rest = remainder;
            }
            _ => {
                stripped.push_str("<U+");
                rest = after;
            }
        }
    }
    stripped + rest
}

/// The text with numeric HTML entities and the most common named ones decoded.
fn decode_html_entities(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        match after.split_once(';') {
            Some((name, remainder)) if decode_entity(name).is_some() => {
                plain.extend(decode_entity(name));
                rest = remainder;
            }
            _ => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain + rest
}

fn decode_entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "nbsp" => Some(' '),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Separates a number in front. The `2` of `2: star` is returned; in `2. Hạng sao` and `(2) Hạng sao` it only counts
/// columns.
fn split_leading_number(text: &str) -> (Option<u8>, &str) {
    let digits = text.strip_prefix('(').unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits.strip_suffix(rest).unwrap_or_default();
    if number.is_empty() {
        return (None, text);
    }
    match rest.split_at_checked(1) {
        Some((":", label)) => match number.parse() {
            Ok(number) => (Some(number), label),
            Err(_) => (None, text),
        },
        Some((")" | ".", label)) if label.chars().any(char::is_alphabetic) => (None, label),
        _ => (None, text),
    }
}

/// The text outside brackets, and the text inside them.
fn split_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(' ');
                outside.push(' ');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (outside, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        HeaderLabel::from_text(text).key()
    }

    #[test]
    fn one_label_in_many_spellings_is_one_key() {
        let nfd: String = "Tên sản phẩm".nfd().collect();
        for text in [
            "Tên sản phẩm",
            "TÊN SẢN PHẨM ",
            "Tên sản\n phẩm",
            "ten san pham",
            "TenSanPham",
            "ten_san_pham",
            "T&#234;n s&#7843;n ph&#x1EA9;m",
            "<U+FEFF>Tên sản phẩm",
            "2. Tên sản phẩm:",
            "(2) Tên sản phẩm",
            nfd.as_str(),
        ] {
            assert_eq!(key(text), "tensanpham", "{text}");
        }
        assert_eq!(key("QuyTrinh"), key("Quy trình"));
        assert_eq!(key("SỐ QÐ"), key("Số QĐ"));
        assert_eq!(key("Số thành \nviên"), "sothanhvien");
    }

    #[test]
    fn words_brackets_and_numbers_come_apart() {
        let label = HeaderLabel::from_text("Chi phí/năm\n (triệu đồng)");
        assert_eq!(label.text, "Chi phí/năm (triệu đồng)");
        assert_eq!(label.outside_brackets, ["chi", "phi", "nam"]);
        assert_eq!(label.inside_brackets, ["trieu", "dong"]);
        assert_eq!(split_label_words("OCOPRating2"), ["ocop", "rating", "2"]);
        assert_eq!(split_label_words("OCOP ⭐"), ["ocop", "sao"]);
        assert_eq!(HeaderLabel::from_text("2: star").ordinal, Some(2));
        assert_eq!(HeaderLabel::from_text("2. Hạng sao").ordinal, None);
        assert_eq!(HeaderLabel::from_text("3-5").words, ["3", "5"]);
        assert_eq!(HeaderLabel::from_text("(1)").words, ["1"]);
    }

    #[test]
    fn what_only_looks_like_an_entity_stays() {
        assert_eq!(
            decode_html_entities("A & B; &x; &#xZZ; &#99999999;"),
            "A & B; &x; &#xZZ; &#99999999;"
        );
        assert_eq!(strip_code_point_escapes("a<U+b"), "a<U+b");
    }
}
