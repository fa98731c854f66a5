//! Numbers in front of a row or of its text: running numbers of products, and Roman numbers, letters and bullets of
//! headings.

use crate::source::list_cell::ListCell;

/// What stands in the column of running numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowNumber {
    /// Nothing.
    Blank,
    /// A whole number: `12`, `12.`, `012`.
    Running(u64),
    /// A number of several levels: `1.2`.
    Nested,
    /// A Roman number or a single letter, as headings have.
    Outline,
    /// Text that is no number.
    Text,
}

/// Reads a cell of the column of running numbers.
pub(super) fn parse_row_number(cell: &ListCell) -> RowNumber {
    let text = match cell {
        ListCell::Number(number) | ListCell::FormattedNumber { number, .. } => {
            return if *number >= 0.0 && number.fract() == 0.0 && *number < 1e9 {
                RowNumber::Running(*number as u64)
            } else {
                RowNumber::Nested
            };
        }
        cell if cell.is_blank() => return RowNumber::Blank,
        cell => cell.text(),
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | '(' | '/'));
    if text.is_empty() {
        return RowNumber::Blank;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map_or(RowNumber::Text, RowNumber::Running);
    }
    let is_nested = text
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_nested {
        return RowNumber::Nested;
    }
    if is_roman_number(text) || text.chars().count() == 1 && text.chars().all(char::is_alphabetic) {
        return RowNumber::Outline;
    }
    RowNumber::Text
}

/// The text without a number, a letter or a bullet in front: `II. Huyện Ba Chẽ`, `a) Thực phẩm`, `1.2 - Gia vị`,
/// `- Hải Hà`.
pub(super) fn strip_numbering(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let without_bullet = rest.trim_start_matches(|c: char| {
            matches!(c, '-' | '–' | '—' | '+' | '•' | '●' | '▪' | '❖' | '►')
        });
        let stripped = strip_one_number(without_bullet.trim_start()).trim_start();
        if stripped.len() == rest.len() {
            return rest;
        }
        rest = stripped;
    }
}

/// True when a text begins with a number or letter of an outline: `II.`, `A)`, `1.`.
pub(super) fn has_outline_number(text: &str) -> bool {
    let text = text.trim_start();
    strip_one_number(text).len() < text.len()
}

/// Takes one number with its sign off: a Roman or Arabic number or a letter needs a sign behind it.
fn strip_one_number(text: &str) -> &str {
    let (bracket, body) = match text.strip_prefix('(') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let end = body
        .find(|c: char| !c.is_alphanumeric() && c != '.')
        .unwrap_or(body.len());
    let (word, rest) = body.split_at(end);
    let number = word.trim_end_matches('.');
    if !number.split('.').all(is_outline_part) {
        return text;
    }
    let sign = rest.trim_start();
    let has_sign = word.ends_with('.')
        || sign.starts_with([')', '/', ':'])
        || !bracket && rest.starts_with(' ') && sign.starts_with('.')
        || !bracket && is_dash_sign(number, rest);
    if !has_sign || bracket != sign.starts_with(')') && bracket {
        // `II Huyện Ba Chẽ`: a Roman number of two letters or more needs no sign.
        return match rest.strip_prefix(' ') {
            Some(rest) if !bracket && number.len() > 1 && is_roman_number(number) => rest,
            _ => text,
        };
    }
    sign.trim_start_matches([')', '/', ':', '-', '–', '.'])
}

/// True for the dash behind `II - Hải Hà` and `II- Hải Hà`; that of `3 - 4 sao` and `X-fresh` is none.
fn is_dash_sign(number: &str, rest: &str) -> bool {
    let Some(after) = rest.trim_start().strip_prefix(['-', '–']) else {
        return false;
    };
    let is_range = number.ends_with(|c: char| c.is_ascii_digit())
        && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    !is_range && (rest.starts_with(' ') || after.starts_with(' '))
}

/// True for one level of an outline number: digits, a Roman number, a letter.
fn is_outline_part(part: &str) -> bool {
    let is_digits =
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    is_digits || is_letter || is_roman_number(part)
}

/// True for a number of `I`, `V` and `X`, in capitals.
pub(super) fn is_roman_number(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_of_a_text_are_taken_off() {
        for (text, rest) in [
            ("II. Huyện Ba Chẽ", "Huyện Ba Chẽ"),
            ("II - HUYỆN BA CHẼ", "HUYỆN BA CHẼ"),
            ("II HUYỆN BA CHẼ", "HUYỆN BA CHẼ"),
            ("A. NHÓM THỰC PHẨM", "NHÓM THỰC PHẨM"),
            ("a) Thực phẩm", "Thực phẩm"),
            ("1.2. Gia vị", "Gia vị"),
            ("1/ Hải Hà", "Hải Hà"),
            ("(2) Hải Hà", "Hải Hà"),
            ("- Hải Hà", "Hải Hà"),
            ("I.1. Hải Hà", "Hải Hà"),
            ("II- Hải Hà", "Hải Hà"),
            ("1- Hải Hà", "Hải Hà"),
            ("3 - 4 sao", "3 - 4 sao"),
            ("3- 4 sao", "3- 4 sao"),
            ("X-fresh", "X-fresh"),
            ("3 sao", "3 sao"),
            ("5 Sao Việt", "5 Sao Việt"),
            ("Mật ong", "Mật ong"),
            ("V Coffee", "V Coffee"),
        ] {
            assert_eq!(strip_numbering(text), rest, "{text}");
        }
    }

    #[test]
    fn the_column_of_numbers_is_told_apart() {
        use RowNumber::{Blank, Nested, Outline, Running, Text};
        for (text, number) in [
            ("", Blank),
            ("12", Running(12)),
            ("012.", Running(12)),
            ("1.2", Nested),
            ("II", Outline),
            ("A", Outline),
            ("I.", Outline),
            ("Mật ong", Text),
        ] {
            assert_eq!(
                parse_row_number(&ListCell::from_raw(text)),
                number,
                "{text}"
            );
        }
        assert_eq!(parse_row_number(&ListCell::Number(3.0)), Running(3));
    }
}
