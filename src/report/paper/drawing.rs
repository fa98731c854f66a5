//! Shapes and lines of text as SVG elements, in millimetres. Every text is escaped here.

use super::letter_width::FontWeight;
use super::palette;
use super::safe_text::escape_markup;
use crate::wording::qr_code::QrMatrix;

/// Where text stands, seen from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextAnchor {
    /// The text begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextStyle {
    /// The font size in millimetres.
    pub(super) size: f64,
    /// How heavy its letters are.
    pub(super) weight: FontWeight,
    /// The colour.
    pub(super) colour: &'static str,
}

/// A corner and a size in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub(super) x: f64,
    /// Top edge.
    pub(super) y: f64,
    /// Width.
    pub(super) width: f64,
    /// Height.
    pub(super) height: f64,
}

impl Area {
    /// The area without this much on each side.
    pub(super) fn inset(self, by: f64) -> Self {
        Self {
            x: self.x + by,
            y: self.y + by,
            width: self.width - 2.0 * by,
            height: self.height - 2.0 * by,
        }
    }
}

/// Elements on their way into a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    markup: String,
}

impl Drawing {
    /// The elements.
    pub(super) fn into_markup(self) -> String {
        self.markup
    }

    /// Begins a group that has a name for those who cannot see it.
    pub(super) fn open_group(&mut self, class: &str, name: &str) {
        let name = escape_markup(name);
        self.push(&format!(
            "<g class=\"{class}\" role=\"group\" aria-label=\"{name}\">"
        ));
    }

    /// Ends it.
    pub(super) fn close_group(&mut self) {
        self.push("</g>\n");
    }

    /// A rectangle without an edge, its corners rounded.
    pub(super) fn fill_rectangle(&mut self, area: Area, radius: f64, colour: &str) {
        let place = rectangle_place(area, radius);
        self.push(&format!("<rect {place} fill=\"{colour}\"/>"));
    }

    /// The edge of a rectangle.
    pub(super) fn frame_rectangle(
        &mut self,
        area: Area,
        radius: f64,
        (colour, width): (&str, f64),
    ) {
        let (place, width) = (rectangle_place(area, radius), millimetres(width));
        self.push(&format!(
            "<rect {place} fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
        ));
    }

    /// A band with rounded corners above and none below.
    pub(super) fn fill_band(&mut self, area: Area, radius: f64, colour: &str) {
        let [x, bottom, left, top, width, r] = [
            area.x,
            area.y + area.height,
            area.x,
            area.y + radius,
            area.width - 2.0 * radius,
            radius,
        ]
        .map(millimetres);
        let height = millimetres(area.height - radius);
        self.push(&format!(
            "<path d=\"M{x} {bottom}H{left}V{top}a{r} {r} 0 0 1 {r} -{r}h{width}a{r} {r} 0 0 1 {r} {r}v{height}z\" \
             fill=\"{colour}\"/>"
        ));
    }

    /// A horizontal rule.
    pub(super) fn rule(
        &mut self,
        (x, y): (f64, f64),
        width: f64,
        (colour, thickness): (&str, f64),
    ) {
        let area = Area {
            x,
            y: y - thickness / 2.0,
            width,
            height: thickness,
        };
        self.fill_rectangle(area, 0.0, colour);
    }

