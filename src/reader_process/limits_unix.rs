//! Resource limits of the reader process. They are hard limits, which an unprivileged process
//! cannot raise again. It also ends with its parent.

use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::stdio::stdout;

use crate::cli::exit;

/// Address space in bytes; a workbook of a million rows needs less than half.
const MAX_ADDRESS_SPACE: u64 = 768 << 20;

/// Processor time in seconds; the signal that then ends the process says so.
const MAX_CPU_SECONDS: u64 = 120;

/// With so many seconds more, a process that ignores that signal is killed.
const CPU_SECONDS_TO_END: u64 = 5;

/// Open files.
const MAX_OPEN_FILES: u64 = 32;

/// Sets the limits on this process. A limit that the system refuses is ignored.
pub(super) fn apply_limits() {
    for (resource, limit, more) in [
        (Resource::As, MAX_ADDRESS_SPACE, 0),
        (Resource::Cpu, MAX_CPU_SECONDS, CPU_SECONDS_TO_END),
        (Resource::Nofile, MAX_OPEN_FILES, 0),
        // It writes only to a pipe, and must not leave a core dump.
        (Resource::Fsize, 0, 0),
        (Resource::Core, 0, 0),
    ] {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit + more),
        };
        let _ = setrlimit(resource, limit);
    }
}

/// The stack of the thread that watches the parent; the address space is limited.
const WATCH_STACK_BYTES: usize = 64 * 1024;

/// Ends this process as soon as its parent is gone, however that ended: nobody reads standard output then. Where no
/// thread can be started, a write fails later.
pub(super) fn end_with_parent() {
    let watch = || {
        let stdout = stdout();
        let gone = PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL;
        loop {
            // Without a flag only the end of the other side ends the sleep.
            let mut fds = [PollFd::new(&stdout, PollFlags::empty())];
            match poll(&mut fds, None) {
                Err(Errno::INTR) => {}
                Ok(_) if fds[0].revents().intersects(gone) => {
                    signal_hook::low_level::exit(exit::IO.into())
                }
                Ok(_) | Err(_) => return,
            }
        }
    };
    let thread = thread::Builder::new().name("parent".to_owned());
    drop(thread.stack_size(WATCH_STACK_BYTES).spawn(watch));
}
