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

use super::encoder::FrameEncoder;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";
const CLEAR_SCREEN: &[u8] = b"\x1b[2J";

/// What the terminal's own cursor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CursorState {
    /// Whatever the terminal was told before us.
    Unknown,
    Hidden,
    At(Position),
}

/// The backend; whole frames go to `sink`.
pub(super) struct FrameBackend<S> {
    sink: S,
    size: Size,
    /// What the terminal shows.
    encoder: FrameEncoder,
    /// The frame so far, its beginning included.
    frame: Vec<u8>,
    /// Where ratatui wants the cursor, and whether it shows.
    cursor_position: Position,
    cursor_visible: bool,
    /// What the terminal's cursor does.
    terminal_cursor: CursorState,
    /// How long the terminal took to take the last frame.
    last_write_time: Duration,
    /// Its bytes.
    last_frame_bytes: usize,
}

impl<S: FnMut(&[u8]) -> io::Result<()>> FrameBackend<S> {
    /// A screen of which nothing is known; the first frame should be a full repaint.
    pub(super) fn new(size: Size, sink: S) -> Self {
        let frame = BEGIN_UPDATE.to_vec();
        let place = Position::ORIGIN;
        Self {
            sink,
            size,
            encoder: FrameEncoder::new(),
            frame,
            cursor_position: place,
            cursor_visible: false,
            terminal_cursor: CursorState::Unknown,
            last_write_time: Duration::ZERO,
            last_frame_bytes: 0,
        }
    }

    /// The bytes of the last frame.
    pub(super) fn last_frame_bytes(&self) -> usize {
        self.last_frame_bytes
    }

    /// How long the terminal took to take the last frame: long where the line behind it is full.
    pub(super) fn last_write_time(&self) -> Duration {
        self.last_write_time
    }

    /// The window has another size now.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Puts the terminal's cursor where it is wanted.
    fn sync_cursor(&mut self, wanted: CursorState) -> io::Result<()> {
        match wanted {
            CursorState::Hidden if self.terminal_cursor != CursorState::Hidden => {
                write!(self.frame, "\x1b[?25l")?
            }
            CursorState::At(Position { x, y }) => {
                write!(
                    self.frame,
                    "\x1b[{};{}H",
                    y.saturating_add(1),
                    x.saturating_add(1)
                )?;
                if !matches!(self.terminal_cursor, CursorState::At(_)) {
                    write!(self.frame, "\x1b[?25h")?;
                }
            }
            CursorState::Hidden | CursorState::Unknown => {}
        }
        self.terminal_cursor = wanted;
        Ok(())
    }
}

impl<S: FnMut(&[u8]) -> io::Result<()>> Backend for FrameBackend<S> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.encoder.encode_changes(&mut self.frame, content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor_position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor_position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Only the whole screen is ever cleared: the view is the whole screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.terminal_cursor = CursorState::Unknown;
        // Ratatui clears twice when the window got narrower; once is enough.
        self.encoder.reset_to_size(self.size);
        if !self.frame.ends_with(CLEAR_SCREEN) {
            self.frame.extend_from_slice(CLEAR_SCREEN);
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
        let wanted = if self.cursor_visible {
            CursorState::At(self.cursor_position)
        } else {
            CursorState::Hidden
        };
        if self.frame.len() == BEGIN_UPDATE.len() && wanted == self.terminal_cursor {
            return Ok(());
        }
        self.sync_cursor(wanted)?;
        self.frame.extend_from_slice(END_UPDATE);
        let start = Instant::now();
        let written = (self.sink)(&self.frame);
        (self.last_write_time, self.last_frame_bytes) = (start.elapsed(), self.frame.len());
        self.frame.truncate(BEGIN_UPDATE.len());
        written
    }
}
