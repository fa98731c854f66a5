//! The panic hook: a panic on any thread restores the terminal, prints one clear line and exits with 101.
//!
//! The sentence is here and not in the locale, because the locale may be what panicked. The message may quote
//! text of the user's files, so everything that a terminal would interpret is removed.
//!
//! Must not panic.

use std::panic::{self, PanicHookInfo};

use super::process_end;
use crate::user_state::log;

/// Rust's own exit code after a panic.
const PANIC_EXIT_CODE: i32 = 101;
/// Longer messages are truncated.
const MAX_MESSAGE_LENGTH: usize = 400;

/// Installs the hook for all threads.
pub(super) fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        if log::log_contained_panic(info) {
            return;
        }
        let message = format_panic_message(info);
        log::write_line(&format!("panic: {info}"));
        process_end::restore_and_exit(PANIC_EXIT_CODE, Some(&message));
    }));
}

fn format_panic_message(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let location = info
        .location()
        .map_or_else(String::new, |location| format!(" ({location})"));
    let log = log::log_path().map_or_else(String::new, |path| {
        format!(" · nhật ký / log: {}", path.display())
    });
    format!(
        "ocop: lỗi bên trong, đã dừng / internal error, stopped: {}{}{}",
        sanitize_line(message.unwrap_or("?")),
        sanitize_line(&location),
        sanitize_line(&log)
    )
}

/// One line without control, direction or invisible characters.
fn sanitize_line(text: &str) -> String {
    text.chars()
        .take(MAX_MESSAGE_LENGTH)
        .map(|letter| {
            if is_terminal_control(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect()
}

/// True for a character that a terminal would interpret instead of showing it.
fn is_terminal_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::sanitize_line;

    #[test]
    fn a_message_cannot_command_the_terminal() {
        assert_eq!(
            sanitize_line("a\u{1b}[31m\nb\u{9b}c\u{202e}đ"),
            "a [31m b c đ"
        );
        assert_eq!(sanitize_line(&"x".repeat(1000)).len(), 400);
    }
}
