//! The product list: stars, name and producer with matched letters, place, time left. The model scrolls it.

use ocop_index::ProductStatus;
use ocop_index::search::SearchHit;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::highlight::highlight_ranges;
use super::{Appearance, no_results, pane, scroll_bar};
use crate::app::layout::ScreenArea;
use crate::app::model::{Focus, Model};
use crate::wording::label;
use crate::wording::text_width::truncate_and_pad;

/// Widths of the columns; a column of width 0 is not shown.
#[derive(Clone, Copy, Debug)]
struct ProductListColumns {
    star: usize,
    name: usize,
    producer: usize,
    place: usize,
    time_left: usize,
}

impl ProductListColumns {
    /// The name comes first; a column that does not fit beside it is shown in the record only.
    fn from_width(width: usize) -> Self {
        let (star, time_left) = (5, 12);
        let rest = width.saturating_sub(1 + star + 1 + time_left + 1);
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
            time_left,
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
        let [number, total] =
            [model.selected + 1, model.total()].map(|number| model.locale.format_number(number));
        model.locale.fill(
            "screen.place",
            &[("name", &name), ("n", &number), ("all", &total)],
        )
    };
    let inside = pane::draw_pane(look, frame, area, &title, focused);
    if inside.is_empty() {
        return;
    }
    if model.is_stale() {
        // The result of an older query is never shown: the list stays empty until the new one arrives.
        return;
    }
    if model.total() == 0 {
        no_results::draw_no_results(model, look, frame, inside);
        return;
    }
    let rows = usize::from(inside.height - 1);
    scroll_bar::draw_scroll_bar(look, frame, area, rows, model.list_offset, model.total());
    let columns = ProductListColumns::from_width(usize::from(inside.width));
    frame.render_widget(
        build_list_header(model, look, columns),
        Rect {
            height: 1,
            ..inside
        },
    );
    for row in 0..inside.height - 1 {
        let index = model.list_offset + usize::from(row);
        if index >= model.total() {
            break;
        }
        let area = Rect {
            y: inside.y + 1 + row,
            height: 1,
            ..inside
        };
        let selected = index == model.selected;
        frame.render_widget(
            build_product_line(model, look, columns, index, selected),
            area,
        );
        if selected && focused && model.palette().is_none() && model.go_to_line().is_none() {
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
    index: usize,
    selected: bool,
) -> Line<'static> {
    let Some(hit) = model.hit_at(index) else {
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
    let ellipsis = look.symbols.ellipsis;
    let product = &hit.product;
    let styles = (base, base.patch(theme.matched));
    let is_selected = base == theme.selected;
    // In the selected row a colour would be a block.
    let in_row = |style: Style| if is_selected { base } else { base.patch(style) };
    let stars = match hit.state.star {
        Some(star) => look.symbols.star.repeat(usize::from(star)),
        None => "-".to_owned(),
    };
    let mut spans = vec![
        Span::styled(
            truncate_and_pad(&stars, columns.star, ellipsis),
            in_row(theme.star),
        ),
        Span::styled(" ", base),
    ];
    spans.extend(highlight_ranges(
        &product.name,
        &hit.highlights.name,
        styles,
        columns.name,
        ellipsis,
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
            styles,
            columns.producer,
            ellipsis,
        ));
    }
    if columns.place > 0 {
        spans.push(Span::styled(" ", base));
        spans.extend(build_place_cell(hit, styles, columns.place, ellipsis));
    }
    let time_left = label::time_left_cell(&model.locale, &hit.state, model.day, columns.time_left);
    let style = match hit.state.status {
        ProductStatus::ExpiringSoon => in_row(theme.expiring),
        ProductStatus::Expired | ProductStatus::Withdrawn | ProductStatus::LeftProgramme => {
            in_row(theme.expired)
        }
        _ => base,
    };
    spans.push(Span::styled(" ", base));
    spans.push(Span::styled(
        truncate_and_pad(&time_left, columns.time_left, ellipsis),
        style,
    ));
    spans
}

/// Commune and district, with matched letters in both.
fn build_place_cell(
    hit: &SearchHit,
    styles: (Style, Style),
    width: usize,
    ellipsis: &str,
) -> Vec<Span<'static>> {
    let text = label::place_label(&hit.product);
    let mut ranges = hit.highlights.commune.clone();
    // The district comes after the commune and ", ".
    let offset = hit
        .product
        .place
        .commune
        .as_ref()
        .map_or(0, |commune| commune.len() + 2);
    if hit.product.place.district.is_some() {
        let district = hit.highlights.district.iter();
        ranges.extend(district.map(|range| range.start + offset..range.end + offset));
    }
    highlight_ranges(&text, &ranges, styles, width, ellipsis)
}
