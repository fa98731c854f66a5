//! What the system has to say, on a thread of its own.
//!
//! No flag waits here for a loop to look at it: a loop that is stuck in a write to a frozen terminal would
//! never look. The signals that end the process end it from this thread. SIGTSTP keeps its default action
//! (see `suspend`). Must not: write to the terminal after a hang-up, which would block for ever.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::app::msg::Msg;

use super::{ending, size, suspend};

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
        SIGHUP | SIGINT | SIGQUIT | SIGTERM => ending::end(128 + signal, None),
        SIGCONT => suspend::woken(),
        _ => {}
    }
    // A woken terminal may have another size; the message also wakes the loop.
    size::ring(sender);
}
