//! The frame of an overlay with an input line in its title: the palette and the history picker.

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::symbols::ScreenSymbols;
use super::{Appearance, pane, to_rect};
use crate::app::input_line::InputLine;
use crate::app::layout::{self, ScreenArea, WindowSize};

/// Dims everything between the first two lines and the footer, for a window over it.
pub(super) fn dim_panes(look: &Appearance, frame: &mut Frame<'_>) {
    let window = frame.area();
    let behind = Style::reset().patch(look.theme.dim);
    let buffer = frame.buffer_mut();
    for y in 2..window.height.saturating_sub(1) {
        for x in 0..window.width {
            let cell = &mut buffer[(x, y)];
            let reversed = cell.modifier & Modifier::REVERSED;
            cell.set_style(behind);
            cell.modifier |= reversed;
        }
    }
}

/// Clears the panes that a window over them would cut: beside it a pane is seen whole, or not at all.
pub(super) fn clear_cut_panes(
    frame: &mut Frame<'_>,
    panes: impl IntoIterator<Item = Option<ScreenArea>>,
) {
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let over = to_rect(layout::overlay_area(WindowSize { width, height }));
    clear_panes_under(frame, over, panes);
}

/// Clears the panes that a window in this area would cut.
pub(super) fn clear_panes_under(
    frame: &mut Frame<'_>,
    over: Rect,
    panes: impl IntoIterator<Item = Option<ScreenArea>>,
) {
    for pane in panes.into_iter().flatten().map(to_rect) {
        if pane.intersects(over) {
            frame.render_widget(Clear, pane);
        }
    }
}

/// How much of what its sides cut a window takes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CutText {
    /// The words that are cut, as far as the next gap of two columns: half a value says nothing.
    Words,
    /// The rest of the line in its pane: a pane is seen whole, or empty.
    Lines,
}

/// Clears an area for a window, and the text that its sides would cut.
pub(super) fn clear_area(look: &Appearance, frame: &mut Frame<'_>, area: Rect, cut: CutText) {
    let window = frame.area();
    let buffer = frame.buffer_mut();
    let mut cleared = Vec::new();
    for y in area.top()..area.bottom() {
        let left = (window.left()..area.left()).rev().collect::<Vec<u16>>();
        let right = (area.right()..window.right()).collect::<Vec<u16>>();
        let inside = [
            [area.left(), area.left() + 1],
            [
                area.right().saturating_sub(1),
                area.right().saturating_sub(2),
            ],
        ];
        for (side, edge) in [left, right].into_iter().zip(inside) {
            let cells = side.into_iter().map(|x| (x, y));
            let cells: Vec<(u16, u16)> = cells
                .take_while(|(x, y)| !is_border_cell(&look.symbols, buffer, *x, *y))
                .collect();
            let length = match cut {
                CutText::Lines => cells.len(),
                CutText::Words => length_of_cut_text(buffer, &cells, edge.map(|x| (x, y))),
            };
            cleared.extend(cells.into_iter().take(length));
        }
    }
    for cell in cleared {
        buffer[cell].reset();
    }
    frame.render_widget(Clear, area);
}

/// How many of these cells, from the window outwards, are of a text that goes on below the window, whose first two
/// cells there are `below`.
fn length_of_cut_text(buffer: &Buffer, cells: &[(u16, u16)], below: [(u16, u16); 2]) -> usize {
    let is_blank = |cell: (u16, u16)| buffer.cell(cell).is_none_or(|cell| cell.symbol() == " ");
    let starts_blank = cells.first().is_none_or(|cell| is_blank(*cell));
    let goes_on = !is_blank(below[0]) || (!starts_blank && !is_blank(below[1]));
    if !goes_on {
        return 0;
    }
    let is_gap = |number: usize| {
        let next = cells.get(number + 1);
        is_blank(cells[number]) && next.is_none_or(|cell| is_blank(*cell))
    };
    (0..cells.len())
        .take_while(|number| !is_gap(*number))
        .count()
}

/// True for a cell of a pane's border. In ASCII its signs stand in text as well, so the cells beside it decide.
fn is_border_cell(symbols: &ScreenSymbols, buffer: &Buffer, x: u16, y: u16) -> bool {
    let border = &symbols.border;
    let symbol_at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", Cell::symbol);
    let corners = [
        border.top_left,
        border.top_right,
        border.bottom_left,
        border.bottom_right,
    ];
    let symbol = symbol_at(x, y);
    if symbol == border.vertical_left {
        return true;
    }
    let (above, below) = (symbol_at(x, y.wrapping_sub(1)), symbol_at(x, y + 1));
    let (before, after) = (symbol_at(x.wrapping_sub(1), y), symbol_at(x + 1, y));
    // The mark of a scroll bar stands on the right border, before the next pane.
    if symbol == symbols.scroll_thumb {
        return after.is_empty() || after == border.vertical_left;
    }
    let goes_on = |symbol: &str| symbol == border.horizontal_top || corners.contains(&symbol);
    if symbol == border.horizontal_top {
        return goes_on(before) || goes_on(after);
    }
    corners.contains(&symbol) && [above, below].contains(&border.vertical_left)
}

/// Draws the frame, places the cursor in the input line, and returns the inner area.
pub(super) fn draw_overlay(
    look: &Appearance,
    frame: &mut Frame<'_>,
    name: &str,
    input: &InputLine,
) -> Rect {
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = layout::overlay_area(WindowSize { width, height });
    clear_area(look, frame, to_rect(area), CutText::Lines);
    let title = format!("{name}: {}", input.text());
    let inside = pane::draw_pane(look, frame, area, &title, true);
    // The border and "[ " come before the name, ": " after it.
    let width_before_caret = name.width() + 2 + input.text_before_caret().width();
    let column = (area.x + 3).saturating_add(width_before_caret as u16);
    let last = area.x + area.width.saturating_sub(2);
    frame.set_cursor_position((column.min(last), area.y));
    inside
}
