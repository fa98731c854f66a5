//! Unix signals, handled on a thread of their own.
//!
//! The signals that end the process end it from this thread: a flag would never be read by an event loop that
//! is stuck in a write to a frozen terminal. SIGTSTP keeps its default action (see [`suspend`]). Without a
//! screen, signals have their default effect after half-written files are removed.
//!
//! Must not write to the terminal after a hang-up, which would block for ever.

use std::fs;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::app::msg::Msg;
use crate::files::temp_file;

use super::{process_end, size, suspend, tty};

/// The signals that end a process by default.
const FATAL_SIGNALS: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// Starts the thread for a program with a screen. It also handles a SIGHUP that the parent process ignored:
/// the terminal is gone then, and a screen cannot go on without it.
pub(super) fn start_signal_thread(sender: Sender<Msg>) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH])?;
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
        fatal if FATAL_SIGNALS.contains(&fatal) => {
            process_end::restore_and_exit(128 + signal, None)
        }
        SIGCONT => suspend::handle_continue(),
        _ => {}
    }
    // After a SIGCONT the size may have changed too; the message also wakes the event loop.
    size::notify_resize(sender);
}

/// Starts the thread for a program without a screen. Signals that the parent process ignored (`nohup`, a
/// background job of a script) stay ignored.
pub(super) fn start_cleanup_thread() -> io::Result<()> {
    let ignored = read_ignored_signals();
    let handled = FATAL_SIGNALS
        .iter()
        .filter(|signal| ignored & signal_bit(**signal) == 0);
    let mut signals = Signals::new(handled)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                // With a screen, the other thread restores the terminal and ends the process.
                if !tty::is_terminal_owned() {
                    temp_file::remove_temp_files();
                    let _ = emulate_default_handler(signal);
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
