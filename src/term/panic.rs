//! The last resort: a panic on any thread gives the terminal back, says one clear line and ends with 101.
//!
//! The sentence stands here and not in the table of sentences: whatever panicked may have been the table.
//! The message may quote foreign text, so it is cleaned of everything a terminal would obey. Must not:
//! panic.

use std::panic::{self, PanicHookInfo};

use super::process_end;
use crate::user_state::log;

/// The code Rust itself gives a panicked program.
const PANIC_EXIT_CODE: i32 = 101;
/// A longer message is cut; the beginning tells the story.
const MAX_MESSAGE_LENGTH: usize = 400;

/// Makes this the way every thread panics from now on.
pub(super) fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        let words = format_panic_message(info);
        log::write_line(&format!("panic: {info}"));
        process_end::restore_and_exit(PANIC_EXIT_CODE, Some(&words));
    }));
}

fn format_panic_message(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info
        .location()
        .map_or_else(String::new, |place| format!(" ({place})"));
    let log = log::log_path().map_or_else(String::new, |path| {
        format!(" · nhật ký / log: {}", path.display())
    });
    format!(
        "ocop: lỗi bên trong, đã dừng / internal error, stopped: {}{}{}",
        sanitize_line(message.unwrap_or("?")),
        sanitize_line(&place),
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

/// What a terminal would act on instead of showing it.
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
