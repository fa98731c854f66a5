//! Standard input of the linear mode, which waits for a line no longer than a sitting may be idle.
//!
//! A wait that is too long is an error of the kind `TimedOut`; a warning comes a minute before. Must not: read what a
//! sitting that has ended leaves for the shell.

use std::io::{self, Read};
use std::time::Duration;

/// The warning comes so long before the end; half of a limit that is shorter than twice this.
const WARNING_TIME: Duration = Duration::from_secs(60);

/// Standard input with a limit of patience.
pub struct IdleInput<W> {
    limit: Option<Duration>,
    /// Tells that the sitting ends after this time.
    warn: W,
}

impl<W: FnMut(Duration)> IdleInput<W> {
    /// Standard input; without a limit it waits as long as anything.
    pub fn new(limit: Option<Duration>, warn: W) -> Self {
        Self { limit, warn }
    }

    /// Waits until there is something to read, or for as long as the limit allows.
    fn wait(&mut self) -> io::Result<()> {
        let Some(limit) = self.limit else {
            return Ok(());
        };
        let warning_time = WARNING_TIME.min(limit / 2);
        if !wait_for_input(limit.saturating_sub(warning_time))? {
            (self.warn)(warning_time);
            if !wait_for_input(warning_time)? {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }
}

impl<W: FnMut(Duration)> Read for IdleInput<W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        read_input(buffer)
    }
}

#[cfg(unix)]
fn read_input(buffer: &mut [u8]) -> io::Result<usize> {
    // Not the buffered input of the library, whose bytes a wait cannot see.
    Ok(rustix::io::read(rustix::stdio::stdin(), buffer)?)
}

/// True when there is input, or its end, within this time.
#[cfg(unix)]
fn wait_for_input(time: Duration) -> io::Result<bool> {
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    let deadline = Instant::now() + time;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec::try_from(left).ok();
        let stdin = rustix::stdio::stdin();
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], timeout.as_ref()) {
            Ok(ready) => return Ok(ready > 0),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
fn read_input(buffer: &mut [u8]) -> io::Result<usize> {
    io::stdin().lock().read(buffer)
}

/// No wait of this system can be cut short.
#[cfg(not(unix))]
fn wait_for_input(_: Duration) -> io::Result<bool> {
    Ok(true)
}
