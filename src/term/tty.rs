//! Taking the terminal and giving it back, and the one lock that every byte to it passes.
//!
//! A frame and the farewell of another thread must never mix, and after the farewell no frame may follow.
//! So everything is written under one lock that also knows whether the screen is ours. Must not: wait for
//! a terminal that takes no bytes longer than it says.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::raw_output;

/// Alternate screen, bracketed paste, no wrapping: a letter that the terminal finds wider than we do must
/// not scroll the screen.
const ENTER_SEQUENCE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?7l";
/// All of it undone, the screen wiped for terminals that have no other one to go back to, and what a frame cut in half may have left: an open synchronized update, colours, a
/// hidden cursor, the mouse.
const LEAVE_SEQUENCE: &[u8] =
    b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[H\x1b[2J\x1b[?7h\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// A dying thread waits so long for a frame under way on another thread.
const LOCK_TIMEOUT: Duration = Duration::from_millis(100);
/// A dying thread waits so long for a terminal that takes no bytes.
const WRITABLE_TIMEOUT: Duration = Duration::from_millis(30);

/// Whether the screen is ours.
static TERMINAL_OWNED: Mutex<bool> = Mutex::new(false);

/// Takes the terminal.
pub(super) fn acquire_terminal() -> io::Result<()> {
    let mut ours = lock_terminal();
    enable_raw_mode()?;
    if let Err(error) = raw_output::write_all(ENTER_SEQUENCE) {
        let _ = disable_raw_mode();
        return Err(error);
    }
    *ours = true;
    Ok(())
}

/// Gives the terminal back. A terminal that is gone by now needs nothing, so nothing is reported.
pub(super) fn release_terminal() {
    let mut ours = lock_terminal();
    if std::mem::take(&mut *ours) {
        let _ = raw_output::write_all(LEAVE_SEQUENCE);
    }
    let _ = disable_raw_mode();
}

/// Takes the terminal again after somebody else (a shell, behind a SIGSTOP) may have changed its modes.
pub(super) fn reacquire_terminal() -> io::Result<()> {
    // The modes remembered are those from before the first time; only the terminal itself forgot ours.
    disable_raw_mode()?;
    acquire_terminal()
}

/// Writes one frame, unless the screen is no longer ours.
pub(super) fn write_if_owned(frame: &[u8]) -> io::Result<()> {
    let ours = lock_terminal();
    if *ours {
        raw_output::write_all(frame)
    } else {
        Ok(())
    }
}

/// For a terminal that failed under a frame: modes only, no more bytes.
pub(super) fn release_without_writing() {
    *lock_terminal() = false;
    let _ = disable_raw_mode();
}

/// Gives the terminal back on the way out of the process, from any thread, without waiting long: a frame
/// on its way is let through, a frozen terminal is left as it is. No frame can follow.
pub(super) fn release_before_exit() {
    let _ = disable_raw_mode();
    if let Some(mut ours) = lock_terminal_within(LOCK_TIMEOUT)
        && std::mem::take(&mut *ours)
        && raw_output::wait_until_writable(Some(WRITABLE_TIMEOUT))
    {
        let _ = raw_output::write_all(LEAVE_SEQUENCE);
    }
}

/// Whether the terminal is taken.
#[cfg(unix)]
pub(super) fn is_terminal_owned() -> bool {
    *lock_terminal()
}

fn lock_terminal() -> MutexGuard<'static, bool> {
    TERMINAL_OWNED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

fn lock_terminal_within(limit: Duration) -> Option<MutexGuard<'static, bool>> {
    let until = Instant::now() + limit;
    loop {
        match TERMINAL_OWNED.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
        }
    }
}
