//! The product list: its frame, its header and a line for each product. The model scrolls it; which columns it has,
//! [`list_columns`] decides, and [`product_cells`] fills them.

use ocop_index::search::SearchHit;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Appearance, no_results, pane, product_cells, review_signs, scroll_bar};
use crate::app::layout::ScreenArea;
use crate::app::list_columns::{self, ColumnSlot};
use crate::app::model::{Focus, Model};
use crate::wording::text_width::truncate_and_pad;

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
    let slots = list_columns::list_column_slots(model, usize::from(inside.width));
    frame.render_widget(
        build_list_header(model, look, &slots),
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
            build_product_line(model, look, &slots, index, selected),
            area,
        );
        if selected && focused && model.palette().is_none() && model.go_to_line().is_none() {
            frame.set_cursor_position(Position::new(area.x, area.y));
        }
    }
}

fn build_list_header(model: &Model, look: &Appearance, slots: &[ColumnSlot]) -> Line<'static> {
    let titles = slots.iter().map(|slot| {
        let title = slot.column.header(&model.locale);
        truncate_and_pad(&title, slot.width, look.symbols.ellipsis)
    });
    let text = titles.collect::<Vec<_>>().join(" ");
    let margin = " ".repeat(list_columns::sign_columns(model));
    Line::styled(format!("{margin}{}", text.trim_end()), look.theme.heading)
}

fn build_product_line(
    model: &Model,
    look: &Appearance,
    slots: &[ColumnSlot],
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
    if model.selection.is_shown() {
        let sign = selection_sign(model, look, index, hit);
        spans.push(Span::styled(
            sign,
            product_cells::in_row(look, base, look.theme.chip),
        ));
    }
    if model.work.open.is_some() {
        spans.extend(review_signs::build_signs(
            model,
            look,
            &hit.product.id,
            base,
        ));
    }
    for (number, slot) in slots.iter().enumerate() {
        if number > 0 {
            spans.push(Span::styled(" ", base));
        }
        spans.extend(product_cells::build_cell(model, look, *slot, hit, base));
    }
    Line::from(spans)
}

/// The sign of a row that is selected, or will be when the range ends.
fn selection_sign(model: &Model, look: &Appearance, index: usize, hit: &SearchHit) -> &'static str {
    let [selected, in_range] = look.symbols.selection;
    if model.selection.products.contains(&hit.product.id) {
        selected
    } else if model
        .growing_range()
        .is_some_and(|rows| rows.contains(&index))
    {
        in_range
    } else {
        " "
    }
}
