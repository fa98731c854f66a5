//! The record of the selected product, whole, or of the one before while the hand moves. Must not: wrap; the rows are the model's.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Appearance, pane};
use crate::app::layout::ScreenArea;
use crate::app::model::record;
use crate::app::model::record::{RecordRow, RecordRowKind};
use crate::app::model::{DebouncedRecord, Focus, Model};
use crate::wording::text_width::truncate_and_pad;

pub(super) fn draw_record(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let name = model.locale.t("screen.detail");
    let focused = model.focus == Focus::Detail;
    let (rows, offset) = match &model.debounced_record {
        Some(DebouncedRecord { rows, offset }) => (Cow::from(rows), *offset),
        None if model.is_stale() => {
            pane::draw_pane(look, frame, area, name, focused);
            return;
        }
        None => {
            let rows = |hit| record::build_record_rows(model, hit, area.inner_area().width.into());
            let rows = model.selected_hit().map_or_else(Vec::new, rows);
            (Cow::from(rows), model.detail_offset)
        }
    };
    let inside = draw_record_rows(look, frame, area, (name, focused), &rows, offset);
    if inside.is_empty() {
        return;
    }
    if rows.is_empty() {
        let text = model.locale.t("screen.nothing_chosen").to_owned();
        let line = Rect {
            height: 1,
            ..inside
        };
        frame.render_widget(Line::styled(text, look.theme.dim), line);
    } else if focused && model.palette.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// A pane with these rows from one of them on; the inside of the pane.
pub(super) fn draw_record_rows(
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
    (title, focused): (&str, bool),
    rows: &[RecordRow],
    offset: usize,
) -> Rect {
    let height = usize::from(area.inner_area().height);
    // Where not all fits, the title says how far one has read.
    let title = if rows.len() > height {
        let seen = (offset + height).min(rows.len());
        format!("{title} {}%", seen * 100 / rows.len())
    } else {
        title.to_owned()
    };
    let inside = pane::draw_pane(look, frame, area, &title, focused);
    let shown = (inside.y..inside.bottom()).zip(rows.iter().enumerate().skip(offset));
    for (y, (number, row)) in shown {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let first = is_first_wrapped_row(rows, number);
        frame.render_widget(
            build_record_line(look, row, inside.width.into(), first),
            area,
        );
    }
    inside
}

/// True for the first row of a line that was broken.
fn is_first_wrapped_row(rows: &[RecordRow], at: usize) -> bool {
    at == 0 || rows[at - 1].kind != rows[at].kind
}

fn build_record_line(
    look: &Appearance,
    row: &RecordRow,
    width: usize,
    first: bool,
) -> Line<'static> {
    let theme = &look.theme;
    let text = row.text.clone();
    match row.kind {
        RecordRowKind::Title | RecordRowKind::Heading => Line::styled(text, theme.heading),
        RecordRowKind::Link => Line::styled(text, theme.text),
        RecordRowKind::Explanation => Line::styled(text, theme.alert),
        RecordRowKind::State(star) => {
            let stars = look.symbols.star.repeat(star.map_or(0, usize::from));
            let lead = if first {
                stars.clone()
            } else {
                " ".repeat(stars.len())
            };
            let gap = if stars.is_empty() { "" } else { " " };
            Line::from(vec![
                Span::styled(lead, theme.star),
                Span::styled(format!("{gap}{text}"), theme.text),
            ])
        }
        RecordRowKind::Field => {
            let columns = record::label_width(width).saturating_sub(1);
            let label = truncate_and_pad(&row.label, columns, look.symbols.ellipsis) + " ";
            Line::from(vec![
                Span::styled(label, theme.dim),
                Span::styled(text, theme.text),
            ])
        }
        RecordRowKind::Item if text.is_empty() => Line::default(),
        RecordRowKind::Item => Line::styled(format!("  {text}"), theme.text),
        RecordRowKind::Current => Line::from(vec![
            Span::styled(
                if first {
                    look.symbols.current_recognition
                } else {
                    " "
                },
                theme.focus,
            ),
            Span::styled(format!(" {text}"), theme.heading),
        ]),
    }
}
