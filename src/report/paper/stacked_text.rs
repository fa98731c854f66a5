//! Texts one below the other in a box: all of them as large as fits, each as large beside the others as it was meant.

use super::drawing::{Area, Drawing, TextAnchor, TextStyle};
use super::fitted_text::{FittedText, LINE_HEIGHT, largest_scale, wrap_evenly, wrap_text};
use super::letter_width::{FontWeight, text_width};
use super::palette;
use super::printed_entry::PrintedPrice;

/// Letters stand so much of the line height below its top.
pub(super) const BASELINE: f64 = 0.98;

/// The unit of a price beside its amount.
const UNIT_SHARE: f64 = 0.5;

/// From one star to the next, in sizes of a star.
const STAR_STEP: f64 = 1.03;

/// Between stars and their words, in sizes of a star.
const STAR_GAP: f64 = 0.4;

/// A word is broken only when letters are smaller than this share of the size that was meant.
const WORD_BREAK_SHARE: f64 = 0.6;

/// A sign before a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum LineSign {
    /// A map pin.
    Pin,
    /// A telephone.
    Phone,
}

impl LineSign {
    /// Its shape in a square of 10.
    const fn shape(self) -> &'static str {
        match self {
            Self::Pin => {
                "M5 0a3.4 3.4 0 0 0-3.4 3.4c0 2.4 3.4 6.6 3.4 6.6s3.4-4.2 3.4-6.6A3.4 3.4 0 0 0 5 0z\
                 m0 4.8a1.4 1.4 0 1 1 0-2.8 1.4 1.4 0 0 1 0 2.8z"
            }
            Self::Phone => {
                "M3 0h4a1.2 1.2 0 0 1 1.2 1.2v7.6A1.2 1.2 0 0 1 7 10H3a1.2 1.2 0 0 1-1.2-1.2\
                 V1.2A1.2 1.2 0 0 1 3 0zM3 1.5v6h4v-6zM4.3 8.3v.8h1.4v-.8z"
            }
        }
    }
}

/// Something in a stack.
#[derive(Clone, Debug)]
pub(super) enum StackedPart {
    /// A text.
    Text {
        /// The text.
        text: String,
        /// How it looks where there is room enough.
        style: TextStyle,
        /// A sign before its first line.
        sign: Option<LineSign>,
    },
    /// A text whose size and lines are found already.
    Fitted {
        /// The text.
        text: FittedText,
        /// The colour of its bold letters.
        colour: &'static str,
    },
    /// Stars, and words behind them.
    Stars {
        /// How many.
        count: u8,
        /// False draws their edges alone.
        is_filled: bool,
        /// Their size, from point to point.
        size: f64,
        /// The words, in bold letters.
        words: String,
        /// The words behind these.
        more: Option<String>,
    },
    /// A price.
    Price {
        /// The price.
        price: PrintedPrice,
        /// The font size of the amount.
        size: f64,
    },
    /// Room.
    Gap(f64),
}

/// Pieces of a line.
type TextRuns = Vec<(String, TextStyle)>;

/// A line of a stack, placed.
enum PlacedLine {
    Runs {
        runs: TextRuns,
        indent: f64,
        sign: Option<LineSign>,
    },
    Stars {
        count: u8,
        is_filled: bool,
        size: f64,
        beside: TextRuns,
    },
    Gap(f64),
}

impl PlacedLine {
    fn of_runs(runs: TextRuns) -> Self {
        Self::Runs {
            runs,
            indent: 0.0,
            sign: None,
        }
    }

    fn height(&self) -> f64 {
        match self {
            Self::Runs { runs, .. } => largest_size(runs) * LINE_HEIGHT,
            Self::Stars { size, .. } => size * 1.2,
            Self::Gap(height) => *height,
        }
    }
}

fn largest_size(runs: &TextRuns) -> f64 {
    runs.iter().map(|(_, style)| style.size).fold(0.0, f64::max)
}

/// Where a stack stands in a box that it does not fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StackPlace {
    /// In the middle of its height, each line from the left.
    Middle,
    /// In the middle of its height, each line in the middle of the width.
    Centred,
}

