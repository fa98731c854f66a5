//! The record of the selected product, whole. Must not: wrap; the rows are the model's.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::fit;
use super::{Look, pane};
use crate::app::detail::{self, Kind, Row};
use crate::app::layout::Area;
use crate::app::model::{Focus, Model};

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let focused = model.focus == Focus::Detail;
    let inside = pane::draw(look, frame, area, model.locale.t("screen.detail"), focused);
    if inside.is_empty() || model.is_stale() {
        return;
    }
    let Some(hit) = model.selected_hit() else {
        let text = model.locale.t("screen.nothing_chosen").to_owned();
        frame.render_widget(
            Line::styled(text, look.theme.dim),
            Rect {
                height: 1,
                ..inside
            },
        );
        return;
    };
    let width = usize::from(inside.width);
    let rows = detail::rows(model, hit, width);
    let shown = rows
        .iter()
        .skip(model.detail_offset)
        .take(inside.height.into());
    for (number, row) in shown.enumerate() {
        let area = Rect {
            y: inside.y + number as u16,
            height: 1,
            ..inside
        };
        let first = is_first(&rows, model.detail_offset + number);
        frame.render_widget(line(look, row, width, first), area);
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
            Span::styled(if first { look.symbols.item[0] } else { " " }, theme.focus),
            Span::styled(format!(" {text}"), theme.head),
        ]),
    }
}
