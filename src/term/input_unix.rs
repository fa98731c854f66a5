//! The keyboard on Unix: a thread that reads standard input and never blocks anybody.
//!
//! It reads as much as there is, lets the decoder understand it, and sleeps in `poll` until more comes or
//! the decoder gives up on half a sequence. It is also the watchman: a terminal that hangs up, with or
//! without a SIGHUP, ends the process here, since the loop may be stuck in a write and a reader of a dead
//! terminal would spin for ever. Must not: know what a key means.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use crate::app::msg::Msg;

use super::backlog::Backlog;
use super::decode::{Decoder, Event};
use super::ending;

/// What a shell reports for a hang-up.
const GONE: i32 = 129;
/// Bytes of one read.
const CHUNK: usize = 64 * 1024;

/// Reads until the process ends or nobody listens.
pub(super) fn listen(sender: Sender<Msg>, backlog: Arc<Backlog>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read_on(&sender, &backlog))?;
    Ok(())
}

fn read_on(sender: &Sender<Msg>, backlog: &Backlog) {
    let mut decoder = Decoder::new();
    let mut bytes = vec![0; CHUNK];
    let mut events = Vec::new();
    let mut deadline = None;
    loop {
        match wait(deadline) {
            Wait::Nothing => continue,
            Wait::Late => decoder.timeout(&mut events),
            Wait::Bytes => match rustix::io::read(stdin(), &mut bytes[..]) {
                Ok(0) => ending::vanish(GONE),
                Ok(count) => decoder.feed(bytes.get(..count).unwrap_or_default(), &mut events),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => ending::vanish(GONE),
            },
        }
        deadline = decoder.pending().map(|hold| Instant::now() + hold);
        for event in events.drain(..) {
            let msg = match event {
                Event::Key(key) => Msg::Key(key),
                Event::Paste(text) => Msg::Paste(text),
                Event::Mouse(mouse) => Msg::Mouse(mouse),
            };
            backlog.admit(&msg, look);
            if sender.send(msg).is_err() {
                return;
            }
        }
    }
}

/// Why the sleep ended.
enum Wait {
    /// Something can be read.
    Bytes,
    /// The deadline passed without a byte.
    Late,
    /// No reason; sleep on.
    Nothing,
}

/// Sleeps until there is something to read or `deadline` has passed; ends the process on a hang-up.
fn wait(deadline: Option<Instant>) -> Wait {
    let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    match watch(PollFlags::IN, left) {
        Ok(ready) if ready.contains(PollFlags::IN) => Wait::Bytes,
        Ok(_) if deadline.is_some_and(|deadline| Instant::now() >= deadline) => Wait::Late,
        _ => Wait::Nothing,
    }
}

/// Ends the process if the terminal is gone.
fn look() {
    let _ = watch(PollFlags::empty(), Some(Duration::ZERO));
}

fn watch(wanted: PollFlags, limit: Option<Duration>) -> Result<PollFlags, Errno> {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let stdin = stdin();
    let mut fds = [PollFd::new(&stdin, wanted)];
    poll(&mut fds, limit.as_ref())?;
    let ready = fds[0].revents();
    if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        ending::vanish(GONE);
    }
    Ok(ready)
}
