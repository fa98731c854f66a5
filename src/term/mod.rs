//! The terminal room: the only place that knows bytes, signals, raw mode and the size of the window.
//!
//! It is written for bad SSH links and for many officials on one server, so it promises:
//!
//! - **Nothing is lost.** Thousands of keys in one packet all arrive, half a letter or half a sequence
//!   waits for its rest without stopping a frame, an unclosed paste ends by itself.
//! - **Nothing is wasted.** One frame for all that waits, one write for each frame, no frame without a
//!   change, no tick: an idle program sleeps and writes no byte.
//! - **Nothing is asked.** No question ever goes to the terminal, so no answer can be late or missing.
//! - **Nothing is left behind.** However the program ends, by a key, a signal, a panic, or a terminal that
//!   went away, it ends at once, and a terminal that is still there is given back as it was.
//!
//! The rooms: `input_*` reads keys (`decode` understands them), `signals` listens to the system, both
//! send [`Msg`]s; `stage` is the loop that hands them to the [`Program`] and draws, at the `pace` of the line; `screen` turns cells
//! into frames (`ink` writes them), `tty` owns the way out,
//! `clipboard` writes what is copied, `weigh` tells what frames cost, `size` and `suspend` know window and job control, `ending` and
//! `panic` are the ways to die.
//!
//! Must not: know what a key means or what is on the screen, and nobody else may write to the terminal
//! while [`run`] runs.

mod backlog;
pub mod clipboard;
#[cfg(any(unix, test))]
mod decode;
mod encoder;
mod event_loop;
mod frame_backend;
mod frame_cost;
mod frame_rate;
#[cfg_attr(unix, path = "input_unix.rs")]
#[cfg_attr(windows, path = "input_windows.rs")]
mod input;
mod panic;
mod process_end;
mod raw_output;
#[cfg(unix)]
mod signals;
mod size;
mod suspend;
mod tty;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use ratatui::Frame;

use crate::app::msg::Msg;

use self::backlog::InputBacklog;
use self::event_loop::EventLoop;
pub use self::frame_cost::measure_frame_bytes;
pub use self::frame_rate::ConnectionSpeed;

/// What the terminal room plays: a state that takes messages and can be drawn.
pub trait TerminalProgram {
    /// Takes one message and may wish something of the terminal.
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand>;

    /// Draws the state, and puts the real cursor where the person is: input methods and braille lines
    /// follow it. Changes nothing.
    fn draw(&self, frame: &mut Frame<'_>);

    /// An answer is on its way, so that the next frame may wait a moment for it instead of
    /// being drawn twice.
    fn awaits_answer(&self) -> bool;

    /// Something waits for the hand to rest: after a moment without a message [`Msg::Rest`] comes.
    fn is_debouncing(&self) -> bool {
        false
    }

    /// Whether clicks and the wheel should come as messages; the terminal cannot select text with them then.
    fn wants_mouse(&self) -> bool {
        false
    }

    /// What lies between here and the terminal.
    fn connection_speed(&self) -> ConnectionSpeed {
        ConnectionSpeed::Local
    }
}

/// What a program may wish of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalCommand {
    /// Give the terminal back and end.
    Quit,
    /// Give the terminal to the shell until it wakes us (Ctrl-Z); where no shell waits, nothing happens.
    Suspend,
    /// Paint every cell again (Ctrl-L).
    Redraw,
    /// Offer this text to the clipboard on the person's side of the line.
    Copy(String),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalExit {
    /// The program wished it.
    Quit,
    /// The terminal went away under a frame.
    Disconnected,
}

impl TerminalExit {
    /// The exit code: 0, or what a shell reports for a hang-up.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Disconnected => 129,
        }
    }
}

/// Whether a full screen can work here: keys and screen are terminals, and not a dumb one.
pub fn supports_full_screen() -> bool {
    let named = cfg!(windows)
        || std::env::var_os("TERM").is_some_and(|name| !name.is_empty() && name != "dumb");
    named && is_interactive()
}

/// Whether somebody sits here: keys and screen are terminals, of whatever kind.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// From now on a signal that ends the process takes away what is half written first, also where no screen is.
/// Nothing of it is needed to go on.
pub fn install_signal_cleanup() {
    #[cfg(unix)]
    let _ = signals::start_cleanup_thread();
}

/// Plays `program` until it wishes to quit or the terminal goes away.
///
/// `sender` and `inbox` are the two ends of one channel; others may send answers into it too. Signals and
/// panics that end the process do so from here, after giving the terminal back: SIGINT 130, SIGQUIT 131,
/// SIGTERM 143, SIGHUP or a vanished terminal 129, a panic on any thread 101.
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
    let outcome = input::start_input_thread(sender, Arc::clone(&backlog))
        .and_then(|()| EventLoop::new(program, inbox, backlog))
        .map(EventLoop::run_until_exit);
    match outcome {
        Ok(TerminalExit::Disconnected) => tty::release_without_writing(),
        Ok(TerminalExit::Quit) | Err(_) => tty::release_terminal(),
    }
    outcome
}
