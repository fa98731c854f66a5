//! The last resort: a panic on any thread gives the terminal back, says one clear line and ends with 101.
//!
//! The sentence stands here and not in the table of sentences: whatever panicked may have been the table.
//! The message may quote foreign text, so it is cleaned of everything a terminal would obey. Must not:
//! panic.

use std::panic::{self, PanicHookInfo};

use super::ending;
use crate::log;

/// The code Rust itself gives a panicked program.
const CODE: i32 = 101;
/// A longer message is cut; the beginning tells the story.
const LONGEST: usize = 400;

/// Makes this the way every thread panics from now on.
pub(super) fn install() {
    panic::set_hook(Box::new(|info| {
        let words = words(info);
        log::note(&format!("panic: {info}"));
        ending::end(CODE, Some(&words));
    }));
}

fn words(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info
        .location()
        .map_or_else(String::new, |place| format!(" ({place})"));
    let log = log::path().map_or_else(String::new, |path| {
        format!(" · nhật ký / log: {}", path.display())
    });
    format!(
        "ocop: lỗi bên trong, đã dừng / internal error, stopped: {}{}{}",
        tame(message.unwrap_or("?")),
        tame(&place),
        tame(&log)
    )
}

/// One line without control, direction or invisible characters.
fn tame(text: &str) -> String {
    text.chars()
        .take(LONGEST)
        .map(|letter| if obeyed(letter) { ' ' } else { letter })
        .collect()
}

/// What a terminal would act on instead of showing it.
fn obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn a_message_cannot_command_the_terminal() {
        assert_eq!(tame("a\u{1b}[31m\nb\u{9b}c\u{202e}đ"), "a [31m b c đ");
        assert_eq!(tame(&"x".repeat(1000)).len(), 400);
    }
}
