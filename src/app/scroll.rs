//! Scroll offsets of lists with a cursor.

/// The first line to show of `lines` lines in a pane of `rows` rows, as near to `offset` as the cursor allows. The line
/// above the cursor is shown too, because it may be the name of a facet; no empty rows are left at the end.
pub(super) fn clamp_scroll_offset(
    offset: usize,
    cursor: usize,
    rows: usize,
    lines: usize,
) -> usize {
    let first = cursor.saturating_sub(rows.saturating_sub(1));
    let above = cursor.saturating_sub(1).max(first);
    let last = lines.saturating_sub(rows).max(first);
    offset.clamp(first, above).min(last)
}
