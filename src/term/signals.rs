//! What the system has to say, on a thread of its own.
//!
//! No flag waits here for a loop to look at it: a loop that is stuck in a write to a frozen terminal would
//! never look. The signals that end the process end it from this thread. SIGTSTP keeps its default action
//! (see `suspend`). Without a screen the signals do what they always do, and only a file that is half written
//! goes first. Must not: write to the terminal after a hang-up, which would block for ever.

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

/// What ends a process that says nothing else.
const FATAL_SIGNALS: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// Listens until the process ends. A SIGHUP that the parent ignored is heard again from now on: it says
/// that the terminal is gone, and without one there is nothing to do.
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
        last if FATAL_SIGNALS.contains(&last) => process_end::restore_and_exit(128 + signal, None),
        SIGCONT => suspend::handle_continue(),
        _ => {}
    }
    // A woken terminal may have another size; the message also wakes the loop.
    size::notify_resize(sender);
}

/// Listens until the process ends, where no screen does. What the parent ignores (`nohup`, a job in the background
/// of a script) stays ignored.
pub(super) fn start_cleanup_thread() -> io::Result<()> {
    let ignored = read_ignored_signals();
    let heard = FATAL_SIGNALS
        .iter()
        .filter(|signal| ignored & signal_bit(**signal) == 0);
    let mut signals = Signals::new(heard)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                // A screen gives the terminal back and ends the process itself.
                if !tty::is_terminal_owned() {
                    temp_file::remove_temp_files();
                    let _ = emulate_default_handler(signal);
                }
            }
        })?;
    Ok(())
}

/// The signals that are ignored now, as bits. Where the system does not tell, a hang-up may be.
fn read_ignored_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let told = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = told.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    bits.unwrap_or(signal_bit(SIGHUP))
}

const fn signal_bit(signal: i32) -> u64 {
    1 << (signal - 1)
}
