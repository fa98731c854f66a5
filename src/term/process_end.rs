//! Dying from any thread, quickly.
//!
//! A signal, a panic and a vanished terminal end the process from the thread that noticed, while the main
//! thread may be stuck in a write. Everything here is bounded: a second thread ends the process when the
//! farewell takes too long, whatever it hangs on. Nothing needs a destructor: what must not be lost is on
//! disk before the screen says so, a file that is half written goes, and the search on the screen is kept. Must not: return.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use crate::files::temp_file;
use crate::user_state::searches;

use super::tty;

/// The farewell may take so long.
const FAREWELL_TIMEOUT: Duration = Duration::from_millis(150);

/// Gives the terminal back, says the last words if there are any, and ends.
pub(super) fn restore_and_exit(code: i32, last_words: Option<&str>) -> ! {
    exit_after_farewell(code, || {
        tty::release_before_exit();
        if let Some(words) = last_words {
            let _ = writeln!(io::stderr(), "{words}");
        }
    })
}

/// Ends at once, without a byte to the terminal.
pub(super) fn exit_silently(code: i32) -> ! {
    exit_after_farewell(code, || {})
}

fn exit_after_farewell(code: i32, farewell: impl FnOnce()) -> ! {
    let watch = thread::Builder::new().name("farewell".to_owned());
    // Without a watch the farewell is still bounded in all but the rarest cases.
    let _ = watch.spawn(move || {
        thread::sleep(FAREWELL_TIMEOUT);
        exit_process(code)
    });
    temp_file::remove_temp_files();
    searches::save_unsaved_search();
    farewell();
    exit_process(code)
}

fn exit_process(code: i32) -> ! {
    #[cfg(unix)]
    signal_hook::low_level::exit(code);
    #[cfg(not(unix))]
    std::process::exit(code)
}
