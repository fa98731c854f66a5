//! The record of the selected product, whole. Must not: wrap; the rows are the model's.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Look, pane};
use crate::app::detail::{self, Kind, Row};
use crate::app::layout::Area;
use crate::app::model::{Focus, Model};
use crate::text::fit;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let focused = model.focus == Focus::Detail;
    let name = model.locale.t("screen.detail");
    let room = area.inside();
    let hit = model.selected_hit().filter(|_| !model.is_stale());
    let rows = hit.map_or_else(Vec::new, |hit| detail::rows(model, hit, room.width.into()));
    let end = model.detail_offset + usize::from(room.height);
    // Where not all fits, the title says how far one has read.
    let title = if rows.len() > usize::from(room.height) {
        let seen = end.min(rows.len());
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("name", &name), ("n", &seen), ("all", &rows.len())];
        model.locale.fill("screen.place", &values)
    } else {
        name.to_owned()
    };
    let inside = pane::draw(look, frame, area, &title, focused);
    if inside.is_empty() || model.is_stale() {
        return;
    }
    if hit.is_none() {
        let text = model.locale.t("screen.nothing_chosen").to_owned();
        let line = Rect {
            height: 1,
            ..inside
        };
        frame.render_widget(Line::styled(text, look.theme.dim), line);
        return;
    }
    let shown = rows.iter().skip(model.detail_offset);
    for (number, row) in shown.take(inside.height.into()).enumerate() {
        let area = Rect {
            y: inside.y + number as u16,
            height: 1,
            ..inside
        };
        let first = is_first(&rows, model.detail_offset + number);
        frame.render_widget(line(look, row, inside.width.into(), first), area);
    }
    if focused && model.help.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
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
