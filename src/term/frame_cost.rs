//! Measures how many bytes frames would send to a terminal, without a terminal.

use std::cell::RefCell;
use std::io;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::frame_backend::FrameBackend;

/// The number of bytes of each frame; the first one starts from an empty screen. All frames have the same size.
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
    let mut costs = Vec::new();
    for (cells, cursor) in frames {
        let before = *sent.borrow();
        terminal.draw(|frame| {
            frame.buffer_mut().clone_from(cells);
            frame.set_cursor_position(*cursor);
        })?;
        costs.push(*sent.borrow() - before);
    }
    Ok(costs)
}
