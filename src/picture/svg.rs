//! Cells to an SVG file, the same bytes for the same cells.
//!
//! Letters stand on the grid: each run of them says how long it is, so that whatever fixed-width font is there, a
//! word begins and ends in its columns. Everything else is a rectangle of [`super::shapes`]. Colours, bold and dim
//! are classes of one style at the top; reversed cells are drawn as what they look like. Must not: know what the
//! cells mean; the title is given.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::colours::{self, PageColours};
use super::rectangles::{self, CELL_HEIGHT, CELL_WIDTH, StyledRectangles};

/// Fonts of one width that have every Vietnamese letter; the last is whatever the reader has.
const FONTS: &str = "DejaVu Sans Mono,Menlo,Consolas,Liberation Mono,monospace";
/// Size of the letters: an advance of 0.6 fills a cell.
const FONT_SIZE: u32 = 15;
/// From the top of a cell to the line that letters stand on.
const BASELINE: u32 = 14;
/// Around the cells.
const MARGIN: u32 = 9;

/// The picture of these cells, with the caret where it is.
pub fn render_svg(buffer: &Buffer, caret: Position, ground: PageColours, title: &str) -> String {
    let mut svg = String::new();
    write_svg_header(&mut svg, buffer, ground, title);
    let mut picture = SvgLayers::default();
    let width = usize::from(buffer.area.width).max(1);
    for (row, cells) in buffer.content.chunks(width).enumerate() {
        picture.add_row(row as u16, cells);
    }
    picture
        .foreground
        .add_rectangle("", rectangles::caret_rectangle(caret.x, caret.y));
    picture.background.write_paths(&mut svg);
    picture.foreground.write_paths(&mut svg);
    svg.push_str(&picture.text);
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn write_svg_header(svg: &mut String, buffer: &Buffer, ground: PageColours, title: &str) {
    let width = u32::from(buffer.area.width) * CELL_WIDTH + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * CELL_HEIGHT + 2 * MARGIN;
    let PageColours {
        background: paper,
        foreground: ink,
    } = ground;
    let title = escape_xml(title);
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">{title}</title>"
    );
    let _ = write!(
        svg,
        "<style>.paper{{fill:{paper}}}.bold{{font-weight:bold}}.dim{{fill-opacity:.6}}"
    );
    for (_, name, value) in colours::COLOURS {
        let _ = write!(svg, ".{name}{{fill:{value}}}");
    }
    let _ = writeln!(
        svg,
        "</style>\n<rect class=\"paper\" x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" \
         rx=\"6\"/>\n<g fill=\"{ink}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" xml:space=\"preserve\">"
    );
}

/// The parts of a picture from the back to the front.
#[derive(Debug, Default)]
struct SvgLayers {
    background: StyledRectangles,
    foreground: StyledRectangles,
    text: String,
}

/// Letters of one look side by side.
#[derive(Debug)]
struct SvgTextRun {
    style: String,
    column: u16,
    columns: u16,
    text: String,
}

