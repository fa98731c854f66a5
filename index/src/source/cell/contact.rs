//! Parses telephone numbers, and cells that mix telephone numbers, mail and web addresses.
//!
//! A number is text: its leading zero belongs to it, and spreadsheets lose it. A text that is not a telephone number
//! is kept.

use crate::source::cell::text_piece::{TextPiece, TextPieceKind, split_pieces};
use crate::source::cell::{link, phrase};
use crate::source::list_cell::ListCell;

/// Most digits of a number with its country code: `0084` and eleven.
const MAX_DIGITS: usize = 15;

/// Labels of numbers, folded.
const LABELS: [&str; 16] = [
    "dt", "sdt", "dtdd", "tel", "phone", "mobile", "hotline", "zalo", "so", "dien", "thoai", "di",
    "dong", "hoac", "va", "lien",
];

/// The contacts of a cell, each as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Mail addresses.
    pub emails: Vec<String>,
    /// Web addresses.
    pub links: Vec<String>,
}

/// The telephone numbers of a cell as text, and whether they look like Vietnamese ones. A leading zero that a
/// spreadsheet lost is restored: `912345678` becomes `0912345678`.
pub(crate) fn parse_phone(cell: &ListCell) -> Option<(String, bool)> {
    let text = match cell {
        ListCell::Empty | ListCell::Fault(_) | ListCell::UnsavedFormula => return None,
        ListCell::Text(text) if phrase::is_nothing(text) => return None,
        ListCell::Text(text) => restore_leading_zero(text.trim(), false),
        ListCell::Number(number) if (0.0..1e15).contains(number) && number.fract() == 0.0 => {
            restore_leading_zero(&format!("{number:.0}"), true)
        }
        // The format shows the zero in front.
        ListCell::FormattedNumber { shown, .. } => restore_leading_zero(shown.trim(), true),
        ListCell::Number(_) | ListCell::Day(_) => return Some((cell.text().into_owned(), false)),
    };
    let is_valid = looks_like_phones(&text);
    Some((text, is_valid))
}

/// The contacts of a cell that mixes them: `ĐT: 0912345678; Email: a@b.vn; www.b.vn`.
pub fn split_contacts(text: &str) -> Contacts {
    let mut contacts = Contacts::default();
    let mut rest = String::new();
    let plain = phrase::normalize_text(text);
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ';' | '|');
    for token in plain.split_inclusive(is_separator) {
        let separator = token.chars().next_back().filter(|c| is_separator(*c));
        let word = strip_contact_label(token.trim_end_matches(is_separator));
        if link::is_web_address(word) {
            contacts.links.push(word.to_owned());
            rest.push(';');
        } else {
            for part in word.split_inclusive([',', '/']) {
                let part = strip_contact_label(part);
                if link::is_mail_address(part) {
                    contacts.emails.push(part.to_owned());
                } else if link::is_web_address(part) {
                    contacts.links.push(part.to_owned());
                } else {
                    rest.push_str(part);
                }
                rest.push('/');
            }
            // Parts of one token are separate numbers; tokens with a space between may be one number.
            rest.pop();
        }
        rest.push(separator.unwrap_or(' '));
    }
    find_phones(&rest, &mut contacts.phones);
    contacts
}

/// A word without its label (`Email:`) and the signs around it. Digits keep their brackets: `(0203)`.
fn strip_contact_label(word: &str) -> &str {
    let mut word = word;
    while word.contains(|c: char| c.is_alphabetic()) {
        word = word
            .trim_start_matches(['(', '[', '<', '"', '\'', '-', ':'])
            .trim_end_matches([')', ']', '>', '"', '\'', '.', ',', '/', ':']);
        match word.split_once(':') {
            Some((label, rest))
                if !rest.starts_with("//") && label.chars().all(char::is_alphabetic) =>
            {
                word = rest;
            }
            _ => break,
        }
    }
    word
}

