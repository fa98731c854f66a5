//! The menu of completions below the search line: each candidate with how many products the list would have.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::completion_candidates::{completion_menu_area, find_completion, shown_candidates};
use crate::app::model::Model;
use crate::wording::text_width::truncate_and_pad;

pub(super) fn draw_completion_menu(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    let (Some(menu), Some(found)) = (model.completion_menu, find_completion(model)) else {
        return;
    };
    let area = completion_menu_area(model, &found);
    frame.render_widget(Clear, to_rect(area));
    let title = model.locale.t("screen.completions");
    let inside = pane::draw_pane(look, frame, area, title, true);
    let (first, rows) = shown_candidates(menu.cursor, area);
    let visible = found.candidates.iter().enumerate().skip(first).take(rows);
    let lines = visible.map(|(index, candidate)| {
        let is_selected = index == menu.cursor;
        let cursor = if is_selected {
            look.symbols.cursor
        } else {
            " "
        };
        let count = candidate
            .count
            .map(|count| model.locale.format_number(count));
        let count = count.unwrap_or_default();
        let room = usize::from(inside.width).saturating_sub(count.width() + 4);
        let name = truncate_and_pad(&candidate.label, room, look.symbols.ellipsis);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} "), look.theme.key),
            Span::styled(name, look.theme.text),
            Span::styled(format!(" {count} "), look.theme.dim),
        ]);
        if is_selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
}
