//! The history picker: saved and recent searches, a star for the saved ones, and how many products each finds
//! today.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, overlay};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::history_picker::HistoryPicker;
use crate::wording::text_width::truncate_and_pad;

/// Width of the counts.
const COUNT_WIDTH: usize = 10;

pub(super) fn draw_history_picker(
    model: &Model,
    picker: &HistoryPicker,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let inside = overlay::draw_overlay(look, frame, locale.t("screen.kept"), &picker.input);
    let rows = picker.matching_rows(&model.saved_searches, &model.search_history);
    if rows.is_empty() {
        let notice = model
            .keymap
            .fill_key_names(locale, "screen.kept_none", KeyContext::List);
        frame.render_widget(Line::styled(notice, look.theme.dim), inside);
        return;
    }
    let visible = rows.iter().enumerate().skip(picker.offset);
    let visible = visible.map(|(index, row)| {
        let selected = index == picker.cursor;
        let cursor = if selected { look.symbols.cursor } else { " " };
        let star = if row.saved { look.symbols.star } else { " " };
        let count = picker.count_of(&row.line);
        let count = count.map_or_else(String::new, |count| locale.format_number(count));
        let room = usize::from(inside.width).saturating_sub(COUNT_WIDTH + 4);
        let gap = " ".repeat(COUNT_WIDTH.saturating_sub(count.width()));
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {star} "), look.theme.key),
            Span::styled(
                truncate_and_pad(&row.line, room, look.symbols.ellipsis),
                look.theme.text,
            ),
            Span::styled(format!("{gap}{count}"), look.theme.dim),
        ]);
        if selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, visible);
}
