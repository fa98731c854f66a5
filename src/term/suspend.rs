//! Job control: Ctrl-Z gives the terminal to the shell, and `fg` brings us back.
//!
//! In raw mode Ctrl-Z is a key, so the program wishes it and we stop ourselves, with SIGTSTP and never with
//! SIGSTOP: where no shell waits to continue us (under sshd, as the leader of the session) the system
//! discards a SIGTSTP, and a SIGSTOP would freeze the session for ever. Somebody else may stop and continue
//! us too; then the terminal modes are whatever the shell left. Must not: write to the terminal.

use std::sync::atomic::{AtomicBool, Ordering};

/// We stopped ourselves, so the next SIGCONT is no news.
#[cfg(unix)]
static EXPECTED: AtomicBool = AtomicBool::new(false);
/// Somebody continued us, so the terminal must be taken again.
static WOKEN: AtomicBool = AtomicBool::new(false);

/// Whether a shell may be waiting that could continue us: we do not lead the session, and our parent lives
/// in the same one.
#[cfg(unix)]
pub(super) fn allowed() -> bool {
    use rustix::process::{getpid, getppid, getsid};
    let session = getsid(None).ok();
    let parents = getppid().and_then(|parent| getsid(Some(parent)).ok());
    session.is_some() && session != Some(getpid()) && session == parents
}

/// Stops until somebody continues us, or returns at once where the system discards the signal.
#[cfg(unix)]
pub(super) fn stop() {
    EXPECTED.store(true, Ordering::Release);
    // Raised for this very thread, so that it stops before the call returns.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
}

/// A SIGCONT came.
#[cfg(unix)]
pub(super) fn woken() {
    if !EXPECTED.swap(false, Ordering::AcqRel) {
        WOKEN.store(true, Ordering::Release);
    }
}

/// Whether somebody else continued us since the last call.
pub(super) fn was_woken() -> bool {
    WOKEN.swap(false, Ordering::AcqRel)
}

/// There is no job control here.
#[cfg(windows)]
pub(super) fn allowed() -> bool {
    false
}

/// There is no job control here.
#[cfg(windows)]
pub(super) fn stop() {}
