//! Unbuffered output to the terminal.
//!
//! Rust's `Stdout` is not used on Unix: it buffers, takes its own lock, and is flushed once more at exit,
//! where a frozen terminal would block the process.

use std::io;
use std::time::Duration;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::io::Errno;
#[cfg(unix)]
use rustix::stdio::stdout;

/// Writes all bytes, in one system call unless the system splits it.
#[cfg(unix)]
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another process made the terminal non-blocking: wait for room, as a blocking terminal would.
            Err(Errno::AGAIN) => drop(wait_until_writable(None)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Waits until the terminal accepts bytes or is gone, at most for `timeout`; returns true when it accepts
/// bytes.
#[cfg(unix)]
pub(super) fn wait_until_writable(timeout: Option<Duration>) -> bool {
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    let stdout = stdout();
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    let hung_up = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut fds, timeout.as_ref()).is_ok_and(|ready| ready > 0)
        && !fds[0].revents().intersects(hung_up)
}

/// Writes all bytes.
#[cfg(windows)]
pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    // This call also switches the console to escape sequences.
    let _ = crossterm::ansi_support::supports_ansi();
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// A console always accepts bytes.
#[cfg(windows)]
pub(super) fn wait_until_writable(_: Option<Duration>) -> bool {
    true
}
