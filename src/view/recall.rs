//! The window of kept searches: a sign for those saved by hand, the question, and what it finds today. Must not: count.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Look, overlay, rows};
use crate::app::action::Context;
use crate::app::model::Model;
use crate::app::recall::Recall;
use crate::text::fit;

/// Columns of a number.
const NUMBER: usize = 10;

pub(super) fn draw(model: &Model, recall: &Recall, look: &Look, frame: &mut Frame<'_>) {
    let locale = &model.locale;
    let inside = overlay::draw(look, frame, locale.t("screen.kept"), &recall.input);
    let kept = recall.rows(&model.saved, &model.past);
    if kept.is_empty() {
        let none = model.keymap.told(locale, "screen.kept_none", Context::List);
        frame.render_widget(Line::styled(none, look.theme.dim), inside);
        return;
    }
    let shown = kept.iter().enumerate().skip(recall.offset);
    let shown = shown.map(|(number, row)| {
        let here = number == recall.cursor;
        let cursor = if here { look.symbols.cursor } else { " " };
        let sign = if row.saved { look.symbols.star } else { " " };
        let count = recall.counts.get(&row.line).copied().flatten();
        let count = count.map_or_else(String::new, |count| locale.number(count));
        let room = usize::from(inside.width).saturating_sub(NUMBER + 4);
        let gap = " ".repeat(NUMBER.saturating_sub(count.width()));
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {sign} "), look.theme.key),
            Span::styled(fit(&row.line, room, look.symbols.cut), look.theme.text),
            Span::styled(format!("{gap}{count}"), look.theme.dim),
        ]);
        if here {
            line.patch_style(look.theme.selected)
        } else {
            line
        }
    });
    rows(frame, inside, shown);
}
