//! A line that is typed into, behind its label.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use super::search_line::cut_to_tail;
use crate::app::input_line::InputLine;
use crate::wording::text_width::truncate_to_width;

/// Draws a line with its label, and places the cursor in it.
pub(super) fn draw_input(
    label: &str,
    input: &InputLine,
    style: Style,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let room = usize::from(area.width).saturating_sub(label.width() + 1);
    let before = cut_to_tail(input.text_before_caret(), room);
    let start = input.text_before_caret().len() - before.len();
    let shown = truncate_to_width(&input.text()[start..], room, look.symbols.ellipsis);
    let column = (label.width() + before.width()) as u16;
    let line = Line::from(vec![
        Span::styled(label.to_owned(), look.theme.focus),
        Span::styled(shown, style),
    ]);
    frame.render_widget(line, area);
    let column = column.min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position::new(area.x + column, area.y));
}
