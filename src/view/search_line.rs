//! The search line: what is typed, what of it cannot be meant, and the real cursor in it. Must not: search.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use super::highlight::highlight_ranges;
use crate::app::model::{Focus, Model};
use crate::wording::text_width::truncate_to_width;

/// A shorter hint would hint at nothing.
const MIN_HINT_WIDTH: usize = 24;

pub(super) fn draw_search_line(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let locale = &model.locale;
    let theme = &look.theme;
    let typing = model.focus == Focus::Input;
    // In front, where it never gives way: whoever types must know what the keys do.
    let method = model.input.method.display_name();
    let method = method.map_or_else(String::new, |name| format!(" [{name}]"));
    let label = format!(" {}{method}: ", locale.t("screen.search"));
    let day = locale.fill("screen.day", &[("day", &locale.format_date(model.day))]);
    let title = format!(" {}, {day} ", locale.t("screen.title"));
    let room = usize::from(area.width).saturating_sub(label.width() + 1);
    let before = cut_to_tail(model.input.text_before_caret(), room.saturating_sub(1));
    // What stands left of it is out of sight.
    let start = model.input.text_before_caret().len() - before.len();
    let text = &model.input.text()[start..];
    let mut spans = vec![Span::styled(
        label.clone(),
        if typing { theme.focus } else { theme.heading },
    )];
    if model.input.text().is_empty() {
        // Beside the title where both fit, so that the first letter does not move it.
        let beside = room.saturating_sub(title.width());
        let width = if beside >= MIN_HINT_WIDTH {
            beside
        } else {
            room
        };
        let hint = truncate_to_width(locale.t("screen.hint"), width, look.symbols.ellipsis);
        spans.push(Span::styled(hint, theme.dim));
    } else {
        let problems = model.resolved_line.problems.iter();
        let wrong: Vec<_> = problems
            .filter(|problem| problem.range.end > start)
            .map(|problem| problem.range.start.saturating_sub(start)..problem.range.end - start)
            .collect();
        let styles = (theme.text, theme.invalid);
        let width = text.width().min(room);
        spans.extend(highlight_ranges(
            text,
            &wrong,
            styles,
            width,
            look.symbols.ellipsis,
        ));
    }
    let line = Line::from(spans);
    let free = usize::from(area.width).saturating_sub(line.width());
    frame.render_widget(line, area);
    if title.width() <= free {
        let width = title.width() as u16;
        let corner = Rect {
            x: area.right() - width,
            width,
            ..area
        };
        frame.render_widget(Line::styled(title, theme.dim), corner);
    }
    if typing && model.palette.is_none() && model.history_picker.is_none() {
        let column = (label.width() + before.width()).min(usize::from(area.width) - 1);
        frame.set_cursor_position(Position::new(area.x + column as u16, area.y));
    }
}

/// The end of a text that fits a width, so that the caret stays in sight.
fn cut_to_tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (at, letter) in text.grapheme_indices(true).rev() {
        used += letter.width();
        if used > width {
            break;
        }
        start = at;
    }
    &text[start..]
}
