//! Job control: Ctrl-Z gives the terminal to the shell, and `fg` continues the program.
//!
//! In raw mode Ctrl-Z is a key, so the program stops itself, and only where a shell waits to continue it: elsewhere
//! (under sshd, as the session leader) it would freeze the session for ever. There the system discards a SIGTSTP, and
//! so does the program, which takes the signal itself to restore the terminal first. Other processes may stop and
//! continue the program too; the terminal modes are then whatever the shell left.
//!
//! Must not write to the terminal, but to restore it.

use std::sync::atomic::{AtomicBool, Ordering};

/// The program stopped itself, so it expects the next SIGCONT.
#[cfg(unix)]
static STOPPED_BY_US: AtomicBool = AtomicBool::new(false);
/// Another process continued the program, so the terminal must be acquired again.
static CONTINUED_BY_OTHERS: AtomicBool = AtomicBool::new(false);

/// True when a shell waits to continue the process: the parent of one of its process group is of the same session and
/// of another group. A group without one is orphaned, and the system discards the SIGTSTP of a terminal there.
#[cfg(unix)]
pub(super) fn can_suspend() -> bool {
    use rustix::process::{getpgid, getppid, getsid};
    let (session, group) = (getsid(None).ok(), getpgid(None).ok());
    let mut parent = getppid();
    while let Some(pid) = parent {
        if getsid(Some(pid)).ok() != session {
            return false;
        }
        if getpgid(Some(pid)).ok() != group {
            return true;
        }
        parent = parent_of(pid);
    }
    false
}

/// The parent of another process; unknown without `/proc`.
#[cfg(unix)]
fn parent_of(pid: rustix::process::Pid) -> Option<rustix::process::Pid> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program may have spaces and brackets.
    let (_, after_name) = text.rsplit_once(')')?;
    let number = after_name.split_whitespace().nth(1)?.parse().ok()?;
    rustix::process::Pid::from_raw(number)
}

/// Stops the process until it is continued, by a key.
#[cfg(unix)]
pub(super) fn stop_process() {
    STOPPED_BY_US.store(true, Ordering::Release);
    // Raised for this thread, so that it stops before the call returns.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}

/// Handles a SIGTSTP of another process: restores the terminal and stops, where somebody can continue.
#[cfg(unix)]
pub(super) fn handle_stop() {
    if can_suspend() {
        super::tty::release_before_exit();
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
    }
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
