//! Text for cells with its matched letters marked. Must not: decide what matched.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

use crate::wording::text_width::truncate_and_pad;

/// The text, cut and padded to a width, its marked ranges in another style.
pub(super) fn highlight_ranges(
    text: &str,
    ranges: &[Range<usize>],
    (plain, matched): (Style, Style),
    width: usize,
    cut: &str,
) -> Vec<Span<'static>> {
    let shown = truncate_and_pad(text, width, cut);
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
            let spans = highlight_ranges(&text, std::slice::from_ref(&range), styles, width, "…");
            let joined: String = spans.iter().map(|span| span.content.as_ref()).collect();
            prop_assert_eq!(joined, truncate_and_pad(&text, width, "…"));
        }
    }
}
