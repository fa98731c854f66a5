//! The form of a cell, by which it is known as a star, a place, a producer, … without its column.

use crate::place::PlaceTables;
use crate::source::cell::{contact, date, kind_words, phrase};
use crate::source::list_cell::ListCell;

/// A form that only cells of one kind of column have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellForm {
    /// `4 sao`, or a number 1 to 5.
    Star,
    /// A number, or figures and signs without a letter.
    Number,
    /// A date with a day.
    Date,
    /// A telephone number.
    Phone,
    /// `12/QĐ-UBND`.
    Decision,
    /// The name of a district, or a text that begins with the type of a place.
    Place,
    /// A name with the legal form of a producer: `HTX …`, `Công ty …`.
    Producer,
}

/// Types of places that are two words, in small letters: `thi xa` without its marks is also part of names.
const PLACE_TYPES_OF_TWO_WORDS: [&str; 4] = ["thị xã ", "thành phố ", "thị trấn ", "đặc khu "];

/// Longest text that is looked up as the name of a district, in bytes.
const MAX_DISTRICT_BYTES: usize = 40;

/// The form of a cell; `None` for any other text.
pub(super) fn detect_cell_form(cell: &ListCell) -> Option<CellForm> {
    let text = match cell {
        ListCell::Day(_) => return Some(CellForm::Date),
        ListCell::Number(number) if (1.0..=5.0).contains(number) && number.fract() == 0.0 => {
            return Some(CellForm::Star);
        }
        ListCell::Number(_) => return Some(CellForm::Number),
        cell => cell.text(),
    };
    if text.is_empty() || text.len() > 300 {
        return None;
    }
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return detect_form_with_digits(cell, &text);
    }
    detect_form_by_words(&text, &fold_beginning(&text))
}

/// The [folded line](phrase::fold_line) of the words with which a text begins.
fn fold_beginning(text: &str) -> String {
    phrase::fold_line(phrase::first_words(
        text,
        kind_words::MAX_PRODUCER_PHRASE_WORDS,
    ))
}

fn detect_form_with_digits(cell: &ListCell, text: &str) -> Option<CellForm> {
    if text.contains(char::is_alphabetic) {
        let line = fold_beginning(text);
        let trimmed = line.trim();
        if trimmed.len() <= 6 && trimmed.ends_with(" sao") {
            return Some(CellForm::Star);
        }
        if text.contains('/') && phrase::has_phrase(&phrase::fold_line(text), "qd") {
            return Some(CellForm::Decision);
        }
        return detect_form_by_words(text, &line);
    }
    let figure = text.trim_matches(|c: char| !c.is_alphanumeric());
    if matches!(figure, "1" | "2" | "3" | "4" | "5") {
        return Some(CellForm::Star);
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_date_signs = text.matches(['/', '-', '.']).count() == 2;
    if (4..=8).contains(&digits) && has_date_signs && date::parse_date(cell).is_ok() {
        return Some(CellForm::Date);
    }
    if digits >= 9 && contact::parse_phone(cell).is_some_and(|(_, is_phone)| is_phone) {
        return Some(CellForm::Phone);
    }
    Some(CellForm::Number)
}

/// The form by the words with which a text, given with its folded line, begins.
fn detect_form_by_words(text: &str, line: &str) -> Option<CellForm> {
    if kind_words::begins_with_producer_kind(line) {
        return Some(CellForm::Producer);
    }
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let begins_place = matches!(
        first,
        "thon" | "xa" | "phuong" | "huyen" | "tp" | "tx" | "khu" | "xom" | "tdp"
    );
    // No district has a longer name, with its type and brackets.
    let may_be_district = text.len() <= MAX_DISTRICT_BYTES;
    let is_place = begins_place && words.next().is_some()
        || begins_with_long_place_type(text)
        || may_be_district && PlaceTables::quang_ninh().find_district(text).is_some();
    is_place.then_some(CellForm::Place)
}

fn begins_with_long_place_type(text: &str) -> bool {
    let mut place_types = PLACE_TYPES_OF_TWO_WORDS.iter();
    place_types.any(|place_type| {
        let mut letters = text.chars().flat_map(char::to_lowercase);
        place_type.chars().all(|c| letters.next() == Some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_without_their_columns() {
        use CellForm::{Date, Decision, Number, Phone, Place, Producer, Star};
        for (text, form) in [
            ("4", Some(Star)),
            ("4 sao", Some(Star)),
            ("12", Some(Number)),
            ("17/05/2026", Some(Date)),
            ("0912000111", Some(Phone)),
            ("12/QĐ-UBND", Some(Decision)),
            ("Hải Hà", Some(Place)),
            ("xã Quảng Sơn", Some(Place)),
            ("Thị xã Quảng Yên", Some(Place)),
            ("THÀNH PHỐ HẠ LONG", Some(Place)),
            ("Thị Xa", None),
            ("HTX Sao Mai", Some(Producer)),
            ("Công ty CP Sao Mai", Some(Producer)),
            ("Mật ong hoa rừng", None),
            ("Nguyễn Văn A", None),
            ("Rượu mơ 500ml", None),
            ("không số", None),
            ("", None),
        ] {
            assert_eq!(detect_cell_form(&ListCell::from_raw(text)), form, "{text}");
        }
    }
}