impl SvgLayers {
    fn add_row(&mut self, row: u16, cells: &[Cell]) {
        let mut open: Option<SvgTextRun> = None;
        let mut column = 0;
        while let Some(cell) = cells.get(usize::from(column)) {
            let columns = (cell.symbol().width() as u16).max(1);
            let style = self.add_cell_background(cell, column, row, columns);
            let bold = cell.modifier.contains(Modifier::BOLD);
            let drawn = rectangles::build_sign_rectangles(cell.symbol(), column, row, bold);
            let is_drawn = drawn.is_some();
            for shape in drawn.into_iter().flatten() {
                self.foreground.add_rectangle(&style, shape);
            }
            let same = open.as_ref().filter(|run| run.style == style);
            // A second blank is the gap between columns: what is behind it begins a run of its own.
            let is_gap = cell.symbol() == " " && same.is_none_or(|run| run.text.ends_with(' '));
            let goes_on = same.is_some();
            if is_drawn || is_gap || !goes_on {
                self.write_text_run(open.take(), row);
            }
            if !is_drawn && !is_gap {
                let run = open.get_or_insert_with(|| SvgTextRun {
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
        self.write_text_run(open, row);
    }

    /// Draws what is behind and under a letter; its style as classes.
    fn add_cell_background(&mut self, cell: &Cell, column: u16, row: u16, columns: u16) -> String {
        let has = |modifier| cell.modifier.contains(modifier);
        let (fore, back) = (
            colours::colour_class(cell.fg),
            colours::colour_class(cell.bg),
        );
        let (fore, back) = if has(Modifier::REVERSED) {
            (back.or(Some("paper")), Some(fore.unwrap_or_default()))
        } else {
            (fore, back)
        };
        if let Some(back) = back {
            self.background
                .add_rectangle(back, rectangles::cells_rectangle(column, row, columns));
        }
        let style = [
            fore,
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
        // Blanks are one column each.
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

/// The attribute of a style; nothing for the plain one.
pub(super) fn class_attribute(style: &str) -> String {
    if style.is_empty() {
        String::new()
    } else {
        format!(" class=\"{style}\"")
    }
}

/// Text as XML has it; what XML cannot hold is shown as the sign for that.
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
    use crate::view::theme_name::ThemeName;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    fn drawn(text: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, text.width() as u16, 1));
        buffer.set_string(0, 0, text, style);
        let whole = render_svg(
            &buffer,
            Position::default(),
            PageColours::from_theme(ThemeName::Dark),
            "A & B",
        );
        assert!(whole.contains("<title id=\"title\">A &amp; B</title>"));
        let (_, inside) = whole.split_once("preserve\">\n").unwrap();
        inside.to_owned()
    }

    #[test]
    fn words_begin_and_end_in_their_columns() {
        let inside = drawn("Chả  mực ệ", Style::new());
        let first = "<text x=\"0\" y=\"14\" textLength=\"27\">Chả</text>";
        let second = "<text x=\"45\" y=\"14\" textLength=\"45\">mực ệ</text>";
        assert!(
            inside.contains(first) && inside.contains(second),
            "{inside}"
        );
    }

    #[test]
    fn a_letter_of_several_signs_or_of_two_columns_keeps_its_place() {
        let inside = drawn("a\u{323}b", Style::new());
        assert!(inside.contains("textLength=\"18\">a\u{323}b<"), "{inside}");
        let inside = drawn("茶b", Style::new());
        assert!(inside.contains("textLength=\"27\">茶b<"), "{inside}");
    }

    #[test]
    fn what_xml_would_read_is_escaped() {
        let inside = drawn("a<b>&\"c\"", Style::new());
        assert!(inside.contains(">a&lt;b&gt;&amp;\"c\"</text>"), "{inside}");
    }

    #[test]
    fn lines_and_bars_join() {
        let inside = drawn("┌──┐██", Style::new());
        assert!(!inside.contains("<text"), "{inside}");
        assert!(inside.contains("M4 9h28v1h-28z"), "{inside}");
        assert!(inside.contains("M36 0h18v18h-18z"), "{inside}");
    }

    #[test]
    fn looks_are_kept() {
        let style = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        let inside = drawn("ab", style.add_modifier(Modifier::UNDERLINED));
        assert!(inside.contains("<text class=\"cyan bold\" "), "{inside}");
        assert!(
            inside.contains("<path class=\"cyan bold\" d=\"M0 16h18v1h-18z"),
            "{inside}"
        );
        let inside = drawn("ab", Style::new().add_modifier(Modifier::REVERSED));
        assert!(inside.contains("<path d=\"M0 0h18v18h-18z"), "{inside}");
        assert!(inside.contains("<text class=\"paper\" "), "{inside}");
        let inside = drawn("ab", Style::new().add_modifier(Modifier::DIM));
        assert!(inside.contains("<text class=\"dim\" "), "{inside}");
    }
}
