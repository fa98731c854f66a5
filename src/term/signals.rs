//! Unix signals, handled on a thread of their own.
//!
//! The signals that end the process end it from this thread: a flag would never be read by an event loop that
//! is stuck in a write to a frozen terminal. At a SIGTSTP the terminal is restored first (see [`suspend`]). Without a
//! screen, signals have their default effect after half-written files are removed.
//!
//! Must not write to the terminal after a hang-up, which would block for ever.

use std::fs;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP,
    SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::app::msg::Msg;
use crate::files::temp_file;

use super::{abort, process_end, size, suspend, tty};

/// The signals that end a process by default, as far as they can be caught: not SIGKILL, and not the faults of the
/// processor. SIGPIPE and SIGXFSZ are errors of a write here.
const FATAL_SIGNALS: [i32; 14] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    SIGSYS, SIGTRAP, SIGABRT, SIGBUS,
];

/// Others that only Linux ends a process by: SIGSTKFLT, SIGIO, SIGPWR, and the real-time signals.
#[cfg(target_os = "linux")]
fn system_signals() -> impl Iterator<Item = i32> {
    [16, signal_hook::consts::SIGIO, 30]
        .into_iter()
        .chain(34..=64)
}

/// Others that only this system ends a process by.
#[cfg(not(target_os = "linux"))]
fn system_signals() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

fn fatal_signals() -> impl Iterator<Item = i32> {
    FATAL_SIGNALS.into_iter().chain(system_signals())
}

/// Listens to these signals. One that the system does not have is left out.
fn listen_to(signals: impl Iterator<Item = i32>) -> io::Result<Signals> {
    let listener = Signals::new::<_, i32>([])?;
    for signal in signals {
        let _ = listener.handle().add_signal(signal);
    }
    Ok(listener)
}

/// Starts the thread for a program with a screen. It also handles a SIGHUP that the parent process ignored:
/// the terminal is gone then, and a screen cannot go on without it.
pub(super) fn start_signal_thread(sender: Sender<Msg>) -> io::Result<()> {
    // What it registers has to come before the listener, and after it.
    let abort = abort::prepare_abort();
    let mut signals = listen_to(fatal_signals().chain([SIGCONT, SIGTSTP, SIGWINCH]))?;
    abort.hold_aborting_thread();
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                handle_signal(signal, &sender);
            }
        })?;
    Ok(())
}

fn handle_signal(signal: i32, sender: &Sender<Msg>) {
    match signal {
        SIGABRT => {
            abort::begin_end();
            process_end::exit_after_abort(128 + SIGABRT)
        }
        SIGCONT => suspend::handle_continue(),
        SIGTSTP => return suspend::handle_stop(),
        SIGWINCH => {}
        SIGHUP => process_end::restore_and_exit(128 + SIGHUP, None),
        fatal => {
            abort::begin_end();
            process_end::exit_by_signal(128 + fatal)
        }
    }
    // After a SIGCONT the size may have changed too; the message also wakes the event loop.
    size::notify_resize(sender);
}

/// Starts the thread for a program without a screen. Signals that the parent process ignored (`nohup`, a
/// background job of a script) stay ignored.
pub(super) fn start_cleanup_thread() -> io::Result<()> {
    let ignored = read_ignored_signals();
    let mut signals =
        listen_to(fatal_signals().filter(|signal| ignored & signal_bit(*signal) == 0))?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                // With a screen, the other thread restores the terminal and ends the process.
                if !tty::is_screen_entered() {
                    temp_file::remove_temp_files();
                    process_end::do_last_act(128 + signal);
                    let _ = emulate_default_handler(signal);
                    // It knows no real-time signals.
                    signal_hook::low_level::exit(128 + signal);
                }
            }
        })?;
    Ok(())
}

/// The ignored signals as a bit mask. Without `/proc`, SIGHUP counts as ignored.
fn read_ignored_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    bits.unwrap_or(signal_bit(SIGHUP))
}

const fn signal_bit(signal: i32) -> u64 {
    1 << (signal - 1)
}
