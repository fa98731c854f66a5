//! The terminal: the only module that knows bytes, signals, raw mode and the window size.
//!
//! It is written for bad SSH connections and for many officials on one server, so it promises:
//!
//! - **No input is lost.** Thousands of keys in one packet all arrive; half a letter or half an escape
//!   sequence waits for the rest without delaying a frame; a paste without its end marker ends by itself.
//! - **No output is wasted.** One frame for all waiting messages, one write per frame, no frame without a
//!   change, no timer tick: an idle program sleeps and writes nothing.
//! - **No queries.** The terminal is never asked anything, so no answer can be late or missing.
//! - **Nothing is left behind.** However the program ends (a key, a signal, a panic, a terminal that went
//!   away), it ends at once, and a terminal that still exists is restored.
//!
//! ```text
//!  keyboard                                 signals            terminal
//!     │ bytes                                  │                   ▲ bytes
//!     ▼                                        │               raw_output      one write, no buffer
//!  input_unix ──── decode    bytes to keys     │                   ▲
//!  (input_windows)                             │                  tty          one lock; raw mode,
//!     │                                        │                   ▲           alternate screen
//!     ▼                                        │             frame_backend     one synchronized
//!  backlog                   blocks a flood    │                   ▲           update per frame
//!     │ Msg                                    │ Msg            encoder        changed cells to
//!     └─────────────> inbox <──────────────────┘                   ▲           the fewest bytes
//!                       │  <── Msg of worker threads               │ cells
//!                       ▼                                          │
//!                   event_loop ──── update(Msg) ────> TerminalProgram::draw
//!                       ▲ <──────── TerminalCommand ─────────
//!     size, suspend, frame_rate, clipboard
//! ```
//!
//! [`screen_links`] says which cells are part of a link. [`size`] reads the window size, [`suspend`] does job control,
//! [`idle_clock`] ends a sitting that nobody uses, [`frame_rate`] decides how soon the next frame may follow,
//! [`clipboard`] encodes copied text, [`frame_cost`] measures frames without a terminal. [`mod@panic`], [`mod@abort`]
//! and [`process_end`] end the process from any thread.
//!
//! Must not know what a key means or what is on the screen. Nothing else may write to the terminal while
//! [`run_program`] runs.

#[cfg(unix)]
mod abort;
mod backlog;
pub mod clipboard;
#[cfg(any(unix, test))]
mod decode;
mod encoder;
mod event_loop;
mod frame_backend;
mod frame_cost;
mod frame_rate;
mod idle_clock;
#[cfg_attr(unix, path = "input_unix.rs")]
#[cfg_attr(windows, path = "input_windows.rs")]
mod input;
mod panic;
mod process_end;
mod program;
mod raw_output;
mod screen_links;
#[cfg(unix)]
mod signals;
mod size;
mod suspend;
#[cfg(any(unix, test))]
mod text_burst;
mod tty;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::msg::Msg;

use self::backlog::InputBacklog;
use self::event_loop::EventLoop;
pub use self::frame_cost::measure_frame_bytes;
pub use self::frame_rate::ConnectionSpeed;
pub use self::process_end::{set_last_act, tell_when_interrupted};
pub use self::program::{TerminalExit, TerminalProgram};

/// True when a full screen can work: standard input and output are terminals, and not a dumb one.
pub fn supports_full_screen() -> bool {
    let is_capable = cfg!(windows)
        || std::env::var_os("TERM").is_some_and(|name| !name.is_empty() && name != "dumb");
    is_capable && is_interactive()
}

/// True when standard input and output are terminals of any kind.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Makes signals that end the process remove its half-written files first and do the last act, also without a screen.
/// A failure to
/// install the handlers is ignored: the program works without them.
pub fn install_signal_cleanup() {
    #[cfg(unix)]
    let _ = signals::start_cleanup_thread();
}

/// Runs `program` until it quits, nobody uses it any more, or the terminal goes away.
///
/// `sender` and `inbox` are the two ends of one channel; other threads may send messages into it too. Signals
/// and panics that end the process do so from here, after restoring the terminal: a signal with 128 and its number,
/// SIGHUP or a vanished terminal with 129, a panic on any thread with 101. They do so after the screen was left, too.
///
/// When this returns, no byte of the terminal is read any more: what is typed is for the shell.
pub fn run_program(
    program: &mut impl TerminalProgram,
    sender: Sender<Msg>,
    inbox: Receiver<Msg>,
) -> io::Result<TerminalExit> {
    panic::install_panic_hook();
    let backlog = Arc::new(InputBacklog::new());
    #[cfg(unix)]
    signals::start_signal_thread(sender.clone())?;
    tty::acquire_terminal()?;
    let outcome = input::start_input_thread(sender, Arc::clone(&backlog)).and_then(|input| {
        let outcome = EventLoop::new(program, inbox, backlog).map(EventLoop::run_until_exit);
        // Before the terminal is given back, so that no byte typed for the shell is taken.
        input.stop_reading();
        outcome
    });
    match outcome {
        Ok(TerminalExit::Disconnected) => tty::release_without_writing(),
        Ok(TerminalExit::Quit | TerminalExit::Idle) | Err(_) => tty::release_terminal(),
    }
    outcome
}