/// Collects the numbers of a text without other contacts.
fn find_phones(text: &str, phones: &mut Vec<String>) {
    let pieces = split_pieces(text);
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let phone_len = matches!(piece.kind, TextPieceKind::Digits(_))
            .then(|| pieces.get(index..).and_then(match_longest_phone))
            .flatten();
        let Some(phone_len) = phone_len else {
            index += 1;
            continue;
        };
        // `+84 …` and `(0203) …` begin with their sign.
        let phone = pieces.get(index..index + phone_len).unwrap_or_default();
        let has_closing_bracket = phone
            .iter()
            .any(|piece| piece.kind == TextPieceKind::Sign(')'));
        let previous = index.checked_sub(1).and_then(|index| pieces.get(index));
        let opening_sign = previous.filter(|piece| match piece.kind {
            TextPieceKind::Sign('+') => true,
            TextPieceKind::Sign('(') => has_closing_bracket,
            _ => false,
        });
        let start = opening_sign.unwrap_or(piece).range.start;
        let end = phone.last().map_or(start, |last| last.range.end);
        phones.extend(text.get(start..end).map(str::to_owned));
        index += phone.len();
    }
}

/// How many pieces the longest number at the beginning takes: groups of digits with points, dashes, brackets and
/// spaces between them.
fn match_longest_phone(pieces: &[TextPiece<'_>]) -> Option<usize> {
    let mut digits = String::new();
    let mut longest = None;
    for (index, piece) in pieces.iter().enumerate() {
        match piece.kind {
            TextPieceKind::Digits(group) if digits.len() + group.len() <= MAX_DIGITS => {
                digits.push_str(group);
                if is_phone(&digits) {
                    longest = Some(index + 1);
                }
            }
            TextPieceKind::Sign('.' | '-' | '(' | ')') if index < 2 * MAX_DIGITS => {}
            _ => break,
        }
    }
    longest
}

/// True when the text holds nothing but numbers and their labels.
fn looks_like_phones(text: &str) -> bool {
    let plain = phrase::normalize_text(text);
    let mut groups = Vec::new();
    for piece in split_pieces(&plain) {
        match piece.kind {
            TextPieceKind::Digits(digits) => groups.push(digits),
            TextPieceKind::Word(word) if LABELS.contains(&word.as_str()) => {}
            TextPieceKind::Sign(
                '+' | '(' | ')' | '.' | '/' | ';' | ',' | '-' | '–' | ':' | '|',
            ) => {}
            _ => return false,
        }
    }
    // Whether the first n groups can be split into whole numbers, for every n.
    let mut is_splittable = vec![true];
    for end in 0..groups.len() {
        let ends_number = (0..=end).rev().take(MAX_DIGITS).any(|start| {
            let joined = || groups.get(start..=end).map(<[&str]>::concat);
            is_splittable.get(start) == Some(&true)
                && joined().is_some_and(|digits| is_phone(&digits))
        });
        is_splittable.push(ends_number);
    }
    !groups.is_empty() && is_splittable.last() == Some(&true)
}

/// True for a Vietnamese number: mobile (10 digits, 11 before 2018), landline (`02…` with 10 or 11 digits, 10 before
/// 2017), with `84` or `0084` for the zero, and the services `1800` and `1900`.
fn is_phone(digits: &str) -> bool {
    if (digits.starts_with("1800") || digits.starts_with("1900")) && digits.len() <= 10 {
        return digits.len() >= 8;
    }
    let international = digits.strip_prefix("00").unwrap_or(digits);
    let local = match international.strip_prefix("84") {
        Some(rest) if international.len() >= 11 => rest.strip_prefix('0').unwrap_or(rest),
        _ => match digits.strip_prefix('0') {
            Some(rest) => rest,
            None => return false,
        },
    };
    match local.as_bytes() {
        [b'2', rest @ ..] => matches!(rest.len(), 8 | 9),
        [b'3'..=b'9', rest @ ..] | [b'1', b'2' | b'6' | b'8' | b'9', rest @ ..] => rest.len() == 8,
        _ => false,
    }
}

/// The digits with the leading zero that a spreadsheet lost. To text it is added only if nothing else can be meant.
fn restore_leading_zero(text: &str, is_number: bool) -> String {
    let is_digits = text.bytes().all(|b| b.is_ascii_digit());
    let is_service = text.starts_with("1800") || text.starts_with("1900");
    let lost_zero = match text.as_bytes() {
        [b'3' | b'5' | b'7'..=b'9', rest @ ..] if rest.len() == 8 => true,
        [b'1'..=b'9', rest @ ..] if rest.len() == 8 => is_number,
        [b'1' | b'2', rest @ ..] if rest.len() == 9 => !is_service,
        _ => false,
    };
    if lost_zero && is_digits {
        format!("0{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_zero_in_front_stays_or_comes_back() {
        let text = |cell| parse_phone(&cell).unwrap();
        assert_eq!(
            text(ListCell::Number(912_345_678.0)),
            ("0912345678".into(), true)
        );
        assert_eq!(
            text(ListCell::Number(2_033_829_123.0)),
            ("02033829123".into(), true)
        );
        assert_eq!(
            text(ListCell::Number(84_912_345_678.0)),
            ("84912345678".into(), true)
        );
        assert_eq!(
            text(ListCell::from_raw("912345678")),
            ("0912345678".into(), true)
        );
        assert_eq!(
            text(ListCell::from_raw("0912345678")),
            ("0912345678".into(), true)
        );
        assert_eq!(text(ListCell::Number(12.0)), ("12".into(), false));
        assert_eq!(text(ListCell::Number(1.5)), ("1.5".into(), false));
        assert_eq!(
            text(ListCell::Day(date(2020, 1, 1))),
            ("2020-01-01".into(), false)
        );
    }

    #[test]
    fn vietnamese_numbers_are_known() {
        for number in [
            "0912.345.678",
            "0912 345 678",
            "0912345678/0987654321",
            "0912345678 - 0987654321",
            "0912345678 0987654321",
            "0912 345 678, 0987 654 321",
            "0912345678; 02033829123",
            "+84 912 345 678",
            "+84 (0)912 345 678",
            "0084912345678",
            "(0203) 3829 123",
            "0203.3829.123",
            "024 3825 1234",
            "033.3829123",
            "01689 123 456",
            "1900 6067",
            "1900636737",
            "ĐT: 0912345678",
            "０９１２３４５６７８",
        ] {
            assert_eq!(
                parse_phone(&ListCell::from_raw(number)),
                Some((number.to_owned(), true)),
                "{number}"
            );
        }
        for other in [
            "12345",
            "0912345",
            "0912345678/79",
            "gọi anh Nam",
            "0912345678 (anh Nam)",
            "5701234567",
        ] {
            assert_eq!(
                parse_phone(&ListCell::from_raw(other)),
                Some((other.to_owned(), false)),
                "{other}"
            );
        }
        for none in ["", "-", "không", "Chưa có"] {
            assert_eq!(parse_phone(&ListCell::from_raw(none)), None, "{none}");
        }
    }

    #[test]
    fn mixed_cells_come_apart() {
        let contacts = split_contacts(
            "Ông Nam, ĐT: 0912.345.678/0987654321; (0203) 3829 123; Email: nam.a@gmail.com, \
             web:www.chamuc.vn; https://facebook.com/cha,muc",
        );
        assert_eq!(
            contacts.phones,
            ["0912.345.678", "0987654321", "(0203) 3829 123"]
        );
        assert_eq!(contacts.emails, ["nam.a@gmail.com"]);
        assert_eq!(
            contacts.links,
            ["www.chamuc.vn", "https://facebook.com/cha,muc"]
        );
        assert_eq!(split_contacts("(0912345678)").phones, ["0912345678"]);
        let contacts = split_contacts("+84 912 345 678 email:a@b.vn/c@d.vn chamuc.vn/shop");
        assert_eq!(contacts.phones, ["+84 912 345 678"]);
        assert_eq!(contacts.emails, ["a@b.vn", "c@d.vn"]);
        assert_eq!(contacts.links, ["chamuc.vn/shop"]);
        assert_eq!(
            split_contacts("Tổ 3, khu 5, MST 5701234567"),
            Contacts::default()
        );
    }

    proptest! {
        #[test]
        fn any_cell_is_read(text: String, mixed in "([0-9]{1,11}|[-/ ,.()+:@;]|http://|a.vn|ĐT){0,20}", number: f64) {
            for cell in [ListCell::Text(text.clone()), ListCell::Text(mixed.clone()), ListCell::Number(number)] {
                let _ = parse_phone(&cell);
            }
            let _ = split_contacts(&text);
            for link in split_contacts(&mixed).links {
                prop_assert!(link::is_web_address(&link));
            }
        }

        #[test]
        fn every_mobile_number_is_found(number in "0[35789][0-9]{8}") {
            let contacts = split_contacts(&format!("ĐT:{number}, a@b.vn"));
            prop_assert_eq!(contacts.phones, [number.clone()]);
            let lost: f64 = number.parse().unwrap();
            prop_assert_eq!(parse_phone(&ListCell::Number(lost)), Some((number, true)));
        }
    }
}
