//! Renders cells as an SVG file; the same cells give the same bytes.
//!
//! Text stays on the grid: each text element states its length, so that a word starts and ends in its columns
//! with any fixed-width font. Everything else is a rectangle of [`rectangles`]. Colours, bold and dim are CSS
//! classes of one `<style>` element; reversed cells are drawn with their colours swapped.
//!
//! Must not know what the cells mean.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::colours::{self, PageColours};
use super::rectangles::{self, CELL_HEIGHT, CELL_WIDTH, StyledRectangles, SvgRectangle};

/// Fixed-width fonts that have every Vietnamese letter, then the viewer's default. DejaVu Sans Mono lacks
/// those with two marks, such as `ế`, so it comes late.
const FONTS: &str = "Noto Sans Mono,Cascadia Mono,Consolas,Roboto Mono,Liberation Mono,Noto Mono,Courier New,\
                     DejaVu Sans Mono,Menlo,monospace";
/// Font size: a letter with an advance of 0.6 em fills a cell.
const FONT_SIZE: u32 = 15;
/// From the top of a cell to the baseline.
const BASELINE: u32 = 14;
/// A star that is drawn instead of written.
const STAR: &str = "\u{2605}";
/// Its outline from its upper point on, as wide as a cell.
const STAR_PATH: &str = "l1.1 3.3h3.4l-2.8 2 1.1 3.3-2.8-2-2.8 2 1.1-3.3-2.8-2h3.4z";
/// From the top of a cell to that point.
const STAR_TOP: u32 = 5;
/// The margin around the cells.
const MARGIN: u32 = 9;

/// Renders these cells and the caret.
pub fn render_svg(buffer: &Buffer, caret: Position, page: PageColours, title: &str) -> String {
    let mut svg = String::new();
    write_svg_header(&mut svg, buffer, page, title);
    let mut layers = SvgLayers::default();
    let width = usize::from(buffer.area.width).max(1);
    for (row, cells) in buffer.content.chunks(width).enumerate() {
        layers.add_row(row as u16, cells);
    }
    layers
        .foreground
        .add_rectangle("", rectangles::caret_rectangle(caret.x, caret.y));
    write_paths(&mut svg, &layers.background);
    write_paths(&mut svg, &layers.foreground);
    svg.push_str(&layers.text);
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn write_svg_header(svg: &mut String, buffer: &Buffer, page: PageColours, title: &str) {
    let width = u32::from(buffer.area.width) * CELL_WIDTH + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * CELL_HEIGHT + 2 * MARGIN;
    let PageColours {
        background,
        foreground,
    } = page;
    let title = escape_xml(title);
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">{title}</title>"
    );
    let _ = write!(
        svg,
        "<style>.paper{{fill:{background}}}.bold{{font-weight:bold}}.dim{{fill-opacity:.6}}"
    );
    for (_, class, rgb) in colours::COLOURS {
        let _ = write!(svg, ".{class}{{fill:{rgb}}}");
    }
    let _ = writeln!(
        svg,
        "</style>\n<rect class=\"paper\" x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" \
         rx=\"6\"/>\n<g fill=\"{foreground}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" xml:space=\"preserve\">"
    );
}

/// The layers of a picture from back to front.
#[derive(Debug, Default)]
struct SvgLayers {
    background: StyledRectangles,
    foreground: StyledRectangles,
    text: String,
}

/// Adjacent letters of one style.
#[derive(Debug)]
struct SvgTextRun {
    style: String,
    column: u16,
    columns: u16,
    text: String,
}

