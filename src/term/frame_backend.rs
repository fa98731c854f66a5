//! The ratatui backend: one frame, one write.
//!
//! This [`Backend`] collects what ratatui draws and writes it as a whole, wrapped in a synchronized update,
//! so that no terminal shows half a frame, and a frame without changes writes no bytes. It stores size and
//! cursor itself: ratatui queries the backend, and the backend never queries the terminal. `Terminal::clear`
//! would query the cursor position and is not needed: `Terminal::resize` repaints everything.

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::encoder::FrameEncoder;
use crate::app::screen_link::ScreenLink;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";
const CLEAR_SCREEN: &[u8] = b"\x1b[2J";

/// The state of the terminal's own cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CursorState {
    /// Whatever it was before the first frame.
    Unknown,
    Hidden,
    At(Position),
}

/// The backend; complete frames go to `sink`.
pub(super) struct FrameBackend<S> {
    sink: S,
    size: Size,
    encoder: FrameEncoder,
    /// The addresses in the next frame.
    links: Vec<ScreenLink>,
    /// The bytes of the current frame, starting with [`BEGIN_UPDATE`].
    frame: Vec<u8>,
    /// Where ratatui wants the cursor, and whether it shows.
    cursor_position: Position,
    cursor_visible: bool,
    terminal_cursor: CursorState,
    /// How long writing the last frame took.
    last_write_time: Duration,
    /// The size of the last frame.
    last_frame_bytes: usize,
}

impl<S: FnMut(&[u8]) -> io::Result<()>> FrameBackend<S> {
    /// A backend for a terminal with unknown content; the first frame should be a full repaint.
    pub(super) fn new(size: Size, sink: S) -> Self {
        Self {
            sink,
            size,
            encoder: FrameEncoder::new(),
            links: Vec::new(),
            frame: BEGIN_UPDATE.to_vec(),
            cursor_position: Position::ORIGIN,
            cursor_visible: false,
            terminal_cursor: CursorState::Unknown,
            last_write_time: Duration::ZERO,
            last_frame_bytes: 0,
        }
    }

    /// The number of bytes of the last frame.
    pub(super) fn last_frame_bytes(&self) -> usize {
        self.last_frame_bytes
    }

    /// How long writing the last frame took; long when the connection is congested.
    pub(super) fn last_write_time(&self) -> Duration {
        self.last_write_time
    }

    /// Sets the addresses in the next frame, which become links.
    pub(super) fn set_links(&mut self, links: Vec<ScreenLink>) {
        self.links = links;
    }

    /// Sets the new window size; the next `clear` resets the encoder to it.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Moves, shows or hides the terminal's cursor as needed.
    fn sync_cursor(&mut self, wanted: CursorState) -> io::Result<()> {
        match wanted {
            CursorState::Hidden if self.terminal_cursor != CursorState::Hidden => {
                write!(self.frame, "\x1b[?25l")?;
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
        self.encoder
            .encode_changes(&mut self.frame, content, &self.links)
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

    /// Clears the whole screen, whatever the type: the viewport is the whole screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.terminal_cursor = CursorState::Unknown;
        // Ratatui clears twice when the window becomes narrower; once is enough.
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
