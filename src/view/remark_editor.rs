//! The line that takes a remark, in place of the status line.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use super::search_line::cut_to_tail;
use crate::app::model::Model;
use crate::app::model::remark_editor::RemarkEditor;
use crate::wording::product_label::describe_products;
use crate::wording::text_width::truncate_to_width;

/// The name of the product takes at most one part of so many of the line.
const NAME_PART: usize = 3;

pub(super) fn draw_remark_editor(
    model: &Model,
    editor: &RemarkEditor,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let columns = usize::from(area.width);
    let name = truncate_to_width(
        &describe_products(&model.locale, &editor.products),
        columns / NAME_PART,
        look.symbols.ellipsis,
    );
    let label = model
        .locale
        .fill("reviewing.remark_prompt", &[("name", &name)]);
    let label = format!(" {label} ");
    let room = columns.saturating_sub(label.width() + 1);
    let before = cut_to_tail(editor.input.text_before_caret(), room);
    let start = editor.input.text_before_caret().len() - before.len();
    let shown = truncate_to_width(&editor.input.text()[start..], room, look.symbols.ellipsis);
    let column = label.width() + before.width();
    frame.render_widget(Clear, area);
    let line = Line::from(vec![
        Span::styled(label, look.theme.focus),
        Span::styled(shown, look.theme.text),
    ]);
    frame.render_widget(line, area);
    let column = (column as u16).min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position::new(area.x + column, area.y));
}
