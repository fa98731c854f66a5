//! How large the window is, as far as we believe it.
//!
//! The client chooses the size, and a million cells would be our memory: so it is clamped. A terminal that
//! never told a size gets the classic 80x24; one that says 0x0 later is hidden and gets no frame. A changed
//! size is only rung like a bell: however often it changes, one message waits, and the size is read when
//! that is taken. Must not: run another program to find out.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::app::msg::Msg;

/// No frame is wider.
const MAX_WIDTH: u16 = 500;
/// No frame is higher.
const MAX_HEIGHT: u16 = 200;
/// For terminals that do not tell.
const DEFAULT_SIZE: (u16, u16) = (80, 24);

/// The terminal told a size at least once.
static SIZE_REPORTED: AtomicBool = AtomicBool::new(false);
/// A message about a new size waits in the inbox.
static RESIZE_PENDING: AtomicBool = AtomicBool::new(false);

/// Columns and rows to draw now.
pub(super) fn current_size() -> (u16, u16) {
    let raw = query_system_size();
    let told = raw.is_some_and(|(width, height)| width > 0 && height > 0);
    let before = SIZE_REPORTED.fetch_or(told, Ordering::Relaxed);
    clamp_size(raw, before)
}

/// Tells the loop that the size may have changed; false when nobody listens any more.
pub(super) fn notify_resize(sender: &Sender<Msg>) -> bool {
    if RESIZE_PENDING.swap(true, Ordering::AcqRel) {
        return true;
    }
    let (width, height) = current_size();
    sender.send(Msg::Resize { width, height }).is_ok()
}

/// The loop took the message: the size as it is now.
pub(super) fn acknowledge_resize() -> (u16, u16) {
    RESIZE_PENDING.store(false, Ordering::Release);
    current_size()
}

/// `raw` is what the system says, `told` whether it ever said something usable.
fn clamp_size(raw: Option<(u16, u16)>, told: bool) -> (u16, u16) {
    match raw {
        Some((width, height)) if width > 0 && height > 0 => {
            (width.min(MAX_WIDTH), height.min(MAX_HEIGHT))
        }
        Some(_) if told => (0, 0),
        _ => DEFAULT_SIZE,
    }
}

#[cfg(unix)]
fn query_system_size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    Some((size.ws_col, size.ws_row))
}

#[cfg(windows)]
fn query_system_size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

#[cfg(test)]
mod tests {
    use super::clamp_size;

    #[test]
    fn sizes_are_clamped_and_the_unknown_is_classic() {
        assert_eq!(clamp_size(Some((80, 24)), false), (80, 24));
        assert_eq!(clamp_size(Some((1, 1)), true), (1, 1));
        assert_eq!(clamp_size(Some((65535, 65535)), true), (500, 200));
        assert_eq!(clamp_size(Some((65535, 3)), true), (500, 3));
        assert_eq!(clamp_size(Some((0, 0)), false), (80, 24));
        assert_eq!(clamp_size(Some((0, 24)), false), (80, 24));
        assert_eq!(clamp_size(Some((0, 0)), true), (0, 0));
        assert_eq!(clamp_size(None, true), (80, 24));
    }
}