/// Draws the parts into an area.
pub(super) fn draw_stack(
    drawing: &mut Drawing,
    parts: &[StackedPart],
    area: Area,
    place: StackPlace,
) {
    let place_at = |scale: f64| place_lines(parts, scale, area.width);
    let fits = |scale| place_at(scale).is_some_and(|lines| total_height(&lines) <= area.height);
    let Some(lines) = place_at(largest_scale(fits)) else {
        return;
    };
    let height = total_height(&lines);
    let mut top = area.y + (area.height - height) / 2.0;
    for line in &lines {
        draw_line(drawing, line, Area { y: top, ..area }, place);
        top += line.height();
    }
}

/// The height of the parts at this width, as large as they were meant where their width allows it.
pub(super) fn stack_height(parts: &[StackedPart], width: f64) -> f64 {
    let place_at = |scale: f64| place_lines(parts, scale, width);
    let lines = place_at(largest_scale(|scale| place_at(scale).is_some()));
    lines.map_or(0.0, |lines| total_height(&lines))
}

fn total_height(lines: &[PlacedLine]) -> f64 {
    lines.iter().map(PlacedLine::height).sum()
}

fn place_lines(parts: &[StackedPart], scale: f64, width: f64) -> Option<Vec<PlacedLine>> {
    let may_break_words = scale < WORD_BREAK_SHARE;
    let mut lines = Vec::new();
    for part in parts {
        match part {
            StackedPart::Gap(height) => lines.push(PlacedLine::Gap(height * scale)),
            StackedPart::Text { text, style, sign } => {
                let style = scaled(*style, scale);
                let indent = sign.map_or(0.0, |_| style.size * 1.25);
                let room = (width - indent) / style.size;
                let wrapped = wrap_evenly(text, style.weight, room, may_break_words)?;
                for (number, line) in wrapped.into_iter().enumerate() {
                    let sign = sign.filter(|_| number == 0);
                    lines.push(PlacedLine::Runs {
                        runs: vec![(line, style)],
                        indent,
                        sign,
                    });
                }
            }
            StackedPart::Fitted { text, colour } => {
                let style = TextStyle {
                    size: text.size * scale,
                    weight: FontWeight::Bold,
                    colour,
                };
                let placed = text.lines.iter();
                lines.extend(placed.map(|line| PlacedLine::of_runs(vec![(line.clone(), style)])));
            }
            StackedPart::Stars {
                count,
                is_filled,
                size,
                words,
                more,
            } => lines.extend(place_stars(
                (*count, *is_filled, size * scale),
                (words, more.as_deref()),
                width,
                may_break_words,
            )?),
            StackedPart::Price { price, size } => {
                lines.extend(place_price(price, size * scale, width, may_break_words)?);
            }
        }
    }
    Some(lines)
}

/// Stars with their words beside them, or below where there is not room enough.
fn place_stars(
    (count, is_filled, size): (u8, bool, f64),
    (words, more): (&str, Option<&str>),
    width: f64,
    may_break_words: bool,
) -> Option<Vec<PlacedLine>> {
    let bold = TextStyle {
        size: size * 0.7,
        weight: FontWeight::Bold,
        colour: palette::INK,
    };
    let plain = TextStyle {
        size: size * 0.58,
        weight: FontWeight::Regular,
        colour: palette::MUTED,
    };
    let indent = stars_width(count, size) + size * STAR_GAP;
    let mut runs = vec![(words.to_owned(), bold)];
    runs.extend(more.map(|more| (more.to_owned(), plain)));
    // What has no room beside the stars goes below: the validity, or all words.
    let mut below = Vec::new();
    while indent + runs_width(&runs) > width {
        match runs.pop() {
            Some(run) => below.insert(0, run),
            None if stars_width(count, size) > width => return None,
            None => break,
        }
    }
    let mut lines = vec![PlacedLine::Stars {
        count,
        is_filled,
        size,
        beside: runs,
    }];
    for (text, style) in below {
        let wrapped = wrap_text(&text, style.weight, width / style.size, may_break_words)?;
        let wrapped = wrapped.into_iter();
        lines.extend(wrapped.map(|line| PlacedLine::of_runs(vec![(line, style)])));
    }
    Some(lines)
}

