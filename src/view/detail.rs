//! The record of the selected product, whole, or of the one before while the hand moves. Must not: wrap; the rows are the model's.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Look, pane};
use crate::app::detail::{self, Kind, Row};
use crate::app::layout::Area;
use crate::app::model::{Focus, Lingering, Model};
use crate::text::fit;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let name = model.locale.t("screen.detail");
    let focused = model.focus == Focus::Detail;
    let (rows, offset) = match &model.lingering {
        Some(Lingering { rows, offset }) => (Cow::from(rows), *offset),
        None if model.is_stale() => {
            pane::draw(look, frame, area, name, focused);
            return;
        }
        None => {
            let rows = |hit| detail::rows(model, hit, area.inside().width.into());
            let rows = model.selected_hit().map_or_else(Vec::new, rows);
            (Cow::from(rows), model.detail_offset)
        }
    };
    let inside = rows_from(look, frame, area, (name, focused), &rows, offset);
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
    } else if focused && model.help.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// A pane with these rows from one of them on; the inside of the pane.
pub(super) fn rows_from(
    look: &Look,
    frame: &mut Frame<'_>,
    area: Area,
    (title, focused): (&str, bool),
    rows: &[Row],
    offset: usize,
) -> Rect {
    let height = usize::from(area.inside().height);
    // Where not all fits, the title says how far one has read.
    let title = if rows.len() > height {
        let seen = (offset + height).min(rows.len());
        format!("{title} {}%", seen * 100 / rows.len())
    } else {
        title.to_owned()
    };
    let inside = pane::draw(look, frame, area, &title, focused);
    let shown = (inside.y..inside.bottom()).zip(rows.iter().enumerate().skip(offset));
    for (y, (number, row)) in shown {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let first = is_first(rows, number);
        frame.render_widget(line(look, row, inside.width.into(), first), area);
    }
    inside
}

/// True for the first row of a line that was broken.
fn is_first(rows: &[Row], at: usize) -> bool {
    at == 0 || rows[at - 1].kind != rows[at].kind
}

fn line(look: &Look, row: &Row, width: usize, first: bool) -> Line<'static> {
    let theme = &look.theme;
    let text = row.text.clone();
    match row.kind {
        Kind::Title | Kind::Heading => Line::styled(text, theme.head),
        Kind::Link => Line::styled(text, theme.text),
        Kind::Why => Line::styled(text, theme.alert),
        Kind::State(star) => {
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
        Kind::Field => {
            let columns = detail::label_width(width).saturating_sub(1);
            let label = fit(&row.label, columns, look.symbols.cut) + " ";
            Line::from(vec![
                Span::styled(label, theme.dim),
                Span::styled(text, theme.text),
            ])
        }
        Kind::Item if text.is_empty() => Line::default(),
        Kind::Item => Line::styled(format!("  {text}"), theme.text),
        Kind::Current => Line::from(vec![
            Span::styled(if first { look.symbols.current } else { " " }, theme.focus),
            Span::styled(format!(" {text}"), theme.head),
        ]),
    }
}
