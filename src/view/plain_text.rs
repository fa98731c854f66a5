//! Text over the whole window from its first column on, without borders; the last row names the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::{Appearance, draw_lines};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::plain_text::PlainText;

pub(super) fn draw_plain_text(
    model: &Model,
    shown: &PlainText,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let window = frame.area();
    frame.render_widget(Clear, window);
    let rows = shown.build_rows(window.width);
    let (total, page) = (rows.len(), PlainText::page_rows(model.size));
    let visible = rows.into_iter().skip(shown.offset).take(page);
    let lines = visible.map(|row| Line::styled(row, look.theme.text));
    draw_lines(frame, window, lines);
    let last_visible = (shown.offset + page).min(total);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &last_visible), ("all", &total)];
    let key = if total > page {
        "screen.text_more_keys"
    } else {
        "screen.text_keys"
    };
    let keys =
        model
            .keymap
            .fill_key_names_and_values(&model.locale, key, KeyContext::Detail, &values);
    let footer = Rect {
        y: window.bottom().saturating_sub(1),
        height: window.height.min(1),
        ..window
    };
    frame.render_widget(Line::styled(keys, look.theme.dim), footer);
    frame.set_cursor_position((footer.right().saturating_sub(1), footer.y));
}
