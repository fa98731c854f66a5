//! How much typing may wait for the program: a brake for floods.
//!
//! The channel to the program has no bound, and a client that sends megabytes of keys without reading a
//! frame would fill our memory. So the reader counts what it sends and the loop counts what it takes;
//! beyond the limit the reader stops reading and the flood stays at the sender. Must not: drop a key.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::app::msg::Msg;

/// So many keys may wait; a paste counts for its length.
const MAX_WAITING_KEYS: usize = 8192;
/// So often a waiting reader looks whether the terminal is still there.
const HANG_UP_CHECK_INTERVAL: Duration = Duration::from_millis(250);

/// The count, shared by the reader and the loop.
#[derive(Debug)]
pub(super) struct InputBacklog {
    waiting: Mutex<usize>,
    room: Condvar,
}

impl InputBacklog {
    /// Nothing waits.
    pub(super) fn new() -> Self {
        Self {
            waiting: Mutex::new(0),
            room: Condvar::new(),
        }
    }

    /// Waits until there is room, then counts `msg` in; calls `meanwhile` now and then while waiting.
    pub(super) fn admit_msg(&self, msg: &Msg, meanwhile: impl Fn()) {
        let mut waiting = self.lock_count();
        while *waiting >= MAX_WAITING_KEYS {
            let waited = self.room.wait_timeout(waiting, HANG_UP_CHECK_INTERVAL);
            let (guard, late) = waited.unwrap_or_else(PoisonError::into_inner);
            waiting = guard;
            if late.timed_out() {
                meanwhile();
            }
        }
        *waiting += msg_weight(msg);
    }

    /// Counts `msg` out.
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

/// Only what a person types weighs anything.
fn msg_weight(msg: &Msg) -> usize {
    match msg {
        Msg::Key(_) | Msg::Mouse(_) => 1,
        Msg::Paste(text) => 1 + text.len() / 16,
        _ => 0,
    }
}
