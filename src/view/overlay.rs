//! The frame of an overlay with an input line in its title: the palette and the history picker.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, pane, to_rect};
use crate::app::input_line::InputLine;
use crate::app::layout::{self, WindowSize};

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
    frame.render_widget(Clear, to_rect(area));
    let title = format!("{name}: {}", input.text());
    let inside = pane::draw_pane(look, frame, area, &title, true);
    // The border and "[ " come before the name, ": " after it.
    let width_before_caret = name.width() + 2 + input.text_before_caret().width();
    let column = (area.x + 3).saturating_add(width_before_caret as u16);
    let last = area.x + area.width.saturating_sub(2);
    frame.set_cursor_position((column.min(last), area.y));
    inside
}
