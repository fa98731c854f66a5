//! The end by SIGABRT: what Rust does when memory is gone, when a stack is full, or at a panic inside a panic.
//!
//! The system ends the process as soon as the handler of the signal returns. So the handler does not return: it tells
//! the signal thread and then writes into a full pipe, which holds the aborting thread until the signal thread has
//! restored the terminal and ended the process. Where the signal thread itself aborts, because it finds no memory
//! either, the process ends at once and the terminal stays as it is.
//!
//! Must not allocate behind the signal.

use std::io::{self, PipeReader, PipeWriter, Write};
use std::mem;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use signal_hook::consts::SIGABRT;
use signal_hook::{flag, low_level};

/// The process is ending already: another SIGABRT ends it at once.
static ENDING: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// A full pipe, or none where the system has none left.
pub(super) struct AbortHold(Option<(PipeReader, PipeWriter)>);

/// Registers what an aborting thread does first. To be called before the listener of the signals is registered: the
/// handlers run in this order.
pub(super) fn prepare_abort() -> AbortHold {
    let ending = Arc::clone(ENDING.get_or_init(Arc::default));
    let registered = flag::register_conditional_shutdown(SIGABRT, 128 + SIGABRT, ending);
    AbortHold(registered.and_then(|_| io::pipe()).ok())
}

impl AbortHold {
    /// Registers what it does last: wait. An error leaves the signal its default effect.
    pub(super) fn hold_aborting_thread(self) {
        if let Some((reader, writer)) = self.0 {
            let _ = register_full_pipe(&writer);
            // The other end must never close: a write would fail then, and not wait.
            mem::forget((reader, writer));
        }
    }
}

fn register_full_pipe(writer: &PipeWriter) -> io::Result<()> {
    low_level::pipe::register(SIGABRT, writer.try_clone()?)?;
    // Registering has made the pipe non-blocking, which helps to fill it.
    let mut filler = writer;
    for chunk in [&[0; 4096][..], &[0]] {
        while filler.write(chunk).is_ok() {}
    }
    fcntl_setfl(writer, fcntl_getfl(writer)? - OFlags::NONBLOCK)?;
    Ok(())
}

/// From now on another SIGABRT ends the process at once.
pub(super) fn begin_end() {
    if let Some(ending) = ENDING.get() {
        ending.store(true, Ordering::Release);
    }
}
