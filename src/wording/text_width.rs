//! Text by terminal columns: cut at whole letters and padded.
//!
//! Must not: count characters; a letter may be several of them and a column may be none.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text cut to a width, with the cut sign at its end, and padded to it.
pub fn truncate_and_pad(text: &str, width: usize, cut: &str) -> String {
    let mut kept = truncate_to_width(text, width, cut);
    kept.push_str(&" ".repeat(width.saturating_sub(kept.width())));
    kept
}

/// The text cut to a width.
pub fn truncate_to_width(text: &str, width: usize, cut: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(cut.width());
    let mut kept = String::new();
    let mut used = 0;
    for letter in text.graphemes(true) {
        used += letter.width();
        if used > room {
            break;
        }
        kept.push_str(letter);
    }
    if width >= cut.width() {
        kept.push_str(cut);
    }
    kept
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
    }
}
