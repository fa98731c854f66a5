//! A window over everything, with a line that is typed in its title: the palette, the kept searches. Must not: draw
//! what is in it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, pane, to_rect};
use crate::app::input_line::InputLine;
use crate::app::layout::{self, WindowSize};

/// Draws the frame, puts the cursor behind what is typed, and returns the inside.
pub(super) fn draw_overlay(
    look: &Appearance,
    frame: &mut Frame<'_>,
    name: &str,
    typed: &InputLine,
) -> Rect {
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = layout::overlay_area(WindowSize { width, height });
    frame.render_widget(Clear, to_rect(area));
    let title = format!("{name}: {}", typed.text());
    let inside = pane::draw_pane(look, frame, area, &title, true);
    // The border and "[ " stand before the name, ": " behind it.
    let before = name.width() + 2 + typed.text_before_caret().width();
    let column = (area.x + 3).saturating_add(before as u16);
    let last = area.x + area.width.saturating_sub(2);
    frame.set_cursor_position((column.min(last), area.y));
    inside
}
