//! Numbers as a person sees them: a tax code with its zeros, `12/QĐ-UBND`, `0203 456 789`.
//!
//! The format of a cell matters only where the text that it shows says more than the number: zeros in front, letters,
//! dashes. Separators of thousands, decimals and minus signs say nothing that the number does not.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use calamine::Style;
use ssfmt::{FormatOptions, Locale, NumberFormat};

use crate::source::list_cell::ListCell;

/// Longest code of a format; Excel allows 255 characters.
const MAX_CODE_BYTES: usize = 1_024;

/// The separators that officials see: codes of formats are written with English ones.
static VIETNAMESE_OPTIONS: LazyLock<FormatOptions> = LazyLock::new(|| FormatOptions {
    locale: Locale {
        decimal_separator: ',',
        thousands_separator: '.',
        ..Locale::default()
    },
    ..FormatOptions::default()
});

/// The number format of a style.
pub(super) enum CellNumberFormat {
    /// Digits alone: `General`, `0`, `#,##0.00`.
    Plain,
    /// A text: numbers that are no quantities, such as codes.
    Text,
    /// Any other.
    Coded(NumberFormat),
}

impl CellNumberFormat {
    /// Reads the code of a format. A code that nobody understands shows digits alone.
    pub(super) fn from_code(code: &str) -> Self {
        if code == "@" {
            return Self::Text;
        }
        if is_plain_code(code) || code.len() > MAX_CODE_BYTES {
            return Self::Plain;
        }
        match NumberFormat::parse(code) {
            Ok(format) if format.is_date_format() => Self::Plain,
            Ok(format) => Self::Coded(format),
            Err(_) => Self::Plain,
        }
    }

    /// The cell of a number in this format.
    pub(super) fn format_number(&self, number: f64) -> ListCell {
        match self {
            Self::Plain => ListCell::Number(number),
            Self::Text => ListCell::FormattedNumber {
                number,
                shown: number.to_string(),
            },
            Self::Coded(format) => match format.try_format(number, &VIETNAMESE_OPTIONS) {
                Ok(shown) => cell_from_shown_number(number, &shown),
                Err(_) => ListCell::Number(number),
            },
        }
    }
}

/// The number format of each style. Many styles share a code, which is read once.
pub(super) fn number_formats_of_styles(styles: &[Style]) -> Vec<Rc<CellNumberFormat>> {
    let mut by_code: HashMap<&str, Rc<CellNumberFormat>> = HashMap::new();
    styles
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            let code = format.map_or("", |format| format.format_code.as_str());
            let known = by_code
                .entry(code)
                .or_insert_with(|| Rc::new(CellNumberFormat::from_code(code)));
            Rc::clone(known)
        })
        .collect()
}

/// The cell of a number that an office program shows as this text.
pub(super) fn cell_from_shown_number(number: f64, shown: &str) -> ListCell {
    match ListCell::from_raw(shown) {
        ListCell::Text(shown) if says_more_than_number(&shown, number) => {
            ListCell::FormattedNumber { number, shown }
        }
        _ => ListCell::Number(number),
    }
}

/// True for a code that shows digits and separators without zeros in front.
fn is_plain_code(code: &str) -> bool {
    if code.is_empty() || code.eq_ignore_ascii_case("general") {
        return true;
    }
    let (whole, decimals) = code.split_once('.').unwrap_or((code, ""));
    let zeros = whole.bytes().filter(|byte| *byte == b'0').count();
    zeros <= 1
        && whole.bytes().all(|byte| b"#,0".contains(&byte))
        && decimals.bytes().all(|byte| b"#0".contains(&byte))
}

/// True when a shown text has more than the digits, separators and sign of its number.
fn says_more_than_number(shown: &str, number: f64) -> bool {
    let shown = shown.trim();
    if !shown.contains(|c: char| c.is_ascii_digit()) {
        // A dash for zero, or nothing at all; but words say more.
        return shown.contains(char::is_alphabetic);
    }
    let is_number_sign = |c: char| c.is_ascii_digit() || ".,+-() \u{a0}\u{202f}".contains(c);
    let is_scientific =
        shown.contains(['E', 'e']) && shown.replace(',', ".").parse::<f64>().is_ok();
    if is_scientific {
        return false;
    }
    if !shown.chars().all(is_number_sign) {
        return true;
    }
    let has_inner_dash = shown.trim_matches('-').contains('-');
    let has_bracket_without_minus = shown.contains('(') && number >= 0.0;
    let digits = shown.trim_start_matches(|c: char| !c.is_ascii_digit());
    let has_zero_in_front = digits.strip_prefix('0').is_some_and(|rest| {
        // `0,5` and `0` are numbers; `012`, `0.912.000` and `0 912` are codes.
        let separators = rest.matches(['.', ',', ' ']).count();
        !rest.is_empty() && (separators != 1 || !rest.starts_with(['.', ',']))
    });
    has_inner_dash || has_bracket_without_minus || has_zero_in_front
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        match CellNumberFormat::from_code(code).format_number(number) {
            ListCell::FormattedNumber { shown, .. } => Some(shown),
            _ => None,
        }
    }

    #[test]
    fn what_a_format_adds_is_kept() {
        for (code, number, expected) in [
            ("0000000000", 203_456_789.0, "0203456789"),
            ("000-000", 12_345.0, "012-345"),
            ("0\"/QĐ-UBND\"", 12.0, "12/QĐ-UBND"),
            ("\"0\"#########", 912_000_111.0, "0912000111"),
            (
                "[<=9999999]###-####;(###) ###-####",
                5_551_234.0,
                "555-1234",
            ),
            (
                "[<=9999999]###-####;(###) ###-####",
                9_125_551_234.0,
                "(912) 555-1234",
            ),
            ("0### ### ###", 912_000_111.0, "0912 000 111"),
            ("0\" sao\"", 4.0, "4 sao"),
            ("00", 4.0, "04"),
            ("0%", 0.85, "85%"),
            ("#,##0\" đ\"", 120_000.0, "120.000 đ"),
            ("@", 203_456_789.0, "203456789"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(expected), "{code}");
        }
    }

    #[test]
    fn a_format_that_adds_nothing_leaves_a_number() {
        for code in [
            "General",
            "0",
            "0.00",
            "#,##0",
            "#,##0.00",
            "# ##0",
            "0.00E+00",
            "#,##0 ;(#,##0)",
            "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)",
            ";;;",
            "\\",
            "[",
        ] {
            for number in [0.0, 0.5, 4.0, 12.25, 45_000.0, -45_000.0] {
                assert_eq!(shown(code, number), None, "{code} {number}");
            }
        }
    }

    #[test]
    fn a_shown_number_is_compared_with_its_number() {
        for shown in ["1.200,50", "1,2E+10", "-5", "0,5", "(5)", "###", "-"] {
            let cell = cell_from_shown_number(-5.0, shown);
            assert_eq!(cell, ListCell::Number(-5.0), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn no_code_and_no_number_bring_a_reader_down(
            code in "[0#?@,.%/\"\\\\\\[\\]<>=;*_ E+\\-$GeneralRdhmsy()à]{0,24}",
            number in any::<f64>(),
        ) {
            CellNumberFormat::from_code(&code).format_number(number);
        }
    }
}
