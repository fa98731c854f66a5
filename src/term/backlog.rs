//! Limits how much input may wait for the program.
//!
//! The channel to the program is unbounded, and a client that sends megabytes of keys without reading a frame
//! would fill our memory. So the input thread counts what it sends, and the event loop counts what it
//! receives. At the limit the input thread stops reading, and the flood waits at the sender. No key is
//! dropped.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::app::msg::Msg;

/// The limit, in keys; [`msg_weight`] says what a paste counts.
const MAX_WAITING_KEYS: usize = 8192;
/// How often a waiting input thread checks that the terminal still exists.
const HANG_UP_CHECK_INTERVAL: Duration = Duration::from_millis(250);

/// The count of waiting input, shared by the input thread and the event loop.
#[derive(Debug)]
pub(super) struct InputBacklog {
    waiting: Mutex<usize>,
    room: Condvar,
    /// The program takes no input any more.
    closed: AtomicBool,
}

impl InputBacklog {
    /// An empty backlog.
    pub(super) fn new() -> Self {
        Self {
            waiting: Mutex::new(0),
            room: Condvar::new(),
            closed: AtomicBool::new(false),
        }
    }

    /// Lets an input thread that waits for room go: the program takes no input any more.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.room.notify_all();
    }

    /// Waits until there is room, then adds `msg` to the count. Calls `check_terminal` every
    /// [`HANG_UP_CHECK_INTERVAL`] while it waits.
    pub(super) fn admit_msg(&self, msg: &Msg, check_terminal: impl Fn()) {
        let mut waiting = self.lock_count();
        while *waiting >= MAX_WAITING_KEYS && !self.closed.load(Ordering::Acquire) {
            let result = self.room.wait_timeout(waiting, HANG_UP_CHECK_INTERVAL);
            let (guard, timeout) = result.unwrap_or_else(PoisonError::into_inner);
            waiting = guard;
            if timeout.timed_out() {
                check_terminal();
            }
        }
        *waiting += msg_weight(msg);
    }

    /// Removes a received `msg` from the count.
    pub(super) fn release_msg(&self, msg: &Msg) {
        let mut waiting = self.lock_count();
        let was_full = *waiting >= MAX_WAITING_KEYS;
        *waiting = waiting.saturating_sub(msg_weight(msg));
        if was_full && *waiting < MAX_WAITING_KEYS {
            self.room.notify_one();
        }
    }

    fn lock_count(&self) -> MutexGuard<'_, usize> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a message counts: a key or mouse event 1, a paste 1 and 1 per 16 bytes, messages of the program
/// nothing.
fn msg_weight(msg: &Msg) -> usize {
    match msg {
        Msg::Key(_) | Msg::Mouse(_) => 1,
        Msg::Paste(text) => 1 + text.len() / 16,
        _ => 0,
    }
}
