//! A producer's cell that also holds an address and telephones: `HTX Sao Mai, thôn 2, xã Quảng Sơn, ĐT: 0912…`.
//!
//! Only what is certain is split: telephones by their form, an address by its label or by the type of a place behind
//! a comma or a line end. Everything else stays in the name.

use crate::source::cell::contact;
use crate::vietnamese::split_words;

/// The parts of a producer's cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ProducerCellParts {
    /// The name.
    pub(super) name: String,
    /// The address behind it.
    pub(super) address: Option<String>,
    /// The telephones, several joined by `; `.
    pub(super) phone: Option<String>,
}

/// Labels in front of a telephone, folded.
const PHONE_LABELS: [&str; 12] = [
    "dt",
    "sdt",
    "dien thoai",
    "so dien thoai",
    "so dt",
    "di dong",
    "hotline",
    "tel",
    "phone",
    "mobile",
    "dtdd",
    "zalo",
];

/// Labels in front of an address, folded.
const ADDRESS_LABELS: [&str; 6] = ["dia chi", "dc", "d c", "dia diem", "tru so", "address"];

/// Words with which an address begins, folded.
const ADDRESS_WORDS: [&str; 18] = [
    "thon",
    "xom",
    "ban",
    "khu",
    "to",
    "ap",
    "khom",
    "so",
    "so nha",
    "xa",
    "phuong",
    "thi tran",
    "huyen",
    "thi xa",
    "thanh pho",
    "tp",
    "tx",
    "duong",
];

/// Splits a producer's cell. `lines` is its text with ` | ` between its lines. `None` when it holds only a name.
pub(super) fn split_producer_cell(text: &str, lines: Option<&str>) -> Option<ProducerCellParts> {
    let has_digits = text.bytes().filter(u8::is_ascii_digit).count() >= 8;
    let may_have_address = text.contains([',', ';', ':', '|', '–', '-', '(']) || lines.is_some();
    if !has_digits && !may_have_address {
        return None;
    }
    let pieces = split_pieces(lines.unwrap_or(text));
    let (first, rest) = pieces.split_first()?;
    let mut parts = ProducerCellParts::default();
    let mut name = first.clone();
    let mut address: Vec<String> = Vec::new();
    let mut phones: Vec<String> = Vec::new();
    if let Some((before, number)) = take_phone(&name) {
        phones.push(number);
        name = before;
    }
    for piece in rest {
        let piece = match take_phone(piece) {
            Some((before, number)) => {
                phones.push(number);
                before
            }
            None => piece.clone(),
        };
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        match strip_label(piece, &ADDRESS_LABELS) {
            Some(labelled) => address.push(labelled.to_owned()),
            None if !address.is_empty() || begins_address(piece) => address.push(piece.to_owned()),
            None => {
                name.push_str(", ");
                name.push_str(piece);
            }
        }
    }
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | ':' | '(')
    });
    name.clone_into(&mut parts.name);
    parts.address = (!address.is_empty()).then(|| address.join(", "));
    parts.phone = (!phones.is_empty()).then(|| phones.join("; "));
    let is_split = parts.address.is_some() || parts.phone.is_some();
    (is_split && parts.name.chars().any(char::is_alphabetic)).then_some(parts)
}

/// The pieces between commas, semicolons, line ends and spaced dashes; brackets are pieces too.
fn split_pieces(text: &str) -> Vec<String> {
    let text = text
        .replace(" | ", "\n")
        .replace(" - ", "\n")
        .replace(" – ", "\n")
        .replace(['(', ')'], "\n");
    text.split(['\n', ',', ';'])
        .map(|piece| piece.trim().to_owned())
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The telephone at the end of a piece, and what is before it and its label.
fn take_phone(piece: &str) -> Option<(String, String)> {
    let contacts = contact::split_contacts(piece);
    let phone = contacts.phones.first()?;
    let start = piece.find(phone.as_str())?;
    let before = piece[..start]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-'));
    let after = piece[start + phone.len()..]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')'));
    if !after.is_empty() {
        return None;
    }
    Some((strip_trailing_label(before).to_owned(), phone.clone()))
}

/// The text without a label of telephones at its end.
fn strip_trailing_label(text: &str) -> &str {
    let words = split_words(text);
    for count in (1..=3.min(words.len())).rev() {
        let tail = &words[words.len() - count..];
        let folds: Vec<&str> = tail.iter().map(|word| word.fold.as_str()).collect();
        if PHONE_LABELS.contains(&folds.join(" ").as_str()) {
            return text[..tail[0].range.start].trim_end();
        }
    }
    text
}

/// The text behind one of these labels.
fn strip_label<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, rest) = text.split_once(':')?;
    let folds: Vec<String> = split_words(label)
        .into_iter()
        .map(|word| word.fold)
        .collect();
    labels
        .contains(&folds.join(" ").as_str())
        .then(|| rest.trim())
}

fn begins_address(piece: &str) -> bool {
    let words = split_words(piece);
    let first = words.first().map_or("", |word| word.fold.as_str());
    let two = words
        .get(..2)
        .map(|two| format!("{} {}", two[0].fold, two[1].fold))
        .unwrap_or_default();
    words.len() > 1 && (ADDRESS_WORDS.contains(&first) || ADDRESS_WORDS.contains(&two.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, address: &str, phone: &str) -> ProducerCellParts {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ProducerCellParts {
            name: name.to_owned(),
            address: some(address),
            phone: some(phone),
        }
    }

    #[test]
    fn addresses_and_telephones_are_split_off() {
        for (text, lines, expected) in [
            (
                "HTX Sao Mai, thôn 2, xã Quảng Sơn, ĐT: 0912000111",
                None,
                parts("HTX Sao Mai", "thôn 2, xã Quảng Sơn", "0912000111"),
            ),
            (
                "HTX Sao Mai (0912000111)",
                None,
                parts("HTX Sao Mai", "", "0912000111"),
            ),
            (
                "HTX Sao Mai - SĐT 0912 000 111",
                None,
                parts("HTX Sao Mai", "", "0912 000 111"),
            ),
            (
                "",
                Some("HTX Sao Mai | Địa chỉ: thôn 2, xã Quảng Sơn | ĐT: 0912.000.111"),
                parts("HTX Sao Mai", "thôn 2, xã Quảng Sơn", "0912.000.111"),
            ),
            (
                "HTX Sao Mai; Đ/c: Hải Hà",
                None,
                parts("HTX Sao Mai", "Hải Hà", ""),
            ),
        ] {
            assert_eq!(
                split_producer_cell(text, lines),
                Some(expected),
                "{text} {lines:?}"
            );
        }
    }

    #[test]
    fn a_name_alone_stays() {
        for text in [
            "HTX Sao Mai",
            "HTX Nông nghiệp xã Quảng Sơn",
            "Công ty TNHH Sản xuất, Thương mại và Dịch vụ ABC",
            "HTX 19/5 Ba Chẽ",
            "Công ty CP Thủy sản – BAVABI",
        ] {
            assert_eq!(split_producer_cell(text, None), None, "{text}");
        }
    }
}