impl SvgLayers {
    fn add_row(&mut self, row: u16, cells: &[Cell]) {
        let mut open_run: Option<SvgTextRun> = None;
        let mut column = 0;
        while let Some(cell) = cells.get(usize::from(column)) {
            let columns = (cell.symbol().width() as u16).max(1);
            let style = self.add_cell_background(cell, column, row, columns);
            let bold = cell.modifier.contains(Modifier::BOLD);
            if cell.symbol() == STAR {
                self.add_star(&style, column, row);
            }
            let drawn = rectangles::build_symbol_rectangles(cell.symbol(), column, row, bold);
            let is_drawn = drawn.is_some() || cell.symbol() == STAR;
            for rectangle in drawn.into_iter().flatten() {
                self.foreground.add_rectangle(&style, rectangle);
            }
            let same_style = open_run.as_ref().filter(|run| run.style == style);
            // A second blank is a gap between columns: the text after it starts a new run.
            let is_gap =
                cell.symbol() == " " && same_style.is_none_or(|run| run.text.ends_with(' '));
            if is_drawn || is_gap || same_style.is_none() {
                self.write_text_run(open_run.take(), row);
            }
            if !is_drawn && !is_gap {
                let run = open_run.get_or_insert_with(|| SvgTextRun {
                    style,
                    column,
                    columns: 0,
                    text: String::new(),
                });
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            column += columns;
        }
        self.write_text_run(open_run, row);
    }

    /// Draws a star: many fixed-width fonts lack it.
    fn add_star(&mut self, style: &str, column: u16, row: u16) {
        let _ = writeln!(
            self.text,
            "<path{} d=\"M{} {}{STAR_PATH}\"/>",
            class_attribute(style),
            u32::from(column) * CELL_WIDTH + CELL_WIDTH / 2,
            u32::from(row) * CELL_HEIGHT + STAR_TOP,
        );
    }

    /// Adds the background and underline of a cell; returns the CSS classes of its text.
    fn add_cell_background(&mut self, cell: &Cell, column: u16, row: u16, columns: u16) -> String {
        let has = |modifier| cell.modifier.contains(modifier);
        let (foreground, background) = (
            colours::colour_class(cell.fg),
            colours::colour_class(cell.bg),
        );
        let (foreground, background) = if has(Modifier::REVERSED) {
            (
                background.or(Some("paper")),
                Some(foreground.unwrap_or_default()),
            )
        } else {
            (foreground, background)
        };
        if let Some(class) = background {
            self.background
                .add_rectangle(class, rectangles::cells_rectangle(column, row, columns));
        }
        let style = [
            foreground,
            has(Modifier::BOLD).then_some("bold"),
            has(Modifier::DIM).then_some("dim"),
        ];
        let style: Vec<&str> = style.into_iter().flatten().collect();
        let style = style.join(" ");
        if has(Modifier::UNDERLINED) {
            let line = rectangles::underline_rectangle(column, row, columns);
            self.foreground.add_rectangle(&style, line);
        }
        style
    }

    fn write_text_run(&mut self, run: Option<SvgTextRun>, row: u16) {
        let Some(run) = run else { return };
        let text = run.text.trim_end_matches(' ');
        if text.is_empty() {
            return;
        }
        // Each trimmed blank is one column wide.
        let columns = u32::from(run.columns) - (run.text.len() - text.len()) as u32;
        let _ = writeln!(
            self.text,
            "<text{} x=\"{}\" y=\"{}\" textLength=\"{}\">{}</text>",
            class_attribute(&run.style),
            u32::from(run.column) * CELL_WIDTH,
            u32::from(row) * CELL_HEIGHT + BASELINE,
            columns * CELL_WIDTH,
            escape_xml(text)
        );
    }
}

/// Writes one path per style.
fn write_paths(svg: &mut String, rectangles: &StyledRectangles) {
    for (style, group) in rectangles.iter_by_style() {
        let class = class_attribute(style);
        let _ = write!(svg, "<path{class} d=\"");
        for rectangle in group {
            let SvgRectangle {
                x,
                y,
                width,
                height,
            } = rectangle;
            let _ = write!(svg, "M{x} {y}h{width}v{height}h-{width}z");
        }
        svg.push_str("\"/>\n");
    }
}

/// The class attribute of a style; empty for plain text.
fn class_attribute(style: &str) -> String {
    if style.is_empty() {
        String::new()
    } else {
        format!(" class=\"{style}\"")
    }
}

/// Escapes text for XML; characters that XML forbids become U+FFFD.
fn escape_xml(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme_name::ThemeName;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    fn render_text(text: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, text.width() as u16, 1));
        buffer.set_string(0, 0, text, style);
        let svg = render_svg(
            &buffer,
            Position::default(),
            PageColours::from_theme(ThemeName::Dark),
            "A & B",
        );
        assert!(svg.contains("<title id=\"title\">A &amp; B</title>"));
        let (_, body) = svg.split_once("preserve\">\n").unwrap();
        body.to_owned()
    }

    #[test]
    fn words_begin_and_end_in_their_columns() {
        let inside = render_text("Chả  mực ệ", Style::new());
        let first = "<text x=\"0\" y=\"14\" textLength=\"27\">Chả</text>";
        let second = "<text x=\"45\" y=\"14\" textLength=\"45\">mực ệ</text>";
        assert!(
            inside.contains(first) && inside.contains(second),
            "{inside}"
        );
    }

    #[test]
    fn a_letter_of_several_signs_or_of_two_columns_keeps_its_place() {
        let inside = render_text("a\u{323}b", Style::new());
        assert!(inside.contains("textLength=\"18\">a\u{323}b<"), "{inside}");
        let inside = render_text("茶b", Style::new());
        assert!(inside.contains("textLength=\"27\">茶b<"), "{inside}");
    }

    #[test]
    fn what_xml_would_read_is_escaped() {
        let inside = render_text("a<b>&\"c\"", Style::new());
        assert!(inside.contains(">a&lt;b&gt;&amp;\"c\"</text>"), "{inside}");
    }

    #[test]
    fn lines_and_bars_join() {
        let inside = render_text("┌──┐██", Style::new());
        assert!(!inside.contains("<text"), "{inside}");
        assert!(inside.contains("M4 9h28v1h-28z"), "{inside}");
        assert!(inside.contains("M36 0h18v18h-18z"), "{inside}");
    }

    #[test]
    fn looks_are_kept() {
        let style = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        let inside = render_text("ab", style.add_modifier(Modifier::UNDERLINED));
        assert!(inside.contains("<text class=\"cyan bold\" "), "{inside}");
        assert!(
            inside.contains("<path class=\"cyan bold\" d=\"M0 16h18v1h-18z"),
            "{inside}"
        );
        let inside = render_text("ab", Style::new().add_modifier(Modifier::REVERSED));
        assert!(inside.contains("<path d=\"M0 0h18v18h-18z"), "{inside}");
        assert!(inside.contains("<text class=\"paper\" "), "{inside}");
        let inside = render_text("ab", Style::new().add_modifier(Modifier::DIM));
        assert!(inside.contains("<text class=\"dim\" "), "{inside}");
    }
}
