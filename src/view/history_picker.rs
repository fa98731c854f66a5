//! The window of kept searches: a sign for those saved by hand, the question, and what it finds today. Must not: count.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, overlay};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::history_picker::HistoryPicker;
use crate::wording::text_width::truncate_and_pad;

/// Columns of a number.
const COUNT_WIDTH: usize = 10;

pub(super) fn draw_history_picker(
    model: &Model,
    recall: &HistoryPicker,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let inside = overlay::draw_overlay(look, frame, locale.t("screen.kept"), &recall.input);
    let kept = recall.matching_rows(&model.saved_searches, &model.search_history);
    if kept.is_empty() {
        let none = model
            .keymap
            .fill_key_names(locale, "screen.kept_none", KeyContext::List);
        frame.render_widget(Line::styled(none, look.theme.dim), inside);
        return;
    }
    let shown = kept.iter().enumerate().skip(recall.offset);
    let shown = shown.map(|(number, row)| {
        let here = number == recall.cursor;
        let cursor = if here { look.symbols.cursor } else { " " };
        let sign = if row.saved { look.symbols.star } else { " " };
        let count = recall.counts.get(&row.line).copied().flatten();
        let count = count.map_or_else(String::new, |count| locale.format_number(count));
        let room = usize::from(inside.width).saturating_sub(COUNT_WIDTH + 4);
        let gap = " ".repeat(COUNT_WIDTH.saturating_sub(count.width()));
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {sign} "), look.theme.key),
            Span::styled(
                truncate_and_pad(&row.line, room, look.symbols.ellipsis),
                look.theme.text,
            ),
            Span::styled(format!("{gap}{count}"), look.theme.dim),
        ]);
        if here {
            line.patch_style(look.theme.selected)
        } else {
            line
        }
    });
    draw_lines(frame, inside, shown);
}
