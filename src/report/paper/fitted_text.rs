//! Text in a box: as large as fits, broken between words. Nothing is cut off, so a long text becomes small.

use unicode_segmentation::UnicodeSegmentation;

use super::letter_width::{FontWeight, text_width};

/// From one line to the next, in font sizes: capital letters with two marks above do not touch the line before.
pub(super) const LINE_HEIGHT: f64 = 1.24;

/// Each try is so much smaller than the one before.
const SHRINK: f64 = 0.96;

/// A word wider than the box is broken only when letters are smaller than this share of the largest size.
const WORD_BREAK_SHARE: f64 = 0.5;

/// Steps of shrinking: letters of less than a hundredth of the size.
const MAX_TRIES: u8 = 120;

/// Lines of text of one size.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FittedText {
    /// The font size in millimetres.
    pub(super) size: f64,
    /// The lines.
    pub(super) lines: Vec<String>,
}

impl FittedText {
    /// The height of all lines in millimetres.
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.size * LINE_HEIGHT
    }
}

/// The text in the largest letters, at most `largest`, that fit into `width` and `height`; its lines are about equally
/// long.
pub(super) fn fit_text(
    text: &str,
    weight: FontWeight,
    (width, height): (f64, f64),
    largest: f64,
) -> FittedText {
    let wrap = |scale: f64, evenly: bool| {
        let (size, may_break_words) = (largest * scale, scale < WORD_BREAK_SHARE);
        let wrapped = if evenly { wrap_evenly } else { wrap_text };
        let lines = wrapped(text, weight, width / size, may_break_words)?;
        Some(FittedText { size, lines })
    };
    let fits = |scale| wrap(scale, false).is_some_and(|fitted| fitted.height() <= height);
    let scale = largest_scale(fits);
    wrap(scale, true).unwrap_or(FittedText {
        size: largest * scale,
        lines: Vec::new(),
    })
}

/// The largest scale, at most 1, at which something fits; what fits at one fits at every smaller one.
pub(super) fn largest_scale(fits: impl Fn(f64) -> bool) -> f64 {
    let scale = |step: u8| SHRINK.powi(i32::from(step));
    let steps: Vec<u8> = (0..MAX_TRIES).collect();
    let too_large = steps.partition_point(|step| !fits(scale(*step)));
    scale(u8::try_from(too_large).unwrap_or(MAX_TRIES))
}

/// Breaks a text into lines of at most this width in font sizes. `None` where a word is wider and may not be broken.
pub(super) fn wrap_text(
    text: &str,
    weight: FontWeight,
    width: f64,
    may_break_words: bool,
) -> Option<Vec<String>> {
    let space = text_width(" ", weight);
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    // A space that does not break stays inside its word.
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_width = text_width(word, weight);
        if !line.is_empty() && used + space + word_width <= width {
            line.push(' ');
            line.push_str(word);
            used += space + word_width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if word_width <= width {
            word.clone_into(&mut line);
        } else if may_break_words {
            let mut pieces = break_word(word, weight, width);
            line = pieces.pop().unwrap_or_default();
            lines.append(&mut pieces);
        } else {
            return None;
        }
        used = text_width(&line, weight);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Some(lines)
}

/// The same with as few lines, none much shorter than the others.
pub(super) fn wrap_evenly(
    text: &str,
    weight: FontWeight,
    width: f64,
    may_break_words: bool,
) -> Option<Vec<String>> {
    let lines = wrap_text(text, weight, width, may_break_words)?;
    if lines.len() < 2 {
        return Some(lines);
    }
    let narrower = (1..9).rev().find_map(|step| {
        let narrow = width * (1.0 - f64::from(step) * 0.05);
        let narrow_lines = wrap_text(text, weight, narrow, false)?;
        (narrow_lines.len() == lines.len()).then_some(narrow_lines)
    });
    Some(narrower.unwrap_or(lines))
}

/// Pieces of a word of at most this width, each of at least one letter.
fn break_word(word: &str, weight: FontWeight, width: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for letter in word.graphemes(true) {
        let letter_width = text_width(letter, weight);
        if used > 0.0 && used + letter_width > width {
            pieces.push(String::new());
            used = 0.0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(letter);
        }
        used += letter_width;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(text: &str) -> FittedText {
        fit_text(text, FontWeight::Bold, (80.0, 20.0), 8.0)
    }

    #[test]
    fn a_short_text_is_large_and_a_long_one_small_and_whole() {
        let short = fitted("Cha muc");
        assert_eq!((short.size, short.lines.len()), (8.0, 1));
        for words in [5, 30, 200, 2000] {
            let text = vec!["gia tay"; words].join(" ");
            let long = fitted(&text);
            assert_eq!(long.lines.join(" "), text, "nothing is left out");
            assert!(long.height() <= 20.0, "{words}: {}", long.height());
            let widest = long.lines.iter();
            let widest = widest.map(|line| text_width(line, FontWeight::Bold) * long.size);
            assert!(widest.fold(0.0, f64::max) <= 80.0);
        }
    }

    #[test]
    fn a_word_without_spaces_is_broken_only_when_it_must_be() {
        let fitting = fitted("Nguyenvananhdung");
        assert_eq!(fitting.lines.len(), 1);
        let endless = "x".repeat(300);
        let broken = fitted(&endless);
        assert_eq!(broken.lines.concat(), endless);
        assert!(broken.lines.len() > 1 && broken.height() <= 20.0);
    }

    #[test]
    fn two_lines_are_about_equally_long() {
        let two = fitted("Cha muc gia tay Ha Long cao cap loai mot");
        let widths = two.lines.iter();
        let widths: Vec<f64> = widths
            .map(|line| text_width(line, FontWeight::Bold))
            .collect();
        assert_eq!(widths.len(), 2, "{two:?}");
        assert!((widths[0] - widths[1]).abs() < 4.0, "{two:?}");
    }

    #[test]
    fn nothing_is_no_line() {
        assert_eq!(fitted(" ").lines, Vec::<String>::new());
    }
}
