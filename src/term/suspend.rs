//! Job control: Ctrl-Z gives the terminal to the shell, and `fg` brings us back.
//!
//! In raw mode Ctrl-Z is a key, so the program wishes it and we stop ourselves, with SIGTSTP and never with
//! SIGSTOP: where no shell waits to continue us (under sshd, as the leader of the session) the system
//! discards a SIGTSTP, and a SIGSTOP would freeze the session for ever. Somebody else may stop and continue
//! us too; then the terminal modes are whatever the shell left. Must not: write to the terminal.

use std::sync::atomic::{AtomicBool, Ordering};

/// We stopped ourselves, so the next SIGCONT is no news.
#[cfg(unix)]
static STOPPED_BY_US: AtomicBool = AtomicBool::new(false);
/// Somebody continued us, so the terminal must be taken again.
static CONTINUED_BY_OTHERS: AtomicBool = AtomicBool::new(false);

/// Whether a shell may be waiting that could continue us: we do not lead the session, and our parent lives
/// in the same one.
#[cfg(unix)]
pub(super) fn can_suspend() -> bool {
    use rustix::process::{getpid, getppid, getsid};
    let session = getsid(None).ok();
    let parents = getppid().and_then(|parent| getsid(Some(parent)).ok());
    session.is_some() && session != Some(getpid()) && session == parents
}

/// Stops until somebody continues us, or returns at once where the system discards the signal.
#[cfg(unix)]
pub(super) fn stop_process() {
    STOPPED_BY_US.store(true, Ordering::Release);
    // Raised for this very thread, so that it stops before the call returns.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
}

/// A SIGCONT came.
#[cfg(unix)]
pub(super) fn handle_continue() {
    if !STOPPED_BY_US.swap(false, Ordering::AcqRel) {
        CONTINUED_BY_OTHERS.store(true, Ordering::Release);
    }
}

/// Whether somebody else continued us since the last call.
pub(super) fn was_continued() -> bool {
    CONTINUED_BY_OTHERS.swap(false, Ordering::AcqRel)
}

/// There is no job control here.
#[cfg(windows)]
pub(super) fn can_suspend() -> bool {
    false
}

/// There is no job control here.
#[cfg(windows)]
pub(super) fn stop_process() {}
