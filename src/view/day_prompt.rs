//! The line that takes a day, in place of the status line: what is typed, and the day that it means.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::app::model::day_prompt::{DayPrompt, DayPurpose};
use crate::wording::text_width::truncate_to_width;

pub(super) fn draw_day_prompt(
    model: &Model,
    prompt: &DayPrompt,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let locale = &model.locale;
    let label = locale.t(match prompt.purpose {
        DayPurpose::See => "day.see",
        DayPurpose::Compare => "day.compare",
    });
    let label = format!(" {label} ");
    let typed = prompt.input.text();
    let (hint, style) = match prompt.day() {
        Some(day) => {
            let day = locale.format_date(day);
            (locale.fill("day.meant", &[("day", &day)]), look.theme.dim)
        }
        None => (locale.t("day.unclear").to_owned(), look.theme.error),
    };
    let column = label.width() + prompt.input.text_before_caret().width();
    let room = usize::from(area.width).saturating_sub(label.width() + typed.width() + 3);
    let hint = truncate_to_width(&hint, room, look.symbols.ellipsis);
    let line = Line::from(vec![
        Span::styled(label, look.theme.focus),
        Span::styled(typed.to_owned(), look.theme.text),
        Span::styled(format!("  {hint}"), style),
    ]);
    frame.render_widget(Clear, area);
    frame.render_widget(line, area);
    let column = (column as u16).min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position::new(area.x + column, area.y));
}
