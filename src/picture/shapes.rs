//! What is no letter: borders, bars, underlines and grounds, all as rectangles that join without a gap.
//!
//! A font would leave gaps between the lines of two cells, so lines are drawn. Rectangles of one style that touch
//! become one, and all of a style one path. Must not: know what a screen means.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width of a cell.
pub const WIDTH: u32 = 9;
/// Height of a cell.
pub const HEIGHT: u32 = 18;

/// How many rectangles back a neighbour is looked for: enough for the row above.
const BACK: usize = 600;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
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
pub struct Shapes(BTreeMap<String, Vec<Shape>>);

impl Shapes {
    /// Adds a rectangle, to one that it continues where there is one.
    pub fn add(&mut self, style: &str, shape: Shape) {
        let shapes = self.0.entry(style.to_owned()).or_default();
        for known in shapes.iter_mut().rev().take(BACK) {
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
    pub fn write(&self, svg: &mut String) {
        for (style, shapes) in &self.0 {
            let class = super::svg::class(style);
            let _ = write!(svg, "<path{class} d=\"");
            for shape in shapes {
                let Shape {
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
pub fn drawn(sign: &str, column: u16, row: u16, bold: bool) -> Option<Vec<Shape>> {
    let mut signs = sign.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else {
        return None;
    };
    // Which arms leave the middle: left, right, up, down.
    let arms = match sign {
        '\u{2588}' => return Some(vec![cells(column, row, 1)]),
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
    let cell = cells(column, row, 1);
    let thick = if bold { 2 } else { 1 };
    let (x, y) = (cell.x + WIDTH / 2, cell.y + HEIGHT / 2);
    let mut shapes = Vec::new();
    if left || right {
        let start = if left { cell.x } else { x };
        let end = if right { cell.x + WIDTH } else { x + thick };
        shapes.push(Shape {
            x: start,
            y,
            width: end - start,
            height: thick,
        });
    }
    if up || down {
        let start = if up { cell.y } else { y };
        let end = if down { cell.y + HEIGHT } else { y + thick };
        shapes.push(Shape {
            x,
            y: start,
            width: thick,
            height: end - start,
        });
    }
    Some(shapes)
}

/// The rectangle of so many cells of a row.
pub fn cells(column: u16, row: u16, count: u16) -> Shape {
    Shape {
        x: u32::from(column) * WIDTH,
        y: u32::from(row) * HEIGHT,
        width: u32::from(count) * WIDTH,
        height: HEIGHT,
    }
}

/// The line under so many cells.
pub fn underline(column: u16, row: u16, count: u16) -> Shape {
    let cells = cells(column, row, count);
    Shape {
        y: cells.y + HEIGHT - 2,
        height: 1,
        ..cells
    }
}

/// The caret at a cell.
pub fn caret(column: u16, row: u16) -> Shape {
    Shape {
        width: 2,
        ..cells(column, row, 1)
    }
}
