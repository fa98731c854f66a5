//! Ends the process from any thread, quickly.
//!
//! A signal, a panic or a lost terminal ends the process from the thread that noticed it, while the main
//! thread may be stuck in a write. The time is bounded: a watchdog thread ends the process when the cleanup
//! takes too long. No destructors are needed: data is on disk before the screen says so, half-written files
//! are removed here, and the search on the screen and its place are saved here. A person who waits for work
//! that goes on after the screen was left is told what became of it.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::files::private_file::SaveMoment;
use crate::files::temp_file;
use crate::user_state::{last_place, searches};

use super::tty;

/// The longest time that the cleanup may take.
const CLEANUP_TIMEOUT: Duration = Duration::from_millis(150);

/// The sentence is here and not in the locale: without memory nothing can be looked up.
#[cfg(unix)]
const ABORT_TEXT: &str = "ocop: hết bộ nhớ hoặc lỗi nặng bên trong, đã dừng / out of memory or a severe internal error, stopped";

/// Says what became of work that a signal ended; it is told whether files were left unfinished.
type InterruptionText = Box<dyn Fn(bool) -> Option<String> + Send>;

/// What a person is told when a signal ends the work that goes on after the screen was left.
static INTERRUPTION_TEXT: Mutex<Option<InterruptionText>> = Mutex::new(None);

/// What is done last, with the exit code.
static LAST_ACT: OnceLock<Box<dyn Fn(i32) + Send + Sync>> = OnceLock::new();

/// Sets what a person is told when a signal ends the process from now on. The closure gets whether files that were
/// being written are lost; it must be quick.
pub fn tell_when_interrupted(text: impl Fn(bool) -> Option<String> + Send + 'static) {
    let told = INTERRUPTION_TEXT.lock();
    *told.unwrap_or_else(PoisonError::into_inner) = Some(Box::new(text));
}

/// Sets what is done when a signal, a panic or a lost terminal ends the process; it gets the exit code and must be
/// quick. A second call changes nothing.
pub fn set_last_act(act: impl Fn(i32) + Send + Sync + 'static) {
    let _ = LAST_ACT.set(Box::new(act));
}

/// Does what was set to be done last.
pub(super) fn do_last_act(code: i32) {
    if let Some(act) = LAST_ACT.get() {
        act(code);
    }
}

/// Restores the terminal, prints `message` to standard error, and exits.
pub(super) fn restore_and_exit(code: i32, message: Option<&str>) -> ! {
    exit_after_cleanup(code, |_| {
        tty::release_before_exit();
        tell(message);
    })
}

/// Restores the terminal, says what became of the work that was under way, and exits.
#[cfg(unix)]
pub(super) fn exit_by_signal(code: i32) -> ! {
    exit_after_cleanup(code, |unfinished_files| {
        tty::release_before_exit();
        let text = INTERRUPTION_TEXT.try_lock().ok();
        let text = text.and_then(|text| text.as_ref().and_then(|text| text(unfinished_files > 0)));
        tell(text.as_deref());
    })
}

/// Restores the terminal first, because memory may be gone, then does as ever and exits.
#[cfg(unix)]
pub(super) fn exit_after_abort(code: i32) -> ! {
    tty::release_at_abort();
    tell(Some(ABORT_TEXT));
    exit_after_cleanup(code, |_| ())
}

fn tell(message: Option<&str>) {
    if let Some(message) = message {
        let _ = writeln!(io::stderr(), "{message}");
    }
}

/// Exits without writing to the terminal.
pub(super) fn exit_silently(code: i32) -> ! {
    exit_after_cleanup(code, |_| {})
}

fn exit_after_cleanup(code: i32, last_step: impl FnOnce(usize)) -> ! {
    let watchdog = thread::Builder::new().name("watchdog".to_owned());
    // If no thread can be started, the steps below still have bounds of their own in nearly all cases.
    let _ = watchdog.spawn(move || {
        thread::sleep(CLEANUP_TIMEOUT);
        exit_process(code)
    });
    let unfinished_files = temp_file::remove_temp_files();
    searches::save_unsaved_search();
    last_place::save_unsaved_place(SaveMoment::ProcessEnd);
    last_step(unfinished_files);
    do_last_act(code);
    exit_process(code)
}

fn exit_process(code: i32) -> ! {
    #[cfg(unix)]
    signal_hook::low_level::exit(code);
    #[cfg(not(unix))]
    std::process::exit(code)
}
