//! Ends the process from any thread, quickly.
//!
//! A signal, a panic or a lost terminal ends the process from the thread that noticed it, while the main
//! thread may be stuck in a write. The time is bounded: a watchdog thread ends the process when the cleanup
//! takes too long. No destructors are needed: data is on disk before the screen says so, half-written files
//! are removed here, and the search on the screen and its
//! place are saved here.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use crate::files::private_file::SaveMoment;
use crate::files::temp_file;
use crate::user_state::{last_place, searches};

use super::tty;

/// The longest time that the cleanup may take.
const CLEANUP_TIMEOUT: Duration = Duration::from_millis(150);

/// Restores the terminal, prints `message` to standard error, and exits.
pub(super) fn restore_and_exit(code: i32, message: Option<&str>) -> ! {
    exit_after_cleanup(code, || {
        tty::release_before_exit();
        if let Some(message) = message {
            let _ = writeln!(io::stderr(), "{message}");
        }
    })
}

/// Exits without writing to the terminal.
pub(super) fn exit_silently(code: i32) -> ! {
    exit_after_cleanup(code, || {})
}

fn exit_after_cleanup(code: i32, last_step: impl FnOnce()) -> ! {
    let watchdog = thread::Builder::new().name("watchdog".to_owned());
    // If no thread can be started, the steps below still have bounds of their own in nearly all cases.
    let _ = watchdog.spawn(move || {
        thread::sleep(CLEANUP_TIMEOUT);
        exit_process(code)
    });
    temp_file::remove_temp_files();
    searches::save_unsaved_search();
    last_place::save_unsaved_place(SaveMoment::ProcessEnd);
    last_step();
    exit_process(code)
}

fn exit_process(code: i32) -> ! {
    #[cfg(unix)]
    signal_hook::low_level::exit(code);
    #[cfg(not(unix))]
    std::process::exit(code)
}
