//! Encodes changed cells as bytes, as few as possible, for slow connections.
//!
//! The usual encoder writes three sequences per colour, a space per blank cell, and a cursor move over each
//! unchanged cell. Here one sequence changes the whole pen (colours and modifiers), the 16 colours use their
//! short codes, a run of blanks is one erase (ECH), a blank needs no pen, and unchanged cells are written
//! again where that is shorter than moving the cursor over them. Every frame starts and ends with a plain
//! pen and outside of a link. All sequences but those of links are ECMA-48 and work in xterm, PuTTY, the Linux
//! console, tmux and GNU screen.
//!
//! Must not know about frames or the visible cursor.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::screen_links::{LinkedCells, set_link};
use crate::app::screen_link::ScreenLink;

/// From this number of blank cells on, erasing them is shorter than writing them.
const MIN_ERASED_BLANKS: usize = 9;

/// Unchanged cells are written again up to this many bytes: moving over them would cost as much.
const MAX_REWRITTEN_BYTES: usize = 4;

/// The colours and modifiers with which the terminal writes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct PenStyle {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

const PLAIN_PEN: PenStyle = PenStyle {
    foreground: Color::Reset,
    background: Color::Reset,
    modifier: Modifier::empty(),
};

impl Default for PenStyle {
    fn default() -> Self {
        PLAIN_PEN
    }
}

impl PenStyle {
    fn from_cell(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }
}

/// Encodes frames for a terminal whose current cells it knows.
pub(super) struct FrameEncoder {
    screen_cells: Buffer,
    screen_links: LinkedCells,
}

/// How the terminal writes the next cell, and where.
#[derive(Default)]
struct WriteState<'a> {
    pen: PenStyle,
    link: Option<&'a Arc<str>>,
    /// `None` when its column is not certain.
    cursor: Option<(u16, u16)>,
}

impl FrameEncoder {
    /// For a terminal of unknown size; call [`Self::reset_to_size`] before the first frame.
    pub(super) fn new() -> Self {
        Self {
            screen_cells: Buffer::default(),
            screen_links: LinkedCells::default(),
        }
    }

    /// The terminal was cleared and has this size now.
    pub(super) fn reset_to_size(&mut self, size: Size) {
        self.screen_cells = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        self.screen_links = LinkedCells::default();
    }

    /// Encodes the changed cells, which must be ordered by row, then by column, and those whose link changed.
    pub(super) fn encode_changes<'a>(
        &mut self,
        out: &mut Vec<u8>,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        links: &[ScreenLink],
    ) -> io::Result<()> {
        let mut changed = Vec::new();
        for (x, y, cell) in cells {
            if let Some(screen_cell) = self.screen_cells.cell_mut((x, y)) {
                *screen_cell = cell.clone();
                changed.push((y, x));
            }
        }
        let links = LinkedCells::on_screen(&self.screen_cells, links);
        let relinked = links.differing_cells(&self.screen_links);
        if !relinked.is_empty() {
            changed.extend(relinked);
            changed.sort_unstable();
            changed.dedup();
        }
        self.screen_links = links;
        let mut spans: Vec<(u16, u16, u16)> = Vec::new();
        for (y, x) in changed {
            match spans.last_mut() {
                Some((row, _, end)) if *row == y && self.is_shorter_to_join(y, *end, x) => {
                    *end = x + 1;
                }
                _ => spans.push((y, x, x + 1)),
            }
        }
        let mut state = WriteState::default();
        for (y, start, end) in spans {
            self.encode_span(out, &mut state, y, start..end)?;
        }
        set_link(out, &mut state.link, None);
        set_pen(out, &mut state.pen, PLAIN_PEN)
    }

    /// True when writing the cells between two changed ones again is shorter than moving the cursor over them.
    fn is_shorter_to_join(&self, y: u16, end: u16, x: u16) -> bool {
        if end == x {
            return true;
        }
        let row = self.row_cells(y);
        let (Some(before), Some(between)) = (
            row.get(usize::from(end) - 1),
            row.get(usize::from(end)..usize::from(x)),
        ) else {
            return false;
        };
        let bytes: usize = between.iter().map(|cell| cell.symbol().len()).sum();
        let needs_no_pen = |cell: &Cell| {
            is_blank(cell) || PenStyle::from_cell(cell) == PenStyle::from_cell(before)
        };
        between.iter().all(is_blank)
            || (bytes <= MAX_REWRITTEN_BYTES && between.iter().all(needs_no_pen))
    }

    fn row_cells(&self, y: u16) -> &[Cell] {
        let width = usize::from(self.screen_cells.area.width);
        let start = usize::from(y) * width;
        self.screen_cells
            .content
            .get(start..start + width)
            .unwrap_or_default()
    }

    /// Encodes adjacent cells of a row.
    fn encode_span<'a>(
        &'a self,
        out: &mut Vec<u8>,
        state: &mut WriteState<'a>,
        y: u16,
        columns: Range<u16>,
    ) -> io::Result<()> {
        let WriteState { pen, link, cursor } = state;
        let row = self.row_cells(y);
        let end = usize::from(columns.end);
        let mut column = usize::from(columns.start);
        while let Some(cell) = row.get(column).filter(|_| column < end) {
            let blanks = row[column..end]
                .iter()
                .take_while(|cell| is_blank(cell))
                .count();
            if blanks >= MIN_ERASED_BLANKS {
                move_cursor(out, *cursor, (column as u16, y))?;
                *cursor = Some((column as u16, y));
                set_link(out, link, None);
                set_pen_for_blank(out, pen)?;
                // Erasing does not move the cursor.
                write!(out, "\x1b[{blanks}X")?;
                column += blanks;
                continue;
            }
            move_cursor(out, *cursor, (column as u16, y))?;
            set_link(out, link, self.screen_links.link_at(column as u16, y));
            if is_blank(cell) {
                set_pen_for_blank(out, pen)?;
            } else {
                set_pen(out, pen, PenStyle::from_cell(cell))?;
            }
            out.extend_from_slice(cell.symbol().as_bytes());
            // Terminals agree on the width of a letter only when it is one column.
            let width = cell.symbol().width();
            *cursor = (width == 1).then_some((column as u16 + 1, y));
            column += width.max(1);
        }
        Ok(())
    }
}

