//! What a reading process may use. Must not: be lifted again; hard limits go down only.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Address space: a workbook of a million rows needs less than half.
const MAX_ADDRESS_SPACE: u64 = 768 << 20;

/// Processor time in seconds.
const MAX_CPU_SECONDS: u64 = 120;

/// Open files.
const MAX_OPEN_FILES: u64 = 32;

/// Puts the limits on this process. One that the system refuses is no reason not to read.
pub(super) fn apply_limits() {
    for (resource, limit) in [
        (Resource::As, MAX_ADDRESS_SPACE),
        (Resource::Cpu, MAX_CPU_SECONDS),
        (Resource::Nofile, MAX_OPEN_FILES),
        // It writes to a pipe only, and leaves no core behind.
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        let _ = setrlimit(resource, limit);
    }
}
