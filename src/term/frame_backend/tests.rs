//! Tests of what a frame writes, and when it writes nothing.

use std::cell::RefCell;
use std::io;

use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal};

use super::FrameBackend;

/// Draws each text with the cursor in that column and returns every write.
fn draw_frames(steps: &[(&str, Option<u16>)]) -> io::Result<Vec<String>> {
    let written = RefCell::new(Vec::new());
    let sink = |frame: &[u8]| {
        written
            .borrow_mut()
            .push(String::from_utf8_lossy(frame).into_owned());
        Ok(())
    };
    let mut terminal = Terminal::new(FrameBackend::new(Size::new(20, 3), sink))?;
    terminal.resize(Rect::new(0, 0, 20, 3))?;
    for &(text, cursor) in steps {
        terminal.draw(|frame: &mut Frame<'_>| {
            frame.render_widget(text, frame.area());
            if let Some(x) = cursor {
                frame.set_cursor_position((x, 0));
            }
        })?;
    }
    drop(terminal);
    Ok(written.into_inner())
}

#[test]
fn a_frame_without_change_writes_nothing() -> io::Result<()> {
    assert_eq!(draw_frames(&[("a", None); 3])?.len(), 1);
    assert_eq!(draw_frames(&[("a", Some(1)); 3])?.len(), 1);
    assert_eq!(draw_frames(&[("", None); 3])?.len(), 1);
    Ok(())
}

#[test]
fn a_frame_is_cleared_first_and_whole() -> io::Result<()> {
    let first = draw_frames(&[("phở", Some(3))])?.concat();
    assert!(first.starts_with("\x1b[?2026h\x1b[2J"), "{first:?}");
    assert!(first.contains("phở"), "{first:?}");
    assert!(
        first.ends_with("\x1b[1;4H\x1b[?25h\x1b[?2026l"),
        "{first:?}"
    );
    Ok(())
}

#[test]
fn a_cursor_that_moves_or_hides_writes_only_that() -> io::Result<()> {
    let all = draw_frames(&[("a", Some(1)), ("a", Some(2)), ("a", None), ("a", None)])?;
    let rest: Vec<&str> = all.iter().skip(1).map(String::as_str).collect();
    assert_eq!(
        rest,
        [
            "\x1b[?2026h\x1b[1;3H\x1b[?2026l",
            "\x1b[?2026h\x1b[?25l\x1b[?2026l"
        ]
    );
    Ok(())
}
