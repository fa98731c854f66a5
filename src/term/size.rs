//! The size of the window.
//!
//! The client chooses the size, and a million cells would cost our memory, so it is clamped. A terminal that
//! never reported a size counts as 80x24; one that reports 0x0 later is hidden and gets no frame. However
//! often the size changes, only one message waits, and the size is read when that message is handled.
//!
//! Must not run another program to find the size.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::app::msg::Msg;

/// The widest frame.
const MAX_WIDTH: u16 = 500;
/// The highest frame.
const MAX_HEIGHT: u16 = 200;
/// The size of a terminal that does not report one.
const DEFAULT_SIZE: (u16, u16) = (80, 24);

/// The terminal has reported a usable size at least once.
static SIZE_REPORTED: AtomicBool = AtomicBool::new(false);
/// A resize message is waiting in the inbox.
static RESIZE_PENDING: AtomicBool = AtomicBool::new(false);

/// The size of the next frame: columns and rows.
pub(super) fn current_size() -> (u16, u16) {
    let reported = query_system_size();
    let is_usable = reported.is_some_and(|(width, height)| width > 0 && height > 0);
    let was_reported = SIZE_REPORTED.fetch_or(is_usable, Ordering::Relaxed);
    clamp_size(reported, was_reported)
}

/// Notifies the event loop that the size may have changed; returns false when the receiver is gone.
pub(super) fn notify_resize(sender: &Sender<Msg>) -> bool {
    if RESIZE_PENDING.swap(true, Ordering::AcqRel) {
        return true;
    }
    let (width, height) = current_size();
    sender.send(Msg::Resize { width, height }).is_ok()
}

/// Called when the event loop handles the message; returns the current size.
pub(super) fn acknowledge_resize() -> (u16, u16) {
    RESIZE_PENDING.store(false, Ordering::Release);
    current_size()
}

/// `reported` comes from the system; `was_reported` says whether an earlier size was usable.
fn clamp_size(reported: Option<(u16, u16)>, was_reported: bool) -> (u16, u16) {
    match reported {
        Some((width, height)) if width > 0 && height > 0 => {
            (width.min(MAX_WIDTH), height.min(MAX_HEIGHT))
        }
        Some(_) if was_reported => (0, 0),
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