/// The modifiers that are visible on a blank cell.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// True for a cell in which nothing is visible, whatever its foreground colour.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(VISIBLE_ON_BLANK)
}

/// Changes the pen, if needed, to one whose spaces are invisible.
fn set_pen_for_blank(out: &mut Vec<u8>, pen: &mut PenStyle) -> io::Result<()> {
    if pen.background == Color::Reset && !pen.modifier.intersects(VISIBLE_ON_BLANK) {
        return Ok(());
    }
    set_pen(out, pen, PLAIN_PEN)
}

/// Moves the cursor, relative to `from` where it is known and in the same row.
fn move_cursor(out: &mut Vec<u8>, from: Option<(u16, u16)>, to: (u16, u16)) -> io::Result<()> {
    match from {
        Some(from) if from == to => Ok(()),
        Some((x, y)) if y == to.1 && x < to.0 => match to.0 - x {
            1 => write!(out, "\x1b[C"),
            steps => write!(out, "\x1b[{steps}C"),
        },
        _ => write!(out, "\x1b[{};{}H", to.1 + 1, to.0 + 1),
    }
}

/// Changes the pen: adds what is new, or starts from the plain pen when something must be switched off.
fn set_pen(out: &mut Vec<u8>, pen: &mut PenStyle, wanted: PenStyle) -> io::Result<()> {
    if *pen == wanted {
        return Ok(());
    }
    if wanted == PLAIN_PEN {
        *pen = PLAIN_PEN;
        return write!(out, "\x1b[m");
    }
    let is_reset = |old: Color, new: Color| old != Color::Reset && new == Color::Reset;
    let from = if !wanted.modifier.contains(pen.modifier)
        || is_reset(pen.foreground, wanted.foreground)
        || is_reset(pen.background, wanted.background)
    {
        PLAIN_PEN
    } else {
        *pen
    };
    write!(out, "\x1b[")?;
    if from != *pen {
        write!(out, "0;")?;
    }
    for (modifier, code) in MODIFIER_CODES {
        if wanted.modifier.contains(modifier) && !from.modifier.contains(modifier) {
            write!(out, "{code};")?;
        }
    }
    if wanted.foreground != from.foreground {
        write_colour_code(out, wanted.foreground, 30)?;
    }
    if wanted.background != from.background {
        write_colour_code(out, wanted.background, 40)?;
    }
    // Every part above ends with a separator; the last one is replaced by the final byte.
    out.pop();
    out.push(b'm');
    *pen = wanted;
    Ok(())
}

