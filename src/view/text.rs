//! Text for cells: cut by columns at whole letters, padded, and with matched letters marked.
//!
//! Must not: count characters; a letter may be several of them and a column may be none.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text cut to a width, with the cut sign at its end, and padded to it.
pub(super) fn fit(text: &str, width: usize, cut: &str) -> String {
    let mut kept = cut_to(text, width, cut);
    kept.push_str(&" ".repeat(width.saturating_sub(kept.width())));
    kept
}

/// The text cut to a width.
pub(super) fn cut_to(text: &str, width: usize, cut: &str) -> String {
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

/// The text, cut and padded to a width, its marked ranges in another style.
pub(super) fn marked(
    text: &str,
    ranges: &[Range<usize>],
    (plain, matched): (Style, Style),
    width: usize,
    cut: &str,
) -> Vec<Span<'static>> {
    let shown = fit(text, width, cut);
    // Up to here the shown text is the original; ranges beyond have no letters to mark.
    let same = shown
        .bytes()
        .zip(text.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let mut spans = Vec::new();
    let mut at = 0;
    for range in ranges {
        let end = range.end.min(same);
        if range.start < at || range.start >= end || !shown.is_char_boundary(end) {
            continue;
        }
        spans.push(Span::styled(shown[at..range.start].to_owned(), plain));
        spans.push(Span::styled(shown[range.start..end].to_owned(), matched));
        at = end;
    }
    spans.push(Span::styled(shown[at..].to_owned(), plain));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn letters_are_cut_whole_in_both_unicode_forms() {
        assert_eq!(fit("Chả mực", 5, "…"), "Chả …");
        let nfd: String = "Chả mực".nfd().collect();
        assert_eq!(fit(&nfd, 5, "…").width(), 5);
        assert_eq!(fit("ab", 4, "…"), "ab  ");
    }

    proptest! {
        #[test]
        fn marking_changes_no_text(text in any::<String>(), from in 0usize..20, len in 0usize..20, width in 0usize..30) {
            let boundary = |mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) { at -= 1; }
                at
            };
            let range = boundary(from)..boundary(from + len);
            let styles = (Style::new(), Style::new());
            let spans = marked(&text, std::slice::from_ref(&range), styles, width, "…");
            let joined: String = spans.iter().map(|span| span.content.as_ref()).collect();
            prop_assert_eq!(joined, fit(&text, width, "…"));
        }
    }
}
