//! Resource limits of the reader process. They are hard limits, which an unprivileged process
//! cannot raise again.

use rustix::process::{Resource, Rlimit, setrlimit};

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
