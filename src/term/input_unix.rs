//! Keyboard input on Unix: a thread that reads and decodes standard input.
//!
//! It reads all available bytes, decodes them, and sleeps in `poll` until more arrive or the decoder's
//! timeout is over. It also detects a terminal that hangs up, with or without a SIGHUP, and ends the process:
//! the event loop may be stuck in a write, and reading a dead terminal would loop for ever.
//!
//! Once the screen is left it reads no byte: what is typed while the program finishes its work is for the shell.
//! It still watches for a hang-up.
//!
//! Must not know what a key means.

use std::io::{self, PipeReader, PipeWriter};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use crate::app::msg::Msg;

use super::backlog::InputBacklog;
use super::decode::{InputDecoder, InputEvent};
use super::process_end;
use super::text_burst::TextBursts;

/// The exit code that a shell reports for a hang-up.
const HANG_UP_EXIT_CODE: i32 = 129;
/// The most bytes of one read.
const READ_CHUNK_BYTES: usize = 64 * 1024;

/// The running thread.
pub(super) struct InputThread {
    backlog: Arc<InputBacklog>,
    /// Dropping it wakes the thread and stops its reading.
    stop: PipeWriter,
    /// Its other end is dropped when the thread reads no more.
    stopped: Receiver<()>,
}

impl InputThread {
    /// Ends the reading; when this returns, no further byte of the terminal is taken.
    pub(super) fn stop_reading(self) {
        self.backlog.close();
        drop(self.stop);
        // Nothing is ever sent: the error is the end of the reading.
        let _ = self.stopped.recv();
    }
}

/// Starts the thread; it reads until it is stopped, the process ends, or the receiver is gone.
pub(super) fn start_input_thread(
    sender: Sender<Msg>,
    backlog: Arc<InputBacklog>,
) -> io::Result<InputThread> {
    let (stop_request, stop) = io::pipe()?;
    let (reading, stopped) = channel::<()>();
    let admitted = Arc::clone(&backlog);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            run_input_loop(&sender, &admitted, &stop_request);
            drop((sender, reading));
            watch_for_hang_up();
        })?;
    Ok(InputThread {
        backlog,
        stop,
        stopped,
    })
}

fn run_input_loop(sender: &Sender<Msg>, backlog: &InputBacklog, stop_request: &PipeReader) {
    let mut decoder = InputDecoder::new();
    let mut bytes = vec![0; READ_CHUNK_BYTES];
    let mut events = Vec::new();
    let mut bursts = TextBursts::default();
    let mut deadline = None;
    loop {
        match wait_for_input(deadline, stop_request) {
            WakeReason::Stopped => return,
            WakeReason::Spurious => continue,
            WakeReason::DeadlinePassed => decoder.handle_timeout(&mut events),
            WakeReason::InputReady => match rustix::io::read(stdin(), &mut bytes[..]) {
                Ok(0) => process_end::exit_silently(HANG_UP_EXIT_CODE),
                Ok(count) => {
                    decoder.feed_bytes(bytes.get(..count).unwrap_or_default(), &mut events);
                    bursts.gather_text(&mut events, Instant::now());
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
    /// The screen was left: nothing is read any more.
    Stopped,
    /// There are bytes to read.
    InputReady,
    /// The deadline passed without a byte.
    DeadlinePassed,
    /// A signal or an early wake-up; wait again.
    Spurious,
}

/// Sleeps until there is input, `deadline` has passed, or the other end of `stop_request` is closed; ends the process
/// on a hang-up.
fn wait_for_input(deadline: Option<Instant>, stop_request: &PipeReader) -> WakeReason {
    let time_left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let timeout = time_left.and_then(|timeout| Timespec::try_from(timeout).ok());
    let stdin = stdin();
    let mut fds = [
        PollFd::new(&stdin, PollFlags::IN),
        PollFd::new(stop_request, PollFlags::IN),
    ];
    if poll(&mut fds, timeout.as_ref()).is_err() {
        return WakeReason::Spurious;
    }
    let (ready, stop) = (fds[0].revents(), fds[1].revents());
    exit_on_hang_up(ready);
    if !stop.is_empty() {
        WakeReason::Stopped
    } else if ready.contains(PollFlags::IN) {
        WakeReason::InputReady
    } else if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
        WakeReason::DeadlinePassed
    } else {
        WakeReason::Spurious
    }
}

/// Sleeps until the terminal hangs up, without reading, and ends the process then.
fn watch_for_hang_up() {
    // Without a flag only a hang-up or an error ends the sleep; a system that says otherwise is not asked again.
    while let Err(Errno::INTR) = poll_stdin(PollFlags::empty(), None) {}
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
    exit_on_hang_up(ready);
    Ok(ready)
}

fn exit_on_hang_up(ready: PollFlags) {
    if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        process_end::exit_silently(HANG_UP_EXIT_CODE);
    }
}
