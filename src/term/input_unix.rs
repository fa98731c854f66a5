//! Keyboard input on Unix: a thread that reads and decodes standard input.
//!
//! It reads all available bytes, decodes them, and sleeps in `poll` until more arrive or the decoder's
//! timeout is over. It also detects a terminal that hangs up, with or without a SIGHUP, and ends the process:
//! the event loop may be stuck in a write, and reading a dead terminal would loop for ever.
//!
//! Must not know what a key means.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use crate::app::msg::Msg;

use super::backlog::InputBacklog;
use super::decode::{InputDecoder, InputEvent};
use super::process_end;

/// The exit code that a shell reports for a hang-up.
const HANG_UP_EXIT_CODE: i32 = 129;
/// The most bytes of one read.
const READ_CHUNK_BYTES: usize = 64 * 1024;

/// Starts the thread; it reads until the process ends or the receiver is gone.
pub(super) fn start_input_thread(
    sender: Sender<Msg>,
    backlog: Arc<InputBacklog>,
) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || run_input_loop(&sender, &backlog))?;
    Ok(())
}

fn run_input_loop(sender: &Sender<Msg>, backlog: &InputBacklog) {
    let mut decoder = InputDecoder::new();
    let mut bytes = vec![0; READ_CHUNK_BYTES];
    let mut events = Vec::new();
    let mut deadline = None;
    loop {
        match wait_for_input(deadline) {
            WakeReason::Spurious => continue,
            WakeReason::DeadlinePassed => decoder.handle_timeout(&mut events),
            WakeReason::InputReady => match rustix::io::read(stdin(), &mut bytes[..]) {
                Ok(0) => process_end::exit_silently(HANG_UP_EXIT_CODE),
                Ok(count) => {
                    decoder.feed_bytes(bytes.get(..count).unwrap_or_default(), &mut events);
                }
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => process_end::exit_silently(HANG_UP_EXIT_CODE),
            },
        }
        deadline = decoder
            .pending_timeout()
            .map(|timeout| Instant::now() + timeout);
        for event in events.drain(..) {
            let msg = match event {
                InputEvent::Key(key) => Msg::Key(key),
                InputEvent::Paste(text) => Msg::Paste(text),
                InputEvent::Mouse(mouse) => Msg::Mouse(mouse),
            };
            backlog.admit_msg(&msg, exit_if_hung_up);
            if sender.send(msg).is_err() {
                return;
            }
        }
    }
}

/// Why [`wait_for_input`] returned.
enum WakeReason {
    /// There are bytes to read.
    InputReady,
    /// The deadline passed without a byte.
    DeadlinePassed,
    /// A signal or an early wake-up; wait again.
    Spurious,
}

/// Sleeps until there is input or `deadline` has passed; ends the process on a hang-up.
fn wait_for_input(deadline: Option<Instant>) -> WakeReason {
    let time_left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    match poll_stdin(PollFlags::IN, time_left) {
        Ok(ready) if ready.contains(PollFlags::IN) => WakeReason::InputReady,
        Ok(_) if deadline.is_some_and(|deadline| Instant::now() >= deadline) => {
            WakeReason::DeadlinePassed
        }
        _ => WakeReason::Spurious,
    }
}

/// Ends the process if the terminal is gone.
fn exit_if_hung_up() {
    let _ = poll_stdin(PollFlags::empty(), Some(Duration::ZERO));
}

/// Polls standard input; ends the process on a hang-up.
fn poll_stdin(events: PollFlags, timeout: Option<Duration>) -> Result<PollFlags, Errno> {
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    let stdin = stdin();
    let mut fds = [PollFd::new(&stdin, events)];
    poll(&mut fds, timeout.as_ref())?;
    let ready = fds[0].revents();
    if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        process_end::exit_silently(HANG_UP_EXIT_CODE);
    }
    Ok(ready)
}
