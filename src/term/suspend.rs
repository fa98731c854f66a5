//! Job control: Ctrl-Z gives the terminal to the shell, and `fg` continues the program.
//!
//! In raw mode Ctrl-Z is a key, so the program stops itself, with SIGTSTP and never with SIGSTOP: where no
//! shell waits to continue it (under sshd, as the session leader) the system discards a SIGTSTP, while a
//! SIGSTOP would freeze the session for ever. Other processes may stop and continue the program too; the
//! terminal modes are then whatever the shell left.
//!
//! Must not write to the terminal.

use std::sync::atomic::{AtomicBool, Ordering};

/// The program stopped itself, so it expects the next SIGCONT.
#[cfg(unix)]
static STOPPED_BY_US: AtomicBool = AtomicBool::new(false);
/// Another process continued the program, so the terminal must be acquired again.
static CONTINUED_BY_OTHERS: AtomicBool = AtomicBool::new(false);

/// True when a shell may be waiting to continue the process: it is not the session leader, and its parent
/// belongs to the same session.
#[cfg(unix)]
pub(super) fn can_suspend() -> bool {
    use rustix::process::{getpid, getppid, getsid};
    let session = getsid(None).ok();
    let parent_session = getppid().and_then(|parent| getsid(Some(parent)).ok());
    session.is_some() && session != Some(getpid()) && session == parent_session
}

/// Stops the process until it is continued, or returns at once where the system discards the signal.
#[cfg(unix)]
pub(super) fn stop_process() {
    STOPPED_BY_US.store(true, Ordering::Release);
    // Raised for this thread, so that it stops before the call returns.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
}

/// Handles a SIGCONT.
#[cfg(unix)]
pub(super) fn handle_continue() {
    if !STOPPED_BY_US.swap(false, Ordering::AcqRel) {
        CONTINUED_BY_OTHERS.store(true, Ordering::Release);
    }
}

/// True when another process continued the program since the last call.
pub(super) fn was_continued() -> bool {
    CONTINUED_BY_OTHERS.swap(false, Ordering::AcqRel)
}

/// Windows has no job control.
#[cfg(windows)]
pub(super) fn can_suspend() -> bool {
    false
}

/// Windows has no job control.
#[cfg(windows)]
pub(super) fn stop_process() {}
