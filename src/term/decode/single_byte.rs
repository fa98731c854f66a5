//! The keys of one byte: ASCII characters, control letters, both Backspaces.
//!
//! Vietnamese input methods rewrite a syllable by sending Backspaces, as 0x7f on some machines and as 0x08 on
//! others, so both are Backspace and neither is Ctrl-H.

use crate::app::key::{KeyCode, KeyPress};

/// The key of a byte; `None` when the byte only starts a longer sequence or letter.
pub(super) fn key_from_byte(byte: u8) -> Option<KeyPress> {
    Some(match byte {
        0x00 => KeyPress::with_ctrl(' '),
        0x08 | 0x7f => KeyPress::without_modifiers(KeyCode::Backspace),
        0x09 => KeyPress::without_modifiers(KeyCode::Tab),
        0x0a | 0x0d => KeyPress::without_modifiers(KeyCode::Enter),
        0x01..=0x1a => KeyPress::with_ctrl(char::from(byte | 0x60)),
        0x1c..=0x1f => KeyPress::with_ctrl(char::from(byte | 0x40)),
        0x20..=0x7e => KeyPress::without_modifiers(KeyCode::Char(char::from(byte))),
        0x1b | 0x80..=0xff => return None,
    })
}