    /// A dashed line along which paper is cut.
    pub(super) fn cut_line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(millimetres);
        let colour = palette::CUT;
        self.push(&format!(
            "<path class=\"cut\" d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"{colour}\" stroke-width=\".15\" \
             stroke-dasharray=\"1.2 1.2\" fill=\"none\"/>"
        ));
    }

    /// A line of text whose letters stand on `y`.
    pub(super) fn text(
        &mut self,
        (x, y): (f64, f64),
        anchor: TextAnchor,
        style: TextStyle,
        text: &str,
    ) {
        self.text_runs((x, y), anchor, &[(text, style)]);
    }

    /// A line of several pieces of text, with a space between them.
    pub(super) fn text_runs(
        &mut self,
        (x, y): (f64, f64),
        anchor: TextAnchor,
        runs: &[(&str, TextStyle)],
    ) {
        let anchor = match anchor {
            TextAnchor::Start => "",
            TextAnchor::Middle => " text-anchor=\"middle\"",
            TextAnchor::End => " text-anchor=\"end\"",
        };
        let [x, y] = [x, y].map(millimetres);
        let pieces = runs.iter().enumerate().map(|(number, (text, style))| {
            // The space before a piece is as wide as those inside it.
            let space = if number > 0 { " " } else { "" };
            let (size, weight) = (millimetres(style.size), style.weight.svg_weight());
            let (colour, text) = (style.colour, escape_markup(text));
            format!(
                "<tspan font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{space}{text}</tspan>"
            )
        });
        let pieces = pieces.collect::<String>();
        self.push(&format!(
            "<text x=\"{x}\" y=\"{y}\"{anchor}>{pieces}</text>"
        ));
    }

    /// A star of five points; only its edge where it is not filled.
    pub(super) fn star(&mut self, (x, y): (f64, f64), radius: f64, is_filled: bool) {
        let points = (0..10).map(|corner| {
            let reach = if corner % 2 == 0 {
                radius
            } else {
                radius * 0.42
            };
            let turn = std::f64::consts::PI * (f64::from(corner) / 5.0 - 0.5);
            let [x, y] = [x + reach * turn.cos(), y + reach * turn.sin()].map(millimetres);
            format!("{x} {y}")
        });
        let points = points.collect::<Vec<_>>().join("L");
        let (fill, edge) = if is_filled {
            (palette::STAR, palette::STAR_EDGE)
        } else {
            ("none", palette::MUTED)
        };
        let width = millimetres(radius * 0.09);
        self.push(&format!(
            "<path class=\"star\" d=\"M{points}z\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\" \
             stroke-linejoin=\"round\"/>"
        ));
    }

    /// A code in a square of this side, its quiet zone included; on white, whatever is below.
    pub(super) fn code(&mut self, matrix: &QrMatrix, (x, y): (f64, f64), side: f64) {
        let modules = matrix.side_with_quiet_zone();
        let mut path = String::new();
        for row in 0..modules {
            let mut column = 0;
            while column < modules {
                let run = (column..modules)
                    .take_while(|column| matrix.is_dark(*column, row))
                    .count();
                if run > 0 {
                    path.extend([format!("M{column} {row}h{run}v1h-{run}z")]);
                }
                column += run.max(1);
            }
        }
        let [x, y, side] = [x, y, side].map(millimetres);
        self.push(&format!(
            "<svg class=\"code\" x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" \
             viewBox=\"0 0 {modules} {modules}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{modules}\" height=\"{modules}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
        ));
    }

    /// A filled shape drawn in a square of 10, put into a square of this side.
    pub(super) fn icon(&mut self, shape: &str, (x, y): (f64, f64), side: f64, colour: &str) {
        let [x, y, scale] = [x, y, side / 10.0].map(millimetres);
        self.push(&format!(
            "<path transform=\"translate({x} {y}) scale({scale})\" d=\"{shape}\" fill=\"{colour}\" fill-rule=\"evenodd\"/>"
        ));
    }

    /// Another drawing, moved.
    pub(super) fn place(&mut self, other: &str, (x, y): (f64, f64)) {
        let [x, y] = [x, y].map(millimetres);
        self.push(&format!("<g transform=\"translate({x} {y})\">{other}</g>"));
    }

    fn push(&mut self, element: &str) {
        self.markup.push_str(element);
    }
}

fn rectangle_place(area: Area, radius: f64) -> String {
    let [x, y, width, height, radius] =
        [area.x, area.y, area.width, area.height, radius].map(millimetres);
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"")
}

/// A length without needless digits: hundredths are finer than any printer.
pub(super) fn millimetres(length: f64) -> String {
    let text = format!("{length:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "" | "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}
