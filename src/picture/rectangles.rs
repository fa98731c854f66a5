//! What is no letter: borders, bars, underlines and grounds, all as rectangles that join without a gap.
//!
//! A font would leave gaps between the lines of two cells, so lines are drawn. Rectangles of one style that touch
//! become one, and all of a style one path. Must not: know what a screen means.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width of a cell.
pub const CELL_WIDTH: u32 = 9;
/// Height of a cell.
pub const CELL_HEIGHT: u32 = 18;

/// How many rectangles back a neighbour is looked for: enough for the row above.
const MAX_NEIGHBOUR_SCAN: usize = 600;

/// A rectangle.
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

/// Rectangles by style.
#[derive(Debug, Default)]
pub struct StyledRectangles(BTreeMap<String, Vec<SvgRectangle>>);

impl StyledRectangles {
    /// Adds a rectangle, to one that it continues where there is one.
    pub fn add_rectangle(&mut self, style: &str, shape: SvgRectangle) {
        let shapes = self.0.entry(style.to_owned()).or_default();
        for known in shapes.iter_mut().rev().take(MAX_NEIGHBOUR_SCAN) {
            let beside = (known.y, known.height) == (shape.y, shape.height)
                && known.x + known.width == shape.x;
            let below = (known.x, known.width) == (shape.x, shape.width)
                && known.y + known.height == shape.y;
            if beside {
                known.width += shape.width;
                return;
            }
            if below {
                known.height += shape.height;
                return;
            }
        }
        shapes.push(shape);
    }

    /// One path a style.
    pub fn write_paths(&self, svg: &mut String) {
        for (style, shapes) in &self.0 {
            let class = super::svg::class_attribute(style);
            let _ = write!(svg, "<path{class} d=\"");
            for shape in shapes {
                let SvgRectangle {
                    x,
                    y,
                    width,
                    height,
                } = shape;
                let _ = write!(svg, "M{x} {y}h{width}v{height}h-{width}z");
            }
            svg.push_str("\"/>\n");
        }
    }
}

/// The rectangles of a sign that is drawn instead of written: box drawing and the full block.
pub fn build_sign_rectangles(
    sign: &str,
    column: u16,
    row: u16,
    bold: bool,
) -> Option<Vec<SvgRectangle>> {
    let mut signs = sign.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else {
        return None;
    };
    // Which arms leave the middle: left, right, up, down.
    let arms = match sign {
        '\u{2588}' => return Some(vec![cells_rectangle(column, row, 1)]),
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
    };
    let [left, right, up, down] = arms;
    let cell = cells_rectangle(column, row, 1);
    let thick = if bold { 2 } else { 1 };
    let (x, y) = (cell.x + CELL_WIDTH / 2, cell.y + CELL_HEIGHT / 2);
    let mut shapes = Vec::new();
    if left || right {
        let start = if left { cell.x } else { x };
        let end = if right {
            cell.x + CELL_WIDTH
        } else {
            x + thick
        };
        shapes.push(SvgRectangle {
            x: start,
            y,
            width: end - start,
            height: thick,
        });
    }
    if up || down {
        let start = if up { cell.y } else { y };
        let end = if down {
            cell.y + CELL_HEIGHT
        } else {
            y + thick
        };
        shapes.push(SvgRectangle {
            x,
            y: start,
            width: thick,
            height: end - start,
        });
    }
    Some(shapes)
}

/// The rectangle of so many cells of a row.
pub fn cells_rectangle(column: u16, row: u16, count: u16) -> SvgRectangle {
    SvgRectangle {
        x: u32::from(column) * CELL_WIDTH,
        y: u32::from(row) * CELL_HEIGHT,
        width: u32::from(count) * CELL_WIDTH,
        height: CELL_HEIGHT,
    }
}

/// The line under so many cells.
pub fn underline_rectangle(column: u16, row: u16, count: u16) -> SvgRectangle {
    let cells = cells_rectangle(column, row, count);
    SvgRectangle {
        y: cells.y + CELL_HEIGHT - 2,
        height: 1,
        ..cells
    }
}

/// The caret at a cell.
pub fn caret_rectangle(column: u16, row: u16) -> SvgRectangle {
    SvgRectangle {
        width: 2,
        ..cells_rectangle(column, row, 1)
    }
}
