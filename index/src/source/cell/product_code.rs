//! Parses official product codes.
//!
//! A code is text, never a number and never a key: lists of many provinces have none, one database has the same
//! code twice, and leading zeros belong to it. The first parts are codes of the General Statistics Office; they
//! are not looked up. The serial is not the star.

use crate::source::cell::phrase;

/// The form of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ProductCodeForm {
    /// Province (2 digits), district (3), commune (5), serial (1 to 3), year: `83-829-28780-3-2022`.
    /// From 2019 to about early 2023 (1048/QĐ-TTg); 79 codes in pages of the national scoring software.
    V1,
    /// Province (2), district (3), serial (1 to 4), year: `72-703-01-2023`. Under 148/QĐ-TTg, 2023 to mid 2025, on
    /// district certificates. Seen in one program and on one certificate.
    V2,
    /// Province (2), commune of 2025 (5), serial (1 to 4), year: 26/2026/QĐ-TTg, since districts were abolished.
    /// From one program that cites the text; no printed code of this form was found.
    V3,
}

/// The code of a cell and its form. A code in none of the three forms is returned as written. `None` when the cell has
/// no code.
pub(crate) fn parse_product_code(text: &str) -> Option<(String, Option<ProductCodeForm>)> {
    if phrase::is_nothing(text) {
        return None;
    }
    let code: String = phrase::normalize_text(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, '–' | '—' | '‐' | '−') {
                '-'
            } else {
                c
            }
        })
        .collect();
    match detect_code_form(&code) {
        Some(form) => Some((code, Some(form))),
        None => Some((text.trim().to_owned(), None)),
    }
}

/// The form of a code without spaces.
fn detect_code_form(code: &str) -> Option<ProductCodeForm> {
    let parts: Vec<&str> = code.split('-').take(6).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let form = match *lengths {
        [2, 3, 5, 1..=3, 4] => ProductCodeForm::V1,
        [2, 3, 1..=4, 4] => ProductCodeForm::V2,
        [2, 5, 1..=4, 4] => ProductCodeForm::V3,
        _ => return None,
    };
    parts
        .last()
        .is_some_and(|year| year.starts_with("20"))
        .then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_forms_are_told_apart() {
        for (text, code, form) in [
            (
                "83-829-28780-3-2022",
                "83-829-28780-3-2022",
                ProductCodeForm::V1,
            ),
            (
                "01-017-00454-1-2021",
                "01-017-00454-1-2021",
                ProductCodeForm::V1,
            ),
            (
                " 83 – 829 – 28780 – 3 – 2022 ",
                "83-829-28780-3-2022",
                ProductCodeForm::V1,
            ),
            ("72-703-01-2023", "72-703-01-2023", ProductCodeForm::V2),
            ("22-06652-7-2026", "22-06652-7-2026", ProductCodeForm::V3),
        ] {
            assert_eq!(
                parse_product_code(text),
                Some((code.to_owned(), Some(form))),
                "{text}"
            );
        }
    }

    #[test]
    fn loose_codes_are_kept_as_written() {
        for text in [
            "10-139-2056-1-2022",
            "2-38-585-1-2022",
            "83-829-28780-3-1922",
            "83-829-28780-3333-2022",
            "83-829-28780--2022",
            "OCOP 12",
            "83.829.28780.3.2022",
        ] {
            assert_eq!(
                parse_product_code(text),
                Some((text.to_owned(), None)),
                "{text}"
            );
        }
        for text in ["", "-", "null", "không", "Chưa có"] {
            assert_eq!(parse_product_code(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text: String) {
            if let Some((code, None)) = parse_product_code(&text) {
                prop_assert_eq!(code, text.trim());
            }
        }

        #[test]
        fn strict_codes_stay_as_they_are(text in "[0-9]{2}-[0-9]{3}(-[0-9]{5})?-[0-9]{1,3}-20[0-9]{2}") {
            let (code, form) = parse_product_code(&text).unwrap();
            prop_assert_eq!(code, text);
            prop_assert!(form.is_some());
        }
    }
}
