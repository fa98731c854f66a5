//! Cells -> one frame -> one write.
//!
//! A [`Backend`] that collects what ratatui draws and hands it on as a whole, wrapped as a synchronized
//! update, so that no terminal ever shows half a frame and a frame without change is no byte at all. It
//! remembers size and cursor itself: ratatui asks the backend, and the backend never asks the terminal.
//! `Terminal::clear` asks for the cursor's place and is not needed: `Terminal::resize` repaints everything.
//! Must not: know what the cells say.

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::ink::Ink;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const CLEAR: &[u8] = b"\x1b[2J";

/// What the terminal's own cursor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    /// Whatever the terminal was told before us.
    Unknown,
    Hidden,
    At(Position),
}

/// The backend; whole frames go to `sink`.
pub(super) struct Screen<S> {
    sink: S,
    size: Size,
    /// What the terminal shows.
    ink: Ink,
    /// The frame so far, its beginning included.
    frame: Vec<u8>,
    /// Where ratatui wants the cursor, and whether it shows.
    place: Position,
    visible: bool,
    /// What the terminal's cursor does.
    shown: Cursor,
    /// How long the terminal took to take the last frame.
    took: Duration,
    /// Its bytes.
    sent: usize,
}

impl<S: FnMut(&[u8]) -> io::Result<()>> Screen<S> {
    /// A screen of which nothing is known; the first frame should be a full repaint.
    pub(super) fn new(size: Size, sink: S) -> Self {
        let frame = BEGIN.to_vec();
        let place = Position::ORIGIN;
        Self {
            sink,
            size,
            ink: Ink::new(),
            frame,
            place,
            visible: false,
            shown: Cursor::Unknown,
            took: Duration::ZERO,
            sent: 0,
        }
    }

    /// The bytes of the last frame.
    pub(super) fn sent(&self) -> usize {
        self.sent
    }

    /// How long the terminal took to take the last frame: long where the line behind it is full.
    pub(super) fn took(&self) -> Duration {
        self.took
    }

    /// The window has another size now.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Puts the terminal's cursor where it is wanted.
    fn settle_cursor(&mut self, wanted: Cursor) -> io::Result<()> {
        match wanted {
            Cursor::Hidden if self.shown != Cursor::Hidden => write!(self.frame, "\x1b[?25l")?,
            Cursor::At(Position { x, y }) => {
                write!(
                    self.frame,
                    "\x1b[{};{}H",
                    y.saturating_add(1),
                    x.saturating_add(1)
                )?;
                if !matches!(self.shown, Cursor::At(_)) {
                    write!(self.frame, "\x1b[?25h")?;
                }
            }
            Cursor::Hidden | Cursor::Unknown => {}
        }
        self.shown = wanted;
        Ok(())
    }
}

impl<S: FnMut(&[u8]) -> io::Result<()>> Backend for Screen<S> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.ink.write(&mut self.frame, content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.place)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.place = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Only the whole screen is ever cleared: the view is the whole screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.shown = Cursor::Unknown;
        // Ratatui clears twice when the window got narrower; once is enough.
        self.ink.clear(self.size);
        if !self.frame.ends_with(CLEAR) {
            self.frame.extend_from_slice(CLEAR);
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::new(0, 0),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let wanted = if self.visible {
            Cursor::At(self.place)
        } else {
            Cursor::Hidden
        };
        if self.frame.len() == BEGIN.len() && wanted == self.shown {
            return Ok(());
        }
        self.settle_cursor(wanted)?;
        self.frame.extend_from_slice(END);
        let start = Instant::now();
        let written = (self.sink)(&self.frame);
        (self.took, self.sent) = (start.elapsed(), self.frame.len());
        self.frame.truncate(BEGIN.len());
        written
    }
}