const MODIFIER_CODES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Writes the code of a colour; `base` is 30 for the foreground and 40 for the background.
fn write_colour_code(out: &mut Vec<u8>, colour: Color, base: u8) -> io::Result<()> {
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => return write!(out, "{};5;{index};", base + 8),
        Color::Rgb(red, green, blue) => {
            return write!(out, "{};2;{red};{green};{blue};", base + 8);
        }
    };
    write!(out, "{code};")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn encode_buffer(buffer: &Buffer) -> String {
        let mut out = Vec::new();
        let mut encoder = FrameEncoder::new();
        encoder.reset_to_size(buffer.area.as_size());
        let empty = Buffer::empty(buffer.area);
        encoder
            .encode_changes(&mut out, empty.diff(buffer).into_iter(), &[])
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_sequence_changes_the_whole_pen_and_the_end_is_plain() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        let strong = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        buffer.set_string(0, 0, "ab", strong);
        buffer.set_string(2, 0, "c", strong.add_modifier(Modifier::UNDERLINED));
        buffer.set_string(3, 0, "d", Style::new().fg(Color::Yellow));
        assert_eq!(
            encode_buffer(&buffer),
            "\x1b[1;1H\x1b[1;36mab\x1b[4mc\x1b[0;33md\x1b[m"
        );
    }

    #[test]
    fn a_link_over_two_rows_is_one_and_is_written_again_only_where_it_changed() {
        let piece = |y, text: &str, start: &str| ScreenLink {
            x: 1,
            y,
            text: text.to_owned(),
            start: start.into(),
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        buffer.set_string(0, 0, "|https|", Style::new());
        buffer.set_string(0, 1, "|://a |", Style::new());
        let mut encoder = FrameEncoder::new();
        encoder.reset_to_size(buffer.area.as_size());
        let empty = Buffer::empty(buffer.area);
        let mut encode = |old: &Buffer, links: &[ScreenLink]| {
            let mut out = Vec::new();
            let changes = old.diff(&buffer).into_iter();
            encoder.encode_changes(&mut out, changes, links).unwrap();
            String::from_utf8(out).unwrap()
        };
        let one = [piece(0, "https", "<A>"), piece(1, "://a", "<A>")];
        let end = "\x1b]8;;\x1b\\";
        assert_eq!(
            encode(&empty, &one),
            format!("\x1b[1;1H|<A>https{end}|\x1b[2;1H|<A>://a{end} |")
        );
        assert_eq!(encode(&buffer, &one), "");
        // Another address of which the same letters are seen; then something lies over a part of it.
        let other = [piece(0, "https", "<B>"), piece(1, "://a", "<B>")];
        assert_eq!(
            encode(&buffer, &other),
            format!("\x1b[1;2H<B>https\x1b[2;2H://a{end}")
        );
        let covered = [piece(0, "https", "<B>"), piece(1, "://b", "<B>")];
        assert_eq!(encode(&buffer, &covered), "\x1b[2;2H://a");
        assert_eq!(encode(&buffer, &[]), "\x1b[1;2Hhttps");
    }

    #[test]
    fn what_is_written_is_what_a_terminal_shows() {
        // Random frames in sequence, checked with a terminal emulator.
        let (width, height) = (30, 6);
        let mut parser = vt100::Parser::new(height, width, 0);
        let mut old = Buffer::empty(Rect::new(0, 0, width, height));
        let mut encoder = FrameEncoder::new();
        encoder.reset_to_size(old.area.as_size());
        let mut seed = 7_u64;
        let mut random = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let mut new = Buffer::empty(old.area);
            for _ in 0..random(8) {
                let text = ["Chả mực", "x", "          ", "***** ", "Đặc khu"][random(5) as usize];
                let styles = [
                    Style::new(),
                    Style::new().fg(Color::LightRed),
                    Style::new().add_modifier(Modifier::REVERSED),
                    Style::new().bg(Color::Blue).add_modifier(Modifier::BOLD),
                ];
                let style = styles[random(4) as usize];
                new.set_string(
                    random(u64::from(width)) as u16,
                    random(u64::from(height)) as u16,
                    text,
                    style,
                );
            }
            let mut out = Vec::new();
            encoder
                .encode_changes(&mut out, old.diff(&new).into_iter(), &[])
                .unwrap();
            parser.process(&out);
            for y in 0..height {
                for x in 0..width {
                    let shown = parser.screen().cell(y, x).unwrap();
                    let cell = &new[(x, y)];
                    let text = if shown.contents().is_empty() {
                        " "
                    } else {
                        shown.contents()
                    };
                    assert_eq!(text, cell.symbol(), "at {x},{y}");
                    assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
                    assert!(
                        is_blank(cell) || shown.bold() == cell.modifier.contains(Modifier::BOLD)
                    );
                    assert_eq!(
                        shown.bgcolor() != vt100::Color::Default,
                        cell.bg != Color::Reset
                    );
                }
            }
            old = new;
        }
    }
}
