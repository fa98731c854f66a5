//! The generations of the catalogue over the panes: the list of them, or what changed in one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::scroll_bar::draw_scroll_bar;
use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::catalog_work::{ChangeLineKind, GenerationRow};
use crate::app::model::Model;
use crate::app::model::catalog_history::{
    CatalogHistory, ChangeRow, ChangeRowKind, ChangesView, GENERATION_DETAIL_ROWS, HistoryStep,
};
use crate::app::record_rows::wrap_text;
use crate::app::screen_area::body_area;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Width of the mark of the current generation and its number.
const NUMBER_WIDTH: usize = 7;

pub(super) fn draw_catalog_history(
    model: &Model,
    history: &CatalogHistory,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let area = body_area(model.size);
    frame.render_widget(Clear, to_rect(area));
    let title = match &history.step {
        HistoryStep::Changes(view) => {
            let n = view.changes.number;
            if view.changes.is_rollback {
                locale.fill("generations.rollback_title", &[("n", &n)])
            } else {
                locale.fill("generations.changes_title", &[("n", &n)])
            }
        }
        _ => locale.t("generations.title").to_owned(),
    };
    let inside = pane::draw_pane(look, frame, area, &title, true);
    match &history.step {
        HistoryStep::Changes(view) => {
            draw_changes(view, look, frame, inside);
            let (visible, total) = (usize::from(inside.height), view.rows.len());
            draw_scroll_bar(look, frame, area, visible, view.offset, total);
        }
        _ => draw_generations(model, history, look, frame, inside),
    }
}

fn draw_generations(
    model: &Model,
    history: &CatalogHistory,
    look: &Appearance,
    frame: &mut Frame<'_>,
    inside: Rect,
) {
    let locale = &model.locale;
    let rows = match &history.generations {
        Some(rows) if !rows.is_empty() => rows,
        known => {
            let key = if known.is_some() {
                "generations.none"
            } else {
                "generations.reading"
            };
            let text = wrap_text(locale.t(key), usize::from(inside.width).max(1));
            let lines = text
                .into_iter()
                .map(|row| Line::styled(row, look.theme.dim));
            draw_lines(frame, inside, lines);
            return;
        }
    };
    let shown = usize::from(inside.height)
        .saturating_sub(GENERATION_DETAIL_ROWS + 1)
        .max(1);
    let visible = rows.iter().enumerate().skip(history.offset).take(shown);
    let lines = visible.map(|(index, row)| {
        let line = build_generation_line(row, index == history.cursor, look, inside.width);
        if index == history.cursor {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
    let cursor_row = (history.cursor.saturating_sub(history.offset)) as u16;
    frame.set_cursor_position((inside.x, inside.y + cursor_row.min(inside.height)));
    // The whole text of the generation at the cursor, where its row cuts it.
    let top = inside
        .bottom()
        .saturating_sub(GENERATION_DETAIL_ROWS as u16);
    let Some(selected) = history.selected_generation() else {
        return;
    };
    let below = Rect {
        y: top,
        height: inside.bottom() - top,
        ..inside
    };
    let text = selected.text.trim_start();
    let mut detail = wrap_text(text, usize::from(inside.width).saturating_sub(2).max(1));
    if detail.len() > GENERATION_DETAIL_ROWS {
        detail.truncate(GENERATION_DETAIL_ROWS);
        if let Some(last) = detail.last_mut() {
            last.push_str(look.symbols.ellipsis);
        }
    }
    let lines = detail
        .into_iter()
        .map(|row| Line::styled(format!(" {row}"), look.theme.dim));
    draw_lines(frame, below, lines);
}

fn build_generation_line(
    row: &GenerationRow,
    is_selected: bool,
    look: &Appearance,
    width: u16,
) -> Line<'static> {
    let cursor = if is_selected {
        look.symbols.cursor
    } else {
        " "
    };
    let mark = if row.is_current { "*" } else { " " };
    let room = usize::from(width).saturating_sub(NUMBER_WIDTH + cursor.width());
    Line::from(vec![
        Span::styled(format!("{cursor}{mark}{:>4}  ", row.number), look.theme.key),
        Span::styled(
            truncate_and_pad(&row.text, room, look.symbols.ellipsis),
            look.theme.text,
        ),
    ])
}

fn draw_changes(view: &ChangesView, look: &Appearance, frame: &mut Frame<'_>, inside: Rect) {
    let width = usize::from(inside.width).saturating_sub(2);
    let visible = view.rows.iter().enumerate().skip(view.offset);
    let lines = visible.map(|(index, row)| {
        let is_selected = index == view.cursor;
        let cursor = if is_selected {
            look.symbols.cursor
        } else {
            " "
        };
        let text = truncate_to_width(&row.text, width, look.symbols.ellipsis);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} "), look.theme.key),
            Span::styled(text, row_style(row, look)),
        ]);
        if is_selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
    let cursor_row = view.cursor.saturating_sub(view.offset) as u16;
    frame.set_cursor_position((inside.x, inside.y + cursor_row.min(inside.height)));
}

const fn row_style(row: &ChangeRow, look: &Appearance) -> ratatui::style::Style {
    match row.kind {
        ChangeRowKind::Head | ChangeRowKind::Line(ChangeLineKind::Detail) => look.theme.dim,
        ChangeRowKind::Line(ChangeLineKind::Section) => look.theme.heading,
        ChangeRowKind::Line(ChangeLineKind::Entry) | ChangeRowKind::Blank => look.theme.text,
    }
}
