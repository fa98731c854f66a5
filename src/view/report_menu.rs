//! The menu of formats for the report of a review, above the footer.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::overlay::CutText;
use super::{Appearance, draw_lines, overlay, pane, to_rect};
use crate::app::layout::ScreenArea;
use crate::app::model::Model;
use crate::app::model::report_menu::{REPORT_FORMATS, ReportMenu};
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

pub(super) fn draw_report_menu(
    model: &Model,
    menu: ReportMenu,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let open = model.work.open.as_ref();
    let name = open.map(|open| sanitize_text(&open.round.start.name));
    let name = name.unwrap_or_default();
    let title = locale.fill("reviewing.report_menu", &[("name", &name)]);
    let room = usize::from(frame.area().width).saturating_sub(6);
    let title = truncate_to_width(&title, room, look.symbols.ellipsis);
    let names = REPORT_FORMATS.map(|(letter, _, key)| (letter, locale.t(key)));
    let name_width = names.iter().map(|(_, name)| name.width()).max();
    let width = (name_width.unwrap_or(0) + 6).max(title.width() + 4) as u16 + 2;
    let window = frame.area();
    let width = width.min(window.width);
    let height = (REPORT_FORMATS.len() as u16 + 2).min(window.height.saturating_sub(1));
    let area = ScreenArea {
        x: window.width - width,
        y: (window.height - 1).saturating_sub(height),
        width,
        height,
    };
    overlay::clear_area(look, frame, to_rect(area), CutText::Words);
    let inside = pane::draw_pane(look, frame, area, &title, true);
    let lines = names.iter().enumerate().map(|(index, (letter, name))| {
        let is_selected = index == menu.cursor;
        let cursor = if is_selected {
            look.symbols.cursor
        } else {
            " "
        };
        let room = usize::from(inside.width).saturating_sub(5);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {letter}"), look.theme.key),
            Span::styled(
                format!("  {}", truncate_and_pad(name, room, look.symbols.ellipsis)),
                look.theme.text,
            ),
        ]);
        if is_selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
    frame.set_cursor_position((inside.x, inside.y + menu.cursor as u16));
}
