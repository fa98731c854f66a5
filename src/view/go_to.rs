//! The line that takes a place of the list, over the footer.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;

/// Draws it, while it is open, with the cursor behind what is typed.
pub(super) fn draw_go_to_line(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let Some(input) = model.go_to_line() else {
        return;
    };
    let label = format!(" {}: ", model.locale.t("screen.go_to"));
    let column = label.width() + input.text_before_caret().width();
    frame.render_widget(Clear, area);
    let line = Line::from(vec![
        Span::styled(label, look.theme.focus),
        Span::styled(input.text().to_owned(), look.theme.text),
    ]);
    frame.render_widget(line, area);
    let column = column.min(usize::from(area.width).saturating_sub(1)) as u16;
    frame.set_cursor_position(Position::new(area.x + column, area.y));
}
