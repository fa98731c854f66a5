//! How wide text is before anybody draws it: no browser is asked, so each letter counts as wide as in the widest of the
//! usual fonts (DejaVu Sans, Noto Sans, Liberation Sans, which is as wide as Arial). A line that fits here fits there.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FontWeight {
    /// Plain letters.
    Regular,
    /// Bold letters.
    Bold,
}

impl FontWeight {
    /// Its number in SVG.
    pub(super) const fn svg_weight(self) -> &'static str {
        match self {
            Self::Regular => "400",
            Self::Bold => "700",
        }
    }
}

/// Hundredths of the font size, from the space to `~`.
const REGULAR: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 55, 84, 32, 36, 32, 37, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 56, 102, 68, 69, 72, 77, 67, 61, 78, 75, 34, 50, 67, 56, 91, 76,
    79, 67, 79, 72, 67, 61, 73, 68, 99, 69, 67, 69, 39, 37, 39, 84, 56, 50, 61, 63, 55, 63, 62, 35,
    63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 55, 64, 84,
];

/// The same of bold letters.
const BOLD: [u8; 95] = [
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 54, 84, 38, 42, 38, 41, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 70, 40, 40, 84, 84, 84, 61, 100, 77, 76, 73, 83, 68, 68, 82, 84, 39, 56, 77, 64, 100,
    84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 41, 46, 84, 56, 50, 67, 72, 59, 72,
    68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71,
    55, 71, 84,
];

/// A letter of another script, or a sign.
const OTHER: u32 = 100;
/// A wide letter, as of Chinese.
const WIDE: u32 = 105;

/// The width of a text of font size 1.
pub(super) fn text_width(text: &str, weight: FontWeight) -> f64 {
    let hundredths: u32 = text
        .chars()
        .map(|letter| letter_width(letter, weight))
        .sum();
    f64::from(hundredths) / 100.0
}

/// The width of the widest of these lines.
pub(super) fn widest_line(lines: &[String], weight: FontWeight) -> f64 {
    let widths = lines.iter().map(|line| text_width(line, weight));
    widths.fold(0.0, f64::max)
}

fn letter_width(letter: char, weight: FontWeight) -> u32 {
    if let Some(width) = ascii_width(letter, weight) {
        return width;
    }
    // Marks above and below need no room of their own; a horn does.
    let mut parts = std::iter::once(letter).nfd();
    let base = parts.next().unwrap_or(letter);
    let is_capital = base.is_ascii_uppercase();
    let horn = match parts.any(|mark| mark == '\u{31b}') {
        true if is_capital => 13,
        true => 5,
        false => 0,
    };
    let base = match base {
        '\u{111}' => 'd',
        '\u{110}' => return ascii_width('D', weight).unwrap_or(OTHER) + 1,
        '\u{b7}' => return 38,
        '\u{2013}' => '0',
        '\u{2018}' | '\u{2019}' => '"',
        '\u{201c}' | '\u{201d}' => return 66,
        base => base,
    };
    match (ascii_width(base, weight), base.width()) {
        (Some(width), _) => width + horn,
        (None, Some(0)) => 0,
        (None, Some(2)) => WIDE,
        (None, _) => OTHER,
    }
}

fn ascii_width(letter: char, weight: FontWeight) -> Option<u32> {
    let table = match weight {
        FontWeight::Regular => &REGULAR,
        FontWeight::Bold => &BOLD,
    };
    let index = (letter as usize).checked_sub(' ' as usize)?;
    table.get(index).map(|width| u32::from(*width))
}

#[cfg(test)]
mod tests {
    use super::{FontWeight, text_width};

    #[test]
    fn accents_take_no_room_but_horns_do() {
        let width = |text| text_width(text, FontWeight::Bold);
        assert!((width("Ch\u{1ea3} m\u{1ef1}c") - width("Cha muc") - 0.05).abs() < 1e-9);
        assert!((width("cha\u{309}") - width("cha")).abs() < 1e-9);
        assert!(width("\u{110}") > width("D") && width("\u{6f22}") > 1.0);
        assert!(text_width("mmm", FontWeight::Regular) < width("mmm"));
    }
}
