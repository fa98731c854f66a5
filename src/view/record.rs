//! The record of the selected product. While the user moves through the list quickly, the previous record
//! stays until the debounce time is over. The model wraps the rows.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Appearance, pane, scroll_bar, to_rect};
use crate::app::layout::{self, ScreenArea};
use crate::app::model::{Focus, Model};
use crate::app::product_record::shown_record;
use crate::app::record_rows;
use crate::app::record_rows::{RecordRow, RecordRowKind};
use crate::app::screen_link::ScreenLink;
use crate::wording::text_width::truncate_and_pad;
use crate::wording::web_link;

pub(super) fn draw_record(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let name = pane_title(model);
    let name = name.as_str();
    let focused = model.focus == Focus::Detail;
    if model.debounced_record.is_none() && model.is_stale() {
        pane::draw_pane(look, frame, area, name, focused);
        return;
    }
    let record = shown_record(model);
    let rows = record.build_rows(model, area.inner_area().width.into());
    let inside = draw_record_rows(look, frame, area, (name, focused), &rows, record.offset);
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
    } else if focused && model.palette().is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// The pane's name; with the product's place in the list, where the record hides the list.
fn pane_title(model: &Model) -> String {
    let name = model.locale.t("screen.detail");
    let is_list_hidden = layout::compute_layout(model).is_none_or(|layout| layout.list.is_none());
    if !is_list_hidden || model.is_stale() || model.total() == 0 {
        return name.to_owned();
    }
    let [number, total] =
        [model.selected + 1, model.total()].map(|number| model.locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &name), ("n", &number), ("all", &total)];
    model.locale.fill("screen.place", &values)
}

/// Draws a pane with these rows, of which name and state stay and the others are scrolled by `offset`; returns its
/// inner area.
pub(super) fn draw_record_rows(
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
    (title, focused): (&str, bool),
    rows: &[RecordRow],
    offset: usize,
) -> Rect {
    let height = usize::from(area.inner_area().height);
    let inside = pane::draw_pane(look, frame, area, title, focused);
    let pinned = record_rows::pinned_row_count(rows, height);
    scroll_bar::draw_scroll_bar(
        look,
        frame,
        area,
        height - pinned,
        offset,
        rows.len() - pinned,
    );
    for (y, (index, row)) in visible_rows(rows, inside, offset) {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let first = is_first_wrapped_row(rows, index);
        frame.render_widget(
            build_record_line(look, row, inside.width.into(), first),
            area,
        );
    }
    inside
}

/// The rows that are shown: each with its row of the window and its index. Those at the top stay.
fn visible_rows(
    rows: &[RecordRow],
    inside: Rect,
    offset: usize,
) -> impl Iterator<Item = (u16, (usize, &RecordRow))> {
    let pinned = record_rows::pinned_row_count(rows, usize::from(inside.height));
    let numbered = rows.iter().enumerate();
    let shown = numbered
        .clone()
        .take(pinned)
        .chain(numbered.skip(pinned + offset));
    (inside.y..inside.bottom()).zip(shown)
}

/// The addresses in a pane with these rows.
pub(super) fn record_links(area: ScreenArea, rows: &[RecordRow], offset: usize) -> Vec<ScreenLink> {
    let inside = to_rect(area.inner_area());
    let links = visible_rows(rows, inside, offset).filter_map(|(y, (_, row))| {
        let target = web_link::link_target(row.address.as_deref()?)?;
        Some(ScreenLink {
            x: inside.x,
            y,
            text: row.text.clone(),
            start: web_link::link_start(&target).into(),
        })
    });
    links.collect()
}

/// The addresses in the record of the catalogue's screen.
pub(super) fn find_record_links(model: &Model) -> Vec<ScreenLink> {
    let area = layout::compute_layout(model).and_then(|layout| layout.detail);
    let Some(area) = area.filter(|_| model.debounced_record.is_some() || !model.is_stale()) else {
        return Vec::new();
    };
    let record = shown_record(model);
    let rows = record.build_rows(model, area.inner_area().width.into());
    record_links(area, &rows, record.offset)
}

/// True for the first row of a line that was wrapped.
fn is_first_wrapped_row(rows: &[RecordRow], index: usize) -> bool {
    index == 0 || rows[index - 1].kind != rows[index].kind
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
        RecordRowKind::Explanation => Line::styled(text, theme.hint),
        RecordRowKind::State(star) => {
            let star = star.map_or(0, usize::from);
            let lead = if first { look.symbols.star } else { " " }.repeat(star);
            let gap = if star == 0 { "" } else { " " };
            Line::from(vec![
                Span::styled(lead, theme.star),
                Span::styled(format!("{gap}{text}"), theme.text),
            ])
        }
        RecordRowKind::Field => {
            let columns = record_rows::label_width(width).saturating_sub(1);
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