/// The width of pieces with a space between them.
fn runs_width(runs: &TextRuns) -> f64 {
    let widths = runs
        .iter()
        .map(|(text, style)| (text_width(text, style.weight) + 0.35) * style.size);
    widths.sum()
}

fn stars_width(count: u8, size: f64) -> f64 {
    f64::from(count) * size * STAR_STEP
}

/// The amount with its unit beside it, or below where there is not room enough.
fn place_price(
    price: &PrintedPrice,
    size: f64,
    width: f64,
    may_break_words: bool,
) -> Option<Vec<PlacedLine>> {
    let amount = TextStyle {
        size,
        weight: FontWeight::Bold,
        colour: palette::PRICE,
    };
    let amount_width = text_width(&price.amount, amount.weight) * size;
    if amount_width > width {
        return None;
    }
    let amount_run = (price.amount.clone(), amount);
    let Some(unit) = &price.unit else {
        return Some(vec![PlacedLine::of_runs(vec![amount_run])]);
    };
    let style = TextStyle {
        size: size * UNIT_SHARE,
        weight: FontWeight::Regular,
        colour: palette::INK,
    };
    let unit = format!("/ {unit}");
    let unit_width = (text_width(&unit, style.weight) + 0.5) * style.size;
    if amount_width + unit_width <= width {
        return Some(vec![PlacedLine::of_runs(vec![amount_run, (unit, style)])]);
    }
    let mut lines = vec![PlacedLine::of_runs(vec![amount_run])];
    let wrapped = wrap_text(&unit, style.weight, width / style.size, may_break_words)?;
    let wrapped = wrapped.into_iter();
    lines.extend(wrapped.map(|line| PlacedLine::of_runs(vec![(line, style)])));
    Some(lines)
}

fn scaled(style: TextStyle, scale: f64) -> TextStyle {
    TextStyle {
        size: style.size * scale,
        ..style
    }
}

fn draw_line(drawing: &mut Drawing, line: &PlacedLine, area: Area, place: StackPlace) {
    let is_centred = place == StackPlace::Centred;
    match line {
        PlacedLine::Gap(_) => {}
        PlacedLine::Stars {
            count,
            is_filled,
            size,
            beside,
        } => {
            let stars = stars_width(*count, *size);
            let words = if beside.is_empty() {
                0.0
            } else {
                size * STAR_GAP + runs_width(beside)
            };
            let left = if is_centred {
                area.x + (area.width - stars - words) / 2.0
            } else {
                area.x
            };
            for number in 0..*count {
                let x = left + size * (0.5 + STAR_STEP * f64::from(number));
                drawing.star((x, area.y + size * 0.6), size * 0.54, *is_filled);
            }
            let baseline = area.y + size * 0.62 + largest_size(beside) * 0.36;
            draw_runs(
                drawing,
                beside,
                (left + stars + size * STAR_GAP, baseline),
                TextAnchor::Start,
            );
        }
        PlacedLine::Runs { runs, indent, sign } => {
            let size = largest_size(runs);
            let baseline = area.y + size * BASELINE;
            if let Some(sign) = sign {
                let height = size * 0.95;
                let corner = (area.x, baseline - height * 0.86);
                drawing.icon(sign.shape(), corner, height, palette::GREEN);
            }
            if is_centred {
                let middle = (area.x + area.width / 2.0, baseline);
                draw_runs(drawing, runs, middle, TextAnchor::Middle);
            } else {
                draw_runs(
                    drawing,
                    runs,
                    (area.x + indent, baseline),
                    TextAnchor::Start,
                );
            }
        }
    }
}

fn draw_runs(drawing: &mut Drawing, runs: &TextRuns, point: (f64, f64), anchor: TextAnchor) {
    let runs: Vec<(&str, TextStyle)> = runs
        .iter()
        .map(|(text, style)| (text.as_str(), *style))
        .collect();
    if !runs.is_empty() {
        drawing.text_runs(point, anchor, &runs);
    }
}
