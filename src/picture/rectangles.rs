//! The geometry of everything that is not text: borders, bars, underlines, backgrounds and the caret.
//!
//! A font would leave gaps between box-drawing characters of neighbouring cells, so these are drawn as
//! rectangles. Rectangles of one style that touch are merged.

use std::collections::BTreeMap;

/// Width of a cell in SVG units.
pub const CELL_WIDTH: u32 = 9;
/// Height of a cell in SVG units.
pub const CELL_HEIGHT: u32 = 18;

/// Thickness of a heavy line.
const HEAVY_THICKNESS: u32 = 4;

/// How many earlier rectangles are checked for a neighbour: enough to reach the row above.
const MAX_NEIGHBOUR_SCAN: usize = 600;

/// A rectangle in SVG units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SvgRectangle {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Rectangles, grouped by style (a list of CSS classes).
#[derive(Debug, Default)]
pub struct StyledRectangles(BTreeMap<String, Vec<SvgRectangle>>);

impl StyledRectangles {
    /// Adds a rectangle; it extends an earlier one that it touches on the right or below.
    pub fn add_rectangle(&mut self, style: &str, added: SvgRectangle) {
        let rectangles = self.0.entry(style.to_owned()).or_default();
        for earlier in rectangles.iter_mut().rev().take(MAX_NEIGHBOUR_SCAN) {
            let is_right_of = (earlier.y, earlier.height) == (added.y, added.height)
                && earlier.x + earlier.width == added.x;
            let is_below = (earlier.x, earlier.width) == (added.x, added.width)
                && earlier.y + earlier.height == added.y;
            if is_right_of {
                earlier.width += added.width;
                return;
            }
            if is_below {
                earlier.height += added.height;
                return;
            }
        }
        rectangles.push(added);
    }

    /// Each style with its rectangles, ordered by style.
    pub fn iter_by_style(&self) -> impl Iterator<Item = (&str, &[SvgRectangle])> {
        self.0
            .iter()
            .map(|(style, rectangles)| (style.as_str(), rectangles.as_slice()))
    }
}

/// The rectangles of a symbol that is drawn instead of written: box drawing and the full block. `None` for
/// any other.
pub fn build_symbol_rectangles(
    symbol: &str,
    column: u16,
    row: u16,
    bold: bool,
) -> Option<Vec<SvgRectangle>> {
    let mut chars = symbol.chars();
    let (Some(symbol), None) = (chars.next(), chars.next()) else {
        return None;
    };
    if let Some(bar) = bar_rectangle(symbol, column, row) {
        return Some(vec![bar]);
    }
    let [left, right, up, down] = box_drawing_arms(symbol)?;
    let cell = cells_rectangle(column, row, 1);
    let thickness = if bold { 2 } else { 1 };
    let (x, y) = (cell.x + CELL_WIDTH / 2, cell.y + CELL_HEIGHT / 2);
    let mut rectangles = Vec::new();
    if left || right {
        let start = if left { cell.x } else { x };
        let end = if right {
            cell.x + CELL_WIDTH
        } else {
            x + thickness
        };
        rectangles.push(SvgRectangle {
            x: start,
            y,
            width: end - start,
            height: thickness,
        });
    }
    if up || down {
        let start = if up { cell.y } else { y };
        let end = if down {
            cell.y + CELL_HEIGHT
        } else {
            y + thickness
        };
        rectangles.push(SvgRectangle {
            x,
            y: start,
            width: thickness,
            height: end - start,
        });
    }
    Some(rectangles)
}

/// The rectangle of a cell of a bar: the full block, the lower half, a heavy line and the left half of one.
fn bar_rectangle(symbol: char, column: u16, row: u16) -> Option<SvgRectangle> {
    let cell = cells_rectangle(column, row, 1);
    let heavy_line = SvgRectangle {
        y: cell.y + (CELL_HEIGHT - HEAVY_THICKNESS) / 2,
        height: HEAVY_THICKNESS,
        ..cell
    };
    Some(match symbol {
        '\u{2588}' => cell,
        '\u{2584}' => SvgRectangle {
            y: cell.y + CELL_HEIGHT / 2,
            height: CELL_HEIGHT / 2,
            ..cell
        },
        '\u{2501}' => heavy_line,
        '\u{2578}' => SvgRectangle {
            width: CELL_WIDTH / 2,
            ..heavy_line
        },
        _ => return None,
    })
}

/// The arms of a box-drawing character that start at the centre of the cell: left, right, up, down.
fn box_drawing_arms(symbol: char) -> Option<[bool; 4]> {
    Some(match symbol {
        '\u{2500}' => [true, true, false, false],
        '\u{2502}' => [false, false, true, true],
        '\u{250c}' => [false, true, false, true],
        '\u{2510}' => [true, false, false, true],
        '\u{2514}' => [false, true, true, false],
        '\u{2518}' => [true, false, true, false],
        '\u{251c}' => [false, true, true, true],
        '\u{2524}' => [true, false, true, true],
        '\u{252c}' => [true, true, false, true],
        '\u{2534}' => [true, true, true, false],
        '\u{253c}' => [true; 4],
        _ => return None,
    })
}

/// The rectangle of `count` cells of a row.
pub fn cells_rectangle(column: u16, row: u16, count: u16) -> SvgRectangle {
    SvgRectangle {
        x: u32::from(column) * CELL_WIDTH,
        y: u32::from(row) * CELL_HEIGHT,
        width: u32::from(count) * CELL_WIDTH,
        height: CELL_HEIGHT,
    }
}

/// The line under `count` cells.
pub fn underline_rectangle(column: u16, row: u16, count: u16) -> SvgRectangle {
    let cells = cells_rectangle(column, row, count);
    SvgRectangle {
        y: cells.y + CELL_HEIGHT - 2,
        height: 1,
        ..cells
    }
}

/// The caret at the left edge of a cell.
pub fn caret_rectangle(column: u16, row: u16) -> SvgRectangle {
    SvgRectangle {
        width: 2,
        ..cells_rectangle(column, row, 1)
    }
}
