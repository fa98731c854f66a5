//! What a reading process may use. Must not: be lifted again; hard limits go down only.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Address space: a workbook of a million rows needs less than half.
const MEMORY: u64 = 768 << 20;

/// Processor time in seconds.
const TIME: u64 = 120;

/// Open files.
const FILES: u64 = 32;

/// Puts the limits on this process. One that the system refuses is no reason not to read.
pub(super) fn set() {
    for (resource, limit) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, TIME),
        (Resource::Nofile, FILES),
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
