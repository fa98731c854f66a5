//! Text with its matched ranges marked.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

use crate::wording::text_width::truncate_and_pad;

/// The text, truncated and padded to `width` columns, with `ranges` (bytes of `text`, ascending) in the
/// second style.
pub(super) fn highlight_ranges(
    text: &str,
    ranges: &[Range<usize>],
    (plain, matched): (Style, Style),
    width: usize,
    ellipsis: &str,
) -> Vec<Span<'static>> {
    let shown = truncate_and_pad(text, width, ellipsis);
    // Up to this byte the shown text equals the original; ranges beyond it were truncated.
    let same = shown
        .bytes()
        .zip(text.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let mut spans = Vec::new();
    let mut last_end = 0;
    for range in ranges {
        let end = range.end.min(same);
        if range.start < last_end || range.start >= end || !shown.is_char_boundary(end) {
            continue;
        }
        spans.push(Span::styled(shown[last_end..range.start].to_owned(), plain));
        spans.push(Span::styled(shown[range.start..end].to_owned(), matched));
        last_end = end;
    }
    spans.push(Span::styled(shown[last_end..].to_owned(), plain));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marking_changes_no_text(text in any::<String>(), from in 0usize..20, len in 0usize..20, width in 0usize..30) {
            let boundary = |mut index: usize| {
                index = index.min(text.len());
                while !text.is_char_boundary(index) { index -= 1; }
                index
            };
            let range = boundary(from)..boundary(from + len);
            let styles = (Style::new(), Style::new());
            let spans = highlight_ranges(&text, std::slice::from_ref(&range), styles, width, "…");
            let joined: String = spans.iter().map(|span| span.content.as_ref()).collect();
            prop_assert_eq!(joined, truncate_and_pad(&text, width, "…"));
        }
    }
}
