//! The bytes' way out, below every buffer.
//!
//! Standard output of the language is not used on Unix: it holds bytes back, takes a lock of its own and
//! is flushed once more at the end, where a frozen terminal would hold us. Must not: know what it writes.

use std::io;
use std::time::Duration;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::io::Errno;
#[cfg(unix)]
use rustix::stdio::stdout;

/// Writes everything, in one call unless the system cuts it.
#[cfg(unix)]
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody else made the terminal non-blocking: wait for room like a blocking one.
            Err(Errno::AGAIN) => drop(wait_until_writable(None)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether the terminal takes bytes within `limit`; without a limit, waits until it does or is gone.
#[cfg(unix)]
pub(super) fn wait_until_writable(limit: Option<Duration>) -> bool {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let stdout = stdout();
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut fds, limit.as_ref()).is_ok_and(|ready| ready > 0)
        && !fds[0].revents().intersects(gone)
}

/// Writes everything.
#[cfg(windows)]
pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    // Asking this switches the console to escape sequences.
    let _ = crossterm::ansi_support::supports_ansi();
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// A console never freezes.
#[cfg(windows)]
pub(super) fn wait_until_writable(_limit: Option<Duration>) -> bool {
    true
}
