//! One cell of a table as a reader found it.
//!
//! Its text is already clean (see [`crate::clean`]).

use std::borrow::Cow;

use jiff::civil::Date;

use crate::clean;
use crate::vietnamese::letter;

/// Longest text of a spreadsheet cell, in characters (Excel's limit).
pub const MAX_CELL_CHARS: usize = 32_767;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ListCell {
    /// No text, or only spaces.
    #[default]
    Empty,
    /// Text, trimmed.
    Text(String),
    /// A number of a spreadsheet or of JSON.
    Number(f64),
    /// A date of a spreadsheet.
    Day(Date),
    /// A number whose format shows more than its digits: a tax code with zeros in front, `12/QĐ-UBND`.
    FormattedNumber {
        /// The number.
        number: f64,
        /// The text that a person sees in the office program.
        shown: String,
    },
    /// An error of a spreadsheet: `#REF!`.
    Fault(String),
    /// A formula that was saved without a value, as libraries do that do not calculate.
    UnsavedFormula,
}

impl ListCell {
    /// The cell of a foreign text: cleaned and trimmed, with single spaces and without invisible letters.
    pub fn from_raw(raw: &str) -> Self {
        if Self::is_plain_text(raw) {
            return Self::Text(raw.to_owned());
        }
        let visible: Cow<'_, str> = if raw.is_ascii() {
            Cow::Borrowed(raw)
        } else {
            Cow::Owned(raw.chars().filter(|c| !letter::is_invisible(*c)).collect())
        };
        let clean = clean::clean_text(&visible);
        let mut text = String::with_capacity(clean.len());
        for word in clean.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        match text.as_str() {
            "" => Self::Empty,
            value if is_error_value(value) => Self::Fault(text),
            _ => Self::Text(text),
        }
    }

    /// True for a text that is a cell as it is.
    pub(super) fn is_plain_text(raw: &str) -> bool {
        has_single_spaces(raw) && !raw.starts_with(['#', 'E']) && clean::needs_no_cleaning(raw)
    }

    /// True when the cell holds no value: empty, an error, or a formula without a saved value.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Empty | Self::Fault(_) | Self::UnsavedFormula)
    }

    /// The text as a person reads it. Whole numbers have no decimals; dates are `2023-05-17`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::UnsavedFormula => Cow::Borrowed(""),
            Self::Text(text) | Self::Fault(text) => Cow::Borrowed(text),
            Self::FormattedNumber { shown, .. } => Cow::Borrowed(shown),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
        }
    }
}

/// True for a text without spaces at its ends and without two spaces in a row.
fn has_single_spaces(raw: &str) -> bool {
    let mut previous = b' ';
    for byte in raw.bytes() {
        if byte == b' ' && previous == b' ' {
            return false;
        }
        previous = byte;
    }
    previous != b' '
}

/// Error values that spreadsheets write into exported text.
fn is_error_value(text: &str) -> bool {
    matches!(
        text,
        "#REF!"
            | "#N/A"
            | "#VALUE!"
            | "#NAME?"
            | "#DIV/0!"
            | "#NULL!"
            | "#NUM!"
            | "Err:502"
            | "Err:508"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_trimmed_and_faults_are_known() {
        assert_eq!(
            ListCell::from_raw("  Chả \n mực "),
            ListCell::Text("Chả mực".into())
        );
        assert_eq!(ListCell::from_raw(" \t "), ListCell::Empty);
        assert!(matches!(ListCell::from_raw("#REF!"), ListCell::Fault(_)));
        assert_eq!(ListCell::Number(45_000.0).text(), "45000");
    }
}
