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
use crate::unfinished;

use super::{ending, size, suspend, tty};

/// What ends a process that says nothing else.
const LAST: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// Listens until the process ends. A SIGHUP that the parent ignored is heard again from now on: it says
/// that the terminal is gone, and without one there is nothing to do.
pub(super) fn listen(sender: Sender<Msg>) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                heed(signal, &sender);
            }
        })?;
    Ok(())
}

fn heed(signal: i32, sender: &Sender<Msg>) {
    match signal {
        last if LAST.contains(&last) => ending::end(128 + signal, None),
        SIGCONT => suspend::woken(),
        _ => {}
    }
    // A woken terminal may have another size; the message also wakes the loop.
    size::ring(sender);
}

/// Listens until the process ends, where no screen does. What the parent ignores (`nohup`, a job in the background
/// of a script) stays ignored.
pub(super) fn tidy() -> io::Result<()> {
    let ignored = ignored();
    let heard = LAST.iter().filter(|signal| ignored & bit(**signal) == 0);
    let mut signals = Signals::new(heard)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                // A screen gives the terminal back and ends the process itself.
                if !tty::is_ours() {
                    unfinished::give_up();
                    let _ = emulate_default_handler(signal);
                }
            }
        })?;
    Ok(())
}

/// The signals that are ignored now, as bits. Where the system does not tell, a hang-up may be.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let told = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = told.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    bits.unwrap_or(bit(SIGHUP))
}

const fn bit(signal: i32) -> u64 {
    1 << (signal - 1)
}
