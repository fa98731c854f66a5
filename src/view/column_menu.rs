//! The menu of columns: each with a box that says whether the list has it, and a word where it has no room.

use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::overlay::{self, CutText};
use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::layout::{ScreenArea, WindowSize};
use crate::app::list_columns;
use crate::app::model::Model;
use crate::app::model::column_menu::{ColumnMenu, menu_area};
use crate::wording::text_width::truncate_and_pad;

/// Draws it beside the list; other panes that it would cut are not there meanwhile.
pub(super) fn draw_column_menu(
    model: &Model,
    menu: &ColumnMenu,
    look: &Appearance,
    frame: &mut Frame<'_>,
    others: [Option<ScreenArea>; 3],
) {
    let locale = &model.locale;
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = menu_area(WindowSize { width, height }, menu.rows.len());
    overlay::clear_panes_under(frame, to_rect(area), others);
    overlay::clear_area(look, frame, to_rect(area), CutText::Words);
    let inside = pane::draw_pane(look, frame, area, locale.t("screen.columns"), true);
    let shown = list_columns::shown_column_slots(model);
    let rows = menu.rows.iter().enumerate().skip(menu.offset);
    let lines = rows.map(|(index, (column, is_chosen))| {
        let selected = index == menu.cursor;
        let cursor = if selected { look.symbols.cursor } else { " " };
        let mark = look.symbols.checkbox[usize::from(!is_chosen)];
        let has_room = !is_chosen || shown.iter().any(|slot| slot.column == *column);
        let note = if has_room {
            ""
        } else {
            locale.t("screen.column_out")
        };
        let room = usize::from(inside.width).saturating_sub(mark.width() + 3 + note.width() + 1);
        let name = truncate_and_pad(&column.header(locale), room, look.symbols.ellipsis);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {mark} "), look.theme.key),
            Span::styled(name, look.theme.text),
            Span::styled(format!(" {note}"), look.theme.dim),
        ]);
        if selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
    let row = (menu.cursor.saturating_sub(menu.offset)) as u16;
    if row < inside.height {
        frame.set_cursor_position(Position::new(inside.x, inside.y + row));
    }
}
