//! The frame of an overlay with an input line in its title: the palette and the history picker.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, pane, to_rect};
use crate::app::input_line::InputLine;
use crate::app::layout::{self, WindowSize};

/// Dims everything between the first two lines and the footer, for a window over it.
pub(super) fn dim_panes(look: &Appearance, frame: &mut Frame<'_>) {
    let window = frame.area();
    let behind = Style::reset().patch(look.theme.dim);
    let buffer = frame.buffer_mut();
    for y in 2..window.height.saturating_sub(1) {
        for x in 0..window.width {
            let cell = &mut buffer[(x, y)];
            let reversed = cell.modifier & Modifier::REVERSED;
            cell.set_style(behind);
            cell.modifier |= reversed;
        }
    }
}

/// How much of what its sides cut a window takes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CutText {
    /// The words that are cut.
    Words,
    /// The rest of the line in its pane: a pane is seen whole, or empty.
    Lines,
}

/// Clears an area for a window, and the text that its sides would cut.
pub(super) fn clear_area(look: &Appearance, frame: &mut Frame<'_>, area: Rect, cut: CutText) {
    frame.render_widget(Clear, area);
    let window = frame.area();
    let buffer = frame.buffer_mut();
    let border = &look.symbols.border;
    let lines = [
        border.horizontal_top,
        border.vertical_left,
        border.top_left,
        border.top_right,
        border.bottom_left,
        border.bottom_right,
    ];
    let is_cut =
        |symbol: &str| !lines.contains(&symbol) && (cut == CutText::Lines || symbol != " ");
    for y in area.top()..area.bottom() {
        let left = (window.left()..area.left()).rev();
        let right = area.right()..window.right();
        for side in [left.collect::<Vec<u16>>(), right.collect()] {
            let text = side.into_iter();
            let text = text.take_while(|x| is_cut(buffer[(*x, y)].symbol()));
            for x in text.collect::<Vec<u16>>() {
                buffer[(x, y)].reset();
            }
        }
    }
}

/// Draws the frame, places the cursor in the input line, and returns the inner area.
pub(super) fn draw_overlay(
    look: &Appearance,
    frame: &mut Frame<'_>,
    name: &str,
    input: &InputLine,
) -> Rect {
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = layout::overlay_area(WindowSize { width, height });
    clear_area(look, frame, to_rect(area), CutText::Lines);
    let title = format!("{name}: {}", input.text());
    let inside = pane::draw_pane(look, frame, area, &title, true);
    // The border and "[ " come before the name, ": " after it.
    let width_before_caret = name.width() + 2 + input.text_before_caret().width();
    let column = (area.x + 3).saturating_add(width_before_caret as u16);
    let last = area.x + area.width.saturating_sub(2);
    frame.set_cursor_position((column.min(last), area.y));
    inside
}
