//! The list: name with matched letters, stars, producer, place, time left. Must not: scroll by itself.

use ocop_index::ProductStatus;
use ocop_index::search::SearchHit;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::highlight::highlight_ranges;
use super::{Appearance, no_results, pane};
use crate::app::layout::ScreenArea;
use crate::app::model::{Focus, Model};
use crate::wording::label;
use crate::wording::text_width::truncate_and_pad;

/// Widths of the columns: stars, name, producer, place, time left; 0 is left out.
#[derive(Clone, Copy, Debug)]
struct ProductListColumns {
    star: usize,
    name: usize,
    producer: usize,
    place: usize,
    time_left: usize,
}

impl ProductListColumns {
    /// The name first; what does not fit beside it is left to the record.
    fn from_width(width: usize) -> Self {
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
            time_left: left,
        }
    }
}

pub(super) fn draw_product_list(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let focused = model.focus == Focus::List;
    let name = model.locale.t("screen.list");
    let title = if model.is_stale() || model.total() == 0 {
        name.to_owned()
    } else {
        let (place, all) = (model.selected + 1, model.total());
        let numbers = [place, all].map(|number| model.locale.format_number(number));
        model.locale.fill(
            "screen.place",
            &[("name", &name), ("n", &numbers[0]), ("all", &numbers[1])],
        )
    };
    let inside = pane::draw_pane(look, frame, area, &title, focused);
    if inside.is_empty() {
        return;
    }
    if model.is_stale() {
        // Never the answer to an older question: until the new one comes there is no list.
        return;
    }
    if model.total() == 0 {
        no_results::draw_no_results(model, look, frame, inside);
        return;
    }
    let columns = ProductListColumns::from_width(usize::from(inside.width));
    frame.render_widget(
        build_list_header(model, look, columns),
        Rect {
            height: 1,
            ..inside
        },
    );
    for row in 0..inside.height - 1 {
        let place = model.list_offset + usize::from(row);
        if place >= model.total() {
            break;
        }
        let area = Rect {
            y: inside.y + 1 + row,
            height: 1,
            ..inside
        };
        let selected = place == model.selected;
        frame.render_widget(
            build_product_line(model, look, columns, place, selected),
            area,
        );
        if selected && focused && model.palette.is_none() {
            frame.set_cursor_position(Position::new(area.x, area.y));
        }
    }
}

fn build_list_header(
    model: &Model,
    look: &Appearance,
    columns: ProductListColumns,
) -> Line<'static> {
    let title = |key: &str, width: usize| {
        (width > 0)
            .then(|| truncate_and_pad(model.locale.t(key), width, look.symbols.ellipsis) + " ")
    };
    let cells = [
        title("column.star", columns.star),
        title("column.name", columns.name),
        title("column.producer", columns.producer),
        title("column.place", columns.place),
        title("column.left", columns.time_left),
    ];
    let text: String = cells.into_iter().flatten().collect();
    Line::styled(format!(" {}", text.trim_end()), look.theme.heading)
}

fn build_product_line(
    model: &Model,
    look: &Appearance,
    columns: ProductListColumns,
    place: usize,
    selected: bool,
) -> Line<'static> {
    let Some(hit) = model.hit_at(place) else {
        return Line::styled(format!(" {}", look.symbols.ellipsis), look.theme.dim);
    };
    let theme = &look.theme;
    let base = match (selected, model.focus) {
        (true, Focus::List | Focus::Input) => theme.selected,
        (true, _) => theme.selected_unfocused,
        _ => theme.text,
    };
    let cursor = if selected { look.symbols.cursor } else { " " };
    let mut spans = vec![Span::styled(cursor.to_owned(), base)];
    spans.extend(build_product_cells(model, look, columns, hit, base));
    Line::from(spans)
}

fn build_product_cells(
    model: &Model,
    look: &Appearance,
    columns: ProductListColumns,
    hit: &SearchHit,
    base: Style,
) -> Vec<Span<'static>> {
    let theme = &look.theme;
    let cut = look.symbols.ellipsis;
    let product = &hit.product;
    let pair = (base, base.patch(theme.matched));
    // Without a colour of their own: it would be sent again with every row.
    let stars = match hit.state.star {
        Some(star) => look.symbols.star.repeat(usize::from(star)),
        None => "-".to_owned(),
    };
    let mut spans = vec![
        Span::styled(truncate_and_pad(&stars, columns.star, cut), base),
        Span::styled(" ", base),
    ];
    spans.extend(highlight_ranges(
        &product.name,
        &hit.highlights.name,
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
        spans.extend(highlight_ranges(
            name,
            &hit.highlights.producer,
            pair,
            columns.producer,
            cut,
        ));
    }
    if columns.place > 0 {
        spans.push(Span::styled(" ", base));
        spans.extend(build_place_cell(hit, pair, columns.place, cut));
    }
    let left = label::short_time_left(&model.locale, &hit.state, model.day);
    let style = match hit.state.status {
        ProductStatus::ExpiringSoon
        | ProductStatus::Expired
        | ProductStatus::Withdrawn
        | ProductStatus::LeftProgramme => base.patch(theme.alert),
        _ => base,
    };
    spans.push(Span::styled(" ", base));
    spans.push(Span::styled(
        truncate_and_pad(&left, columns.time_left, cut),
        style,
    ));
    spans
}

/// Commune and district, with matched letters in both.
fn build_place_cell(
    hit: &SearchHit,
    pair: (Style, Style),
    width: usize,
    cut: &str,
) -> Vec<Span<'static>> {
    let text = label::place_label(&hit.product);
    let mut ranges = hit.highlights.commune.clone();
    let behind = hit
        .product
        .place
        .commune
        .as_ref()
        .map_or(0, |commune| commune.len() + 2);
    if hit.product.place.district.is_some() {
        let district = hit.highlights.district.iter();
        ranges.extend(district.map(|range| range.start + behind..range.end + behind));
    }
    highlight_ranges(&text, &ranges, pair, width, cut)
}
