//! Acquires and releases the terminal, and holds the one lock under which every byte is written to it.
//!
//! A frame must not mix with the leave sequence of another thread, and no frame may follow that sequence. So
//! everything is written under one lock, which also stores whether the terminal is ours.
//!
//! Must not wait for a terminal that accepts no bytes longer than the limits below.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::raw_output;

/// Alternate screen, bracketed paste, no wrapping: a letter that the terminal draws wider than we expect must
/// not scroll the screen.
const ENTER_SEQUENCE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?7l";
/// Undoes all of that, clears the screen for terminals without an alternate screen, and ends what half a
/// frame may have left: a synchronized update, colours, a hidden cursor, mouse reports.
const LEAVE_SEQUENCE: &[u8] =
    b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[H\x1b[2J\x1b[?7h\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// How long an exiting thread waits for a frame that another thread is writing.
const LOCK_TIMEOUT: Duration = Duration::from_millis(100);
/// The same at a SIGABRT, where the other thread may be held for ever.
#[cfg(unix)]
const ABORT_LOCK_TIMEOUT: Duration = Duration::from_millis(30);
/// How long an exiting thread waits for a terminal that accepts no bytes.
const WRITABLE_TIMEOUT: Duration = Duration::from_millis(30);

/// True while the terminal is ours.
static TERMINAL_OWNED: Mutex<bool> = Mutex::new(false);
/// A screen was entered: its signal thread ends the process.
static SCREEN_ENTERED: AtomicBool = AtomicBool::new(false);

/// Acquires the terminal: raw mode and [`ENTER_SEQUENCE`].
pub(super) fn acquire_terminal() -> io::Result<()> {
    let mut owned = lock_terminal();
    SCREEN_ENTERED.store(true, Ordering::Release);
    enable_raw_mode()?;
    if let Err(error) = raw_output::write_all(ENTER_SEQUENCE) {
        let _ = disable_raw_mode();
        return Err(error);
    }
    *owned = true;
    Ok(())
}

/// Restores the terminal. Errors are ignored: a terminal that is gone needs nothing.
pub(super) fn release_terminal() {
    let mut owned = lock_terminal();
    if std::mem::take(&mut *owned) {
        let _ = raw_output::write_all(LEAVE_SEQUENCE);
    }
    let _ = disable_raw_mode();
}

/// Acquires the terminal again after another process (a shell, after a SIGSTOP) may have changed its modes.
pub(super) fn reacquire_terminal() -> io::Result<()> {
    // crossterm still remembers the modes from before the first call, and would not set raw mode twice.
    disable_raw_mode()?;
    acquire_terminal()
}

/// Writes one frame, unless the terminal was released.
pub(super) fn write_if_owned(frame: &[u8]) -> io::Result<()> {
    let owned = lock_terminal();
    if *owned {
        raw_output::write_all(frame)
    } else {
        Ok(())
    }
}

/// Restores the modes of a terminal to which writing failed, without writing again.
pub(super) fn release_without_writing() {
    *lock_terminal() = false;
    let _ = disable_raw_mode();
}

/// Restores the terminal before the process exits or is stopped, from any thread, within the limits above: it waits
/// for a frame that is being written, and leaves a frozen terminal as it is. No frame can follow.
pub(super) fn release_before_exit() {
    let _ = disable_raw_mode();
    if let Some(mut owned) = lock_terminal_within(LOCK_TIMEOUT)
        && std::mem::take(&mut *owned)
        && raw_output::wait_until_writable(Some(WRITABLE_TIMEOUT))
    {
        let _ = raw_output::write_all(LEAVE_SEQUENCE);
    }
}

/// Restores the terminal while a thread is held in the handler of SIGABRT. Where that thread has the lock nobody ever
/// gets it, so the terminal is restored without.
#[cfg(unix)]
pub(super) fn release_at_abort() {
    let _ = disable_raw_mode();
    let owned = lock_terminal_within(ABORT_LOCK_TIMEOUT);
    let is_owned = owned.is_none_or(|mut owned| std::mem::take(&mut *owned));
    if is_owned && is_screen_entered() && raw_output::wait_until_writable(Some(WRITABLE_TIMEOUT)) {
        let _ = raw_output::write_all(LEAVE_SEQUENCE);
    }
}

/// True once a screen was entered in this process, also after it was left.
#[cfg(unix)]
pub(super) fn is_screen_entered() -> bool {
    SCREEN_ENTERED.load(Ordering::Acquire)
}

fn lock_terminal() -> MutexGuard<'static, bool> {
    TERMINAL_OWNED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

fn lock_terminal_within(timeout: Duration) -> Option<MutexGuard<'static, bool>> {
    let deadline = Instant::now() + timeout;
    loop {
        match TERMINAL_OWNED.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
        }
    }
}
