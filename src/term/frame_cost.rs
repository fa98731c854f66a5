//! What frames cost on the line: the bytes that a terminal would be sent for them. Must not: write to one.

use std::cell::RefCell;
use std::io;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::frame_backend::FrameBackend;

/// The bytes of each of these frames, the first one on a screen that shows nothing; all are of one size.
pub fn measure_frame_bytes(frames: &[(Buffer, Position)]) -> io::Result<Vec<usize>> {
    let Some((first, _)) = frames.first() else {
        return Ok(Vec::new());
    };
    let sent = RefCell::new(0);
    let sink = |frame: &[u8]| {
        *sent.borrow_mut() += frame.len();
        Ok(())
    };
    let mut terminal = Terminal::new(FrameBackend::new(first.area.as_size(), sink))?;
    terminal.resize(first.area)?;
    let mut weights = Vec::new();
    for (cells, cursor) in frames {
        let before = *sent.borrow();
        terminal.draw(|frame| {
            frame.buffer_mut().clone_from(cells);
            frame.set_cursor_position(*cursor);
        })?;
        weights.push(*sent.borrow() - before);
    }
    Ok(weights)
}
