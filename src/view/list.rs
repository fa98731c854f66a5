//! The list: name with matched letters, stars, producer, place, time left. Must not: scroll by itself.

use ocop_index::Status;
use ocop_index::search::Hit;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::marked;
use super::{Look, empty, pane};
use crate::app::layout::Area;
use crate::app::model::{Focus, Model};
use crate::label;
use crate::text::fit;

/// Widths of the columns: stars, name, producer, place, time left; 0 is left out.
#[derive(Clone, Copy, Debug)]
struct Columns {
    star: usize,
    name: usize,
    producer: usize,
    place: usize,
    left: usize,
}

impl Columns {
    /// The name first; what does not fit beside it is left to the record.
    fn of(width: usize) -> Self {
        let (star, left) = (5, 12);
        let rest = width.saturating_sub(1 + star + 1 + left + 1);
        let (name, producer, place) = match rest {
            0..30 => (rest, 0, 0),
            30..64 => (rest * 3 / 5, 0, rest - rest * 3 / 5 - 1),
            _ => (
                rest * 2 / 5,
                rest * 7 / 20,
                rest - rest * 2 / 5 - rest * 7 / 20 - 2,
            ),
        };
        Self {
            star,
            name,
            producer,
            place,
            left,
        }
    }
}

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let focused = model.focus == Focus::List;
    let name = model.locale.t("screen.list");
    let title = if model.is_stale() || model.total() == 0 {
        name.to_owned()
    } else {
        let (place, all) = (model.selected + 1, model.total());
        let numbers = [place, all].map(|number| model.locale.number(number));
        model.locale.fill(
            "screen.place",
            &[("name", &name), ("n", &numbers[0]), ("all", &numbers[1])],
        )
    };
    let inside = pane::draw(look, frame, area, &title, focused);
    if inside.is_empty() {
        return;
    }
    if model.is_stale() {
        // Never the answer to an older question: until the new one comes there is no list.
        return;
    }
    if model.total() == 0 {
        empty::draw(model, look, frame, inside);
        return;
    }
    let columns = Columns::of(usize::from(inside.width));
    frame.render_widget(
        head(model, look, columns),
        Rect {
            height: 1,
            ..inside
        },
    );
    for row in 0..inside.height - 1 {
        let place = model.offset + usize::from(row);
        if place >= model.total() {
            break;
        }
        let area = Rect {
            y: inside.y + 1 + row,
            height: 1,
            ..inside
        };
        let selected = place == model.selected;
        frame.render_widget(line(model, look, columns, place, selected), area);
        if selected && focused && model.help.is_none() {
            frame.set_cursor_position(Position::new(area.x, area.y));
        }
    }
}

fn head(model: &Model, look: &Look, columns: Columns) -> Line<'static> {
    let title = |key: &str, width: usize| {
        (width > 0).then(|| fit(model.locale.t(key), width, look.symbols.cut) + " ")
    };
    let cells = [
        title("column.star", columns.star),
        title("column.name", columns.name),
        title("column.producer", columns.producer),
        title("column.place", columns.place),
        title("column.left", columns.left),
    ];
    let text: String = cells.into_iter().flatten().collect();
    Line::styled(format!(" {}", text.trim_end()), look.theme.head)
}

fn line(
    model: &Model,
    look: &Look,
    columns: Columns,
    place: usize,
    selected: bool,
) -> Line<'static> {
    let Some(hit) = model.row(place) else {
        return Line::styled(format!(" {}", look.symbols.cut), look.theme.dim);
    };
    let theme = &look.theme;
    let base = match (selected, model.focus) {
        (true, Focus::List | Focus::Input) => theme.selected,
        (true, _) => theme.selected_away,
        _ => theme.text,
    };
    let cursor = if selected { look.symbols.cursor } else { " " };
    let mut spans = vec![Span::styled(cursor.to_owned(), base)];
    spans.extend(cells(model, look, columns, hit, base));
    Line::from(spans)
}

fn cells(
    model: &Model,
    look: &Look,
    columns: Columns,
    hit: &Hit,
    base: Style,
) -> Vec<Span<'static>> {
    let theme = &look.theme;
    let cut = look.symbols.cut;
    let product = &hit.product;
    let pair = (base, base.patch(theme.matched));
    // Without a colour of their own: it would be sent again with every row.
    let stars = match hit.state.star {
        Some(star) => look.symbols.star.repeat(usize::from(star)),
        None => "-".to_owned(),
    };
    let mut spans = vec![
        Span::styled(fit(&stars, columns.star, cut), base),
        Span::styled(" ", base),
    ];
    spans.extend(marked(
        &product.name,
        &hit.marks.name,
        pair,
        columns.name,
        cut,
    ));
    if columns.producer > 0 {
        let name = product
            .producer
            .as_ref()
            .map_or("", |producer| &producer.name);
        spans.push(Span::styled(" ", base));
        spans.extend(marked(
            name,
            &hit.marks.producer,
            pair,
            columns.producer,
            cut,
        ));
    }
    if columns.place > 0 {
        spans.push(Span::styled(" ", base));
        spans.extend(place(hit, pair, columns.place, cut));
    }
    let left = label::time_left(&model.locale, &hit.state, model.day);
    let style = match hit.state.status {
        Status::Due | Status::Expired | Status::Withdrawn | Status::Left => base.patch(theme.alert),
        _ => base,
    };
    spans.push(Span::styled(" ", base));
    spans.push(Span::styled(fit(&left, columns.left, cut), style));
    spans
}

/// Commune and district, with matched letters in both.
fn place(hit: &Hit, pair: (Style, Style), width: usize, cut: &str) -> Vec<Span<'static>> {
    let text = label::place(&hit.product);
    let mut ranges = hit.marks.commune.clone();
    let behind = hit
        .product
        .place
        .commune
        .as_ref()
        .map_or(0, |commune| commune.len() + 2);
    if hit.product.place.district.is_some() {
        let district = hit.marks.district.iter();
        ranges.extend(district.map(|range| range.start + behind..range.end + behind));
    }
    marked(&text, &ranges, pair, width, cut)
}
