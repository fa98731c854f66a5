//! Text by terminal columns: cut at grapheme boundaries and padded. A grapheme may be several
//! characters, and a character may have no column.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text cut to a width, with `ellipsis` at the cut, and padded to the width.
pub fn truncate_and_pad(text: &str, width: usize, ellipsis: &str) -> String {
    let mut kept = truncate_to_width(text, width, ellipsis);
    kept.push_str(&" ".repeat(width.saturating_sub(kept.width())));
    kept
}

/// The text cut to a width, with `ellipsis` at the cut if it fits.
pub fn truncate_to_width(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let available = width.saturating_sub(ellipsis.width());
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > available {
            break;
        }
        kept.push_str(grapheme);
    }
    if width >= ellipsis.width() {
        kept.push_str(ellipsis);
    }
    kept
}

/// The text cut to a width with `ellipsis` in its middle: beginning and end stay.
pub fn truncate_middle(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let available = width.saturating_sub(ellipsis.width());
    let start = truncate_to_width(text, available / 2, "");
    let mut end = Vec::new();
    let mut left = available - start.width();
    for grapheme in text.graphemes(true).rev() {
        let Some(rest) = left.checked_sub(grapheme.width()) else {
            break;
        };
        left = rest;
        end.push(grapheme);
    }
    end.reverse();
    format!("{start}{ellipsis}{}", end.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn letters_are_cut_whole_in_both_unicode_forms() {
        assert_eq!(truncate_and_pad("Chả mực", 5, "…"), "Chả …");
        let nfd: String = "Chả mực".nfd().collect();
        assert_eq!(truncate_and_pad(&nfd, 5, "…").width(), 5);
        assert_eq!(truncate_and_pad("ab", 4, "…"), "ab  ");
        assert_eq!(
            truncate_middle("ocop-sao-4-day-du.xlsx", 13, "…"),
            "ocop-s…u.xlsx"
        );
        assert_eq!(truncate_middle("a.csv", 5, "…"), "a.csv");
    }
}
