//! Standard output that fails where there is none.
//!
//! Before any code of ours runs, the standard library opens `/dev/null` in place of a closed standard output, so that
//! no file opened later becomes it. What was to be printed would be lost without a word. That `/dev/null` is open for
//! reading, too, which `> /dev/null` of a shell is not. Other programs hand over one like it on purpose, so it counts
//! only where a shell has started the program itself, which it says in the variable `_`.

use std::io::{self, Stdout, Write};

/// Standard output, or none.
#[derive(Debug)]
pub enum StandardOutput {
    /// It is open.
    Open(Stdout),
    /// It was closed when the program started.
    Closed,
}

impl StandardOutput {
    /// The standard output of this process.
    pub fn of_this_process() -> Self {
        if is_closed_at_start() {
            Self::Closed
        } else {
            Self::Open(io::stdout())
        }
    }
}

impl Write for StandardOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(out) => out.write(bytes),
            Self::Closed => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(out) => out.flush(),
            Self::Closed => Ok(()),
        }
    }
}

#[cfg(unix)]
fn is_closed_at_start() -> bool {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};

    let out = rustix::stdio::stdout();
    let is_read_write = fcntl_getfl(out).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR);
    let null = stat("/dev/null").ok().zip(fstat(out).ok());
    let is_null = null.is_some_and(|(null, out)| {
        (null.st_dev, null.st_ino) == (out.st_dev, out.st_ino) && null.st_rdev == out.st_rdev
    });
    is_read_write && is_null && is_started_by_shell()
}

/// True where the shell says that it has started this very program: `_` is its path.
#[cfg(unix)]
fn is_started_by_shell() -> bool {
    let started = std::env::var_os("_").and_then(|path| std::fs::canonicalize(path).ok());
    let own = crate::cli::environment::own_program();
    started.is_some() && started == own.and_then(|path| std::fs::canonicalize(path).ok())
}

#[cfg(not(unix))]
fn is_closed_at_start() -> bool {
    false
}
