//! The scroll bar: a mark on the right border of a pane that holds more rows than it shows.

use ratatui::Frame;
use ratatui::layout::Position;

use super::Appearance;
use crate::app::layout::ScreenArea;

/// Draws it along the last `visible` rows inside a pane of `total` rows, the first shown being `offset`; nothing when
/// all rows are shown.
pub(super) fn draw_scroll_bar(
    look: &Appearance,
    frame: &mut Frame<'_>,
    pane: ScreenArea,
    visible: usize,
    offset: usize,
    total: usize,
) {
    let inside = pane.inner_area();
    if total <= visible || visible == 0 || inside.width == 0 {
        return;
    }
    let (length, start) = thumb(visible, offset, total);
    let top = usize::from(inside.y + inside.height).saturating_sub(visible);
    let column = inside.x + inside.width;
    let buffer = frame.buffer_mut();
    for row in top + start..top + start + length {
        if let Some(cell) = buffer.cell_mut(Position::new(column, row as u16)) {
            cell.set_symbol(look.symbols.scroll_thumb);
        }
    }
}

/// The rows of the mark and the first of them. It touches an end only where the list does.
fn thumb(visible: usize, offset: usize, total: usize) -> (usize, usize) {
    let length = (visible * visible / total).max(1);
    let (free, last) = (visible - length, total - visible);
    let start = match offset.min(last) {
        0 => 0,
        offset if offset == last => free,
        offset => {
            (free * offset / last).clamp(1.min(free), free.saturating_sub(1).max(1.min(free)))
        }
    };
    (length, start)
}

#[cfg(test)]
mod tests {
    use super::thumb;

    #[test]
    fn the_mark_is_at_an_end_only_where_the_list_is_and_never_leaves_the_pane() {
        for (visible, total) in [(10, 20), (20, 157), (20, 20_000), (1, 5), (2, 3)] {
            for offset in 0..=total - visible + 3 {
                let (length, start) = thumb(visible, offset, total);
                assert!(
                    length >= 1 && start + length <= visible,
                    "{visible} {total} {offset}"
                );
                if visible > 2 {
                    assert_eq!(start == 0, offset == 0, "{visible} {total} {offset}");
                    let is_end = offset >= total - visible;
                    assert_eq!(
                        start + length == visible,
                        is_end,
                        "{visible} {total} {offset}"
                    );
                }
            }
        }
    }
}
