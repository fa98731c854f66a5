//! The window in which a field is corrected: the line, and below it the fields with their values, or what is told of
//! the value.

use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::model::Model;
use crate::app::model::field_editor::{FieldEditor, editor_area};
use crate::app::record_rows::wrap_text;
use crate::app::screen_area::WindowSize;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Columns of the names of fields.
const NAME_WIDTH: usize = 24;

pub(super) fn draw_field_editor(
    model: &Model,
    editor: &FieldEditor,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = editor_area(WindowSize { width, height });
    frame.render_widget(Clear, to_rect(area));
    let name = sanitize_text(&editor.product.name);
    let title = locale.fill("correction.editor", &[("name", &name)]);
    let inside = pane::draw_pane(look, frame, area, &title, true);
    let label = match &editor.chosen {
        Some(row) => format!("{}: ", row.name),
        None => format!("{}: ", locale.t("correction.which_field")),
    };
    let column = label.width() + editor.input.text_before_caret().width();
    let mut lines = vec![
        Line::from(vec![
            Span::styled(label, look.theme.focus),
            Span::styled(sanitize_text(editor.input.text()), look.theme.text),
        ]),
        Line::default(),
    ];
    let width = usize::from(inside.width);
    if editor.chosen.is_some() {
        for (index, note) in editor.notes(locale).iter().enumerate() {
            let style = match index {
                0 => look.theme.dim,
                _ if editor.refusal.is_some() => look.theme.error,
                _ => look.theme.text,
            };
            let rows = wrap_text(&sanitize_text(note), width.max(1)).into_iter();
            lines.extend(rows.map(|row| Line::styled(row, style)));
        }
    } else {
        let rows = editor.shown_fields().into_iter().enumerate();
        lines.extend(rows.skip(editor.offset).map(|(index, row)| {
            let selected = index == editor.cursor;
            let cursor = if selected { look.symbols.cursor } else { " " };
            let ellipsis = look.symbols.ellipsis;
            let room = width.saturating_sub(NAME_WIDTH + cursor.width() + 2);
            let value = truncate_to_width(&sanitize_text(&row.value), room, ellipsis);
            let line = Line::from(vec![
                Span::styled(format!("{cursor} "), look.theme.key),
                Span::styled(
                    truncate_and_pad(&row.name, NAME_WIDTH, ellipsis),
                    look.theme.dim,
                ),
                Span::styled(format!(" {value}"), look.theme.text),
            ]);
            if selected {
                look.select_line(line)
            } else {
                line
            }
        }));
    }
    draw_lines(frame, inside, lines);
    let column = (column as u16).min(inside.width.saturating_sub(1));
    frame.set_cursor_position(Position::new(inside.x + column, inside.y));
}
