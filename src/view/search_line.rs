//! The search line: the typed query with its invalid parts marked, the real cursor, and the title in the
//! corner.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use super::highlight::highlight_ranges;
use crate::app::completion_candidates::search_line_label;
use crate::app::model::{Focus, Model};
use crate::wording::text_width::truncate_to_width;

/// The hint is shown beside the title only with at least this width.
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
    // The input method comes first, so that it is never cut off: the user must know what the keys type.
    let label = search_line_label(model);
    let day = locale.fill("screen.day", &[("day", &locale.format_date(model.day))]);
    let title = format!(" {}, {day} ", locale.t("screen.title"));
    let room = usize::from(area.width).saturating_sub(label.width() + 1);
    let before_caret = cut_to_tail(model.input.text_before_caret(), room.saturating_sub(1));
    // The text before this byte is scrolled out of view.
    let start = model.input.text_before_caret().len() - before_caret.len();
    let mut spans = vec![Span::styled(
        label.clone(),
        if typing { theme.focus } else { theme.heading },
    )];
    if model.input.text().is_empty() {
        // Beside the title if both fit, so that the title does not move with the first letter.
        let room_beside_title = room.saturating_sub(title.width());
        let width = if room_beside_title >= MIN_HINT_WIDTH {
            room_beside_title
        } else {
            room
        };
        let hints = ["screen.hint", "screen.hint_short"].map(|key| locale.t(key));
        let hint = hints.into_iter().find(|hint| hint.width() <= width);
        let hint = hint.unwrap_or_else(|| cut_to_whole_parts(hints[1], width));
        let hint = truncate_to_width(hint, width, look.symbols.ellipsis);
        spans.push(Span::styled(hint, theme.dim));
    } else {
        spans.extend(build_query_spans(model, look, start, room));
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
    if typing && model.palette().is_none() && model.history_picker().is_none() {
        let column = (label.width() + before_caret.width()).min(usize::from(area.width) - 1);
        frame.set_cursor_position(Position::new(area.x + column as u16, area.y));
    }
}

/// The typed query from byte `start` on, at most `room` columns wide, with its invalid parts marked.
fn build_query_spans(
    model: &Model,
    look: &Appearance,
    start: usize,
    room: usize,
) -> Vec<Span<'static>> {
    let text = &model.input.text()[start..];
    let problems = model.resolved_line.problems.iter();
    let invalid: Vec<_> = problems
        .filter(|problem| problem.range.end > start)
        .map(|problem| problem.range.start.saturating_sub(start)..problem.range.end - start)
        .collect();
    let mut styles = (look.theme.text, look.theme.invalid);
    if model.input.is_selected() && model.focus == Focus::Input {
        let selected = |style: Style| style.add_modifier(Modifier::REVERSED);
        styles = (selected(styles.0), selected(styles.1));
    }
    let width = text.width().min(room);
    highlight_ranges(text, &invalid, styles, width, look.symbols.ellipsis)
}

/// The longest beginning of a list that fits a width, without the sign after it; the whole text where none does.
fn cut_to_whole_parts(text: &str, width: usize) -> &str {
    if text.width() <= width {
        return text;
    }
    let mut ends = text.rmatch_indices([',', ';']).map(|(at, _)| &text[..at]);
    ends.find(|part| part.width() <= width).unwrap_or(text)
}

/// The longest end of a text that fits a width, so that the caret stays visible.
pub(super) fn cut_to_tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (index, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > width {
            break;
        }
        start = index;
    }
    &text[start..]
}
